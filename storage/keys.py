"""Where the master key comes from: a file, the environment or a passphrase, never the data.

While a master key is being changed, the new one waits beside a key file under its name with
``.new``; which of the two counts is told by the data folder alone, so that a kill at any moment
leaves a pair that opens.
"""

from __future__ import annotations

import binascii
import os
import stat
from base64 import b64decode
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import Any, Protocol

from storage.files import Files
from storage.sealing import KEY_BYTES, Key
from storage.trouble import Trouble, reason
from storage.values import dataclass

_IN_USE = "# a store rests under this key: keep it"


class KeySource(Protocol):
    """A way to the master key."""

    def new(self, folder: Path) -> tuple[Key, dict[str, Any]]:
        """The key for a new store in *folder*, and what must rest beside the data to find it."""
        ...

    def known(self, folder: Path, beside: dict[str, Any], wanted: str = "") -> Key:
        """The key of the store in *folder*; makes nothing. Raises `Trouble`.

        *wanted* is the id of the key that the store rests under, in hexadecimal.
        """
        ...

    def settle(self) -> None:
        """Note that a store now rests under this key."""
        ...


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A file that holds the key in hexadecimal, with mode 0600, outside the data folder."""

    path: Path
    files: Files = field(default_factory=Files, repr=False, compare=False)

    def new(self, folder: Path) -> tuple[Key, dict[str, Any]]:
        """The key in the file; where there is no file yet, one is made.

        A key that a store already rests under is refused here: an empty folder beside it is
        far likelier a disk that was not mounted than a wish to begin again.
        """
        self.outside(folder)
        if not self.path.exists():
            self._write(Key.fresh())
        key = self.known(folder, {})
        if _IN_USE in self._text():
            raise Trouble(
                f"The key file {self.path} belongs to a store, but the data folder {folder} is "
                "empty. Is the right disk mounted, the right folder named? To begin a new store, "
                "name another key file."
            )
        return key, {}

    def known(self, folder: Path, beside: dict[str, Any], wanted: str = "") -> Key:
        """The key in the file, which must be there."""
        self.outside(folder)
        no_passphrase(beside)
        key = self.found(folder, wanted)
        if key.id.hex() == wanted and (before := self.read(folder)).id != key.id:
            # What cannot be put in place now waits on, and opens the store all the same.
            with suppress(OSError):
                self.succeed(before)
        return key

    def found(self, folder: Path, wanted: str) -> Key:
        """The same, or the one that waits to follow it where that is *wanted*; changes nothing.

        So it is where a change of keys was cut short after the store had gone over to the new one.
        """
        key = self.read(folder)
        if wanted and key.id.hex() != wanted and self.next.path.exists():
            after = self.next.read(folder)
            return after if after.id.hex() == wanted else key
        return key

    def read(self, folder: Path) -> Key:
        """The key in the file, for the store in *folder*; raises `Trouble`."""
        try:
            state = self.path.stat()
        except FileNotFoundError:
            raise Trouble(
                f"The key file {self.path} is missing. The store in {folder} opens only with the "
                "key it was made with: put that file back. No new key is made beside existing data."
            ) from None
        except OSError as error:
            raise self._unreadable(error) from None
        if state.st_uid != os.getuid() or stat.S_IMODE(state.st_mode) & 0o077:
            raise Trouble(
                f"The key file {self.path} can be read by others. As its owner run: "
                f"chmod 600 {self.path}"
            )
        return read_key(self._text().strip().partition("\n")[0], str(self.path))

    def make(self) -> Key:
        """A fresh key in a new file; raises `Trouble` where there is a file already."""
        if self.path.exists():
            raise Trouble(f"{self.path} is there already. Nothing was changed.")
        self._write(Key.fresh())
        return self.read(self.path)

    @property
    def next(self) -> KeyFile:
        """Where the key waits that is to follow this one."""
        real = self._real
        return KeyFile(real.with_name(f"{real.name}.new"), self.files)

    @property
    def _real(self) -> Path:
        """The file itself, where the path is another name for it: both must hold the same key."""
        return self.path.resolve()

    def prepare(self) -> Key:
        """The key that is to follow this one, on disk; `succeed` puts it in place.

        Whatever waited there before is gone: call it only where this file holds the key of the
        store, so that nothing rests under what waited. Raises `Trouble`.
        """
        fresh = Key.fresh()
        self.next._write(fresh, f"\n{_IN_USE}\n")
        return fresh

    def succeed(self, before: Key) -> Path:
        """Put the waiting key in place; the answer is where *before*, the old one, is kept.

        Raises ``OSError``; the store then opens with the key that waits, and this is tried again.
        """
        real, files = self._real, self.files
        kept = real.with_name(f"{real.name}.{before.id.hex()[:8]}")
        # The name is never without a key behind it: the old one first rests under another, too.
        if not kept.exists():
            files.write_file(kept, real.read_bytes())
        files.rename(self.next.path, real)
        files.sync_folder(real.parent)
        return kept

    def _write(self, key: Key, more: str = "") -> None:
        real = self._real
        try:
            self.files.make_folder(real.parent)
            self.files.write_file(real, f"{key.reveal().hex()}\n{more}".encode())
        except OSError as error:
            with suppress(OSError):
                real.with_name(f"{real.name}.part").unlink(missing_ok=True)
            raise Trouble(
                f"The key file {self.path} cannot be written: {reason(error)}. Nothing was changed."
            ) from None

    def outside(self, folder: Path) -> None:
        """Raise `Trouble` where the file is in the data folder."""
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
        try:
            return self.path.read_text("ascii", "replace")
        except OSError as error:
            raise self._unreadable(error) from None

    def _unreadable(self, error: OSError) -> Trouble:
        return Trouble(
            f"The key file {self.path} cannot be read: {reason(error)}. Nothing was changed. Look "
            "at its permissions, and whether RAPPORT_KEY_FILE names the right file."
        )


class KeyText:
    """A key handed over as text, such as from the environment: 64 hex digits or base64."""

    __slots__ = ("_text", "_where")

    def __init__(self, text: str, where: str = "the setting") -> None:
        self._text = text
        self._where = where

    def new(self, folder: Path) -> tuple[Key, dict[str, Any]]:
        """The key in the text."""
        return self.known(folder, {}), {}

    def known(self, folder: Path, beside: dict[str, Any], wanted: str = "") -> Key:
        """The key in the text."""
        no_passphrase(beside)
        return read_key(self._text, self._where)

    def settle(self) -> None:
        """Nothing to note it in."""


def fingerprint(key: Key) -> str:
    """What a person compares to know one key from another; nothing can be opened with it."""
    return said(key.id.hex())


def said(id: str) -> str:
    """A key's id, in hexadecimal, as people read it."""
    return "-".join(id[at : at + 4] for at in range(0, len(id), 4))


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


def no_passphrase(beside: dict[str, Any]) -> None:
    """Raise `Trouble` where a store was made with a passphrase."""
    if beside:
        raise Trouble("This store was made with a passphrase. Set the passphrase, not a key.")
