"""The file that holds the ring's keys, whole and sealed under the master key."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import field, replace
from pathlib import Path

import msgspec

from storage.sealing import Broken, Key, Sealer, blurred
from storage.trouble import Trouble
from storage.values import dataclass

_ID_BYTES, _KEY_BYTES = 8, 32
_BOUND = b"rapport ring"
_INDEXES = "indexes of "


@dataclass(frozen=True, slots=True)
class Held:
    """What the file holds; ids and keys in hexadecimal."""

    keys: dict[str, str] = field(default_factory=dict)
    """By id: every key there is but the journals' own."""
    spare: list[str] = field(default_factory=list)
    """Ids of those that nobody had taken when the file was written."""
    journals: dict[str, str] = field(default_factory=dict)
    """By a journal's id: its own key. By `indexes_of` it: that of the indexes beside it."""
    forgotten: list[str] = field(default_factory=list)
    """Ids of keys that were dropped for good, so that no backup brings them back."""
    dropped: list[str] = field(default_factory=list)
    """Ids of other keys that are gone, and under which the present journal may still hold rows."""
    stale: list[str] = field(default_factory=list)
    """Ids of keys, and of journals, from before the master key was changed; they are renewed."""
    old_blobs: str = ""
    """The one key of all files that a program of the first schema kept; empty where none did."""
    fields: dict[str, list[str]] = field(default_factory=dict)
    """By kind: every field that any program ever wrote here, so that none is lost by another."""

    def stocked(self, spare: Iterable[str], more: int) -> Held:
        """With *more* fresh keys beside those of *spare* that nobody has taken."""
        fresh = {_random(_ID_BYTES): _random(_KEY_BYTES) for _ in range(more)}
        return replace(self, keys=self.keys | fresh, spare=[*fresh, *spare])

    def with_journal(self, id: bytes) -> Held:
        """With an own key for the journal of that id."""
        return replace(self, journals=self.journals | {id.hex(): _random(_KEY_BYTES)})

    def with_indexes(self, id: bytes) -> Held:
        """With a key for the indexes of the journal of that id; the next key that goes takes it."""
        return replace(self, journals=self.journals | {indexes_of(id): _random(_KEY_BYTES)})

    def of_indexes(self, id: bytes) -> str | None:
        """The key for the indexes of the journal of that id, where there is one."""
        return self.journals.get(indexes_of(id))

    def with_journals(self, ids: set[str], *, without: frozenset[str]) -> Held:
        """Without the own keys of all journals but these, the present one the last of them.

        It holds nothing under the dropped keys *without* which it was begun; under those that
        went while it was made, it may.
        """
        gone = set(self.journals) - ids
        journals = {id: key for id, key in self.journals.items() if id in ids}
        stale = [id for id in self.stale if id not in gone]
        dropped = [id for id in self.dropped if id not in without]
        return replace(self, journals=journals, stale=stale, dropped=dropped)

    def without(self, gone: set[str], *, for_good: bool) -> Held:
        """Without those keys, and so that no backup may bring them back where it is *for_good*.

        What indexes rest under goes in any case: they tell whose keys there were.
        """
        return replace(
            self,
            journals={id: key for id, key in self.journals.items() if not id.startswith(_INDEXES)},
            keys={id: key for id, key in self.keys.items() if id not in gone},
            forgotten=sorted({*self.forgotten, *gone}) if for_good else self.forgotten,
            dropped=self.dropped if for_good else sorted({*self.dropped, *gone}),
            stale=[id for id in self.stale if id not in gone],
        )

    def sealed(self, master: Key) -> bytes:
        """The bytes of the file, under *master*."""
        told = blurred(msgspec.json.encode(self))
        return Sealer(master.derive("ring")).seal(told, _BOUND)


def indexes_of(journal: bytes) -> str:
    """What the key of the indexes is called that tell of the journal of that id."""
    return f"{_INDEXES}{journal.hex()}"


def ring_path(folder: Path, master: str) -> Path:
    """Where the ring rests that opens with the master key of that id, in hexadecimal."""
    return folder / f"keys-{master[:16]}"


def read_ring(path: Path, master: Key) -> Held:
    """What the file at *path* holds; raises `Trouble` where it is not there or not whole."""
    try:
        whole = Sealer(master.derive("ring")).open(path.read_bytes(), _BOUND)
        return msgspec.json.decode(whole, type=Held)
    except FileNotFoundError:
        words = "is missing, and the records of this folder rest under the keys in it"
    except (Broken, msgspec.MsgspecError):
        words = "is damaged"
    raise Trouble(
        f"{path} {words}. Nothing was changed. Put the data folder back from your last backup."
    )


def _random(size: int) -> str:
    return os.urandom(size).hex()
