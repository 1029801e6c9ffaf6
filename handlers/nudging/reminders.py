"""Reminders a person asks for: ``/remind Haroun Thursday 4 pm``, or in so many words."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from handlers import who
from handlers.chat import Button, Message, Outcome, Refusal, Text
from handlers.desk import Desk
from handlers.nudging import telling
from handlers.nudging.series import occurs
from handlers.nudging.telling import Told, Trouble
from handlers.patterns import pattern
from handlers.reading import dates
from handlers.rules import zones
from handlers.rules.hours import hours_of, instant
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import nudges as words
from storage.records import Draft, Reminder, added, removed

KIND = "remind"
"""The kind of draft that remembers a reminder while we ask which day is meant."""

_POLITE = (
    r"please|pls|(?:can|could|would) you|s['’]il (?:te|vous) pla[iî]t|peux[- ]tu|tu peux"
    r"|pouvez[- ]vous|por favor|puedes|puede|podr[ií]as|من فضلك|لو سمحت|ممكن|هل يمكنك(?: أن)?"
)
_CUES = (
    r"remind (?:me|us)|set (?:me )?a reminder|reminder(?=\s*:|\s+(?:to|for|about)\b)|ping me"
    r"|nudge me|don['’]?t let me forget"
    r"|rappel(?:le|les|ez)[- ](?:moi|nous)|me rappeler|fai(?:s|tes)[- ]moi penser"
    r"|(?:mets|mettez|cr[ée]e)(?:[- ]moi)? un rappel|rappel(?=\s*:)"
    r"|recu[eé]rd(?:a|e|en)me|recordarme|av[ií]same|hazme acordar|acu[eé]rdame"
    r"|(?:pon|ponme|crea) un recordatorio|recordatorio(?=\s*:|\s+(?:de|para)\b)"
    r"|ت?ذكّ?رني|ذكريني|ذكّ?رنا|ذكّ?روني|فكّ?رني|نبّ?هني|تذكير(?=\s*:|\s+ب)"
)
_QUESTION = (
    r"what['’]?s?|where|who['’]?s?|when|which|how|whether|if|où|ce qu[ei'’]?"
    r"|quoi|quel\w*|qui|quand|comment|qué"
    r"|d[oó]nde|qui[eé]n|cu[aá]ndo|c[oó]mo|ماذا|ما|أين|متى|كيف"
    r"|شو|شنو|[اإ]يش|وش|مين|منو|وين|[اإ]?[اي]?متى|متين|على شو|q|k|ke|cdo|a qu[eé]|en qu[eé]"
    r"|lo (?:que|q|acordado|pactado)|(?:el|los) (?:acuerdos?|tratos?|t[eé]rminos|pactos?)"
)
"""To be reminded of what was said is a question, and not for later."""
_ASKED = pattern(
    rf"[\s¿]*(?:(?:{_POLITE})[\s,،]+){{0,2}}(?:{_CUES})(?!\s+(?:{_QUESTION})\b)"
    r"(?:\s+(?:to|about|that|for|de|d['’]|que|à|a|para|بأن|أن|ب))?\b\s*",
    re.IGNORECASE,
)
_LATER = pattern(rf"(?<!\w)(?P<cue>(?:(?:{_POLITE})[\s,،]+)?(?:{_CUES}))", re.IGNORECASE)
_SOONEST = 80
"""Signs before which "remind me" must stand, where the time comes first."""
_ANY_DAY = datetime(2026, 1, 5, 8, tzinfo=UTC)
"""Whether something is a time hangs on no day."""
_SMALL = frozenset(
    (
        *("on", "at", "the", "in", "by", "around", "le", "la", "à", "a", "vers", "dans"),
        *("el", "las", "los", "al", "en", "يوم", "في", "الساعة", "عند", ",", "-"),
    )
)
_LEAD = pattern(r"^(?:to|about|that|de|que|à|a)\s+", re.IGNORECASE)
_EVENING, _HOUR = time(18), timedelta(hours=1)
_LONG_MONTH = 28


def asked(text: str) -> str | None:
    """What comes after "remind me to", in our languages, and the time, where that stands before.

    ``None`` where *text* begins otherwise.
    """
    if "\n" in text.strip():
        return None
    found = _ASKED.match(text)
    if found:
        return text[found.end() :].lstrip(" :,،")
    later = _LATER.search(text[:_SOONEST])
    when = text[: later.start()].strip(" ,،:") if later else ""
    if later is None or not when or not _is_time(when):
        return None
    found = _ASKED.match(text, later.start("cue"))
    return f"{text[found.end() :].strip(' :,،.')} {when}" if found else None


def _is_time(text: str) -> bool:
    """Whether *text* is a day, an hour or both, and nothing else: "Friday 4pm"."""
    left = text
    for when in reversed(dates.find(text, _ANY_DAY)):
        if when.span is not None:
            left = f"{left[: when.span.start]} {left[when.span.end :]}"
    return left != text and all(word.casefold() in _SMALL for word in left.split())


def remind(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/remind`` and what, and when."""
    say = desk.say
    if not rest.strip():
        raise Refusal(say(words.REMIND_HOW, example=f"/remind {say(words.REMIND_EXAMPLE)}"))
    if len(rest) > telling.LONGEST:
        raise Refusal(say(words.REMIND_LONG, n=telling.LONGEST))
    try:
        told = telling.moment(rest, message, desk)
    except Trouble as trouble:
        raise _refusal(trouble, desk) from None
    if told is None:
        raise Refusal(say(words.REMIND_WHEN, example=say(words.REMIND_EXAMPLE)))
    reminder = _reminder(told, desk)
    if told.other is not None and not told.every:
        return _which_day(message, desk, reminder, told.other)
    return _set(message, desk, reminder)


