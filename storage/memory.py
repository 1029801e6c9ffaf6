"""Records held in memory with their indexes: a store for tests, the working set of the real one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, count, pairwise

from storage.indexes import written_names
from storage.kept import Pool
from storage.records import KINDS, Change, Counterpart, Record
from storage.shelf import Shelf
from storage.sought import ALL, MOST, Hit, Terms, Within
from storage.stood import STEP, Called, Part, Ranked
from storage.store import Conflict, R
from storage.wording import WordIndex

_STAMPS = count()
"""One for every change, so that no two books bear the same."""


class MemoryStore:
    """The `Store` port in memory; a change costs what it touches, whatever the store holds."""

    def __init__(self, records: Iterable[Record] = (), pool: Pool | None = None) -> None:
        self._shelves = {
            kind: Shelf(kind, None if pool is None else pool.kept(kind)) for kind in KINDS.values()
        }
        self._names: dict[str, tuple[tuple[str, str], ...]] = {}
        self._all_names: tuple[tuple[str, str], ...] | None = None
        self._stamps = dict.fromkeys(KINDS.values(), next(_STAMPS))
        self._words = WordIndex(self.get)
        for record in records:
            self.put(record)

    def get(self, kind: type[R], id: str) -> R | None:
        """The record of that kind and id, or ``None``."""
        record: R | None = self._shelves[kind].get(id)
        return record

    def find(self, kind: type[R], index: str, value: str) -> list[R]:
        """Every record of *kind* found under *value*, in the order ``storage/indexes.py`` tells."""
        return self._shelves[kind].find(index, value)

    def newest(self, kind: type[R], index: str, value: str) -> Iterator[R]:
        """As `find`, one after another, each made when it is asked for."""
        return self._shelves[kind].newest(index, value)

    def due(self, kind: type[R], until: datetime, limit: int | None = None) -> list[R]:
        """The records of *kind* that wait for a moment up to *until*, the first *limit* of them."""
        return self._shelves[kind].due(until, limit)

    def all(self, kind: type[R]) -> list[R]:
        """Every record of *kind*, in its order."""
        return self._shelves[kind].all()

    def count(self, kind: type[R]) -> int:
        """How many records of *kind* there are."""
        return len(self._shelves[kind])

    def names(self) -> Sequence[tuple[str, str]]:
        """Every (name as written, counterpart id); the same object until one of them changes."""
        if self._all_names is None:
            self._all_names = tuple(chain.from_iterable(self._names.values()))
        return self._all_names

    def stamp(self, *kinds: type[Record]) -> Hashable:
        """Another value after every change of a record of *kinds*, and of this book alone."""
        return tuple(map(self._stamps.__getitem__, kinds))

    def ranked(self, terms: Terms, within: Within = ALL, most: int = MOST) -> list[Hit]:
        """What answers *terms* in words, the best first; only what is *within*."""
        return self._words.search(terms, within, most)

    def learn(self, seconds: float) -> bool:
        """Take in words that wait to be searched, for so long at most; whether none wait now."""
        return self._words.learn(seconds)

    def apply(self, changes: Sequence[Change]) -> int:
        """Make every change or none; raises `Conflict` where one no longer fits.

        The answer is the ticket for `flush`.
        """
        self.check(changes)
        for change in changes:
            self.make(change)
        return 0

    def flush(self, ticket: int | None = None) -> None:
        """Nothing rests on disk here, so there is nothing to wait for."""

    def check(self, changes: Sequence[Change]) -> None:
        """Raise `Conflict` where a change does not fit what is here; change nothing."""
        after: dict[tuple[type[Record], str], Record | None] = {}
        for change in changes:
            subject = change.after or change.subject
            key = (type(subject), subject.id)
            present = after[key] if key in after else self._shelves[key[0]].get(key[1])
            if present is not change.before and present != change.before:
                raise Conflict(f"a {key[0].__name__} has changed since")
            after[key] = change.after

    def make(self, change: Change, rank: int | None = None) -> int:
        """Make one change that is known to fit; a new record stands at *rank*, or last.

        The answer is where the record stands, or stood.
        """
        before, after = change.before, change.after
        self._words.put(before, after)
        subject: Record = after or change.subject
        kind = type(subject)
        if after is not None:
            place = self._shelves[kind].change(before, after, rank)
            if kind is Counterpart:
                self._name(after)
        else:
            if kind is Counterpart:
                del self._names[subject.id]
                self._all_names = None
            place = self._shelves[kind].remove(subject)
        # Last, so that what another thread worked out just before does not pass for what is now.
        self._stamps[kind] = next(_STAMPS)
        return place

    def put(self, record: Record) -> None:
        """Hold *record*, instead of the one with its id."""
        shelf = self._shelves[type(record)]
        self._words.put(shelf.get(record.id), record)
        shelf.put(record)
        self._name(record)
        self._stamps[type(record)] = next(_STAMPS)

    def load(self, record: Record, rank: int) -> None:
        """Take note of *record*, which is new here and can be fetched."""
        self._shelves[type(record)].load(record, rank)
        self._words.note(record)
        self._name(record)

    def unload(self, record: Record) -> None:
        """Forget what `load` was told of *record*."""
        self._shelves[type(record)].unload(record)
        self._words.forget(record)
        if isinstance(record, Counterpart):
            del self._names[record.id]

    def settle(self) -> None:
        """Bring the names into the order their counterparts were added in, after `load`."""
        for shelf in self._shelves.values():
            shelf.settle()
        self._stamps = dict.fromkeys(KINDS.values(), next(_STAMPS))
        ranks = list(map(self._shelves[Counterpart].rank, self._names))
        if any(one > other for one, other in pairwise(ranks)):
            placed = sorted(zip(ranks, self._names.items(), strict=True))
            self._names = dict(item for _, item in placed)

    def parts(self) -> Iterator[Part]:
        """All there is to know but the records themselves, as `stand` takes it.

        A little at each step: what changes between two may be told as it was or as it is.
        """
        for kind, shelf in self._shelves.items():
            yield from shelf.parts(kind.__name__)
        ids, people = list(self._names), self._shelves[Counterpart]
        for start in range(0, len(ids), STEP):
            named = ((id, self._names.get(id)) for id in ids[start : start + STEP])
            yield Called(
                Counterpart.__name__,
                [(people.rank(id), id, [name for name, _ in held]) for id, held in named if held],
            )

    def stand(self, part: Part) -> None:
        """Know what one of the `parts` tells; the records can be fetched."""
        if isinstance(part, Called):
            for _, id, names in part.names:
                self._names[id] = tuple((name, id) for name in names)
            return
        kind = KINDS[part.table]
        self._shelves[kind].stand(part)
        if isinstance(part, Ranked):
            self._words.note_all(kind, part.ids)

    def together(self) -> Iterator[list[tuple[str, int]]]:
        """By kind and rank, what is found under each counterpart: read together, kept together."""
        people, filed = self._shelves[Counterpart], list(self._shelves.items())
        for id in people.ids():
            group = [(Counterpart.__name__, people.rank(id))]
            for kind, shelf in filed:
                group += [(kind.__name__, rank) for rank in shelf.ranks("counterpart", id)]
            yield group

    def _name(self, record: Record) -> None:
        if isinstance(record, Counterpart):
            names = tuple((name, record.id) for name in written_names(record))
            if self._names.get(record.id) != names:
                self._names[record.id] = names
                self._all_names = None

    def rank(self, record: Record) -> int:
        """Where *record* stands among its kind; for a new one, where it would stand."""
        return self._shelves[type(record)].rank(record.id)
