"""The master key worked out of words that somebody remembers."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from storage.sealing import KEY_BYTES, Key
from storage.trouble import Trouble
from storage.values import dataclass

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: MiB of memory, passes and lanes of Argon2id."""

    memory: int = 64
    passes: int = 3
    lanes: int = 4


class Passphrase:
    """A key worked out of words by Argon2id; its salt and cost rest beside the data."""

    __slots__ = ("_cost", "_words")

    def __init__(self, words: str, cost: Cost | None = None) -> None:
        if not words:
            raise Trouble("The passphrase is empty. Choose one of at least four words.")
        self._words = words
        self._cost = cost or Cost()

    def new(self, folder: Path) -> tuple[Key, dict[str, Any]]:
        """A key under a fresh salt."""
        beside = {"salt": os.urandom(SALT_BYTES).hex(), **asdict(self._cost)}
        return self.known(folder, beside), beside

    def known(self, folder: Path, beside: dict[str, Any], wanted: str = "") -> Key:
        """The key under the salt that rests beside the data."""
        if not beside:
            raise Trouble(
                f"The store in {folder} was made with a key, not with a passphrase. "
                "Set the key or the key file it was made with."
            )
        try:
            kdf = Argon2id(
                salt=bytes.fromhex(beside["salt"]),
                length=KEY_BYTES,
                iterations=beside["passes"],
                lanes=beside["lanes"],
                memory_cost=beside["memory"] * 1024,
            )
            return Key(kdf.derive(self._words.encode("utf-8", "surrogatepass")))
        except (KeyError, ValueError, TypeError, MemoryError, OverflowError):
            raise Trouble(
                f"What {folder} keeps to turn the passphrase into the key is damaged. "
                "Put the data folder back from your last backup."
            ) from None

    def settle(self) -> None:
        """Nothing to note it in."""
