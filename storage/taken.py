"""Who has taken which key: what the journal tells of the ring."""

from __future__ import annotations

import json

from storage.packing import Row
from storage.values import dataclass

TABLE = "~keys"
"""Where the journal tells whose each key is; its rows rest under the journal's own key."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Whose a key is, as the journal tells it under *number*."""

    number: int
    owner: str
    key: str
    """The key's id."""

    def row(self) -> Row:
        """How the journal tells it."""
        return Row(TABLE, self.number, json.dumps([self.owner, self.key]).encode())

    def gone(self) -> Row:
        """How the journal tells that it is no longer so."""
        return Row(TABLE, self.number, None)
