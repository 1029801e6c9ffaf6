"""Somebody's own language, clock and working days."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from babel import Locale

from handlers.chat import Button, Card, Message, Outcome, Part, Refusal, Text
from handlers.desk import Desk
from handlers.patterns import pattern
from handlers.rules import zones
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import enrol as enrol_words
from handlers.words import help as help_words
from handlers.words import preferences as words
from handlers.words.catalogue import LANGUAGES
from handlers.words.speech import Speech
from storage.records import Change, Dialogue, Member, removed

FIRST_ZONE, ZONE = "first_zone", "zone"
"""What a dialogue is about while we wait to be told a city: on the first day, and later."""

LANGUAGE_NAMES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}
"""Each language in its own words: the one way everybody finds theirs."""

WEEKS: tuple[tuple[int, ...], ...] = (
    (0, 1, 2, 3, 4),
    (6, 0, 1, 2, 3),
    (5, 6, 0, 1, 2),
    (5, 6, 0, 1, 2, 3),
    (0, 1, 2, 3, 4, 5),
)
"""Working weeks people keep, by day with Monday 0, in the order they are worked."""

_CITY_WORDS = 3
"""What is longer and no city is something told, and must not be lost to a question."""

_BETWEEN = pattern(
    r"\s*(?:[-–—]|\b(?:to|till|until|through|à|au|jusqu['’]\s?(?:à|au)|a|al|hasta)\b|إلى|الى|حتى)\s*",
    re.IGNORECASE,
)
_BEFORE = pattern(
    r"^(?:(?:from|du|de|del|desde|depuis|le|la|el|los|the|au|al|من)\s+|l['’])+", re.IGNORECASE
)
"""What stands before a day in a sentence, and says nothing."""
_OWN_WAYS = {"sat": 5, "sun": 6, "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thurs": 3}


def language(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/language French``, or the four to choose from."""
    say = desk.say
    code = language_named(rest)
    if code:
        return _speaking(message, desk, code)
    title = say(words.NO_LANGUAGE) if rest.strip() else say(words.WHICH_LANGUAGE)
    buttons = tuple(Button(LANGUAGE_NAMES[code], f"language:{code}") for code in LANGUAGES)
    return answered(message, card(say, title, (), buttons))


def language_named(text: str) -> str:
    """The code of the language of that name in any of our languages; empty where none is."""
    asked = _plain(text)
    for code in LANGUAGES:
        names = {code, LANGUAGE_NAMES[code]}
        names |= {Locale(own).languages[code] for own in LANGUAGES}
        if asked in {_plain(name) for name in names}:
            return code
    return ""


def choose_language(message: Message, desk: Desk, rest: str) -> Outcome:
    """A language was pressed."""
    if rest not in LANGUAGES:
        raise Refusal(desk.say(help_words.STALE))
    return _speaking(message, desk, rest)


def _speaking(message: Message, desk: Desk, code: str) -> Outcome:
    say = Speech(code, desk.member.zone)
    return _changed(message, desk, replace(desk.member, language=code), say(words.SPEAKING), say)


