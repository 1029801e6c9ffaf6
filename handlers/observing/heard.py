"""The day of a moon feast told in words: "Eid is announced for Friday"."""

from __future__ import annotations

import re
from datetime import date

from handlers.chat import Button, Message, Outcome, Text
from handlers.desk import Desk
from handlers.observing.announcing import SHIFT, SOON, ahead, announced
from handlers.observing.saying import titled
from handlers.patterns import pattern
from handlers.reading import dates
from handlers.rules.occasions import OCCASIONS, Window, find
from handlers.rules.occasions.table import folded
from handlers.rules.roles import Action, may
from handlers.showing import answered, card
from handlers.words import occasions as words

LONGEST = 80
_TOLD = pattern(
    r"\b(?:(?:is|was|has been|have) )?announced(?: for| on)?\b"
    r"|\b(?:est |a été )?annoncée?s?(?: pour)?\b"
    r"|\b(?:es |está |fue |ha sido )?anunciad[oa]s?(?: para)?\b"
    r"|(?:تم |قد )?(?:إعلان|اعلان|[أا]ُ?علنوا|[أا]ُ?علنت?|ثبت)",
    re.IGNORECASE,
)
_FILLERS = frozenset(
    (
        *("the", "it", "is", "on", "for", "they", "have", "has", "le", "la", "l", "que", "pour"),
        *("el", "los", "para", "أن", "ان", "يوم", "هو", "في", "على", "ليوم"),
    )
)
_ANY = frozenset(map(folded, ("eid", "the eid", "aïd", "l'aïd", "id", "عيد", "العيد", "feast")))


def said(message: Message, desk: Desk) -> Outcome | None:
    """What such words come to; ``None`` where they tell of no feast that is near."""
    if message.files or message.forwarded or message.edits:
        return None
    text = message.text.strip()
    told = _TOLD.search(text)
    if told is None or len(text) > LONGEST or "\n" in text or not may(desk.member, Action.WRITE):
        return None
    day, rest = _day(f"{text[: told.start()]} {text[told.end() :]}", message, desk)
    meant = _meant(rest)
    if day is None or meant is None:
        return None
    near = [one for one in _open(desk) if one.first - SHIFT <= day <= one.last + SHIFT]
    near = [one for one in near if not meant or one.occasion in meant]
    if len(near) == 1:
        return announced(message, desk, _about(near[0], day))
    return _ask(near, day, message, desk) if near else None


def _day(text: str, message: Message, desk: Desk) -> tuple[date | None, str]:
    """The day that is named, and what stands beside it."""
    here = message.at.astimezone(desk.zone)
    found = dates.every(text, here, language=desk.say.language, week=desk.member.week)
    if not found or found[0].span is None:
        return (found[0].day, "") if found else (None, text)
    span = found[0].span
    return found[0].day, f"{text[: span.start]} {text[span.end :]}"


def _meant(rest: str) -> frozenset[str] | None:
    """The feasts that *rest* names; empty where it names none; ``None`` where it says more."""
    kept = [word for word in re.findall(r"[\w'’-]+", rest) if word.casefold() not in _FILLERS]
    name = " ".join(kept)
    if not name or folded(name) in _ANY:
        return frozenset()
    return frozenset(one.code for one in find(name)) or None


def _open(desk: Desk) -> list[Window]:
    """The moon feasts that our people mark soon and that nobody has announced yet."""
    found: dict[tuple[str, str], Window] = {}
    for one in ahead(desk):
        window = one.window
        if window.moon and window.is_open and window.first - SOON <= desk.today:
            found.setdefault((window.key, window.place), window)
    return list(found.values())


def _about(window: Window, day: date) -> str:
    return f"{window.occasion}:{window.year}:{window.place}:{day.isoformat()}"


def _ask(near: list[Window], day: date, message: Message, desk: Desk) -> Outcome:
    say = desk.say
    buttons = (
        Button(titled(OCCASIONS[one.occasion], desk), f"announced:{_about(one, day)}")
        for one in near
    )
    title = say(words.WHICH_FEAST, day=say.day(day))
    return answered(message, card(say, title, (Text(say(words.ANNOUNCED_HOW)),), buttons))
