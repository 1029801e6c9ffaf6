"""Reads one message into a note: who was met, what was agreed, who promised what by when."""

from __future__ import annotations

import re
from datetime import timedelta

from handlers.reading.note import (
    Agreed,
    Found,
    Intent,
    Note,
    Person,
    Promised,
    Setting,
    Span,
    Sure,
    When,
)
from storage.records import Kind, Side

_MET = re.compile(r"\b(?:met|saw|called|visited|spoke (?:to|with))\s+(?:with\s+)?", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]{0,30}(?: [A-ZÀ-Þ][\w'’-]{0,30}){0,4}")
_AGREED = re.compile(r"\b(?:agreed|accepted|ok)\b[\s:]*(?:that |to |on )?([^.;\n]{3,200})", re.IGNORECASE)
_OURS = re.compile(r"\b(?:we|I)(?: will|'ll| promised to)? (?:send|bring|call|share|give|follow)[^.;\n]{0,200}")
_THEIRS = re.compile(r"\b(?:he|she|they)(?: will|'ll| promised to) [^.;\n]{1,200}", re.IGNORECASE)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b|\b(today|tomorrow)\b", re.IGNORECASE)


def read(text: str, setting: Setting) -> Note:
    """What *text* was understood to say; never raises, whatever the text is."""
    people = _people(text)
    agreements = tuple(
        Agreed(m[1].strip(), until=_when(text, m.start(1), m.end(1), setting), span=Span(*m.span(1)))
        for m in _AGREED.finditer(text)
        if "not " not in text[max(0, m.start() - 5) : m.start()].lower()
    )
    promises = tuple(
        Promised(side, m[0].strip(), due=_when(text, m.start(), m.end(), setting), span=Span(*m.span()))
        for side, cue in ((Side.US, _OURS), (Side.THEM, _THEIRS))
        for m in cue.finditer(text)
        if "try" not in m[0]
    )
    kind = Kind.NEGOTIATION if agreements or promises else Kind.ENGAGEMENT
    return Note(
        text=text,
        intent=Intent.RECORD,
        language=setting.language,
        people=people,
        on=When(setting.now.date(), sure=Sure.LIKELY) if people else None,
        kind=Found(kind, sure=Sure.LIKELY),
        agreements=agreements,
        promises=promises,
    )


def _people(text: str) -> tuple[Person, ...]:
    met = _MET.search(text)
    name = _NAME.match(text, met.end()) if met else None
    return (Person(name[0].rstrip("."), span=Span(*name.span())),) if name else ()


def _when(text: str, start: int, end: int, setting: Setting) -> When | None:
    found = _DAY.search(text, start, end)
    if not found:
        return None
    today = setting.now.date()
    if found[1]:
        ahead = (_DAYS.index(found[1].lower()) - today.weekday()) % 7 or 7
    else:
        ahead = 0 if found[2].lower() == "today" else 1
    return When(today + timedelta(days=ahead), span=Span(*found.span()))
