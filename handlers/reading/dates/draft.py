"""A date as far as it was read, and what is known while reading."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from handlers.reading.dates.pieces import Token
from handlers.reading.dates.saying import back
from handlers.reading.note import Span, Sure, When
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Ask:
    """When the text was written, the week of the place, and how numbers are ordered."""

    now: datetime
    week: tuple[int, ...] = (0, 1, 2, 3, 4)
    day_first: bool = True
    language: str = ""

    @property
    def today(self) -> date:
        """The writer's own day."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Draft:
    """A day (or a time of day) with what is still needed before it counts."""

    day: date | None
    other: date | None = None
    until: date | None = None
    at: time | None = None
    give_or_take: int = 0
    part: str = ""
    """am or pm where a part of the day was said, for an hour that follows."""
    sure: Sure = Sure.CERTAIN
    kind: str = "date"
    """weekday, number, date, month, feast, period, relative or clock."""
    needs: str = ""
    """The kind of cue without which this is no date: ``on``, ``in_month``, ``in_feast``."""
    language: str = ""
    """The language that the cue must be in; empty for any."""
    past: bool = False
    """Something shows that the day is behind us (since Monday)."""

    def when(self, now: datetime, span: Span) -> When:
        """Return what was found; a time without a day is today's."""
        found = When(
            day=self.day or now.date(),
            other=self.other if self.other != self.day else None,
            until=self.until if self.until != self.day else None,
            at=self.at,
            give_or_take=self.give_or_take,
            span=span,
            sure=self.sure,
        )
        return back(found, now) if self.past else found


_NEAR = 6
"""Words in which a verb and what it gives stand together."""


class Values:
    """What the tokens of a matched pattern mean, each as the kind it was matched as."""

    __slots__ = ("_at", "_end", "_row", "pairs")

    def __init__(
        self, pairs: tuple[tuple[str, Token], ...], row: list[Token], at: int, end: int
    ) -> None:
        self.pairs = pairs
        self._row = row
        self._at = at
        self._end = end

    @property
    def before(self) -> Token | None:
        """The token before what was matched."""
        return self._row[self._at - 1] if self._at else None

    @property
    def after(self) -> Token | None:
        """The token behind what was matched."""
        return self._row[self._end] if self._end < len(self._row) else None

    @property
    def scored(self) -> bool:
        """Whether somebody gives marks shortly before."""
        near = self._row[max(0, self._at - _NEAR) : self._at]
        return any("score" in token.kinds for token in near)

    def get(self, *kinds: str) -> Any:
        """Return the value of the first token matched as one of *kinds*, or None."""
        return next((token.value(kind) for kind, token in self.pairs if kind in kinds), None)

    def all(self, *kinds: str) -> list[Any]:
        """Return every value of these *kinds*, in the order of the text."""
        return [token.value(kind) for kind, token in self.pairs if kind in kinds]

    def drafts(self, kind: str) -> list[Draft]:
        """Return what was read so far of this *kind* (day or clk), in the order of the text."""
        return [token.value(kind) for one, token in self.pairs if one == kind]

    def token(self, *kinds: str) -> Token | None:
        """Return the first token matched as one of *kinds*."""
        return next((token for kind, token in self.pairs if kind in kinds), None)

    def has(self, kind: str) -> bool:
        """Whether some token was matched as *kind*."""
        return any(kind == one for one, _ in self.pairs)
