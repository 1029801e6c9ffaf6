"""``/away until 3 April``, ``/away back``, or in words: who stands in is briefed, then thanked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers import who
from handlers.chat import Button, Items, Message, Outcome, Part, Refusal, Reply
from handlers.desk import Desk
from handlers.handing import covering, meanwhile
from handlers.nearby import BELOW
from handlers.nudging import passing, telling
from handlers.patterns import pattern
from handlers.rules.hours import hours_of
from handlers.rules.roles import Action, may
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import handing as words
from handlers.words import nudges as nudge_words
from handlers.words.speech import Speech
from storage.records import Change, Member, Rhythm, StandIn, added

LONG = timedelta(days=4)
"""An absence that reaches so far is offered to whoever stands in, with what is open."""
BRIEFED = 3
"""Colleagues who have a button of their own."""
SHOWN = 10

_BACK = pattern(r"\b(?:back|off|no|retour|vuelta|non)\b|عدت", re.IGNORECASE)
_AM_BACK = pattern(
    r"(?:i am|i'm|i’m|im) back(?: (?:from leave|at work|again|now))?|je suis (?:de retour|rentrée?)"
    r"|(?:ya )?(?:estoy de vuelta|he vuelto|volví|regresé)|(?:لقد )?(?:عدت|رجعت)(?: إلى العمل)?",
    re.IGNORECASE,
)
_AM_AWAY = pattern(
    r"(?:(?:i am|i['’]?m|i will be|i['’]ll be) (?:away|on leave|out of office|off|on holiday)"
    r"|je (?:suis|serai) (?:absente?|en congés?|en vacances|en permission)"
    r"|(?:estoy|estaré|voy a estar) (?:ausente|de vacaciones|de permiso|fuera)"
    r"|(?:أنا|انا|سأكون|ساكون) (?:غائبة?|غائب|في إجازة|في اجازة|مسافرة?|مسافر))"
    r"(?P<when>\s.{2,60})",
    re.IGNORECASE,
)


def away(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """The command: from now on until that day, or back again."""
    if _BACK.search(rest):
        return back(message, desk)
    day = _until(rest, message, desk)
    if day is None:
        example = f"/away {desk.say(nudge_words.AWAY_EXAMPLE)}"
        raise Refusal(desk.say(nudge_words.HOURS_UNCLEAR, example=example))
    return _gone(message, desk, day)


def heard(message: Message, desk: Desk) -> Outcome | None:
    """ "I'm away until Friday", "I am back"; ``None`` for all else."""
    if message.forwarded or message.files or "\n" in message.text.strip():
        return None
    text = message.text.strip(" .!؟?")
    if _AM_BACK.fullmatch(text):
        return back(message, desk)
    told = _AM_AWAY.fullmatch(text)
    day = _until(told["when"], message, desk) if told else None
    return _gone(message, desk, day) if day is not None else None


def _until(text: str, message: Message, desk: Desk) -> date | None:
    try:
        told = telling.moment(text, message, desk) if text.strip() else None
    except telling.Trouble:
        return None
    return told.day if told is not None else None


def _gone(message: Message, desk: Desk, day: date) -> Outcome:
    say, me = desk.say, desk.member
    before = hours_of(me, desk.book).rhythm
    after = replace(before, away_from=desk.today, away_until=day)
    title = say(nudge_words.AWAY_SET, day=say.day(day))
    parts: Sequence[Part] = ()
    buttons: Sequence[Button] = ()
    if day - desk.today >= LONG and may(me, Action.SHARE):
        parts, buttons = tuple(_covered(desk)), tuple(_offers(desk))
    return saved(message, desk, (_change(after, desk),), title, parts, buttons)


def _change(after: Rhythm, desk: Desk) -> Change:
    known = desk.book.get(Rhythm, desk.member.id)
    return added(after) if known is None else Change(known, after)


def _covered(desk: Desk) -> Iterator[Part]:
    """Whose relations are in whose hands meanwhile, ten names at most."""
    say, left = desk.say, SHOWN
    for to, people in covering.by_deputy(desk).items():
        member = desk.book.get(Member, to)
        label = say(words.STANDS_IN, member=member.name) if member else say(words.NOBODY_STANDS_IN)
        shown = [who.name_of(one) for one in people[:left]]
        if more := len(people) - len(shown):
            shown.append(say(words.AND_MORE, n=more))
        left = max(0, left - len(people))
        yield Items(label, tuple(shown))


def _offers(desk: Desk) -> Iterator[Button]:
    found = covering.by_deputy(desk)
    deputies = [desk.book.get(Member, to) for to in found if to]
    for member in [one for one in deputies if one is not None][:BRIEFED]:
        yield Button(desk.say(words.BRIEF_THEM, member=member.name), f"{BELOW}:cover:{member.id}")
    others = (one for one in desk.book.all(Member) if one.id != desk.member.id)
    if "" in found and any(may(one, Action.WRITE) for one in others):
        yield Button(desk.say(words.SOMEBODY_STANDS_IN), f"{BELOW}:covernew:")


def back(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """[I am back]: all is theirs again, and one card says what happened meanwhile."""
    say = desk.say
    rhythm = hours_of(desk.member, desk.book).rhythm
    since, until = rhythm.away_from, rhythm.away_until
    if since is None or until is None:
        return answered(message, card(say, say(nudge_words.AWAY_BACK)))
    asked = [one for one in desk.book.find(StandIn, "member", desk.member.id) if not one.over]
    changes = [_change(replace(rhythm, away_from=None, away_until=None), desk)]
    changes += [change for one in asked for change in passing.away_over(one, desk.book)]
    parts, buttons = meanwhile.happened(since, desk)
    title = say(nudge_words.AWAY_BACK)
    outcome = saved(message, desk, tuple(changes), title, parts, buttons)
    stood_in = {one.to: one for one in asked}
    told = [each for one in stood_in.values() for each in _thanks(one, desk)]
    return replace(outcome, replies=(*outcome.replies, *told))


def _thanks(one: StandIn, desk: Desk) -> Iterator[Reply]:
    member = desk.book.get(Member, one.to)
    if member is not None and member.active:
        say = Speech(member.language, member.zone)
        title = say(words.BACK_AGAIN, member=desk.member.name)
        yield covering.told(member, card(say, title))


COMMANDS = {"away": away}
PRESSES = {"back": back}
