"""Reads that somebody was replaced, renamed, moved, rose, fell or died, and that a power fell.

Only a message that says nothing else is taken for one of these: a note stays a note. The phrases
lie in ``data/moves_<language>.toml``; X is whoever it is about, Y the successor, place or office.
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files

from handlers.reading.folded import Folded, folded
from handlers.reading.shelf import languages
from handlers.reading.ties import bare
from storage.values import dataclass

LONGEST = 160
"""Signs of a message that can be one of these."""
_WORDS = 8
"""Words that a name, a role or a place has at most."""
_ENDS = " \t.!؟?،,;:…"


class Move(StrEnum):
    """What became of somebody, or of an authority."""

    REPLACED = "replaced"
    """Y took X's place (PRACTICE row 69)."""
    RENAMED = "renamed"
    """X is called Y from now on."""
    MOVED = "moved"
    """X was sent to Y."""
    ROSE = "rose"
    """X holds the office Y now (row 58)."""
    LEFT = "left"
    """X holds no office any more."""
    DIED = "died"
    HANDED = "handed"
    """Somebody of ours hands X over to Y, one of ours (row 43)."""
    FELL = "fell"
    """The authority X is no more (row 76)."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said: of whom, and of whom or what else, in the words used."""

    move: Move
    about: str = ""
    """Empty where it goes without saying, as in "replaced by Lt Col Samer"."""
    to: str = ""


def said(text: str) -> Said | None:
    """What *text*, which names no day, says became of somebody, where it says that alone."""
    text = text.strip(_ENDS)
    if not text or len(text) > LONGEST or "\n" in text:
        return None
    told = folded(text)
    for move, pattern in _patterns():
        found = pattern.fullmatch(told.text)
        if found is not None and (read := _read(move, found, told)) is not None:
            return read
    return None


def _read(move: Move, found: re.Match[str], told: Folded) -> Said | None:
    groups = found.re.groupindex
    about = bare(told.original(found, "x")) if "x" in groups else ""
    to = told.original(found, "y") if "y" in groups else ""
    # An article is no part of a role or a place, but it may be of a name: El Mono.
    to = to if move is Move.RENAMED else bare(to)
    if any(len(end.split()) > _WORDS for end in (about, to)):
        return None
    return Said(move, about, to)


@cache
def _patterns() -> tuple[tuple[Move, re.Pattern[str]], ...]:
    found: list[tuple[Move, re.Pattern[str]]] = []
    for language in languages("moves"):
        source = files("handlers.reading").joinpath("data", f"moves_{language}.toml")
        table: dict[str, list[str]] = tomllib.loads(source.read_text(encoding="utf-8"))
        found += [(Move(move), _pattern(one)) for move, own in table.items() for one in own]
    # "X was replaced by Y" is looked for before the shorter "X was replaced".
    return tuple(sorted(found, key=lambda pair: list(Move).index(pair[0])))


def _pattern(template: str) -> re.Pattern[str]:
    told = template
    for letter in "XY":
        told = told.replace(letter, f"(?P<{letter.lower()}>[^?!؟;:\\n]{{1,80}}?)")
    return re.compile(told)
