"""The ring: whose each key is, and what seals and opens under it.

Each generation of the journal has a key of its own, for what is nobody's. Each counterpart has
one, and so has what is being said. A record about several rests under a key made of all of
theirs, so that forgetting one of them is enough. Whoever is new takes a key from a stock that
is on disk already, so that the write that brings them in waits for no second file.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

from storage.files import Files
from storage.named import Forgotten, OfAJournal, Opens
from storage.owners import Owners
from storage.packing import OWN
from storage.ringfile import Held
from storage.sealing import Broken, Key, Sealer
from storage.stood import STEP, Keyed
from storage.store import Unwritable
from storage.taken import TABLE, Taken
from storage.trouble import reason

STOCK, LOW = 256, 64
"""Spare keys that are kept on disk, and how few may be left before more are made."""

_AND = "+"


class Ring:
    """Keys by whose they are. Callers hold the store's lock; the file has a lock of its own."""

    def __init__(self, path: Path, master: Key, files: Files, held: Held) -> None:
        self.path = path
        self.held = held
        self._master = master
        self._files = files
        self._writing = threading.RLock()
        self._of: dict[str, str] = {}
        # To be copied before it is looked through: whoever flushes destroys keys without the lock.
        self._taken: dict[int, Taken] = {}
        self._number: dict[str, int] = {}
        self._next = 1
        self.news: list[Taken] = []
        """Who took a key and is not yet written down; in the frame of what needs it."""
        self._spare = list(held.spare)
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
        for id in name.split(_AND):
            if id in held.keys:
                keys.append(Key(bytes.fromhex(held.keys[id])))
            elif id in held.forgotten or id in held.dropped:
                raise Forgotten(name)
            else:
                raise Broken("under a key that is not on the ring")
        return Sealer(keys[0] if len(keys) == 1 else Key.together(keys))

    # Whose is which: told by the journal, and by nothing else.

    def name_for(self, owners: Owners) -> str:
        """The name of the key that a record of *owners* is written under; raises `Unwritable`."""
        if len(owners) == 1:
            return self._of.get(owners[0]) or self._id_of(owners[0])
        return _AND.join(map(self._id_of, owners)) if owners else OWN

    def _id_of(self, owner: str) -> str:
        id = self._of.get(owner)
        if id is None:
            if not self._spare:
                self.refill()
            id = self._of[owner] = self._spare.pop()
            taken = Taken(self._next, owner, id)
            self._note(taken)
            self.news.append(taken)
        return id

    def _note(self, taken: Taken) -> None:
        self._taken[taken.number] = taken
        self._number[taken.key] = taken.number
        self._next = max(self._next, taken.number + 1)

    def learn(self, number: int, text: bytes) -> None:
        """The journal says whose a key is."""
        owner, key = json.loads(text)
        self._note(Taken(number, owner, key))
        self._of[owner] = key
        if key in self._spare:
            self._spare.remove(key)

    def release(self, number: int) -> None:
        """It is no longer so, or was never written: that key serves nobody any more."""
        taken = self._taken.pop(number, None)
        if taken is None:
            return
        del self._number[taken.key]
        if self._of.get(taken.owner) == taken.key:
            del self._of[taken.owner]

    def renew(self, owner: str) -> list[Taken]:
        """What is written of *owner* from now on rests under a fresh key; the answer is the old."""
        self._of.pop(owner, None)
        return [one for one in list(self._taken.values()) if one.owner == owner]

    def restore(self, number: int) -> None:
        """Take back a `renew` that did not come to be."""
        taken = self._taken.get(number)
        if taken is not None:
            self._of[taken.owner] = taken.key

    def unused(self, names: Iterable[str]) -> list[Taken]:
        """Keys that somebody took, and none of those *names* is of."""
        used = {id for name in names for id in name.split(_AND)}
        return [one for one in list(self._taken.values()) if one.key not in used]

    @property
    def used(self) -> set[str]:
        """Ids of the keys that somebody has."""
        return set(self._number)

    @property
    def leftover(self) -> set[str]:
        """Ids of keys that are neither spare nor anybody's: dropping them was cut short."""
        return set(self.held.keys) - set(self._spare) - set(self._number)

    # The file.

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

    def parts(self, told: Container[int]) -> Iterator[Keyed]:
        """Whose each key is, as far as it was *told* the journal, a little at each step."""
        numbers = iter(list(self._taken))
        while some := list(islice(numbers, STEP)):
            held = [one for one in map(self._taken.get, some) if one and one.number in told]
            yield Keyed(TABLE, [(one.number, one.owner, one.key) for one in held])

    def stand(self, part: Keyed) -> None:
        """All that `learn` would be told of one of the `parts`, at once."""
        for number, owner, key in part.taken:
            self._note(Taken(number, owner, key))
            self._of[owner] = key
        self._spare = [id for id in self._spare if id not in self._number]

    def move(self, path: Path, master: Key) -> Callable[[], None]:
        """Rest at *path* under another master key; the answer takes that back.

        All keys of before are stale then, and wait to be renewed. Raises `Unwritable`.
        """
        before = self.path, self._master, self.held

        def back() -> None:
            self.path, self._master, self.held = before

        with self._writing:
            self.path, self._master = path, master
            stale = [*sorted(self._number), *self.held.journals]
            try:
                self._write(replace(self.held, stale=stale, spare=list(self._spare)))
            except Unwritable:
                back()
                raise
        return back

    def stale(self, most: int) -> list[Taken]:
        """Keys from before the master key was changed, *most* of them at most."""
        wanted = set(self.held.stale)
        taken = list(self._taken.values()) if wanted else []
        return list(islice((one for one in taken if one.key in wanted), most))

    def _write(self, held: Held) -> None:
        try:
            self._files.write_over(self.path, held.sealed(self._master))
        except OSError as error:
            raise Unwritable(f"{self.path.name} cannot be written: {reason(error)}") from None
        self.held = held
