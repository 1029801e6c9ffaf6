"""Questions that open like none we know: "lina a promis quoi", "je vois emil quand".

A word that asks must stand first or last, or a question mark behind; and few words besides. What
only tells something is never one: `grammar` is tried first, and a note stays a note.
"""

from __future__ import annotations

from handlers.patterns import pattern
from handlers.questions.lists import is_in
from handlers.questions.phrases import plain, start, visible
from handlers.reading.folded import folded
from storage.values import dataclass

LONGEST = 11
"""Words of such a question."""
LITTLE = 3
"""Words beside the name, in what may be a question."""
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
    few: int = LITTLE
    """Words that may be left of it beside a name."""
    lead: str = ""
    """What stands before the word that asks, where that must be no more than a name."""


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
    topic, gone = _topic(words)
    left = [
        text[read.at[first] : read.at[last - 1] + 1]
        for word, first, last in told
        if not any(is_in(word, name) for name in (*gone, *_SMALL))
    ]
    if (sure or _asking_within(words)) and (asks or not _tells(text, words)):
        return Loose(topic or "history", " ".join(left), asks, sure and bool(topic))
    at = _wide(words) if (at := _led(words)) is None else at
    if not topic or at is None or len(_deeds(words)) > 1 or start("told").search(plain(text)):
        return None
    lead = text[: read.at[told[at][1]]]
    return Loose(topic, " ".join(left), asks, sure=False, few=0, lead=lead)


def _led(words: list[str]) -> int | None:
    """Where a word asks that as often leads in what is told: "karim q nos debe"."""
    for at, word in enumerate(words[: _LED + 1]):
        if any(is_in(word, name) for name in ("what", "when")):
            return None if at and words[at - 1] in _BOUND else at
    return None


def _wide(words: list[str]) -> int | None:
    """Where a line begins that asks whether there is anything: "le falta algo a karim"."""
    return 0 if _has(words, "any") and not _has(words, "not") else None


_LED = 3
"""Words that may stand before such a word."""
_BOUND = frozenset(
    (
        *("lo", "la", "los", "las", "el", "de", "para", "ya", "creo", "parece", "hasta", "asi"),
        *("dice", "dicen", "dijo", "dijeron", "espero", "sino", "mas", "menos", "una", "tengo"),
        *("that", "ce", "ceux", "celui", "parce", "dit", "est", "les", "le", "until", "since"),
    )
)
"""What ties "que" or "when" to what is told: "lo que nos debe es poco"."""


def _deeds(words: list[str]) -> set[str]:
    """What is done: where there is more than one deed, one of them is told."""
    return {name for name in _DONE if _has(words, name)}


_DONE = ("see", "promise", "agree", "refuse", "talk")


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
    return any(
        (word in _NEVER_TOLD or is_in(word, "asked"))
        and not (at and is_in(words[at - 1], "indirect"))
        for at, word in enumerate(words)
    )


def asks_first_or_last(words: list[str]) -> bool:
    """Whether a word that asks opens or ends *words*, and is none that may lead in what is told."""
    return _asking(words, asks=False) and not _tells("", words)


_NEVER_TOLD = frozenset(("quoi", "koi", "شو", "بشو", "ايش", "وش", "مين"))
"""Words that ask and nothing else; each language may add to them, as ``asked``."""


_SMALL = ("who", "what", "when", "behind", "ours", "theirs")
_TOPICS = (
    ("quiet", ("who", "not", "touch")),
    ("quiet", ("who", "lost", "touch")),
    ("quiet", ("who", "silent")),
    ("knows", ("who", "know")),
    ("mentioned", ("who", "talk")),
    ("promised", ("promise|owe",)),
    ("refused", ("what", "refuse")),
    ("refused", ("what", "talk", "no")),
    ("agreed", ("agree",)),
    ("agreed", ("until", "when")),
    ("agreed", ("when", "end")),
    ("agreed", ("agree", "end")),
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
    first = next((one for one in words if not any(is_in(one, n) for n in small)), words[0])
    if asks or any(is_in(first, name) for name in ("who", "what", "when")):
        return True
    return any(is_in(_last(words), name) for name in ("who", "what", "when"))


def _last(words: list[str]) -> str:
    """The last word but for small ones."""
    while len(words) > 1 and is_in(words[-1], "behind"):
        words = words[:-1]
    return words[-1]


def _tells(text: str, words: list[str]) -> bool:
    """Whether it opens with a word that also leads a clause in, and then tells something."""
    if any(is_in(_last(words), name) for name in ("who", "what", "when")):
        return False
    if _has(words, "last") and _has(words, "when"):
        return False
    return words[0] in _LEADING or start("told").search(plain(text)) is not None


_LEADING = frozenset(("when", "quand", "cuando", "que", "q", "k", "من", "which", "متي"))
"""Words that ask, but as often lead in what is told: "when we met, he promised"."""


def _has(words: list[str], name: str) -> bool:
    return any(is_in(word, name) for word in words)
