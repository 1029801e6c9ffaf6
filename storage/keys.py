"""Where the master key comes from: a file, the environment or a passphrase, never the data."""

from __future__ import annotations

import binascii
import os
import stat
from base64 import b64decode
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from storage.files import OURS_FOLDER, Files
from storage.sealing import KEY_BYTES, Key
from storage.trouble import Trouble

SALT_BYTES = 16

_IN_USE = "# a store rests under this key: keep it"


class KeySource(Protocol):
    """A way to the master key."""

    def new(self, folder: Path) -> tuple[Key, dict[str, Any]]:
        """The key for a new store in *folder*, and what must rest beside the data to find it."""
        ...

    def known(self, folder: Path, beside: dict[str, Any]) -> Key:
        """The key of the store in *folder*; makes nothing. Raises `Trouble`."""
        ...

    def settle(self) -> None:
        """Note that a store now rests under this key."""
        ...


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A file that holds the key in hexadecimal, with mode 0600, outside the data folder."""

    path: Path

    def new(self, folder: Path) -> tuple[Key, dict[str, Any]]:
        """The key in the file; where there is no file yet, one is made.

        A key that a store already rests under is refused here: an empty folder beside it is
        far likelier a disk that was not mounted than a wish to begin again.
        """
        self._outside(folder)
        if not self.path.exists():
            self.path.parent.mkdir(mode=OURS_FOLDER, parents=True, exist_ok=True)
            Files().write_file(self.path, Key.fresh().reveal().hex().encode() + b"\n")
        key = self.known(folder, {})
        if _IN_USE in self._text():
            raise Trouble(
                f"The key file {self.path} belongs to a store, but the data folder {folder} is "
                "empty. Is the right disk mounted, the right folder named? To begin a new store, "
                "name another key file."
            )
        return key, {}

    def known(self, folder: Path, beside: dict[str, Any]) -> Key:
        """The key in the file, which must be there."""
        self._outside(folder)
        _no_passphrase(beside)
        try:
            state = self.path.stat()
        except FileNotFoundError:
            raise Trouble(
                f"The key file {self.path} is missing. The store in {folder} opens only with the "
                "key it was made with: put that file back. No new key is made beside existing data."
            ) from None
        if state.st_uid != os.getuid() or stat.S_IMODE(state.st_mode) & 0o077:
            raise Trouble(
                f"The key file {self.path} can be read by others. As its owner run: "
                f"chmod 600 {self.path}"
            )
        return read_key(self._text().strip().partition("\n")[0], str(self.path))

    def _outside(self, folder: Path) -> None:
        if self.path.resolve().is_relative_to(folder.resolve()):
            raise Trouble(
                f"The key file {self.path} is inside the data folder {folder}. Keep it elsewhere: "
                "whoever takes the folder would have both."
            )

    def settle(self) -> None:
        """Write into the key file that a store rests under it, where the file can be written."""
        if _IN_USE in self._text():
            return
        # A key handed in by a secret manager is often read-only; it serves as well.
        with suppress(OSError), self.path.open("a", encoding="ascii") as file:
            file.write(f"\n{_IN_USE}\n")
            file.flush()
            os.fsync(file.fileno())

    def _text(self) -> str:
        return self.path.read_text("ascii", "replace")


class KeyText:
    """A key handed over as text, such as from the environment: 64 hex digits or base64."""

    __slots__ = ("_text", "_where")

    def __init__(self, text: str, where: str = "the setting") -> None:
        self._text = text
        self._where = where

    def new(self, folder: Path) -> tuple[Key, dict[str, Any]]:
        """The key in the text."""
        return self.known(folder, {}), {}

    def known(self, folder: Path, beside: dict[str, Any]) -> Key:
        """The key in the text."""
        _no_passphrase(beside)
        return read_key(self._text, self._where)

    def settle(self) -> None:
        """Nothing to note it in."""


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

    def known(self, folder: Path, beside: dict[str, Any]) -> Key:
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


def read_key(text: str, where: str) -> Key:
    """The key that *text* spells; raises `Trouble` naming *where* it came from, never the text."""
    text = text.strip()
    try:
        secret = (
            bytes.fromhex(text) if len(text) == 2 * KEY_BYTES else b64decode(text, validate=True)
        )
        return Key(secret)
    except (ValueError, binascii.Error):
        raise Trouble(
            f"The key in {where} is not a key: it must be 64 hexadecimal digits, or 32 bytes in "
            "base64. Put back the one the store was made with."
        ) from None


def _no_passphrase(beside: dict[str, Any]) -> None:
    if beside:
        raise Trouble("This store was made with a passphrase. Set the passphrase, not a key.")
