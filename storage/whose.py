"""Whose each key of the ring is: told by the journal, and by nothing else."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Container, Iterable, Iterator
from itertools import islice

from storage.owners import Owners
from storage.packing import OWN
from storage.stood import STEP, Keyed
from storage.taken import TABLE, Taken

AND = "+"
"""Joins the ids of keys that are needed together."""


class Whose(ABC):
    """Gives each owner a key of a stock. Callers hold the store's lock."""

    def __init__(self, spare: Iterable[str]) -> None:
        self._of: dict[str, str] = {}
        # To be copied before it is looked through: whoever flushes destroys keys without the lock.
        self._taken: dict[int, Taken] = {}
        self._number: dict[str, int] = {}
        self._next = 1
        self.news: list[Taken] = []
        """Who took a key and is not yet written down; in the frame of what needs it."""
        self._spare = list(spare)

    @abstractmethod
    def refill(self) -> None:
        """Bring the stock up; raises `Unwritable`."""

    def name_for(self, owners: Owners) -> str:
        """The name of the key that a record of *owners* is written under; raises `Unwritable`."""
        if len(owners) == 1:
            return self._of.get(owners[0]) or self._id_of(owners[0])
        return AND.join(map(self._id_of, owners)) if owners else OWN

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
        used = {id for name in names for id in name.split(AND)}
        return [one for one in list(self._taken.values()) if one.key not in used]

    @property
    def used(self) -> set[str]:
        """Ids of the keys that somebody has."""
        return set(self._number)

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
