"""Which documents one reader may see: asked once for all that are ruled alike."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from storage.marks import Marks, bits_of, first_of, numbers_of, with_mark, without_mark
from storage.records import Record
from storage.sought import Name, Within
from storage.texts import Key

Get = Callable[[type[Record], str], Any]
"""The record of that kind and id."""


class Ruled:
    """Documents by whom they are about, and by what decides who sees them.

    A *key* is the same for records that differ in nothing that decides; a *group* holds the keys
    whose counterparts are ruled alike. A counterpart who changes hands moves from group to group
    with all that is about them, so that a search asks of a few groups and not of everybody.
    """

    def __init__(self) -> None:
        self._keys = array("I")
        self._key_numbers: dict[Key, int] = {}
        self._key_of: list[Key] = []
        self._docs: list[Marks | None] = []
        self._group_of = array("I")
        self._group_numbers: dict[Hashable, int] = {}
        self._groups: list[Marks | None] = []
        self._about: dict[str, list[int]] = defaultdict(list)
        self._rulings: dict[str, Hashable] = {}
        self._kinds: dict[type[Record], Marks | None] = {}

    def put(self, number: int, kind: type[Record], key: Key) -> None:
        """The document of that number, which is new, is of that kind and key."""
        if number == len(self._keys):
            self._keys.append(0)
        self._kinds[kind] = with_mark(self._kinds.get(kind), number)
        at = self._keys[number] = self._key(key)
        group = self._group_of[at]
        self._docs[at] = with_mark(self._docs[at], number)
        self._groups[group] = with_mark(self._groups[group], number)

    def drop(self, number: int, kind: type[Record]) -> None:
        """That document is gone."""
        at = self._keys[number]
        group = self._group_of[at]
        self._kinds[kind] = _without(self._kinds[kind], number)
        self._docs[at] = _without(self._docs[at], number)
        self._groups[group] = _without(self._groups[group], number)

    def rule(self, counterpart: str, ruling: Hashable) -> None:
        """That counterpart is ruled so from now on; ``None`` where they are gone."""
        if self._rulings.get(counterpart) == ruling:
            return
        if ruling is None:
            del self._rulings[counterpart]
        else:
            self._rulings[counterpart] = ruling
        for at in self._about.get(counterpart, ()):
            self._move(at, self._group(self._key_of[at]))

    def _move(self, at: int, group: int) -> None:
        before, self._group_of[at] = self._group_of[at], group
        held = self._docs[at]
        if held is None or before == group:
            return
        for number in numbers_of(held):
            self._groups[before] = _without(self._groups[before], number)
            self._groups[group] = with_mark(self._groups[group], number)

    def _key(self, key: Key) -> int:
        at = self._key_numbers.get(key)
        if at is None:
            at = self._key_numbers[key] = len(self._docs)
            self._key_of.append(key)
            self._docs.append(None)
            self._group_of.append(self._group(key))
            for person in dict.fromkeys(key[1]):
                self._about[person].append(at)
        return at

    def _group(self, key: Key) -> int:
        beside, people = key
        ruled = tuple(self._rulings.get(person, person) for person in people)
        found = self._group_numbers.setdefault((beside, ruled), len(self._groups))
        if found == len(self._groups):
            self._groups.append(None)
        return found

    def within(self, within: Within) -> int:
        """What alone is looked through, as bits."""
        bits = -1
        if within.kinds:
            kinds = (self._kinds.get(kind) for kind in within.kinds)
            bits &= bits_of(held for held in kinds if held is not None)
        if within.people:
            keys = (at for person in within.people for at in self._about.get(person, ()))
            bits &= bits_of(held for at in keys if (held := self._docs[at]) is not None)
        return bits

    def group(self, number: int) -> int:
        """The group that document is in."""
        return self._group_of[self._keys[number]]

    def groups(self) -> Iterable[tuple[int, Marks]]:
        """Every group that holds any document."""
        return ((at, held) for at, held in enumerate(self._groups) if held is not None)


def _without(held: Marks | None, number: int) -> Marks | None:
    return None if held is None else without_mark(held, number)


class View:
    """What takes part in one search."""

    def __init__(
        self,
        ruled: Ruled,
        names: Sequence[Name | None],
        get: Get,
        within: Within,
        without: Iterable[int] = (),
    ) -> None:
        self._ruled, self._names, self._get = ruled, names, get
        self._lets_through = within.sees
        self._known: dict[int, bool] = {}
        self._within = ruled.within(within) & ~bits_of(without)

    def open(self, numbers: Iterable[int]) -> list[int]:
        """Those of *numbers* that take part."""
        if self._within != -1:
            numbers = [number for number in numbers if self._within >> number & 1]
        if self._lets_through is None:
            return list(numbers)
        group = self._ruled.group
        return [number for number in numbers if self._sees(group(number), number)]

    def bits(self) -> int:
        """All that takes part, as bits; -1 for everything."""
        if self._lets_through is None or not self._within:
            return self._within
        seen = [held for at, held in self._ruled.groups() if self._sees(at, first_of(held))]
        return bits_of(seen) & self._within

    def _sees(self, group: int, number: int) -> bool:
        known = self._known.get(group)
        if known is None:
            name, sees = self._names[number], self._lets_through
            known = name is not None and sees is not None and sees(self._get(*name))
            self._known[group] = known
        return known
