"""Where the documents of one table rest, eight bytes each, in the order they were added."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from operator import itemgetter

from storage.stood import Located

_LEAP = 4096
"""How far a number may lie beyond all others and still be held in the array."""

_SMALL = 1 << 20
"""Numbers below this are always worth an array, eight megabytes at most."""

_STEP = 1 << 15
"""Numbers that are told of in one step."""


class Places:
    """Like a dict from number to location; a location is never 0.

    Numbers that come in rising order, as the store gives them, cost an array's slot; any others,
    as TinyDB's users may choose them, rest in a dict that comes after.
    """

    __slots__ = ("_array", "_count", "_others")

    def __init__(self) -> None:
        self._array = array("Q", (0,))
        self._count = 0
        self._others: dict[int, int] = {}

    def get(self, number: object) -> int | None:
        """The location of that document, or ``None``."""
        if isinstance(number, int) and 0 < number < len(self._array) and self._array[number]:
            return self._array[number]
        return self._others.get(number)  # type: ignore[call-overload,no-any-return]  # any key may be asked for

    def __getitem__(self, number: int) -> int:
        location = self.get(number)
        if location is None:
            raise KeyError(number)
        return location

    def many(self, numbers: Sequence[int]) -> list[int]:
        """The locations of those documents; raises ``KeyError`` where one is not there."""
        if not self._others and len(numbers) > 1 and min(numbers) > 0:
            try:
                found = itemgetter(*numbers)(self._array)
            except IndexError:
                found = (0,)
            if 0 not in found:
                return list(found)
        return [self[number] for number in numbers]

    def __contains__(self, number: object) -> bool:
        return self.get(number) is not None

    def __setitem__(self, number: int, location: int) -> None:
        held = self._array
        if number == len(held) and not self._others:
            # As nearly always: what is new comes right after all others.
            held.append(location)
            self._count += 1
        elif 0 < number < len(held) and held[number]:
            held[number] = location
        elif number in self._others or not len(held) <= number < len(held) + _LEAP or self._others:
            self._others[number] = location
        else:
            if number > len(held):
                held.extend([0] * (number - len(held)))
            held.append(location)
            self._count += 1

    def pop(self, number: int) -> None:
        """Let go of that document, where it is there."""
        if 0 < number < len(self._array) and self._array[number]:
            self._array[number] = 0
            self._count -= 1
        else:
            self._others.pop(number, None)

    def __iter__(self) -> Iterator[int]:
        yield from (number for number, location in enumerate(self._array) if location)
        yield from self._others

    def __len__(self) -> int:
        return self._count + len(self._others)

    def lay(self, number: int, location: int) -> int:
        """As setting it, while a journal is read and numbers come in any order; 0 takes it out.

        The answer is the location before, or 0.
        """
        held = self._array
        if len(held) <= number < max(_SMALL, 4 * len(held)) and number not in self._others:
            held.frombytes(bytes(held.itemsize * (number + 1 - len(held))))
        if 0 < number < len(held):
            before = held[number]
            held[number] = location
            self._count += bool(location) - bool(before)
            return before
        before = self._others.pop(number, 0)
        if location:
            self._others[number] = location
        return before

    def parts(self, table: str) -> Iterator[Located]:
        """All there is, as `stand` takes it, a little at each step.

        What changes between two steps may be told as it was or as it is; all else is told.
        """
        for start in range(0, len(self._array), _STEP):
            yield Located(table, start, self._array[start : start + _STEP].tobytes(), {})
        if self._others:
            yield Located(table, 0, b"", dict(self._others))

    def stand(self, part: Located) -> None:
        """Hold what one of the `parts` told, which come in their order."""
        held = array("Q", part.held)
        if part.start:
            self._array.frombytes(bytes(8 * (part.start - len(self._array))))
            self._array += held
        elif held:
            self._array = held
        self._count += len(held) - held.count(0)
        for number, location in part.others.items():
            # As if it had been read: `lay` looks into the array before all else.
            self.lay(number, location)

    def beyond(self, done: Places, size: int) -> Iterator[list[int]]:
        """The numbers that *done* has not got, some at a time, whatever comes or goes meanwhile."""
        for start in range(0, len(self._array), size):
            here, there = (places._array[start : start + size] for places in (self, done))
            pairs = enumerate(zip_longest(here, there, fillvalue=0))
            numbers = [start + at for at, (held, again) in pairs if held and not again]
            yield [number for number in numbers if number not in done] if done._others else numbers
        yield [number for number in list(self._others) if number not in done]

    def settled(self) -> Places:
        """The same documents in the order of their numbers, after `lay`."""
        if not self._others:
            return self
        made = Places()
        for number in sorted(self):
            made[number] = self[number]
        return made
