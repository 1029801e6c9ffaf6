"""Reads when and how often somebody wants to be reminded, and of what."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

from handlers.chat import Message
from handlers.clocks import clock_of
from handlers.desk import Desk
from handlers.patterns import pattern
from handlers.reading import dates
from handlers.reading.note import When
from handlers.rules import zones
from storage.values import dataclass

LONGEST = 500
"""Characters of a reminder that are read and kept."""

_NAMED_ZONE = pattern(r"(?<![\w/])([A-Za-z]{2,}(?:/[A-Za-z_+-]+)+)(?![\w/])")
_OFFSET = pattern(r"\b(?:GMT|UTC)\s*(?:([+-−])\s*(\d{1,2})(?::?(\d{2}))?)?(?!\w)", re.IGNORECASE)
_TODAY = pattern(r"\b(?:today|aujourd|hoy)\w*|اليوم", re.IGNORECASE)
_HUGE = pattern(r"\d{5,}")
_OLD = pattern(r"\b[01]\d{3}-\d{1,2}-\d{1,2}\b")
_EVERY = pattern(
    r"\b(?:every|each|chaque|tous les|toutes les|cada|todos los|todas las)\s+(\w+)"
    r"|\b(daily|weekly|monthly|yearly|annually)\b|كل\s+(\w+)",
    re.IGNORECASE,
)
_UNITS = {
    "day": r"day|daily|jours?|d[ií]as?|يوم",
    "week": r"week|weekly|semaines?|semanas?|أسبوع|اسبوع|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?|lunes|martes|mi[eé]rcoles|jueves|viernes"
    r"|s[aá]bados?|domingos?|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت",
    "month": r"month|monthly|mois|mes|meses|شهر",
    "year": r"year|yearly|annually|ans?|ann[eé]es?|a[nñ]os?|سنة|عام",
}
_PARTS = {
    time(9): pattern(r"\bmorning\b|\bmatin\b|(?:por|de) la mañana|صباح", re.IGNORECASE),
    time(12): pattern(r"\b(?:noon|midday|midi|mediod[ií]a)\b|\bظهر", re.IGNORECASE),
    time(15): pattern(r"\bafternoon\b|après-midi|la tarde\b|عصر|بعد الظهر", re.IGNORECASE),
    time(18): pattern(r"\b(?:evening|tonight|soir|noche)\b|مساء|الليلة", re.IGNORECASE),
}
"""The hour that a part of the day stands for."""
_YEARS = timedelta(days=3660)
"""How far ahead a reminder may lie: ten years."""


@dataclass(frozen=True, slots=True)
class Told:
    """When something is to be said, and the words round it."""

    day: date
    rest: str
    at: time | None = None
    other: date | None = None
    zone: str = ""
    every: str = ""
    alone: bool = False
    """Whether the words named a time and nothing else."""


class Trouble(Exception):
    """Why a time cannot be used; its text is a key of what to say."""

    def __init__(self, what: str, about: str = "", close: tuple[str, ...] = ()) -> None:
        super().__init__(what)
        self.what, self.about, self.close = what, about, close


def moment(text: str, message: Message, desk: Desk) -> Told | None:
    """When *text* asks for; ``None`` where it names no time at all.

    Raises `Trouble` with ``zone``, ``past`` or ``far``.
    """
    text = text[:LONGEST]
    text, zone, offset = _zoned(text)
    found = _found(text, message, desk)
    if found is None:
        if _OLD.search(text):
            raise Trouble("past", (_OLD.search(text) or [""])[0])
        if _HUGE.search(text):
            raise Trouble("far")
        return None
    every, text = _recurring(text, found)
    at = found.at or _part_of_day(text, found)
    told = Told(found.day, _without(text, found), at, found.other, zone, every)
    told = replace(told, alone=not told.rest)
    if offset is not None and told.at is not None:
        told = _at_home(told, told.at, offset, desk)
    return _coming(told, text, desk)


def _part_of_day(text: str, found: When) -> time | None:
    """The hour that "in the morning" stands for, where the day was told with such words."""
    told = text[found.span.start : found.span.end] if found.span else text
    return next((at for at, words in _PARTS.items() if words.search(told)), None)


def _zoned(text: str) -> tuple[str, str, timedelta | None]:
    """*text* without the zone it names, that zone, and its distance from UTC where it is one."""
    named = _NAMED_ZONE.search(text)
    if named is not None:
        zone = zones.find(named[1])
        if not zone.zone:
            raise Trouble("zone", named[1], zone.close or zones.find(named[1].split("/")[1]).close)
        return _cut(text, named), zone.zone, None
    offset = _OFFSET.search(text)
    if offset is None:
        return text, "", None
    distance = timedelta(hours=int(offset[2] or 0), minutes=int(offset[3] or 0))
    if distance > timedelta(hours=14):
        raise Trouble("zone", offset[0].strip())
    return _cut(text, offset), "", distance if offset[1] in ("+", None) else -distance


def _cut(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _found(text: str, message: Message, desk: Desk) -> When | None:
    here = message.at.astimezone(desk.zone)
    found = dates.every(text, here, language=desk.say.language, week=desk.member.week)
    return found[0] if found else None


def _recurring(text: str, found: When) -> tuple[str, str]:
    """How often, and *text* with the words that said so blanked, so that places stay."""
    every = _EVERY.search(text)
    if every is None:
        return "", text
    word = (every[1] or every[2] or every[3]).casefold()
    unit = next((unit for unit, forms in _UNITS.items() if re.fullmatch(forms, word)), "year")
    blank = text[: every.start()] + " " * (every.end() - every.start()) + text[every.end() :]
    return unit, blank


def _without(text: str, found: When) -> str:
    """*text* without the words of the time, and without what led to them."""
    if found.span is not None:
        text = f"{text[: found.span.start]} {text[found.span.end :]}"
    return " ".join(re.sub(r"\s+(?:on|at|the|by|le|el|à|a|في|على)\s*$", " ", f" {text} ").split())


def _at_home(told: Told, at: time, offset: timedelta, desk: Desk) -> Told:
    """The same moment on the member's own clock: a distance from UTC is no place that has one."""
    there = datetime.combine(told.day, at, tzinfo=timezone(offset)).astimezone(desk.zone)
    return replace(told, day=there.date(), at=there.time())


def _coming(told: Told, text: str, desk: Desk) -> Told:
    """*told* on its next day: a bare hour that has passed is tomorrow's; another is refused."""
    zone = clock_of(told.zone) if told.zone else desk.zone
    here = desk.now.astimezone(zone)
    if told.every:
        return told
    passed = told.at is not None and told.day == here.date() and told.at <= here.time()
    if passed and not _TODAY.search(text):
        told, passed = replace(told, day=told.day + timedelta(days=1)), False
    if told.day < here.date() or passed:
        raise Trouble("past", told.day.isoformat())
    if told.day > here.date() + _YEARS:
        raise Trouble("far")
    return told
