"""The words each language uses for agreeing, promising, refusing and the rest, from data files."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

from handlers.reading.page import Page, Stretch, fold

LANGUAGES = ("en", "fr", "es", "ar", "pt", "ht", "arabizi")
_GAP = 3
_AND = ("و", "ف")
_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Word:
    """What one word of a phrase may be: whole words, beginnings or endings."""

    whole: frozenset[str]
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    anything: bool = False
    accented: frozenset[str] = frozenset()
    """The whole words as the data file writes them."""

    def fits(self, word: str, typed: str) -> bool:
        """Whether this place in the phrase allows *word*, folded; an accent typed is meant."""
        if word in self.whole and (typed == word or not self.accented or typed in self.accented):
            return True
        if self.anything and word[0].isalnum():
            return True
        return word.startswith(self.starts) or (bool(self.ends) and word.endswith(self.ends))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cue: its words in order; ``None`` is a gap of up to three words."""

    meaning: str
    words: tuple[Word | None, ...]

    def end(self, words: Sequence[str], typed: Sequence[str], at: int) -> int:
        """Where the phrase ends when it starts at *at*, or -1."""
        return _follow(self.words, words, typed, at)


def _follow(
    wanted: Sequence[Word | None], words: Sequence[str], typed: Sequence[str], at: int
) -> int:
    for place, word in enumerate(wanted):
        if word is None:
            for skip in range(_GAP + 1):
                if not all(w[0].isalnum() for w in words[at : at + skip]):
                    return -1
                end = _follow(wanted[place + 1 :], words, typed, at + skip)
                if end >= 0:
                    return end
            return -1
        if at >= len(words) or not word.fits(words[at], typed[at]):
            return -1
        at += 1
    return at


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase found in a message: what it means and the tokens it takes."""

    meaning: str
    at: Stretch


@dataclass(frozen=True)
class Lexicon:
    """The phrases of some languages, indexed by how their first word may look."""

    whole: dict[str, list[Phrase]]
    starts: dict[str, list[Phrase]]
    ends: dict[str, list[Phrase]]

    def find(self, page: Page) -> Iterator[Cue]:
        """Every phrase that stands in *page*, overlapping ones too."""
        words, typed = page.words, page.typed
        for at, word in enumerate(words):
            for phrase in self._beginning(word):
                end = phrase.end(words, typed, at)
                if end > at:
                    yield Cue(phrase.meaning, Stretch(at, end))

    def _beginning(self, word: str) -> Iterator[Phrase]:
        yield from self.whole.get(word, ())
        for size in range(2, min(len(word), 12) + 1):
            yield from self.starts.get(word[:size], ())
        for size in range(2, min(len(word), 8)):
            yield from self.ends.get(word[-size:], ())


def phrase_words(text: str, groups: dict[str, list[str]]) -> Iterator[tuple[Word | None, ...]]:
    """The ways a written phrase can run: ``a|b`` either, ``a?`` perhaps, ``...`` a gap."""
    choices: list[tuple[tuple[Word | None, ...], ...]] = []
    for part in text.split():
        if part == "...":
            choices.append(((None,),))
            continue
        optional = part.endswith("?") and len(part) > 1
        words = _word(part.removesuffix("?") if optional else part, groups)
        choices.append((words, ()) if optional else (words,))
    for chosen in product(*choices):
        yield tuple(word for some in chosen for word in some)


def _word(part: str, groups: dict[str, list[str]]) -> tuple[Word, ...]:
    if part == "_":
        return (Word(frozenset(), anything=True),)
    if part.startswith("{"):
        options = groups[part.strip("{}")]
    else:
        options = part.split("|") if len(part) > 1 else [part]
    if len(options) == 1 and "*" not in part:
        return tuple(
            Word(frozenset((t.word,)), accented=_accents((t.plain,)))
            for t in Page(options[0]).tokens
        )
    folded = [fold(option) for option in options]
    return (
        Word(
            frozenset(o for o in folded if "*" not in o),
            tuple(o[:-1] for o in folded if o.endswith("*")),
            tuple(o[1:] for o in folded if o.startswith("*")),
            accented=_accents(o.lower() for o in options),
        ),
    )


def _accents(words: Iterable[str]) -> frozenset[str]:
    """The words to hold an accented one against; none where the script has no accents."""
    return frozenset(word for word in words if word < "\u0600")


@cache
def raw(language: str) -> dict[str, dict[str, list[str]]]:
    """The data file of *language*, as it is written."""
    source = files("handlers.reading").joinpath("data", f"cues_{language}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def lexicon(languages: tuple[str, ...]) -> Lexicon:
    """The phrases of *languages* together."""
    made = Lexicon(defaultdict(list), defaultdict(list), defaultdict(list))
    for language in languages:
        data = raw(language)
        groups = data.get("groups", {})
        for meaning, phrases in data.get("cues", {}).items():
            for written in phrases:
                for words in phrase_words(written, groups):
                    _index(made, Phrase(meaning, words))
    return made


def _index(made: Lexicon, phrase: Phrase) -> None:
    first = phrase.words[0] if phrase.words else None
    if first is None:
        return
    for word in first.whole:
        made.whole[word].append(phrase)
        if "\u0600" <= word[0] <= "\u06ff" and len(word) >= _LETTERS:
            for joined in _AND:
                made.whole[joined + word].append(_joined(phrase, joined))
    for start in first.starts:
        made.starts[start].append(phrase)
    for end in first.ends:
        made.ends[end].append(phrase)


def _joined(phrase: Phrase, joined: str) -> Phrase:
    first = phrase.words[0]
    whole = frozenset(joined + word for word in first.whole) if first else frozenset()
    return Phrase(phrase.meaning, (Word(whole), *phrase.words[1:]))


@cache
def words_of(languages: Iterable[str], name: str) -> frozenset[str]:
    """The folded words listed under ``[words]`` *name* in the files of *languages*."""
    return frozenset(
        fold(word) for language in languages for word in raw(language).get("words", {}).get(name, ())
    )
