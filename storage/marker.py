"""The small file beside the journal that says: a store is here, under this key, this far on."""

from __future__ import annotations

import json
from dataclasses import asdict, field, replace
from pathlib import Path
from typing import Any

from storage.files import Files
from storage.sealing import Broken, Key, Sealer
from storage.trouble import Trouble, reason
from storage.values import dataclass

NAME = "store.json"
_PROOF = b"rapport: the right key opens this"


@dataclass(frozen=True, slots=True)
class Marker:
    """What must be known before the key is: nothing here is secret."""

    key: str
    """The master key's id, in hexadecimal."""
    proof: str
    """A known sentence sealed under the master key, in hexadecimal."""
    generation: int
    """The least generation the journal can be of."""
    beside: dict[str, Any] = field(default_factory=dict)
    """What a passphrase needs to become the key: salt and cost; empty for other keys."""

    def __post_init__(self) -> None:
        if not isinstance(self.generation, int) or not isinstance(self.beside, dict):
            raise TypeError("not a marker")
        bytes.fromhex(self.key + self.proof)

    def at(self, generation: int) -> Marker:
        """This marker for a later generation of the journal."""
        return replace(self, generation=generation)

    def admit(self, key: Key) -> None:
        """Raise `Trouble` unless *key* is the one the store was made with."""
        named = key.id.hex() == self.key
        fits = self._proved_by(key)
        if named and fits:
            return
        if named or fits:
            # The right key, then, and one of the two that tell so is not what was written.
            raise Trouble(
                f"{NAME} is damaged. Nothing was changed. Put that file back from your last backup."
            )
        raise Trouble(
            f"This is not the key of this store: it was made with key {self.key[:8]}, and "
            f"{key.id.hex()[:8]} was given. Nothing was changed. Set the right one."
        )

    def _proved_by(self, key: Key) -> bool:
        try:
            Sealer(key.derive("proof")).open(bytes.fromhex(self.proof), key.id)
        except Broken:
            return False
        return True


def marker_for(key: Key, beside: dict[str, Any]) -> Marker:
    """The marker of a new store under *key*."""
    proof = Sealer(key.derive("proof")).seal(_PROOF, key.id)
    return Marker(key.id.hex(), proof.hex(), 1, beside)


def read_marker(folder: Path) -> Marker | None:
    """The marker in *folder*, ``None`` where there is none; raises `Trouble` for a damaged one."""
    path = folder / NAME
    try:
        return decoded(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise Trouble(
            f"{path} cannot be read: {reason(error)}. Nothing was changed. Do this as the account "
            "that the data belongs to, and look at the disk."
        ) from None
    except (ValueError, TypeError):
        raise Trouble(
            f"{path} is damaged. Nothing was changed. Put that file back from your last backup."
        ) from None


def decoded(data: bytes) -> Marker:
    """The marker that such bytes hold; raises ``ValueError`` or ``TypeError``."""
    return Marker(**json.loads(data))


def write_marker(folder: Path, marker: Marker, files: Files) -> None:
    """Put the marker in place, whole."""
    files.write_file(folder / NAME, encoded(marker))


def encoded(marker: Marker) -> bytes:
    """What the file holds."""
    return json.dumps(asdict(marker), indent=1).encode() + b"\n"
