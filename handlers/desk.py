"""What a handler may know: the records it may see, the time, the member, and fresh ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.clocks import clock_of
from handlers.words.speech import Speech
from storage.records import Member
from storage.store import Book
from storage.values import dataclass


def no_secrets() -> str:
    """Stands where a desk was given no source of secrets; raises ``LookupError``."""
    raise LookupError("this desk makes no secrets")


def no_files(blob: str) -> bytes:
    """Stands where a desk was given no files; raises ``KeyError``."""
    raise KeyError(blob)


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
    new_secret: Callable[[], str] = no_secrets
    """A fresh secret of at least 128 bits, in 22 to 43 url-safe characters."""
    file: Callable[[str], bytes] = no_files
    """The bytes of a small sealed file by the name on a record they see; ``KeyError`` for none."""
    doors: Mapping[str, str] = field(default_factory=dict)
    """By platform: the name we go by there, where people can come to us from outside."""

    @property
    def zone(self) -> ZoneInfo:
        """The member's own time zone."""
        return clock_of(self.member.zone)

    @property
    def here(self) -> datetime:
        """Now, on the member's own clock."""
        return self.now.astimezone(self.zone)

    @property
    def today(self) -> date:
        """The member's own calendar day."""
        return self.here.date()


@dataclass(frozen=True, slots=True)
class Porch:
    """Where those wait who are not members: only ways in can be looked up from here."""

    book: Book
    """The whole book; `handlers.enrol`, `link` and `direct` are all that reads it here."""
    now: datetime
    """With a zone, in UTC."""
    new_id: Callable[[], str]
    say: Speech
    """The language the platform hints at."""
