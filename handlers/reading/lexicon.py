"""The words each language uses for agreeing, promising, refusing and the rest, from data files."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import product

from handlers.reading.page import Page, Stretch, fold

LANGUAGES = ("en", "fr", "es", "ar", "pt", "ht", "arabizi")
_GAP = 3
_AND = ("و", "ف")
_LETTERS = 3
_ENDINGS_AR = ("ها", "هم", "نا", "ه", "له", "لنا", "لها", "لهم", "وا")
_ENDINGS = {
    ("es", "ar"): ("a", "an", "ó", "aron", "ado", "ada", "ados", "adas"),
    ("es", "er"): ("e", "en", "ió", "ieron", "ido", "ida", "idos", "idas"),
    ("es", "ir"): ("e", "en", "ió", "ieron", "ido", "ida", "idos", "idas"),
    ("fr", "er"): ("e", "ent", "é", "ée", "és", "ées"),
    ("fr", "ir"): ("it", "issent", "i", "ie", "is", "ies"),
    ("pt", "ar"): ("a", "am", "ou", "aram", "ado", "ada"),
    ("pt", "er"): ("e", "em", "eu", "eram", "ido", "ida"),
    ("en", ""): ("s", "ed"),
    ("en", "e"): ("es", "ed"),
}
"""What ``sign~`` or ``autoriz~ar`` stands for: the present of others and the past."""


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

    @cached_property
    def start_sizes(self) -> tuple[int, ...]:
        """How long the beginnings are that phrases begin with."""
        return tuple(sorted({len(start) for start in self.starts}))

    @cached_property
    def end_sizes(self) -> tuple[int, ...]:
        """How long the endings are that phrases begin with."""
        return tuple(sorted({len(end) for end in self.ends}))

    def find(self, page: Page) -> Iterator[Cue]:
        """Every phrase that stands in *page*, overlapping ones too."""
        words, typed = page.words, page.typed
        for at, word in enumerate(words):
            for phrase in self._beginning(word, typed[at]):
                rest = phrase.words[1:]
                end = _follow(rest, words, typed, at + 1) if rest else at + 1
                if end > at:
                    yield Cue(phrase.meaning, Stretch(at, end))

    def _beginning(self, word: str, typed: str) -> Iterator[Phrase]:
        for bare in _stems(word):
            for phrase in self.whole.get(bare, ()):
                first = phrase.words[0]
                if bare != word or (first and first.fits(word, typed)):
                    yield phrase
        for size in self.start_sizes:
            if word[:size] in self.starts:
                yield from self.starts[word[:size]]
        for size in self.end_sizes:
            if word[-size:] in self.ends and len(word) > size:
                yield from self.ends[word[-size:]]


def _stems(word: str) -> Iterator[str]:
    """*word* itself, and an Arabic one without what is written onto it."""
    yield word
    if not "\u0600" <= word[0] <= "\u06ff":
        return
    heads = [word[1:]] if word[0] in _AND and len(word) > _LETTERS else []
    yield from heads
    for form in (word, *heads):
        for ending in _ENDINGS_AR:
            if form.endswith(ending) and len(form) - len(ending) >= _LETTERS + 1:
                yield form.removesuffix(ending)


def phrase_words(
    text: str, groups: dict[str, list[str]], language: str = ""
) -> Iterator[tuple[Word | None, ...]]:
    """The ways a written phrase can run: ``a|b`` either, ``a?`` perhaps, ``...`` a gap."""
    choices: list[tuple[tuple[Word | None, ...], ...]] = []
    for part in text.split():
        if part == "...":
            choices.append(((None,),))
            continue
        optional = part.endswith("?") and len(part) > 1
        words = _word(part.removesuffix("?") if optional else part, groups, language)
        choices.append((words, ()) if optional else (words,))
    for chosen in product(*choices):
        yield tuple(word for some in chosen for word in some)


def _word(part: str, groups: dict[str, list[str]], language: str) -> tuple[Word, ...]:
    if part == "_":
        return (Word(frozenset(), anything=True),)
    if part.startswith("{"):
        options = groups[part.strip("{}")]
    else:
        options = part.split("|") if len(part) > 1 else [part]
    options = [form for option in options for form in _forms(option, language)]
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


def _forms(option: str, language: str) -> list[str]:
    """The forms of a verb written as ``stem~ending``; a word without ``~`` is itself."""
    stem, mark, ending = option.partition("~")
    if not mark:
        return [option]
    return [stem + form for form in _ENDINGS.get((language, ending), (ending,))]


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
                for words in phrase_words(written, groups, language):
                    _index(made, Phrase(meaning, words))
    return made


def _index(made: Lexicon, phrase: Phrase) -> None:
    first = phrase.words[0] if phrase.words else None
    if first is None:
        return
    for word in first.whole:
        made.whole[word].append(phrase)
    for start in first.starts:
        made.starts[start].append(phrase)
    for end in first.ends:
        made.ends[end].append(phrase)


@cache
def words_of(languages: Iterable[str], name: str) -> frozenset[str]:
    """The words under ``[words]`` *name* in the files of *languages*: folded, and as written."""
    listed = [w for language in languages for w in raw(language).get("words", {}).get(name, ())]
    return frozenset((*map(fold, listed), *(word.lower() for word in listed)))
