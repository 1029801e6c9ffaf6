"""What reading a journal comes to, in parts that are small enough to be taken down one by one."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import datetime
from itertools import compress

from storage.postings import flat, ranks_in, unflat
from storage.values import dataclass

STEP = 2048
"""Records, names or keys that are told of in one step."""

_LOOK = 1 << 14
"""Ranks that are looked through in one step."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where documents of a table rest, from the number *start* on."""

    table: str
    start: int
    held: bytes
    """Eight bytes each; 0 where there is none."""
    others: dict[int, int]
    """Those of unusual numbers."""

    def without(self, gone: Set[int]) -> Located:
        """As if documents of those numbers were not there."""
        held = array("Q", self.held)
        for number in gone:
            if self.start <= number < self.start + len(held):
                held[number - self.start] = 0
        others = {number: at for number, at in self.others.items() if number not in gone}
        return replace(self, held=held.tobytes(), others=others)


@dataclass(frozen=True, slots=True)
class Ranked:
    """Ids of records of a kind, and where each stands."""

    table: str
    next_rank: int
    ids: Sequence[str]
    ranks: bytes
    """Eight bytes each."""

    def without(self, gone: Set[int]) -> Ranked:
        """As if records of those ranks were not there."""
        ranks = array("q", self.ranks)
        if gone.isdisjoint(ranks):
            return self
        stay = [rank not in gone for rank in ranks]
        left = array("q", compress(ranks, stay))
        return replace(self, ids=list(compress(self.ids, stay)), ranks=left.tobytes())


@dataclass(frozen=True, slots=True)
class Awaited:
    """Records of a kind by the moment they wait for: that, the id, the rank."""

    table: str
    waiting: Sequence[tuple[datetime, str, int]]

    def without(self, gone: Set[int]) -> Awaited:
        """As if records of those ranks were not there."""
        return replace(self, waiting=[one for one in self.waiting if one[2] not in gone])


@dataclass(frozen=True, slots=True)
class Filed:
    """Some values of an index, under how many records each is found, all their ranks in turn."""

    table: str
    index: str
    values: Sequence[str]
    counts: bytes
    ranks: bytes

    def without(self, gone: Set[int]) -> Filed:
        """As if records of those ranks were not there."""
        ranks = array("I", self.ranks)
        if all(gone.isdisjoint(ranks[at : at + _LOOK]) for at in range(0, len(ranks), _LOOK)):
            return self
        left = {}
        for value, held in unflat(self.values, self.counts, self.ranks).items():
            if stay := [rank for rank in ranks_in(held) if rank not in gone]:
                left[value] = array("I", stay)
        return Filed(self.table, self.index, *flat(left))


@dataclass(frozen=True, slots=True)
class Called:
    """Counterparts' names: of each the rank, the id, the names."""

    table: str
    names: Sequence[tuple[int, str, Sequence[str]]]

    def without(self, gone: Set[int]) -> Called:
        """As if counterparts of those ranks were not there."""
        return replace(self, names=[one for one in self.names if one[0] not in gone])


@dataclass(frozen=True, slots=True)
class Keyed:
    """Whose keys are: of each the number, the owner, the id."""

    table: str
    taken: Sequence[tuple[int, str, str]]

    def without(self, gone: Set[int]) -> Keyed:
        """As if the journal did not tell what it tells under those numbers."""
        return replace(self, taken=[one for one in self.taken if one[0] not in gone])


Part = Located | Ranked | Awaited | Filed | Called | Keyed
PARTS: tuple[type[Part], ...] = (Located, Ranked, Awaited, Filed, Called, Keyed)


@dataclass(frozen=True, slots=True)
class Front:
    """What the parts tell of, and what must be so for them to be believed."""

    id: bytes
    """Random: these parts, and no others."""
    parts: int
    stamp: bytes
    """What made them."""
    gone: bytes
    """Which keys were destroyed by then."""
    digest: bytes
    """SHA-256 of the journal up to there."""
    sequence: int
    """The number of the last frame they tell of."""
    end: int
    """Where that ends."""
    written: int
    loose: int
    apart: Mapping[str, Mapping[int, int]]
    """By table and number, where documents rest that the parts leave out: read those themselves."""


@dataclass(frozen=True, slots=True)
class Stood:
    """All that reading the journal up to one frame comes to."""

    front: Front
    parts: Sequence[Part]
