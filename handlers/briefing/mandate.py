"""What we may agree to, what we may not and what must be asked first, as the mandate says."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.desk import Desk
from storage.records import Counterpart, RedLine, Side


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of the member's mandate with one counterpart (PRACTICE row 64)."""

    can: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()
    must_ask: tuple[str, ...] = ()


def limits(one: Counterpart, desk: Desk) -> Limits:
    """The limits with *one*: our own red lines on record."""
    held = desk.book.find(RedLine, "counterpart", one.id)
    return Limits(cannot=tuple(line.text for line in held if line.of is Side.US))
