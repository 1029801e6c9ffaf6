"""Which records hold which words: an index kept beside the others, and a ranking over it.

Nothing that a reader may not see takes part in their search: what is hidden is left out before
anything is counted, so that neither the order nor the weight of an answer tells of it.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from itertools import repeat
from time import perf_counter
from typing import Any

from storage.alike import Alike
from storage.marks import FEW, Marks, bits_of, in_all, numbers_of, take_out, with_mark
from storage.ranking import Best, Lengths, best_of_few, best_of_many
from storage.records import Counterpart, Record
from storage.sought import ALL, MOST, Hit, Name, Term, Within
from storage.stems import stems
from storage.texts import TEXTS, Key, key_of, ruling_of
from storage.view import Get, Ruled, View

_Levels = list[tuple[float, list[Marks]]]
"""How well records answer a term, the best first, and what holds the stems that do."""


class WordIndex:
    """Every record with a text, by the stems in it; a change costs the words it holds.

    What is put waits in a queue: `learn` takes it in by and by, and a search what is left first.
    What is only named is fetched through *get* when its turn comes.
    """

    def __init__(self, get: Get, few: int = FEW) -> None:
        self._get = get
        self._few = few
        self._people: dict[Name, None] = {}
        self._named: dict[Name, None] = {}
        self._waiting: deque[tuple[Record | None, Record | None]] = deque()
        self._places: dict[str, Marks] = {}
        self._alike = Alike()
        self._numbers: dict[Name, int] = {}
        self._names: list[Name | None] = []
        self._lengths = Lengths()
        self._ruled = Ruled()
        self._free: list[int] = []

    def put(self, before: Record | None, after: Record | None) -> None:
        """*after* takes the place of *before*; ``None`` where there was or is none."""
        one: Any = after or before
        if type(one) in TEXTS:
            if type(one) is Counterpart and (Counterpart, one.id) in self._people:
                # They come before all that waits, and what is fetched then is what they are now.
                del self._people[Counterpart, one.id]
                before = None
            if before is not None or after is not None:
                self._waiting.append((before, after))

    def note(self, record: Record) -> None:
        """Take in *record*, which can be fetched, when its turn comes."""
        if isinstance(record, Counterpart):
            self._people[Counterpart, record.id] = None
        elif type(record) in TEXTS:
            self._named[type(record), record.id] = None

    def note_all(self, kind: type[Record], ids: Sequence[str]) -> None:
        """As `note`, of all records of a kind."""
        if kind in TEXTS:
            named = self._people if kind is Counterpart else self._named
            named.update(dict.fromkeys(zip(repeat(kind), ids, strict=False)))

    def forget(self, record: Record) -> None:
        """Take back what was told by `note`, before its turn came."""
        named = self._people if isinstance(record, Counterpart) else self._named
        named.pop((type(record), record.id), None)

    def learn(self, seconds: float = math.inf) -> bool:
        """Take in what waits, for so long at most; whether nothing waits any more."""
        end = perf_counter() + seconds
        while self._waiting or self._people or self._named:
            if self._people:
                # Whom all else is about come first, so that it need not be put in order again.
                self._fetch(*self._people.popitem()[0])
            elif self._waiting:
                self._take(*self._waiting.popleft())
            else:
                self._fetch(*self._named.popitem()[0])
            if perf_counter() > end:
                break
        return not (self._waiting or self._people or self._named)

    def _fetch(self, kind: type[Record], id: str) -> None:
        self._take(None, self._get(kind, id))

    def _take(self, before: Record | None, after: Record | None) -> None:
        one: Any = after or before
        kind: type[Record] = type(one)
        name, text_of = (kind, one.id), TEXTS[kind]
        if kind is Counterpart:
            self._ruled.rule(one.id, ruling_of(one) if after is not None else None)
        # What was only named until now is in no index yet.
        known = before is not None and self._named.pop(name, name) is not None
        old, new = text_of(before) if known else "", text_of(after) if after is not None else ""
        if old and old == new and after is not None:
            number = self._numbers[name]
            self._ruled.drop(number, kind)
            self._ruled.put(number, kind, key_of(after))
            return
        if old:
            self._forget(name, old)
        if new and after is not None:
            self._hold(name, new, key_of(after))

    def _hold(self, name: Name, text: str, key: Key) -> None:
        held = set(stems(text))
        number = self._number(name)
        self._lengths.put(number, len(held))
        self._ruled.put(number, name[0], key)
        places, at, bit = self._places, number >> 3, 1 << (number & 7)
        for stem in held:
            before = places.get(stem)
            if isinstance(before, bytearray) and at < len(before):
                # As `with_mark` does it, without the way there: most words of a text are common.
                before[at] |= bit
                continue
            if before is None:
                self._alike.add(stem)
            places[stem] = with_mark(before, number)

    def _number(self, name: Name) -> int:
        """The number of a record that comes in, which may have been another's."""
        if self._free:
            number = self._free.pop()
            self._names[number] = name
        else:
            number = len(self._names)
            self._names.append(name)
        self._numbers[name] = number
        return number

    def _forget(self, name: Name, text: str) -> None:
        number = self._numbers.pop(name)
        self._names[number] = None
        self._free.append(number)
        self._ruled.drop(number, name[0])
        self._lengths.drop(number)
        for stem in set(stems(text)):
            if not take_out(self._places, stem, number):
                self._alike.drop(stem)

    def search(self, terms: Sequence[Term], within: Within = ALL, most: int = MOST) -> list[Hit]:
        """The records *within* that answer *terms*, the best *most* first."""
        self.learn()
        without = [self._numbers[name] for name in within.without if name in self._numbers]
        view = View(self._ruled, self._names, self._get, within, without)
        wanted = [self._levels(term) for term in terms]
        weights = [term.weight for term in terms]
        held = [one for levels in wanted for _, several in levels for one in several]
        if any(isinstance(one, bytearray) for one in held) or _count(held) > self._few:
            best = self._of_many(wanted, weights, view, most)
        else:
            best = best_of_few(
                [_open(levels, view) for levels in wanted], weights, self._lengths, most
            )
        return [Hit(*name, score) for n, score in best if (name := self._names[n]) is not None]

    def _of_many(self, wanted: list[_Levels], weights: list[float], view: View, most: int) -> Best:
        seen = view.bits()
        told = []
        for levels in wanted:
            found, left = [], seen
            for worth, several in levels:
                bits = bits_of(several) & left
                if bits:
                    found.append((worth, bits))
                    # What answers well is not counted again where it answers less well.
                    left &= ~bits
            told.append(found)
        return best_of_many(told, weights, self._lengths, most, self._few)

    def _levels(self, term: Term) -> _Levels:
        """What holds the stems of *term* and those alike, by how well these stand for it."""
        worth = dict(term.stems)
        for stem, alike in self._alike.to(term.near).items():
            worth[stem] = max(worth.get(stem, 0.0), alike)
        levels: dict[float, list[Marks]] = {}
        for stem, well in worth.items():
            held = self._together(stem) if " " in stem else self._places.get(stem)
            if held is not None:
                levels.setdefault(well, []).append(held)
        return sorted(levels.items(), key=lambda level: -level[0])

    def _together(self, phrase: str) -> Marks | None:
        several = [self._places.get(stem) for stem in phrase.split()]
        found = [held for held in several if held is not None]
        return in_all(found) if len(found) == len(several) else None


def _count(held: Sequence[Marks]) -> int:
    return sum(1 if isinstance(one, int) else len(one) for one in held)


def _open(levels: _Levels, view: View) -> dict[int, float]:
    """What answers, as far as it may be seen, with how well it does."""
    found: dict[int, float] = {}
    for worth, several in reversed(levels):
        numbers = [number for held in several for number in numbers_of(held)]
        found.update(dict.fromkeys(view.open(numbers), worth))
    return found
