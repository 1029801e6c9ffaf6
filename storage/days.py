"""On which day each record of a kind is, so that the newest are found without reading the rest."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from storage.postings import Ranks, ranks_in

_PAGE = 2
"""Records that are made at first; twice as many each time that these were not enough."""


class Days:
    """The day of each record by its rank, four bytes each."""

    def __init__(self, buckets: Mapping[str, Ranks], ranks: int) -> None:
        self._days = array("I", bytes(4 * ranks))
        for day, held in buckets.items():
            number = date.fromisoformat(day).toordinal()
            for rank in ranks_in(held):
                self._days[rank] = number

    def put(self, rank: int, day: str) -> None:
        """The record at *rank* is of that *day*."""
        missing = rank + 1 - len(self._days)
        if missing > 0:
            self._days.frombytes(bytes(4 * missing))
        self._days[rank] = date.fromisoformat(day).toordinal()

    def newest(
        self, ranks: Sequence[int], made: Callable[[Sequence[int]], list[Any]]
    ) -> Iterator[Any]:
        """What is *made* of *ranks*, day by day, the latest first; a few at a time.

        *made* brings the records of one day into their order.
        """
        days = self._days
        falling = sorted(ranks, key=days.__getitem__, reverse=True)
        start, page = 0, _PAGE
        while start < len(falling):
            stop = min(start + page, len(falling))
            while stop < len(falling) and days[falling[stop]] == days[falling[stop - 1]]:
                stop += 1
            yield from made(falling[start:stop])
            start, page = stop, 2 * page
