"""What a backup says of itself: a list that only the key can write, and of which it hides most."""

from __future__ import annotations

import json
from dataclasses import asdict, field, replace
from typing import Any

from storage.sealing import Sealer, blurred
from storage.values import dataclass

FORM = 2
"""How the list is written; in the first form, nothing in it was sealed."""

_INSIDE = ("counts", "digest", "ids", "ring", "own", "audit")
"""What of `Contents` only the key opens."""
_SEALED = "sealed"
"""Where that rests, in a place that older programs take for the ring: they can say that the backup
is of a newer one."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup says of itself; the list is sealed as a whole, so that it can be believed.

    What tells of the records is known once `Archive.admit` was given the key.
    """

    id: str
    made_at: str
    """The moment, in UTC, as the clock said."""
    key: str
    """The id of the master key it opens with, in hexadecimal."""
    schema: int
    generation: int
    counts: dict[str, int]
    """By kind: how many records."""
    digest: str
    """A sum over all records that is the same wherever they are the same."""
    parts: dict[str, tuple[int, str]]
    """By name: bytes and SHA-256 of every part but the keys."""
    ids: list[str]
    """Ids of all the keys that were in it when it was made, but for those that are nobody's."""
    ring: dict[str, Any] = field(default_factory=dict)
    """The rest of the ring, without its keys."""
    own: str = ""
    """The journal's own key, sealed, in hexadecimal."""
    audit: str = ""
    """Where the audit ended, as ``chain.end`` tells it."""
    form: int = FORM

    def sealed(self, under: Sealer) -> bytes:
        """The list's bytes, from which nobody learns of the records without the key."""
        told = asdict(self)
        inside = blurred(json.dumps({name: told.pop(name) for name in _INSIDE}).encode())
        hidden = under.seal(inside, _inside_of(self.id)).hex()
        empty = {"counts": {}, "digest": "", "ids": [], "ring": {_SEALED: hidden}}
        return json.dumps(told | empty).encode()

    def opened(self, under: Sealer) -> Contents:
        """With all that was sealed; raises `Broken`."""
        hidden = self.ring.get(_SEALED, "")
        if not hidden:
            return self
        inside = under.open(bytes.fromhex(hidden), _inside_of(self.id))
        return replace(self, **json.loads(inside))


def _inside_of(id: str) -> bytes:
    return f"{id}/inside".encode()
