"""What a look at something found, in words for the operator."""

from __future__ import annotations

from typing import Any

from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in words for the operator."""

    what: str
    words: str
    hurts: bool = False

    def line(self) -> str:
        """As it is printed."""
        return f"{'NO  ' if self.hurts else 'ok  '}{self.what}: {self.words}"

    def plain(self) -> dict[str, Any]:
        """As a script reads it."""
        return {"what": self.what, "ok": not self.hurts, "words": self.words}
