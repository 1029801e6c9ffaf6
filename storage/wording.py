"""Which records hold which words: an index kept beside the others, and a ranking over it.

Nothing that a reader may not see takes part in their search: what is hidden is left out before
anything is counted, so that neither the order nor the weight of an answer tells of it.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left, insort
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import chain
from time import perf_counter
from typing import Any

from storage.records import Record
from storage.stems import stems
from storage.texts import TEXTS, key_of
from storage.values import dataclass
from storage.view import Name, View

Sees = Callable[[Record], bool]
"""Whether somebody may read a record whole."""

Get = Callable[[type[Record], str], Any]
"""The record of that kind and id."""

_ALIKE = 0.5
"""Share of letter groups two words must have in common to count as alike."""
_LEAST = 4
"""Letters of the shortest word that is compared by its letters."""
_LENGTH, _USUAL = 0.4, 12
"""How much a long text counts against a short one, and the stems of one that is neither."""
_COMMON = 2_000
"""Records that hold a word nobody would call rare."""
MOST = 200
"""Records one search answers with."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is looked for, by every stem that stands for it and how well it does."""

    stems: Mapping[str, float]
    """From a stem, or several with spaces between that must all be there, to its weight."""
    near: str = ""
    """A stem whose look-alikes count too, as far as they are alike; empty for none."""
    weight: float = 1.0


Terms = Sequence[Term]
"""All that is looked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that answers, by its kind and id, and how well it does."""

    kind: type[Record]
    id: str
    score: float


