"""Under one value of an index: the ranks of the records found there, in order, packed."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Union

_VALUES, _RANKS = 2048, 1 << 16
"""Values, and about as many ranks, that are told of in one step."""

Ranks = Union[int, "array[int]"]  # An array takes no parameter at run time.
"""One rank by itself, or several in rising order, four bytes each."""


def with_rank(held: Ranks | None, rank: int) -> Ranks:
    """*held* and *rank*, once."""
    if held is None:
        return rank
    if isinstance(held, int):
        if held == rank:
            return held
        return array("I", (held, rank) if held < rank else (rank, held))
    if rank > held[-1]:
        held.append(rank)
        return held
    at = bisect_left(held, rank)
    if held[at] != rank:
        held.insert(at, rank)
    return held


def without_rank(held: Ranks, rank: int) -> Ranks | None:
    """*held* without *rank*; ``None`` where nothing is left."""
    if isinstance(held, int):
        return None if held == rank else held
    at = bisect_left(held, rank)
    if at < len(held) and held[at] == rank:
        del held[at]
    return held if len(held) > 1 else held[0] if held else None


def with_any(held: Ranks | None, rank: int) -> Ranks:
    """*held* and *rank*, in whatever order."""
    if held is None:
        return rank
    if isinstance(held, int):
        return array("I", (held, rank))
    held.append(rank)
    return held


def without_any(held: Ranks, rank: int) -> Ranks | None:
    """*held*, which is in whatever order, without *rank*."""
    if isinstance(held, int):
        return None
    held.remove(rank)
    return held if len(held) > 1 else held[0]


def in_order(held: Ranks) -> Ranks:
    """*held*, which was in whatever order, each rank once."""
    return held if isinstance(held, int) else array("I", sorted(set(held)))


def ranks_in(held: Ranks | None) -> Sequence[int]:
    """The ranks, in rising order."""
    if held is None:
        return ()
    return (held,) if isinstance(held, int) else held.tolist()


def file_under(buckets: dict[str, Ranks], values: Iterable[str], rank: int) -> None:
    """Let *rank* be found under each of *values* but the empty one."""
    for value in values:
        held = buckets.get(value)
        if type(held) is array and rank > held[-1]:
            # As `with_rank` does it, without the way there: what is new stands last.
            held.append(rank)
        elif value:
            buckets[value] = with_rank(held, rank)


def flat(buckets: Mapping[str, Ranks]) -> tuple[list[str], bytes, bytes]:
    """The values of an index, how many ranks are under each, and all ranks in turn."""
    counts, ranks = array("I"), array("I")
    for held in buckets.values():
        if isinstance(held, int):
            counts.append(1)
            ranks.append(held)
        else:
            counts.append(len(held))
            ranks.extend(held)
    return list(buckets), counts.tobytes(), ranks.tobytes()


def flat_by_and_by(buckets: Mapping[str, Ranks]) -> Iterator[tuple[list[str], bytes, bytes]]:
    """The same, some values at each step, whatever comes or goes meanwhile."""
    some: dict[str, Ranks] = {}
    weight = 0
    for value in list(buckets):
        held = buckets.get(value)
        if held is not None:
            some[value] = held
            weight += 1 if isinstance(held, int) else len(held)
        if len(some) == _VALUES or weight > _RANKS:
            yield flat(some)
            some, weight = {}, 0
    if some:
        yield flat(some)


def unflat(values: Iterable[str], counts: bytes, ranks: bytes) -> dict[str, Ranks]:
    """The index that `flat` told of."""
    held, at = array("I", ranks), 0
    buckets: dict[str, Ranks] = {}
    for value, count in zip(values, array("I", counts), strict=True):
        buckets[value] = held[at] if count == 1 else held[at : at + count]
        at += count
    return buckets
