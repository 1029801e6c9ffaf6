"""Which key a record rests under."""

from __future__ import annotations

from storage.packing import OWN
from storage.records import Record


def key_of(record: Record) -> str:
    """The name of the key *record* rests under."""
    return OWN
