"""A message with the phrases of its languages found in it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import field
from functools import cached_property

from handlers.reading.lexicon import lexicon, words_of
from handlers.reading.note import Setting, Span
from handlers.reading.page import Page, Stretch
from storage.values import dataclass

_SHARED = frozenset(("titles", "with"))
_LATIN = ("en", "fr", "es", "pt", "ht", "arabizi")


@dataclass
class Cued:
    """A message with its cues: which meanings stand where."""

    page: Page
    setting: Setting
    languages: tuple[str, ...]
    _named: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def cues(self) -> dict[str, list[Stretch]]:
        """Where each meaning stands, without those that a longer phrase takes back."""
        found: dict[str, list[Stretch]] = defaultdict(list)
        for language in self.languages:
            for cue in lexicon(language).find(self.page):
                found[cue.meaning].append(cue.at)
        if len(self.languages) > 1:
            for places in found.values():
                places.sort(key=_first)
        for meaning in [name for name in found if name.endswith("_not")]:
            kept = found[meaning.removesuffix("_not")]
            found[meaning.removesuffix("_not")] = _untouched(kept, found[meaning])
        return dict(found)

    @cached_property
    def _firsts(self) -> dict[str, list[int]]:
        """The tokens at which each meaning begins."""
        return {meaning: [at.first for at in found] for meaning, found in self.cues.items()}

    def named(self, name: str) -> frozenset[str]:
        """The words listed under *name* in the languages of this message."""
        found = self._named.get(name)
        if found is None:
            everywhere = _LATIN if name in _SHARED and self.languages[0] != "ar" else self.languages
            found = words_of((*everywhere, "all"), name)
            self._named[name] = found
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
        cues = self.cues
        found = [at for name in meanings if name in cues for at in self.all(name, part)]
        return min(found, key=lambda at: (at.first, -at.last)) if found else None

    def said(self, part: Stretch) -> str:
        """The message's own words of *part*."""
        return self.page.said(part)

    def span(self, part: Stretch) -> Span:
        """Where *part* stands in the message."""
        return self.page.span(part)


def _first(at: Stretch) -> int:
    return at.first


def _untouched(kept: list[Stretch], taken: list[Stretch]) -> list[Stretch]:
    covered = {token for at in taken for token in range(at.first, at.last)}
    return [at for at in kept if covered.isdisjoint(range(at.first, at.last))]
