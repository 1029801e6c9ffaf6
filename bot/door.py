"""What every door is given: the ways through which it passes things on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.painting import Painted, painted
from handlers.chat import Message, Picture
from storage.values import dataclass

LARGEST = 20 * 1024 * 1024
"""Bytes of one file that is taken; Telegram's limit for bots, and the same on every door."""


def _everybody(sender: str) -> bool:
    """Where nobody tells members from others."""
    return True


def _nobody(sender: str) -> bool:
    """Where no counterpart ever comes."""
    return False


@dataclass(frozen=True, slots=True)
class Ways:
    """The functions a door may call, and nothing else of the house."""

    accept: Callable[[Message], Awaitable[bool]]
    """Returns once the message is on disk; False where its key was seen before.

    Raises `storage.store.Unwritable` where the disk refuses: then the platform must not be
    told yes, so that it sends the message again.
    """
    keep: Callable[[bytes], Awaitable[str]]
    """Seals a file's bytes on disk and returns the name to attach it by."""
    fetch: Callable[[str], Awaitable[bytes]]
    """The bytes kept under a name; raises ``KeyError`` where there are none."""
    recall: Callable[[str], str]
    """A small fact this door remembered, such as its poll offset; empty where none is."""
    remember: Callable[[str, str], Awaitable[None]]
    """Returns once that small fact is on disk."""
    report: Callable[[str, str], None]
    """(what, state), such as ``("poll", "ok")``: how the door is; never names or texts."""
    here: Callable[[str], datetime]
    """Now, on the own clock of this sender (``platform:account``)."""
    may_keep: Callable[[str], bool]
    """Whether files of this sender (``platform:account``) may be fetched and kept at all."""
    is_member: Callable[[str], bool] = _everybody
    """Whether this sender is on the team, so that what we can do may be shown to them."""
    is_guest: Callable[[str], bool] = _nobody
    """Whether this sender is a counterpart, to whom the door says nothing of its own."""
    paint: Callable[[Picture], Awaitable[Painted]] = painted
    """A picture as what is sent of it; raises `bot.painting.Unpainted`."""
