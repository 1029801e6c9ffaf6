"""Phrases as the data files write them: which words may stand where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from handlers.reading.page import Page, fold
from storage.values import dataclass

_GAP = 3
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
        return word.startswith(self.starts) or (bool(self.ends) and typed.endswith(self.ends))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cue: its words in order; ``None`` is a gap of up to three words."""

    meaning: str
    words: tuple[Word | None, ...]


def follow(
    wanted: Sequence[Word | None], words: Sequence[str], typed: Sequence[str], at: int
) -> int:
    """Where *wanted* ends when it is looked for at *at*, or -1."""
    for place, word in enumerate(wanted):
        if word is None:
            for skip in range(_GAP + 1):
                if not all(w[0].isalnum() for w in words[at : at + skip]):
                    return -1
                end = follow(wanted[place + 1 :], words, typed, at + skip)
                if end >= 0:
                    return end
            return -1
        if at >= len(words):
            return -1
        said = words[at]
        if not (said in word.whole and typed[at] == said) and not word.fits(said, typed[at]):
            return -1
        at += 1
    return at


def begins(phrase: Phrase, word: str, typed: str) -> bool:
    """Whether *phrase* may begin with *word*."""
    first = phrase.words[0]
    return first is not None and first.fits(word, typed)


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
    if len(options) == 1 and "*" not in part and options[0].isalpha():
        only = options[0].lower()
        return (Word(frozenset((fold(only),)), accented=_accents((only,))),)
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
            tuple(o[1:].lower() for o in options if o.startswith("*")),
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
