"""Questions that open like none we know: "lina a promis quoi", "je vois emil quand".

A word that asks must stand first or last, or a question mark behind; and few words besides. What
only tells something is never one: `grammar` is tried first, and a note stays a note.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from handlers.patterns import pattern
from handlers.questions.phrases import plain, start, visible
from handlers.reading.folded import folded
from storage.values import dataclass

LONGEST = 11
"""Words of such a question."""
_SHORT = 7
"""Words of one that asks in its middle: "on lui doit quoi a karam"."""
_WORD = pattern(r"[^\W\d_]+")
_ASKS = ("?", "؟")
_CONTENT = pattern(r"[:;\n]|,.*,")


@dataclass(frozen=True, slots=True)
class Loose:
    """What is asked, and the text without the words that said so."""

    topic: str
    rest: str
    asks: bool
    sure: bool = True
    """Whether it is a question even where it names nobody on record."""


def loosely(text: str) -> Loose | None:
    """What *text* asks; ``None`` where it tells something, or asks nothing we know."""
    text = visible(text).strip()
    read = folded(text)
    told = [(found[0], found.start(), found.end()) for found in _WORD.finditer(read.text)]
    if not told or len(told) > LONGEST or _CONTENT.search(text):
        return None
    words = [word for word, _, _ in told]
    asks = text.endswith(_ASKS)
    sure = _asking(words, asks=asks)
    if not (sure or _asking_within(words)) or (not asks and _tells(text, words)):
        return None
    topic, gone = _topic(words)
    left = [
        text[read.at[first] : read.at[last - 1] + 1]
        for word, first, last in told
        if not any(_is(word, name) for name in (*gone, *_SMALL))
    ]
    return Loose(topic or "history", " ".join(left), asks, sure and bool(topic))


def _topic(words: list[str]) -> tuple[str, frozenset[str]]:
    """What is asked, and the lists that said so; empty where that is not known."""
    for topic, needed in _TOPICS:
        if all(any(_has(words, name) for name in names.split("|")) for names in needed):
            gone = frozenset(name for names in needed for name in names.split("|"))
            return _side(topic, words), gone
    return "", frozenset()


def _asking_within(words: list[str]) -> bool:
    """Whether a word that never leads in what is told stands in a line of few words."""
    return len(words) <= _SHORT and within(words)


def within(words: list[str]) -> bool:
    """Whether a word that never leads in what is told stands in *words*: quoi, شو."""
    return not _NEVER_TOLD.isdisjoint(words)


def asks_first_or_last(words: list[str]) -> bool:
    """Whether a word that asks opens or ends *words*, and is none that may lead in what is told."""
    return _asking(words, asks=False) and not _tells("", words)


_NEVER_TOLD = frozenset(("quoi", "koi", "شو", "بشو", "ايش", "وش", "مين"))


_SMALL = ("who", "what", "when", "behind", "ours", "theirs")
_TOPICS = (
    ("quiet", ("who", "not", "touch")),
    ("quiet", ("who", "lost", "touch")),
    ("knows", ("who", "know")),
    ("mentioned", ("who", "talk")),
    ("promised", ("promise|owe",)),
    ("refused", ("what", "refuse")),
    ("refused", ("what", "talk", "no")),
    ("agreed", ("agree",)),
    ("agreed", ("until", "when")),
    ("last", ("when", "last")),
    ("next", ("when", "next")),
    ("last", ("when", "see")),
    ("brief", ("brief",)),
)
"""What is asked, and the lists of which a word each must stand in the text."""


def _side(topic: str, words: list[str]) -> str:
    if topic != "promised":
        return topic
    # "Emil nous doit quoi", "que nous a promis Lina": to us it is theirs, whoever speaks.
    theirs = _has(words, "theirs") and not {"we", "on", "i"} & set(words)
    return "ours" if _has(words, "ours") and not theirs else "theirs"


def _asking(words: list[str], *, asks: bool) -> bool:
    """Whether a word that asks stands first, or last but for small ones, or a mark is there."""
    small = ("before", "until")
    first = next((one for one in words if not any(_is(one, n) for n in small)), words[0])
    if asks or any(_is(first, name) for name in ("who", "what", "when")):
        return True
    while len(words) > 1 and _is(words[-1], "behind"):
        words = words[:-1]
    return any(_is(words[-1], name) for name in ("who", "what", "when"))


def _tells(text: str, words: list[str]) -> bool:
    """Whether it opens with a word that also leads a clause in, and then tells something."""
    if any(_is(words[-1], name) for name in ("who", "what", "when")):
        return False
    if _has(words, "last") and _has(words, "when"):
        return False
    return words[0] in _LEADING or start("told").search(plain(text)) is not None


_LEADING = frozenset(("when", "quand", "cuando", "que", "q", "k", "من", "which", "متي"))
"""Words that ask, but as often lead in what is told: "when we met, he promised"."""


def _has(words: list[str], name: str) -> bool:
    return any(_is(word, name) for word in words)


def _is(word: str, name: str) -> bool:
    return _lists()[name].fullmatch(word) is not None


@cache
def _lists() -> dict[str, re.Pattern[str]]:
    source = files("handlers.questions") / "data" / "loose.toml"
    told = tomllib.loads(source.read_text("utf-8"))
    listed = {name: words for table in told.values() for name, words in table.items()}
    return {name: re.compile("|".join(map(_word, words.split()))) for name, words in listed.items()}


def _word(word: str) -> str:
    bare = re.escape(folded(word.removesuffix("*")).text)
    return rf"{bare}\w*" if word.endswith("*") else bare