def _refusal(trouble: Trouble, desk: Desk) -> Refusal:
    say = desk.say
    if trouble.what == "zone" and trouble.close:
        close = say.list(zones.city(one, say.language) for one in trouble.close)
        return Refusal(say(words.REMIND_BAD_ZONE, zone=trouble.about, close=close))
    if trouble.what == "zone":
        return Refusal(say(words.REMIND_BAD_ZONE_NONE, zone=trouble.about))
    if trouble.what == "far":
        return Refusal(say(words.REMIND_FAR))
    return Refusal(say(words.REMIND_PAST, day=_day_text(trouble.about, desk)))


def _day_text(day: str, desk: Desk) -> str:
    return desk.say.day(date.fromisoformat(day)) if day[:1] != "0" else day


def _reminder(told: Told, desk: Desk) -> Reminder:
    """The reminder that was asked for, from its first day on."""
    text = _LEAD.sub("", told.rest)
    one = who.named_in(text, desk.book)
    if one is not None and who.folded(text) in {
        who.folded(name) for name in (one.name, *one.aliases)
    }:
        text = desk.say(words.REMIND_TEXT, name=who.name_of(one))
    made = Reminder(
        *(desk.new_id(), desk.member.id, text, told.day, desk.now),
        counterpart=one.id if one else "",
        at=told.at or _hour(told, desk),
        zone=told.zone,
        every=told.every,
        day=told.day.day if told.every in ("month", "year") else 0,
    )
    return replace(made, on=_first(made, desk)) if told.every else made


def _hour(told: Told, desk: Desk) -> time | None:
    """An hour for what is wanted today without one, where the usual hour is over."""
    hours = hours_of(desk.member, desk.book)
    if told.every or told.day != desk.today or hours.at(told.day) > desk.now:
        return None
    evening = datetime.combine(desk.today, _EVENING, tzinfo=desk.zone)
    return _EVENING if desk.here + _HOUR < evening else (desk.here + _HOUR).time()


def _first(one: Reminder, desk: Desk) -> date:
    """The first day from today on which a repeated reminder falls."""
    hours, start = hours_of(desk.member, desk.book), replace(one, on=one.on.replace(day=1))
    if one.every in ("day", "week"):
        start = one
    for step in range(800):
        day = desk.today + timedelta(days=step)
        pattern = replace(
            start, on=min(start.on, day) if one.every != "year" else _same_month(one, day)
        )
        late = instant(day, one.at or hours.hour, one.zone or desk.member.zone) <= desk.now
        if occurs(pattern, day) and not late:
            return day
    return one.on


def _same_month(one: Reminder, day: date) -> date:
    return date(min(one.on.year, day.year), one.on.month, 1)


def _which_day(message: Message, desk: Desk, one: Reminder, other: date) -> Outcome:
    """Two days could be meant: ask, with a button for each."""
    say = desk.say
    days = sorted(day for day in (one.on, other) if day >= desk.today)
    if len(days) == 1:
        return _set(message, desk, replace(one, on=days[0]))
    reading = json.dumps(
        [one.text, one.counterpart, one.at.isoformat() if one.at else "", one.zone]
    )
    draft = Draft(desk.new_id(), desk.member.id, (), desk.now, kind=KIND, reading=reading)
    buttons = tuple(Button(say.day(day), f"{KIND}:{draft.id}:{day.isoformat()}") for day in days)
    parts = (Text(one.text),) if one.text else ()
    shown = card(say, say(words.REMIND_WHICH_DAY), parts, buttons)
    return answered(message, shown, (added(draft),))


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """One of the two days was pressed."""
    id, _, day = rest.partition(":")
    draft = desk.book.get(Draft, id)
    if draft is None or draft.kind != KIND:
        raise Refusal(desk.say(help_words.STALE))
    text, counterpart, at, zone = json.loads(draft.reading)
    one = Reminder(
        *(desk.new_id(), desk.member.id, text, date.fromisoformat(day), desk.now),
        counterpart=counterpart,
        at=time.fromisoformat(at) if at else None,
        zone=zone,
    )
    done = _set(message, desk, one)
    return Outcome(done.replies, (removed(draft), *done.changes))


def _set(message: Message, desk: Desk, one: Reminder) -> Outcome:
    say, hours = desk.say, hours_of(desk.member, desk.book)
    at = one.at or hours.hour
    due = instant(one.on, at, one.zone or desk.member.zone)
    parts = [Text(one.text)] if one.text else []
    if one.zone and one.zone != desk.member.zone:
        there = zones.city(one.zone, say.language)
        parts.append(Text(say(words.REMIND_ZONE, hour=say.hour(at), zone=there)))
    if one.every:
        parts.append(Text(say(words.REMIND_EVERY[one.every])))
    if one.day > _LONG_MONTH and not _always(one):
        parts.append(Text(say(words.REMIND_SHORT_MONTH)))
    title = say(words.REMIND_SET, moment=say.moment(due))
    return saved(message, desk, (added(one),), title, parts)


def _always(one: Reminder) -> bool:
    """Whether every month or year it falls in has such a day."""
    return one.every == "year" and one.day <= monthrange(2027, one.on.month)[1]


COMMANDS = {"remind": remind}
PRESSES = {KIND: chosen}