class WordIndex:
    """Every record with a text, by the stems in it; a change costs the words it holds.

    What is put waits in a queue: `learn` takes it in by and by, and a search what is left first.
    What is only named is fetched through *get* when its turn comes.
    """

    def __init__(self, get: Get) -> None:
        self._get = get
        self._named: dict[Name, None] = {}
        self._waiting: deque[tuple[Name, str, str, Hashable]] = deque()
        self._places: dict[str, array[int]] = {}
        self._like: dict[str, set[str]] = defaultdict(set)
        self._numbers: dict[Name, int] = {}
        self._names: list[Name | None] = []
        self._keys: array[int] = array("I")
        self._key_numbers: dict[Hashable, int] = {}
        self._norms: array[float] = array("f")
        self._free: list[int] = []

    def put(self, before: Record | None, after: Record | None) -> None:
        """*after* takes the place of *before*; ``None`` where there was or is none."""
        kind = type(after or before)
        text_of = TEXTS.get(kind)  # type: ignore[arg-type]  # One of them is a record.
        if text_of is not None:
            old = text_of(before) if before is not None else ""
            new, key = (text_of(after), key_of(after)) if after is not None else ("", None)
            name: Any = (kind, (after or before).id)  # type: ignore[union-attr]  # As above.
            if name in self._named:
                del self._named[name]
                old = ""
            self._waiting.append((name, old, new, key))

    def note(self, record: Record) -> None:
        """Take in *record*, which can be fetched, when its turn comes."""
        if type(record) in TEXTS:
            self._named[type(record), record.id] = None

    def forget(self, record: Record) -> None:
        """Take back what was told by `note`, before its turn came."""
        self._named.pop((type(record), record.id), None)

    def learn(self, seconds: float = math.inf) -> bool:
        """Take in what waits, for so long at most; whether nothing waits any more."""
        end = perf_counter() + seconds
        while self._waiting or self._named:
            if self._waiting:
                self._take(*self._waiting.popleft())
            else:
                self._fetch(*self._named.popitem()[0])
            if perf_counter() > end:
                break
        return not self._waiting and not self._named

    def _fetch(self, kind: type[Record], id: str) -> None:
        record = self._get(kind, id)
        self._take((kind, id), "", TEXTS[kind](record), key_of(record))

    def _take(self, name: Name, old: str, new: str, key: Hashable) -> None:
        if old and old == new:
            self._keys[self._numbers[name]] = self._key(key)
            return
        if old:
            self._forget(name, old)
        if new:
            self._hold(name, new, key)

    def _hold(self, name: Name, text: str, key: Hashable) -> None:
        held = set(stems(text))
        number = self._number(name, self._key(key), 1 + _LENGTH * math.log1p(len(held) / _USUAL))
        for stem in held:
            places = self._places.get(stem)
            if places is None:
                self._places[stem] = array("I", (number,))
                for group in groups(stem):
                    self._like[group].add(stem)
            elif number > places[-1]:
                places.append(number)
            else:
                insort(places, number)

    def _number(self, name: Name, key: int, norm: float) -> int:
        """The number of a record that comes in, which may have been another's."""
        if self._free:
            number = self._free.pop()
            self._names[number], self._keys[number], self._norms[number] = name, key, norm
        else:
            number = len(self._names)
            self._names.append(name)
            self._keys.append(key)
            self._norms.append(norm)
        self._numbers[name] = number
        return number

    def _key(self, key: Hashable) -> int:
        return self._key_numbers.setdefault(key, len(self._key_numbers))

    def _forget(self, name: Name, text: str) -> None:
        number = self._numbers.pop(name)
        self._names[number] = None
        self._free.append(number)
        for stem in set(stems(text)):
            places = self._places[stem]
            del places[bisect_left(places, number)]
            if not places:
                self._drop(stem)

    def _drop(self, stem: str) -> None:
        del self._places[stem]
        for group in groups(stem):
            self._like[group].discard(stem)
            if not self._like[group]:
                del self._like[group]

    def search(self, terms: Sequence[Term], sees: Sees, most: int = MOST) -> list[Hit]:
        """The records that answer *terms* and that *sees* lets through, the best *most* first.

        *sees* is asked once for all that are ruled alike.
        """
        self.learn()
        view = View(self._names, self._keys, lambda kind, id: sees(self._get(kind, id)))
        gathered = [(term, self._of(term, view)) for term in terms]
        gathered.sort(key=lambda pair: len(pair[1]))
        told = len({number for _, held in gathered for number in held})
        scores: dict[int, float] = {}
        for term, held in gathered:
            rarity = math.log(1 + (told + 0.5) / (len(held) + 0.5)) * term.weight
            # Where rarer words have found enough, a common one only tells which of those is best.
            only = len(scores) >= most and len(held) > _COMMON
            for number in [n for n in scores if n in held] if only else held:
                scores[number] = scores.get(number, 0.0) + held[number] * rarity
        norms = self._norms
        best = nlargest(most, ((score / norms[n], -n) for n, score in scores.items()))
        return [Hit(*name, score) for score, n in best if (name := self._names[-n]) is not None]

    def _of(self, term: Term, view: View) -> dict[int, float]:
        """The documents in which *term* stands, with how well."""
        held: dict[int, float] = {}
        for stem, worth in sorted(self._widened(term).items(), key=lambda pair: pair[1]):
            places = self._together(stem) if " " in stem else self._places.get(stem, ())
            held.update(dict.fromkeys(view.open(places), worth))
        return held

    def _together(self, phrase: str) -> Sequence[int]:
        held = [self._places.get(stem, ()) for stem in phrase.split()]
        return sorted(set(held[0]).intersection(*held[1:])) if all(held) else ()

    def _widened(self, term: Term) -> dict[str, float]:
        """The stems of *term* and those alike."""
        stems = dict(term.stems)
        for stem, alike in self._alike(term.near).items():
            stems[stem] = max(stems.get(stem, 0.0), alike)
        return stems

    def _alike(self, stem: str) -> dict[str, float]:
        """Stems in use that share most of their letters with *stem*, and how many."""
        if len(stem) < _LEAST:
            return {}
        wanted = groups(stem)
        shared = Counter(chain.from_iterable(self._like.get(group, ()) for group in wanted))
        alike: dict[str, float] = {}
        for other, n in shared.items():
            share = 2 * n / (len(wanted) + len(groups(other)))
            if share >= _ALIKE and other != stem:
                alike[other] = share * share
        return alike


@lru_cache(maxsize=50_000)
def groups(stem: str) -> frozenset[str]:
    """The groups of three letters in *stem*; its beginning is marked, its end is not."""
    marked = f"_{stem}"
    return frozenset(marked[at : at + 3] for at in range(max(1, len(marked) - 2)))
