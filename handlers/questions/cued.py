"""Questions known by what they speak of, in any order: "hana promise??", "prochain rdv pierre".

A cue is a topic's own words: "last contact", "dit oui". With a word that asks, a mark or a request
it makes a question; alone it does only beside the name of somebody on record and nothing else.
"""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from handlers.patterns import pattern
from handlers.questions import phrases
from handlers.questions.loose import asks_first_or_last, within
from handlers.questions.phrases import plain, start, visible
from storage.values import dataclass

LONGEST = 14
"""Words of such a question."""
_FEW = 6
"""Words of what is a question by its mark alone, whoever it is about."""
_BESIDES, _LED = 3, 6
"""Words beside a name where something asks, and where the last word does."""
CUES, NOUNS = "cues", "nouns"
"""The tables of the files: what speaks of a topic where something asks, and where nothing does."""
_WORD = pattern(r"[^\W\d_]+")
_BREAKS = pattern(r"[:;\n]|,.*,|\w{5,}[.!]\s+\w|\d\s*(?:h|am|pm)\b")
_ASKS = ("?", "؟")
_LONG_WORD = 8
"""Letters from which a word may be two strokes wrong, and not only one."""
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Cued:
    """What is asked, the text without the words that said so, and how much else it may say."""

    topic: str
    rest: str
    asks: bool
    sure: bool
    """Whether it is a question even where it names nobody on record."""
    besides: int
    """Words it may hold beside a name, where it is not sure."""
    guessed: bool = False
    """Whether what is asked is not known, and only whom it is about."""


def cued(text: str) -> Cued | None:
    """What *text* asks; ``None`` where it tells something, or speaks of nothing we know."""
    text = visible(text).strip()
    bare = plain(text)
    words = _WORD.findall(bare)
    if not words or len(words) > LONGEST or _BREAKS.search(text):
        return None
    asks = text.endswith(_ASKS)
    sure = _wants(bare) or asks_first_or_last(words) or within(words)
    polite = start("polite").search(bare) is not None
    wonders = asks or sure or start("wonders").search(bare) is not None
    found = _cue(bare, CUES if wonders else NOUNS)
    if found is None:
        return _of_somebody(text, words, asks=asks) if sure or asks else None
    topic, at = found
    left = f"{text[: at.start()]} {text[at.end() :]}"
    if not asks and _tells(plain(left), words, surely=sure):
        return None
    rest = _without_marks(left)
    besides = _BESIDES if asks or polite else _LED if _is_led(topic, bare, at) else 0
    sure = sure or (asks and len(words) <= _FEW) or (polite and len(rest.split()) <= _BESIDES)
    return Cued(topic, rest, asks, sure, besides)


def _of_somebody(text: str, words: list[str], *, asks: bool) -> Cued | None:
    """What is asked about somebody in words that nobody taught: the brief holds most answers."""
    led = asks_first_or_last(words[-1:])
    if not asks and (
        _tells(plain(text), words, surely=False)
        or (not led and start("told").search(plain(text)) is not None)
    ):
        return None
    left = _without_marks(text)
    besides = _LED if led else _BESIDES
    return Cued("brief", left, asks, sure=False, besides=besides, guessed=True)


def _wants(bare: str) -> bool:
    """Whether words that only ever ask stand in *bare*, or some at its beginning that open so."""
    unled = bare
    while led := start("filler").match(unled):
        unled = unled[led.end() :]
    return start("requests").search(bare) is not None or (
        start("openers").match(unled.lstrip(" ,.")) is not None
    )


def _is_led(topic: str, bare: str, at: re.Match[str]) -> bool:
    """Whether it ends with what is wanted before a meeting: "omar in 10 minutes, essentials"."""
    return topic == "brief" and at.start() > 0 and not bare[at.end() :].strip(" .!")


def corrected(text: str) -> str:
    """*text* with its slips mended in the words that say what is asked: "agreemnt", "acord"."""
    if len(text.split()) > LONGEST:
        return text
    return _WORD.sub(lambda found: _mended(found[0]), text)


@cache
def _mended(word: str) -> str:
    bare = plain(word)
    if len(bare) < _SHORTEST or not word.islower() or bare in _spelt():
        return word
    most = 2 if len(bare) >= _LONG_WORD else 1
    near = [
        (far, one)
        for one in phrases.listed("spelt")
        if one[0] == bare[0] and (far := OSA.distance(bare, plain(one), score_cutoff=most)) <= most
    ]
    return min(near)[1] if near else word


@cache
def _spelt() -> frozenset[str]:
    """What is right as it is, though it is near to a word that says what is asked."""
    return frozenset(map(plain, (*phrases.listed("spelt"), *phrases.listed("unlike"))))


def _cue(bare: str, table: str) -> tuple[str, re.Match[str]] | None:
    """The topic that *bare* speaks of, and where; the longest cue counts, then the first listed."""
    found = [
        (topic, at)
        for topic, cues in phrases.cues(table).of(bare)
        if (at := max(cues.finditer(bare), key=_length, default=None)) is not None
    ]
    return max(found, key=lambda one: _length(one[1]), default=None)


def _length(found: re.Match[str]) -> int:
    return len(found[0].strip())


def _tells(left: str, words: list[str], *, surely: bool) -> bool:
    """Whether what stands beside the cue tells of something done, and no last word asks."""
    if asks_first_or_last(words[-1:]) or within(words):
        return False
    return start("told").search(left) is not None or (
        not surely and start("tells").search(left) is not None
    )


def _without_marks(text: str) -> str:
    for name in ("requests", "polite", "wonders", "small"):
        for found in reversed(list(start(name).finditer(plain(text)))):
            text = f"{text[: found.start()]} {text[found.end() :]}"
    return " ".join(text.split()).strip(" ?؟!.,-")
