"""Reads what a member says of their plan for a level, and questions about it."""

from __future__ import annotations

import re

from handlers.patterns import pattern
from handlers.reading.folded import folded
from storage.records import Level
from storage.values import dataclass

LONGEST = 300
"""Signs of a message that can be one of these."""
_STRATEGIC = frozenset(
    (
        *("strategic", "strategique", "estrategico", "estrategica"),
        *("استراتيجيه", "الاستراتيجيه", "استراتيجي"),
    )
)
_TACTICAL = frozenset(
    (
        *("tactical", "tactique", "tactico", "tactica"),
        *("تكتيكيه", "التكتيكيه", "ميدانيه", "الميدانيه", "ميداني"),
    )
)
_LEVEL = "|".join(sorted((*_STRATEGIC, *_TACTICAL), key=len, reverse=True))
_OUR = r"(?:(?:our|my|the|notre|mon|le|nuestro|mi|el) )?"
_PLAN = (
    rf"{_OUR}(?:(?P<a>{_LEVEL}) plan|plan (?P<b>{_LEVEL})"
    rf"|(?:ال)?خط(?:ه|تنا|تي) (?P<c>{_LEVEL}))"
)
_SAID = pattern(rf"{_PLAN}\s*(?:[:=：]|is to |est de |consiste a |es que |هي )\s*(?P<x>\S.*)")
_ASKED = pattern(
    r"(?:what(?:'s| is| are) |show (?:me |us )?|quel(?:s)? (?:est|sont) |montre(?:-moi|-nous)? "
    r"|cual(?:es)? (?:es|son) |muestra(?:me|nos)? |ما هي |ما |اعرض |ارني )?"
    rf"(?:{_PLAN}|(?:our|my|the|notre|mon|nos|mes|nuestro|mi|nuestros) plans?|nuestros planes"
    r"|(?:ال)?خطتنا|(?:ال)?خطتي|خططنا)\s*[?؟]?"
)


@dataclass(frozen=True, slots=True)
class Planned:
    """What was said of a plan; without *text* it is a question."""

    level: Level | None
    text: str = ""


def level_of(word: str) -> Level | None:
    """The level that a word names, in any of our languages."""
    plain = folded(word.strip(" .:،,")).text
    if plain in _STRATEGIC:
        return Level.STRATEGIC
    return Level.TACTICAL if plain in _TACTICAL else None


def planned(text: str) -> Planned | None:
    """What *text* says or asks of a plan; ``None`` where it is about something else."""
    text = text.strip(" \t.¿¡")
    if not text or len(text) > LONGEST or "\n" in text:
        return None
    told = folded(text)
    if found := _SAID.fullmatch(told.text):
        return Planned(_level(found), told.original(found, "x"))
    found = _ASKED.fullmatch(told.text)
    return Planned(_level(found)) if found else None


def _level(found: re.Match[str]) -> Level | None:
    return level_of(found["a"] or found["b"] or found["c"] or "")
