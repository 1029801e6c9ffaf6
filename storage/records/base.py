"""What every record is, and the change from one record to the next."""

from __future__ import annotations

from storage.compiled import Compiled
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Record(Compiled):
    """Something Rapport remembers; its kind and its id name it."""

    id: str


@dataclass(frozen=True, slots=True)
class Change(Compiled):
    """From *before* to *after*; ``None`` means the record did not, or does not, exist."""

    before: Record | None
    after: Record | None

    @property
    def undone(self) -> Change:
        """The change that takes this one back."""
        return Change(self.after, self.before)

    @property
    def subject(self) -> Record:
        """The record this change is about, as it is after, or was before where it goes."""
        record = self.after or self.before
        if record is None:
            raise ValueError("a change from nothing to nothing")
        return record


def added(record: Record) -> Change:
    """The change that brings *record* into being."""
    return Change(None, record)


def removed(record: Record) -> Change:
    """The change that takes *record* away."""
    return Change(record, None)
