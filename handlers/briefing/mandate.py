"""What we may agree to, what we may not and what must be asked first, as the mandate says."""

from __future__ import annotations

from handlers.desk import Desk
from handlers.rules.limits import holding
from handlers.words import mandate as words
from storage.records import Bound, Boundary, Counterpart, RedLine, Side
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of the member's mandate with one counterpart (PRACTICE row 64)."""

    can: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()
    must_ask: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    """Who must be told, and when."""


def limits(one: Counterpart, desk: Desk) -> Limits:
    """The limits with *one*: the mandate that holds today, and our own red lines on record."""
    held = list(holding(desk.book, desk.member.id, one.id, desk.today))
    by = {bound: [_text(line, desk) for line in held if line.bound is bound] for bound in Bound}
    named = desk.book.find(RedLine, "counterpart", one.id)
    drawn = (line.text for line in named if line.of is Side.US)
    stops = (desk.say(words.BOTTOM_LINE, text=text) for text in by[Bound.BOTTOM])
    return Limits(
        can=tuple(by[Bound.CAN]),
        cannot=tuple(dict.fromkeys((*by[Bound.RED], *drawn))),
        must_ask=(*by[Bound.ASK], *stops),
        report=tuple(dict.fromkeys(line.report for line in held if line.report)),
    )


def _text(line: Boundary, desk: Desk) -> str:
    """The limit, with what it is about where that was told."""
    if not line.about:
        return line.text
    return desk.say(words.WITH_OBJECT, text=line.text, about=line.about)
