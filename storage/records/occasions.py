"""The days a counterpart marks, the days that were announced, and how we write to them."""

from __future__ import annotations

from datetime import date

from storage.records.base import Record
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Observance(Record):
    """A day a counterpart marks, by the word of one of our people and never by a guess."""

    counterpart: str
    occasion: str
    """The occasion's code; ``*`` with *how* ``never`` says that no greeting is wanted at all."""
    how: str = ""
    """``mourning`` or ``fast`` where a day is kept in several ways, ``never`` where nothing is to
    be sent; empty for the usual way."""
    place: str = ""
    """The country by whose announcements they keep it, as SD; empty for the member's own place."""


@dataclass(frozen=True, slots=True)
class Announced(Record):
    """The day an authority announced for an occasion; its id is ``occasion:place:year``."""

    occasion: str
    place: str
    """The country it was announced for, as SD."""
    year: int
    """The year of the occasion's own calendar: 1447 for a feast of the moon, else 2026."""
    day: date
    member: str
    """Who told us."""


@dataclass(frozen=True, slots=True)
class Channel(Record):
    """How a counterpart is usually written to, so that a draft opens in the right place."""

    counterpart: str
    kind: str
    """whatsapp, signal, telegram, sms, or phone where only the number is known."""
    handle: str
    """``+`` and digits, or a user name without its ``@``; as sensitive as the counterpart."""
