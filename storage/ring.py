"""The ring: whose each key is, and what seals and opens under it.

Each generation of the journal has a key of its own, for what is nobody's. Each counterpart has
one, and so has what is being said. A record about several rests under a key made of all of
theirs, so that forgetting one of them is enough. Whoever is new takes a key from a stock that
is on disk already, so that the write that brings them in waits for no second file.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

from storage.files import Files
from storage.named import Forgotten, OfAJournal, Opens
from storage.ringfile import Held, indexes_of
from storage.sealing import Broken, Key, Sealer
from storage.store import Unwritable
from storage.taken import Taken
from storage.trouble import reason
from storage.whose import AND, Whose

STOCK, LOW = 256, 64
"""Spare keys that are kept on disk, and how few may be left before more are made."""


class Ring(Whose):
    """Keys by whose they are. Callers hold the store's lock; the file has a lock of its own."""

    def __init__(self, path: Path, master: Key, files: Files, held: Held) -> None:
        super().__init__(held.spare)
        self.path = path
        self.held = held
        self._master = master
        self._files = files
        self._writing = threading.RLock()
        self._dropped_before: frozenset[str] = frozenset()
        self.settled = False
        """Whether all that a kill cut short is finished; see ``storage/settling.py``."""
        self._sealers = lru_cache(maxsize=4096)(self._make)
        self.sealer: Callable[[str], Sealer] = self._sealers
        """What seals and opens under the key of that name, or under all of its keys."""
        self.dropping: Callable[[], None] = lambda: None
        """Called before keys are destroyed; where it raises `Unwritable` they stand."""

    def journal(self, id: bytes) -> Opens:
        """The ring as the journal of that id sees it."""
        return OfAJournal(self.sealer, self.held.journals.get(id.hex()))

    def _make(self, name: str) -> Sealer:
        # Another thread may be destroying keys.
        keys, held = [], self.held
        for id in name.split(AND):
            if id in held.keys:
                keys.append(Key(bytes.fromhex(held.keys[id])))
            elif id in held.forgotten or id in held.dropped:
                raise Forgotten(name)
            else:
                raise Broken("under a key that is not on the ring")
        return Sealer(keys[0] if len(keys) == 1 else Key.together(keys))

    @property
    def leftover(self) -> set[str]:
        """Ids of keys that are neither spare nor anybody's: dropping them was cut short."""
        return set(self.held.keys) - set(self._spare) - set(self._number)

    def stale(self, most: int) -> list[Taken]:
        """Keys from before the master key was changed, *most* of them at most."""
        wanted = set(self.held.stale)
        taken = list(self._taken.values()) if wanted else []
        return list(islice((one for one in taken if one.key in wanted), most))

    @property
    def low(self) -> bool:
        """Whether the stock wants refilling."""
        return len(self._spare) < LOW

    def refill(self) -> None:
        """Bring the stock up; raises `Unwritable`."""
        with self._writing:
            spare = set(self._spare)
            self._write(self.held.stocked(self._spare, STOCK))
            self._spare[:0] = [id for id in self.held.spare if id not in spare]

    def begin(self, journal: bytes) -> None:
        """Make the own key of a new journal; raises `Unwritable`."""
        with self._writing:
            self._dropped_before = frozenset(self.held.dropped)
            self._write(replace(self.held.with_journal(journal), spare=list(self._spare)))

    def for_indexes(self, journal: bytes) -> Sealer:
        """What seals the indexes of that journal: a key that is gone as soon as any other is.

        Raises `Unwritable`.
        """
        with self._writing:
            if (secret := self.held.of_indexes(journal)) is None:
                held = replace(self.held.with_indexes(journal), spare=list(self._spare))
                self._write(held)
                secret = held.journals[indexes_of(journal)]
            return Sealer(Key(bytes.fromhex(secret)))

    def keep_journals(self, ids: Iterable[bytes]) -> None:
        """Destroy the own keys of all journals but these; raises `Unwritable`."""
        with self._writing:
            kept = {id.hex() for id in ids}
            self.dropping()
            held = self.held.with_journals(kept, without=self._dropped_before)
            self._write(replace(held, spare=list(self._spare)))

    def know(self, fields: dict[str, list[str]]) -> None:
        """Remember which fields were ever written here; raises `Unwritable`."""
        with self._writing:
            self._write(replace(self.held, fields=fields))

    def wipe_others(self) -> None:
        """Erase what a change of the master key left of the ring before; raises `Unwritable`."""
        for other in self.path.parent.glob("keys-*"):
            if other != self.path:
                try:
                    self._files.wipe(other)
                except OSError as error:
                    raise Unwritable(f"{other.name} cannot be erased: {reason(error)}") from None

    def drop(self, ids: Iterable[str], *, for_good: bool) -> None:
        """Destroy these keys; *for_good* means that no backup may bring them back either.

        Raises `Unwritable`; the keys then stand as they were.
        """
        with self._writing:
            gone = set(ids) & set(self.held.keys)
            if gone:
                held = self.held.without(gone, for_good=for_good)
                self.dropping()
                self._write(replace(held, spare=list(self._spare)))
                self._sealers.cache_clear()
                for id in gone & set(self._number):
                    self.release(self._number[id])

    def move(self, path: Path, master: Key) -> Callable[[], None]:
        """Rest at *path* under another master key; the answer takes that back.

        All keys of before are stale then, and wait to be renewed. Raises `Unwritable`.
        """
        before = self.path, self._master, self.held

        def back() -> None:
            self.path, self._master, self.held = before

        with self._writing:
            self.path, self._master = path, master
            try:
                self.dropping()
                held = self.held.without(set(), for_good=False)
                stale = [*sorted(self._number), *held.journals]
                self._write(replace(held, stale=stale, spare=list(self._spare)))
            except Unwritable:
                back()
                raise
        return back

    def _write(self, held: Held) -> None:
        try:
            self._files.write_over(self.path, held.sealed(self._master))
        except OSError as error:
            raise Unwritable(f"{self.path.name} cannot be written: {reason(error)}") from None
        self.held = held
