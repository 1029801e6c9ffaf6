"""The country a clock belongs to, and how the moon is seen there."""

from __future__ import annotations

from functools import cache

from babel.core import get_global

from handlers.rules.occasions.table import data
from storage.values import dataclass

_OFFSETS = (-1, 0, 1, 2)


@dataclass(frozen=True, slots=True)
class Bias:
    """Days after Umm al-Qura on which a moon feast falls: likeliest, earliest and latest."""

    likely: int
    first: int
    last: int


def country_of(zone: str) -> str:
    """The country of a time zone, as SD for Africa/Khartoum; empty where it has none."""
    territory = get_global("zone_territories").get(zone, "")
    return "" if territory == "001" else str(territory)


@cache
def bias(place: str) -> Bias:
    """How far the moon feasts of *place* stray; always at least a day to either side."""
    told = data("bias")
    row = told["country"].get(place, told["otherwise"])
    likely = row["likely"]
    seen = [offset for offset, times in zip(_OFFSETS, row["seen"], strict=True) if times]
    return Bias(likely, min(likely - 1, *seen, likely), max(likely + 1, *seen, likely))
