"""What a handler may know: the records it may see, the time, the member, and fresh ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.words.speech import Speech
from storage.records import Member
from storage.store import Book


@dataclass(frozen=True, slots=True)
class Desk:
    """One member's desk at one moment; its book holds only what that member may see."""

    book: Book
    now: datetime
    """With a zone, in UTC."""
    new_id: Callable[[], str]
    member: Member
    say: Speech
    """The member's language: every sentence a handler shows comes through it."""

    @property
    def zone(self) -> ZoneInfo:
        """The member's own time zone."""
        return ZoneInfo(self.member.zone)

    @property
    def here(self) -> datetime:
        """Now, on the member's own clock."""
        return self.now.astimezone(self.zone)

    @property
    def today(self) -> date:
        """The member's own calendar day."""
        return self.here.date()
