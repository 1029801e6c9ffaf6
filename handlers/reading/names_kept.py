"""What is made of a long list, kept while the list stays, and renewed where few of it change."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)
Made = TypeVar("Made")

_FEW = 64
"""Changes that are always few; of a longer list an eighth is few as well."""
_TRIED = 8
"""Lists that are compared with a new one."""


class Kept(Generic[Item, Made]):
    """What *make* makes of lists, by the lists' identity.

    A list not seen before is compared with the last few: where little was taken out and put in,
    *renew* is handed what was made of the old one, what is gone, what came, and the new list. It
    must leave the old one as it is. At most *limit* lists are kept, the longest unused go first.
    """

    def __init__(
        self,
        make: Callable[[Sequence[Item]], Made],
        renew: Callable[[Made, Sequence[Item], Sequence[Item], Sequence[Item]], Made],
        limit: int = 32,
    ) -> None:
        self._make = make
        self._renew = renew
        self._limit = limit
        self._kept: OrderedDict[int, tuple[Sequence[Item], Made]] = OrderedDict()

    def of(self, source: Sequence[Item]) -> Made:
        """Return what is made of *source*, which must not change; the same for the same object."""
        kept = self._kept.get(id(source))
        if kept is None or kept[0] is not source:
            kept = self._kept[id(source)] = source, self._made(source)
        self._kept.move_to_end(id(source))
        while len(self._kept) > self._limit:
            self._kept.popitem(last=False)
        return kept[1]

    def _made(self, source: Sequence[Item]) -> Made:
        few = max(_FEW, len(source) // 8)
        for key, (old, made) in list(self._kept.items())[: -_TRIED - 1 : -1]:
            if not old or not source or not (old[0] == source[0] or old[-1] == source[-1]):
                continue
            gone, came = changes(old, source)
            if len(gone) + len(came) <= few:
                # The old list has most likely had its day; were it not so, it is renewed back.
                del self._kept[key]
                return self._renew(made, gone, came, source)
        return self._make(source)


def changes(old: Sequence[Item], new: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Return what of *old* is not in *new*, and what of *new* was not in *old*, as often as so."""
    first = _shared(old, new)
    before, after = old[first:], new[first:]
    last = _shared(before[::-1], after[::-1])
    was = Counter(before[: len(before) - last])
    now = Counter(after[: len(after) - last])
    return list((was - now).elements()), list((now - was).elements())


def _shared(one: Sequence[Item], two: Sequence[Item]) -> int:
    """Return how many items both begin with; whole slices are compared, which costs little."""
    low, high = 0, min(len(one), len(two))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
