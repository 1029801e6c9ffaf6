"""A message with the phrases of its languages found in it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property, lru_cache

from handlers.reading.lexicon import lexicon, words_of
from handlers.reading.note import Setting, Span
from handlers.reading.page import Page, Stretch
from storage.values import dataclass

_SHARED = frozenset(("titles", "with"))
_LATIN = ("en", "fr", "es", "pt", "ht", "arabizi")


class _Lists(dict[str, frozenset[str]]):
    """Lists of words by name, each looked up once."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        super().__init__()
        self._languages = languages
        self.joined: dict[tuple[str, ...], frozenset[str]] = {}
        """Several lists in one, by their names."""

    def __missing__(self, name: str) -> frozenset[str]:
        shared = name in _SHARED and self._languages[0] != "ar"
        found = words_of((*(_LATIN if shared else self._languages), "all"), name)
        self[name] = found
        return found


_lists = lru_cache(maxsize=64)(_Lists)
"""The lists of some languages, kept for the next message in them."""


@dataclass
class Cued:
    """A message with its cues: which meanings stand where."""

    page: Page
    setting: Setting
    languages: tuple[str, ...]

    @cached_property
    def cues(self) -> dict[str, list[Stretch]]:
        """Where each meaning stands, without those that a longer phrase takes back."""
        found: dict[str, list[Stretch]] = defaultdict(list)
        for language in self.languages:
            for meaning, at in lexicon(language).find(self.page):
                found[meaning].append(at)
        if len(self.languages) > 1:
            for places in found.values():
                places.sort(key=_first)
        for meaning in [name for name in found if name.endswith("_not")]:
            kept = found[meaning.removesuffix("_not")]
            found[meaning.removesuffix("_not")] = _untouched(kept, found[meaning])
        found["phone"] = [
            at for at in found["phone"] if not any(map(self.in_a_town, range(at.first, at.last)))
        ]
        return dict(found)

    def in_a_town(self, at: int) -> bool:
        """Whether the word at *at* is no telephone but the first of a town's name: Tel Saruk."""
        token, after = self.page.tokens[at], self.page.tokens[at + 1 : at + 2]
        return token.word in _TOWNS and token.capital and any(one.capital for one in after)

    @cached_property
    def _firsts(self) -> dict[str, list[int]]:
        """The tokens at which each meaning begins."""
        return {meaning: [at.first for at in found] for meaning, found in self.cues.items()}

    @cached_property
    def named(self) -> Callable[[str], frozenset[str]]:
        """The words listed under a name in the languages of this message."""
        # Asked thousands of times a message, so without a call of our own.
        return _lists(self.languages).__getitem__

    def either(self, *names: str) -> frozenset[str]:
        """The words listed under any of *names*."""
        joined = _lists(self.languages).joined
        found = joined.get(names)
        if found is None:
            found = joined[names] = frozenset().union(*map(self.named, names))
        return found

    def all(self, meaning: str, part: Stretch | None = None) -> list[Stretch]:
        """Where *meaning* begins within *part*."""
        found = self.cues.get(meaning)
        if not found:
            return []
        if part is None:
            return found
        firsts = self._firsts[meaning]
        start = bisect_left(firsts, part.first)
        return found[start : bisect_left(firsts, part.last, lo=start)]

    def has(self, part: Stretch | None, *meanings: str) -> bool:
        """Whether any of *meanings* begins within *part*."""
        known = self._firsts
        for meaning in meanings:
            firsts = known.get(meaning)
            if not firsts:
                continue
            if part is None:
                return True
            at = bisect_left(firsts, part.first)
            if at < len(firsts) and firsts[at] < part.last:
                return True
        return False

    def first(self, part: Stretch | None, *meanings: str) -> Stretch | None:
        """The first place within *part* where one of *meanings* begins; the longest there."""
        best: Stretch | None = None
        for meaning in meanings:
            firsts = self._firsts.get(meaning)
            if not firsts:
                continue
            at = 0 if part is None else bisect_left(firsts, part.first)
            if at == len(firsts) or (part is not None and firsts[at] >= part.last):
                continue
            here, places = firsts[at], self.cues[meaning]
            while at < len(firsts) and firsts[at] == here:
                best = _before(best, places[at])
                at += 1
        return best

    def said(self, part: Stretch) -> str:
        """The message's own words of *part*."""
        return self.page.said(part)

    def span(self, part: Stretch) -> Span:
        """Where *part* stands in the message."""
        return self.page.span(part)


def _before(best: Stretch | None, other: Stretch) -> Stretch:
    """Which of the two comes first, or is the longer where both begin."""
    if best is None or (other.first, -other.last) < (best.first, -best.last):
        return other
    return best


_TOWNS = frozenset(("tel", "tell"))


def _first(at: Stretch) -> int:
    return at.first


def _untouched(kept: list[Stretch], taken: list[Stretch]) -> list[Stretch]:
    covered = {token for at in taken for token in range(at.first, at.last)}
    return [at for at in kept if covered.isdisjoint(range(at.first, at.last))]
