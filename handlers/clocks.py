"""Clocks by the name of their zone; one that this machine does not know goes by UTC.

Zones are renamed and added, and a store may come from a machine that knew more of them: that must
silence nobody.
"""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo

__all__ = ["clock_of", "is_known"]


@lru_cache(maxsize=1024)
def _found(zone: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return None


def is_known(zone: str) -> bool:
    """Whether there is a clock of that name."""
    return _found(zone) is not None


def clock_of(zone: str) -> ZoneInfo:
    """The clock of that name; that of UTC where there is none."""
    return _found(zone) or ZoneInfo("UTC")
