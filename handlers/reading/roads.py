"""Reads that a road is closed or open again, where a message says that and nothing else.

The phrases lie in ``data/roads_<language>.toml``; X is the place the road leads to.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from handlers.reading.folded import folded
from handlers.reading.shelf import languages
from handlers.reading.ties import bare
from storage.values import dataclass

LONGEST = 120
"""Signs of a message that can be one of these."""
_WORDS = 5
_ENDS = " \t.!؟?،,;:…"
_NO_PLACE = frozenset(("the", "a", "this", "that", "our", "every", "no"))
"""What stands before "road" and names none."""
_PLACE = r"(?P<x>[^?!؟;:،,\n]{1,60}?)"


@dataclass(frozen=True, slots=True)
class Road:
    """The place a road leads to, and whether it is closed now."""

    place: str
    closed: bool


def said(text: str) -> Road | None:
    """What *text*, which names no day, says of a road; a question says nothing."""
    if "?" in text or "؟" in text:
        return None
    text = text.strip(_ENDS)
    if not text or len(text) > LONGEST or "\n" in text:
        return None
    told = folded(text)
    for closed, pattern in _patterns():
        found = pattern.fullmatch(told.text)
        place = bare(told.original(found, "x")) if found else ""
        if place and place.lower() not in _NO_PLACE and len(place.split()) <= _WORDS:
            return Road(place, closed)
    return None


def asked(text: str) -> str | None:
    """The place whose road *text* asks after; empty for all roads, ``None`` for anything else."""
    text = text.strip(_ENDS + "¿¡")
    if not text or len(text) > LONGEST or "\n" in text:
        return None
    told = folded(text)
    for pattern in _questions():
        found = pattern.fullmatch(told.text)
        if found is not None:
            return bare(told.original(found, "x")) if "x" in pattern.groupindex else ""
    return None


def is_closed(word: str) -> bool | None:
    """Whether *word* says closed or open, as after ``/road PLACE =``; ``None`` for neither."""
    told = set(folded(word).text.split())
    for language in languages("roads"):
        table = _table(language)
        for state in ("open", "closed"):
            if told & set(table["words"][state]):
                return state == "closed"
    return None


@cache
def _patterns() -> tuple[tuple[bool, re.Pattern[str]], ...]:
    # "Not closed any more" holds "closed": what opens is looked for first.
    return tuple(
        (state == "closed", re.compile(one.replace("X", _PLACE)))
        for state in ("open", "closed")
        for language in languages("roads")
        for one in _table(language)["says"][state]
    )


@cache
def _questions() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(one.replace("X", _PLACE))
        for language in languages("roads")
        for one in _table(language)["asks"]["road"]
    )


@cache
def _table(language: str) -> dict[str, dict[str, list[str]]]:
    source = files("handlers.reading").joinpath("data", f"roads_{language}.toml")
    told: dict[str, dict[str, list[str]]] = tomllib.loads(source.read_text("utf-8"))
    return told