def zone(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/zone Amman``, or a question."""
    if rest.strip():
        return _zone_told(message, desk, rest, None)
    say = desk.say
    team = [one.zone for one in desk.book.all(Member) if one.active]
    asked = zone_question(
        say, say(words.WHICH_ZONE), say(words.WRITE_CITY), likely_zones(team, say)
    )
    waiting = Dialogue(desk.member.id, ZONE, "", desk.now)
    before = desk.book.get(Dialogue, desk.member.id)
    return answered(message, asked, (Change(before, waiting),))


def zone_told(message: Message, desk: Desk, dialogue: Dialogue) -> Outcome | None:
    """A city was asked for and something was written; ``None`` where it reads like a note."""
    if not zones.find(message.text).zone and len(message.text.split()) > _CITY_WORDS:
        return None
    return _zone_told(message, desk, message.text, dialogue)


def _zone_told(message: Message, desk: Desk, text: str, dialogue: Dialogue | None) -> Outcome:
    say, found = desk.say, zones.find(text)
    if found.zone:
        return _zone_set(message, desk, found.zone, dialogue)
    title = say(words.NO_ZONE, text=" ".join(text.split())[: zones.LONGEST])
    close = found.close or likely_zones((), say)
    return answered(message, zone_question(say, title, say(words.NO_ZONE_CLOSE), close))


def choose_zone(message: Message, desk: Desk, rest: str) -> Outcome:
    """A city was pressed."""
    if not zones.is_zone(rest):
        raise Refusal(desk.say(help_words.STALE))
    return _zone_set(message, desk, rest, desk.book.get(Dialogue, desk.member.id))


def _zone_set(message: Message, desk: Desk, name: str, dialogue: Dialogue | None) -> Outcome:
    say = Speech(desk.member.language, name)
    done = dialogue is not None and dialogue.topic in (FIRST_ZONE, ZONE)
    title = say(words.ZONE_SET, zone=zones.city(name, say.language), moment=say.moment(desk.now))
    first = done and dialogue is not None and dialogue.topic == FIRST_ZONE
    parts = (Text(say(enrol_words.READY)),) if first else ()
    outcome = _changed(message, desk, replace(desk.member, zone=name), title, say, parts)
    waited = (removed(dialogue),) if done and dialogue is not None else ()
    return replace(outcome, changes=(*outcome.changes, *waited))


def zone_question(say: Speech, title: str, how: str, likely: Iterable[str]) -> Card:
    """A question for a city, with buttons for *likely* zones."""
    buttons = tuple(Button(zones.city(name, say.language), f"zone:{name}") for name in likely)
    return card(say, title, (Text(how),), buttons)


def likely_zones(team: Iterable[str], say: Speech, limit: int = 4) -> tuple[str, ...]:
    """Zones to offer first: the team's own, then the usual ones of that language."""
    counted = [name for name, _ in Counter(name for name in team if name != "UTC").most_common()]
    usual = zones.USUAL[say.language]
    return tuple(dict.fromkeys((*counted, *usual)))[:limit]


def week(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/week Sun-Thu``, or the weeks to choose from."""
    say = desk.say
    days = week_named(rest)
    if days:
        return _week_set(message, desk, days)
    title = say(words.WHICH_WEEK)
    if rest.strip():
        title = say(words.NO_WEEK, text=" ".join(rest.split())[:60])
    buttons = tuple(
        Button(week_text(days, say), f"week:{''.join(map(str, days))}") for days in WEEKS
    )
    return answered(message, card(say, title, (Text(say(words.WRITE_WEEK)),), buttons))


def choose_week(message: Message, desk: Desk, rest: str) -> Outcome:
    """A week was pressed."""
    days = tuple(int(digit) for digit in rest if digit in "0123456")
    if days not in WEEKS or len(days) != len(rest):
        raise Refusal(desk.say(help_words.STALE))
    return _week_set(message, desk, days)


def _week_set(message: Message, desk: Desk, days: tuple[int, ...]) -> Outcome:
    say = desk.say
    title = say(words.WEEK_SET, days=week_text(days, say))
    return _changed(message, desk, replace(desk.member, week=tuple(sorted(days))), title, say)


def week_named(text: str) -> tuple[int, ...]:
    """The days from the first named to the last, as in ``Sun-Thu``; empty where unreadable."""
    between = _BETWEEN.search(text.strip())
    if between is None:
        return ()
    first = day_named(text.strip()[: between.start()])
    last = day_named(text.strip()[between.end() :])
    if first is None or last is None:
        return ()
    return tuple((first + step) % 7 for step in range((last - first) % 7 + 1))


def day_named(text: str) -> int | None:
    """The weekday of that name in any of our languages, Monday 0; ``None`` where it is none."""
    asked = _plain(_BEFORE.sub("", text.strip())).rstrip(".")
    asked = asked[:-1] if asked.endswith("days") else asked
    if asked in _OWN_WAYS:
        return _OWN_WAYS[asked]
    for code in LANGUAGES:
        for width in ("wide", "abbreviated", "short"):
            for day, name in Locale(code).days["format"][width].items():
                if asked in (spelt := _plain(name).rstrip("."), spelt.removeprefix("ال")):
                    return int(day)
    return None


def week_text(days: tuple[int, ...], say: Speech) -> str:
    """``Sunday to Thursday``."""
    names = Locale(say.language).days["format"]["wide"]
    first, last = _ends(days)
    return say(words.FIRST_TO_LAST, first=names[first], last=names[last])


def _ends(days: tuple[int, ...]) -> tuple[int, int]:
    """The first and last working day, whatever order *days* are kept in."""
    kept = set(days) or {0}
    first = next((day for day in sorted(kept) if (day - 1) % 7 not in kept), min(kept))
    last = first
    while (last + 1) % 7 in kept and (last + 1) % 7 != first:
        last = (last + 1) % 7
    return first, last


def _changed(  # noqa: PLR0913, PLR0917  # All of a card, in a language that may be a new one.
    message: Message,
    desk: Desk,
    member: Member,
    title: str,
    say: Speech,
    parts: Iterable[Part] = (),
) -> Outcome:
    """The member's settings as *member* has them, with [Undo] where anything changed."""
    if member == desk.member:
        return answered(message, card(say, title, parts))
    return saved(message, replace(desk, say=say), (Change(desk.member, member),), title, parts)


def _plain(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(mark for mark in marks if not unicodedata.combining(mark))


PRESSES = {"language": choose_language, "zone": choose_zone, "week": choose_week}
COMMANDS = {"language": language, "zone": zone, "week": week}
TOPICS = {FIRST_ZONE: zone_told, ZONE: zone_told}
