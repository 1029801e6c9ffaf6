"""What a day that people mark is, and when one of its years falls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from storage.values import dataclass


class Tone(StrEnum):
    """What may be written on a day."""

    JOY = "joy"
    """A wish."""
    FAST = "fast"
    """A wish that never says "happy"."""
    SOLEMN = "solemn"
    """Respects and peace, no congratulation."""
    MOURNING = "mourning"
    """Never a wish; respects only where somebody asks for them."""
    QUIET = "quiet"
    """A date to know; nothing is sent."""
    LETTER = "letter"
    """A letter signed by the head of mission, never a chat message."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One day people mark, year after year."""

    code: str
    names: Mapping[str, str]
    """What it is called in the middle of a sentence, by language."""
    tone: Tone
    rule: Mapping[str, Any]
    """How its day is found, as the data files explain."""
    also: tuple[str, ...] = ()
    """What else people call it, in any language."""
    days: int = 1
    """How many days it is kept."""
    give_or_take: int = 0
    """Days by which it may move where it hangs on no moon."""
    eve: bool = False
    """Whether it begins at sunset of the day before."""
    ways: tuple[str, ...] = ()
    """Where people keep it differently: the ways, to be asked once."""
    place: str = ""
    """The only country it is of, where it is of one."""

    @property
    def mourning(self) -> bool:
        """Whether it is never the occasion of a wish."""
        return self.tone is Tone.MOURNING

    @property
    def drafted(self) -> bool:
        """Whether there is anything to write on it from a chat."""
        return self.tone not in (Tone.QUIET, Tone.LETTER)

    def name(self, language: str) -> str:
        """Its name in *language*, or in English where there is none."""
        return self.names.get(language, self.names["en"])


@dataclass(frozen=True, slots=True)
class Window:
    """One year of an occasion in one country: the likely day, and those it may still move to."""

    occasion: str
    year: int
    """The year of the occasion's own calendar: 1447 for a feast of the moon, else 2026."""
    place: str
    day: date
    """The announced day, or the likeliest one."""
    first: date
    last: date
    moon: bool = False
    """Whether it depends on a moon that nobody has announced yet."""
    announced: bool = False
    """Whether one of our people has told us the announced day."""
    days: int = 1

    @property
    def key(self) -> str:
        """Names this year of this occasion, so that nothing is sent twice for it."""
        return f"{self.occasion}:{self.year}"

    @property
    def is_open(self) -> bool:
        """Whether the day may still move."""
        return self.first != self.last

    @property
    def ends(self) -> date:
        """The last day it may be kept on."""
        return self.last + timedelta(days=self.days - 1)

    @property
    def choices(self) -> tuple[date, ...]:
        """Every day that may be announced, in order."""
        return tuple(
            self.first + timedelta(days=step) for step in range((self.last - self.first).days + 1)
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """A day that a public calendar gives for an occasion of the moon in one country.

    Only ever a hint: it may be the eve, or a day off moved to the end of a week.
    """

    occasion: str
    place: str
    year: int
    day: date
