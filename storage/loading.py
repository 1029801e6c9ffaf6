"""From a journal's rows to indexes in memory: what a start does, and what fetches records later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, groupby, islice
from typing import Any, Protocol

from storage.codec import Unreadable, from_plain
from storage.frames import Frame
from storage.kept import Pool
from storage.memory import MemoryStore
from storage.migrate import Step, upgraded
from storage.packing import OWN, Piece, Row
from storage.records import KINDS, Record
from storage.ring import Ring
from storage.rows import Rows
from storage.stood import Keyed, Located, Stood
from storage.taken import TABLE
from storage.trouble import Trouble
from storage.written import loaded, read_all, reader, reads_together


class Source(Protocol):
    """Where documents rest, by table and number."""

    def texts(self, table: str, numbers: Sequence[int]) -> list[bytes]:
        """Their texts, in that order; raises ``KeyError`` where one is not there."""
        ...

    def pieces(self, table: str, numbers: Sequence[int]) -> tuple[Sequence[int], list[Piece]]:
        """The same in whatever order, and before it the numbers in that order; none twice."""
        ...


STORES_OWN = "~"
"""What a table's name begins with that holds no records, but what the store keeps for itself."""

_WINDOW = 4 << 20
"""Bytes of JSON that wait, while a journal is read, for a later version of themselves."""

_AT_ONCE = 256
"""Records that are made in one step."""

_KEPT = 16 << 20
"""Bytes of JSON whose records are kept in memory once they were asked for."""


class Fetching:
    """Makes records of what rests."""

    def __init__(self, source: Source, steps: list[Step]) -> None:
        self.source = source
        self.steps = steps
        """What brings the present generation's records to our schema."""
        self.pool = Pool(self.fetch, _KEPT)

    def fetch(self, kind: type[Record], ranks: Sequence[int]) -> tuple[list[Any], int]:
        """The records of those ranks, and what they weigh together; raises `Trouble`."""
        if len(ranks) > 1 and not self.steps and reads_together(kind):
            numbers, pieces = self.source.pieces(kind.__name__, ranks)
            found = read_all(kind, pieces)
            if found is not None:
                return _as_asked(ranks, numbers, found), sum(len(text) for text, _ in pieces)
        texts = self.source.texts(kind.__name__, ranks)
        return self._one_by_one(kind, texts, ranks), sum(map(len, texts))

    def made(self, kind: type[Record], texts: Sequence[bytes], ranks: Sequence[int]) -> list[Any]:
        """The records that *texts* tell; raises `Trouble`."""
        if not self.steps and reads_together(kind):
            found = read_all(kind, [(text, 1) for text in texts])
            if found is not None:
                return found
        return self._one_by_one(kind, texts, ranks)

    def _one_by_one(
        self, kind: type[Record], texts: Sequence[bytes], ranks: Sequence[int]
    ) -> list[Any]:
        pairs = zip(texts, ranks, strict=True)
        return [self.record(kind, text, rank) for text, rank in pairs]

    def record(self, kind: type[Record], text: bytes, rank: int) -> Any:
        """The record that *text* tells; raises `Trouble`."""
        try:
            if self.steps:
                return from_plain(kind, upgraded(kind.__name__, loaded(text, kind), self.steps))
            quick: Any = kind
            return reader(quick)(text)
        except (Unreadable, ValueError, KeyError):
            raise Trouble(f"{kind.__name__} number {rank} in the store cannot be read.") from None


def _as_asked(ranks: Sequence[int], numbers: Sequence[int], found: list[Any]) -> list[Any]:
    """What was *found* in the order of *numbers*, in that of *ranks*."""
    if numbers is ranks:
        return found
    by_number = dict(zip(numbers, found, strict=True))
    return [by_number[rank] for rank in ranks]


class Loading:
    """Takes frame after frame and leaves the places of all rows and the indexes of all records.

    A record that soon has a later version is not indexed twice, and the texts of all records
    are never in memory at once.
    """

    def __init__(self, rows: Rows, steps: list[Step], ring: Ring) -> None:
        self._rows = rows
        self._ring = ring
        self.fetching = Fetching(rows, steps)
        self.memory = MemoryStore(pool=self.fetching.pool)
        self.forgotten = 0
        """Rows whose key was dropped."""
        self._waiting: dict[tuple[str, int], bytes] = {}
        self._weight = 0

    def stand(self, stood: Stood) -> None:
        """Begin with what reading the journal up to that frame came to."""
        rows, front = self._rows, stood.front
        for part in stood.parts:
            if isinstance(part, Located):
                rows.stand(part)
            elif isinstance(part, Keyed):
                self._ring.stand(part)
            else:
                self.memory.stand(part)
        rows.written, rows.loose = front.written, front.loose
        apart = sorted(chain.from_iterable(held.values() for held in front.apart.values()))
        self._take((location, rows.row(location)) for location in apart)

    def take(self, frame: Frame) -> None:
        """Take the rows of one frame; raises `Trouble`."""
        self._rows.count(self._take(self._rows.opened(frame)))
        if self._weight > _WINDOW:
            self._index()

    def _take(self, located: Iterable[tuple[int, Row]]) -> int:
        """Take rows and where each rests; how many there were."""
        rows, count = self._rows, 0
        for location, (table, number, text, key) in located:
            count += 1
            if table == TABLE:
                self._learn(number, text, location)
                continue
            before = rows.lay(table, number, 0 if text is None else location)
            if self._waiting.pop((table, number), None) is None and before:
                self._take_out(table, number, before)
            if text is None:
                self.forgotten += key != OWN
            else:
                self._waiting[table, number] = text
                self._weight += len(text)
        return count

    def _learn(self, number: int, text: bytes | None, location: int) -> None:
        """Whose a key is, or is no longer."""
        if text is None:
            self._ring.release(number)
            self._rows.place(TABLE, number, None)
        else:
            self._ring.learn(number, text)
            self._rows.lay(TABLE, number, location)

    def _take_out(self, table: str, number: int, location: int) -> None:
        """Take an earlier version of that record, which was indexed, out of the indexes."""
        kind = KINDS.get(table)
        text = self._rows.row(location).text
        if kind is not None and text is not None:
            self.memory.unload(self.fetching.record(kind, text, number))

    def _index(self) -> None:
        load = self.memory.load
        for table, held in groupby(self._waiting.items(), lambda item: item[0][0]):
            if table.startswith(STORES_OWN):
                continue
            kind = KINDS.get(table)
            if kind is None:
                raise Trouble(f"The store holds records of a kind unknown here: {table}.")
            while some := list(islice(held, _AT_ONCE)):
                ranks = [number for (_, number), _ in some]
                records = self.fetching.made(kind, [text for _, text in some], ranks)
                for record, rank in zip(records, ranks, strict=True):
                    load(record, rank)
        self._waiting.clear()
        self._weight = 0

    def finish(self) -> None:
        """Index what still waits."""
        self._index()
        self._rows.settle()
        self.memory.settle()
