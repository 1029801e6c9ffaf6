"""The words each language uses for agreeing, promising, refusing and the rest, from data files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from handlers.reading.page import Page, Stretch, fold
from handlers.reading.phrases import Phrase, begins, follow, phrase_words
from handlers.reading.shelf import languages
from storage.values import dataclass

LANGUAGES = languages("cues")
_AND = ("و", "ف")
_LETTERS = 3
_WORDS_KEPT = 10_000
_ENDINGS_AR = ("ها", "هم", "نا", "ه", "له", "لنا", "لها", "لهم", "وا")


_SURE, _ACCENTS, _ENDING = range(3)
_Row = tuple[int, list[Phrase], Mapping[str, list[Phrase]]]
"""Phrases that a word may begin, and those it may begin before a certain next word.

The first says whether the word must still be held against the phrase: never, where it was typed
with accents, or always.
"""


@dataclass(frozen=True)
class Lexicon:
    """The phrases of some languages, indexed by how their first word may look."""

    whole: dict[str, list[Phrase]]
    pairs: dict[str, dict[str, list[Phrase]]]
    """Phrases whose second word is plain too: most, and most often not there."""
    starts: dict[str, list[Phrase]]
    ends: dict[str, list[Phrase]]
    _met: dict[str, tuple[_Row, ...]] = field(default_factory=dict)
    """What the words of notes read before may begin: the same ones come again and again."""

    @cached_property
    def start_sizes(self) -> tuple[int, ...]:
        """How long the beginnings are that phrases begin with."""
        return tuple(sorted({len(start) for start in self.starts}))

    @cached_property
    def end_sizes(self) -> tuple[int, ...]:
        """How long the endings are that phrases begin with."""
        return tuple(sorted({len(end) for end in self.ends}))

    def find(self, page: Page) -> Iterator[tuple[str, Stretch]]:
        """What every phrase in *page* means and the tokens it takes, overlapping ones too."""
        words, typed, met = page.words, page.typed, self._met
        for at, word in enumerate(words):
            rows = met.get(word)
            if rows is None:
                rows = self._meet(word)
            for check, alone, pairs in rows:
                after = words[at + 1] if pairs and at + 1 < len(words) else ""
                phrases = [*alone, *pairs[after]] if after in pairs else alone
                strict = check == _ENDING or (check == _ACCENTS and typed[at] != word)
                for phrase in phrases:
                    if strict and not begins(phrase, word, typed[at]):
                        continue
                    rest = phrase.words[1:]
                    end = follow(rest, words, typed, at + 1) if rest else at + 1
                    if end > at:
                        yield phrase.meaning, Stretch(at, end)

    def _meet(self, word: str) -> tuple[_Row, ...]:
        if len(self._met) > _WORDS_KEPT:
            self._met.clear()
        rows = self._met[word] = tuple(row for row in self._rows(word) if row[1] or row[2])
        return rows

    def _rows(self, word: str) -> Iterator[_Row]:
        """What may begin with *word*, seen by its face."""
        for bare in _stems(word):
            check = _ACCENTS if bare == word else _SURE
            yield check, self.whole.get(bare, []), self.pairs.get(bare, {})
        for size in self.start_sizes:
            yield _SURE, self.starts.get(word[:size], []), {}
        for size in self.end_sizes:
            if len(word) > size:
                yield _ENDING, self.ends.get(word[-size:], []), {}


@lru_cache(maxsize=10_000)
def _stems(word: str) -> tuple[str, ...]:
    """*word* itself, and an Arabic one without what is written onto it."""
    if not "\u0600" <= word[0] <= "\u06ff":
        return (word,)
    heads = [word[1:]] if word[0] in _AND and len(word) > _LETTERS else []
    bare = [
        form.removesuffix(ending)
        for form in (word, *heads)
        for ending in _ENDINGS_AR
        if form.endswith(ending) and len(form) - len(ending) >= _LETTERS + 1
    ]
    return (word, *heads, *bare)


@cache
def raw(language: str) -> dict[str, dict[str, list[str]]]:
    """The data file of *language*, as it is written."""
    source = files("handlers.reading").joinpath("data", f"cues_{language}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def lexicon(language: str) -> Lexicon:
    """The phrases of one *language*."""
    made = Lexicon({}, {}, {}, {})
    data = raw(language)
    groups = data.get("groups", {})
    for meaning, phrases in data.get("cues", {}).items():
        for written in phrases:
            for words in phrase_words(written, groups, language):
                _index(made, Phrase(meaning, words))
    return made


def _index(made: Lexicon, phrase: Phrase) -> None:
    first = phrase.words[0] if phrase.words else None
    if first is None:
        return
    for word in first.whole:
        second = phrase.words[1] if len(phrase.words) > 1 else None
        if second and not (second.starts or second.ends or second.anything):
            for after in second.whole:
                made.pairs.setdefault(word, {}).setdefault(after, []).append(phrase)
        else:
            made.whole.setdefault(word, []).append(phrase)
    for start in first.starts:
        made.starts.setdefault(start, []).append(phrase)
    for end in first.ends:
        made.ends.setdefault(fold(end), []).append(phrase)


@cache
def words_of(languages: Iterable[str], name: str) -> frozenset[str]:
    """The words under ``[words]`` *name* in the files of *languages*: folded, and as written."""
    listed = [w for language in languages for w in raw(language).get("words", {}).get(name, ())]
    return frozenset((*map(fold, listed), *(word.lower() for word in listed)))


@cache
def vocabulary(language: str) -> frozenset[str]:
    """Every whole word, folded, that the file of *language* lists anywhere."""
    data = raw(language)
    listed = (text for part in ("cues", "words") for texts in data[part].values() for text in texts)
    bare = (text.replace("|", " ").replace("...", " ") for text in listed)
    return frozenset(
        fold(word)
        for text in bare
        for word in text.split()
        if word.isalpha() and len(word) >= _LETTERS
    )
