"""What must not be sent, whoever asks, and what deserves a second thought."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from handlers.rules.occasions.table import data, folded
from handlers.rules.occasions.values import Occasion
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Caution:
    """Why to think twice before writing on a day."""

    why: str
    """Which sentence says so."""
    hold: bool = False
    """Whether nothing is drafted at all."""


def is_never_sent(text: str) -> bool:
    """Whether *text* names a day on which nothing is ever sent: a greeting would take a side."""
    asked = f" {folded(text)} "
    return any(f" {words} " in asked for words in _never())


def never_sent(language: str) -> tuple[str, ...]:
    """What the days are called, in *language*, on which nothing is ever sent."""
    names = (row["names"] for row in data("never")["never"])
    return tuple(name.get(language, name["en"]) for name in names)


def cautions(occasion: Occasion, place: str, offices: Iterable[str] = ()) -> tuple[Caution, ...]:
    """What to keep in mind on that day in *place* for somebody who holds *offices*.

    *offices* are the names of their organisations and roles. The one that holds comes first.
    """
    held_in = [f" {folded(office)} " for office in offices]
    found = []
    for row in _cautions():
        words = [folded(word) for word in row.get("office", ())]
        fits = not words or any(word in office for word in words for office in held_in)
        if row["about"] == occasion.code and row.get("place", place) == place and fits:
            found.append(Caution(row["why"], row.get("hold", False)))
    return tuple(sorted(found, key=lambda one: not one.hold))


def held(occasion: Occasion, place: str, offices: Iterable[str] = ()) -> bool:
    """Whether nothing may be drafted on that day for somebody who holds *offices*."""
    return any(one.hold for one in cautions(occasion, place, offices))


@cache
def _never() -> tuple[str, ...]:
    return tuple(folded(words) for row in data("never")["never"] for words in row["words"])


@cache
def _cautions() -> tuple[dict[str, Any], ...]:
    return tuple(data("cautions")["caution"])
