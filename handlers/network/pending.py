"""A tie that waits to be told who stands at its ends."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from storage.values import dataclass

Side = Literal["first", "other"]


@dataclass(frozen=True, slots=True)
class Pending:
    """What was told, and who was chosen for each end so far."""

    bond: str
    words: str
    first: str
    other: str
    first_id: str = ""
    other_id: str = ""

    def chosen(self, end: Side) -> str:
        """The id chosen for that end, ``new``, or nothing yet."""
        return self.first_id if end == "first" else self.other_id

    def with_choice(self, end: str, id: str) -> Pending:
        """The same with *id* at that end."""
        return replace(self, first_id=id) if end == "first" else replace(self, other_id=id)

    def name(self, end: Side) -> str:
        """That end in the words used."""
        return self.first if end == "first" else self.other
