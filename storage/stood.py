"""What reading a journal comes to, as plain values that can rest beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class StoodShelf:
    """One kind: ids and ranks of all its records, and what finds them."""

    ids: Sequence[str]
    ranks: bytes
    """Eight bytes each."""
    next_rank: int
    waiting: Sequence[tuple[datetime, str, int]]
    indexes: Mapping[str, tuple[list[str], bytes, bytes]]
    """By name: the values, under how many records each is found, and all their ranks in turn."""


@dataclass(frozen=True, slots=True)
class Stood:
    """All that reading the journal up to one frame comes to."""

    stamp: bytes
    """What made it."""
    gone: bytes
    """Which keys were destroyed by then."""
    sequence: int
    """The number of the last frame that was read."""
    end: int
    """Where that ends."""
    digest: bytes
    """SHA-256 of the journal up to there."""
    written: int
    loose: int
    places: Mapping[str, tuple[bytes, dict[int, int]]]
    """By table: where documents rest, eight bytes each, and those of unusual numbers."""
    taken: Sequence[tuple[int, str, str]]
    """Whose each key is."""
    shelves: Mapping[str, StoodShelf]
    names: Sequence[tuple[str, list[str]]]
    """Every counterpart's names."""
