"""Tells a question from a note, and what it asks: by how it opens, in four languages.

The phrases lie in ``data/asks_<language>.toml``, one file a language, and all are looked for in
every message, since people mix them. A phrase is plain words, without regard to accents, capitals,
apostrophes and hyphens; ``a|b`` is a choice of words, ``a?`` may be missing, ``a*`` may go on, and
``...`` lets up to four words stand between. What tells of something done is never a question.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from handlers.patterns import pattern
from handlers.reading.page import fold
from storage.values import dataclass

LONGEST = 300
"""Characters of the longest message that is taken for a question."""
_MOST_WORDS = 40
_PLAN_WORDS = 14
"""Words of a line that does no more than say when a meeting will be."""
_LANGUAGES = ("en", "fr", "es", "ar")
_GAP = r"((?:\s+\S+){0,4}?)"
_ENDS = pattern(r"[.?!؟;؛\n,،]+\s*")
_CONTENT = pattern(r":\s+\S+\s+\S+")
_ASKS = ("?", "؟")
_PLAIN = pattern(r"['’‘ʼ`´\-‐-―_«»\"“”()¿¡]")
_TITLE = pattern(r"(?<!\w)(\w{1,4})\.(?= +[^\W\d_a-z])")
PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Opening:
    """A question as far as its words tell: what it asks, and the rest of it."""

    topic: str
    rest: str
    """What stands beside the phrase that opens it, as written."""
    planned: str = ""
    """What was said before it of a meeting that is about to be; empty where nothing was."""
    asks: bool = False
    """Whether it bears a question mark."""


def opening(text: str) -> Opening | None:
    """What *text* asks; ``None`` where it tells something, or asks nothing we know."""
    text = visible(text).strip()
    if len(text) > LONGEST or len(text.split()) > _MOST_WORDS:
        return None
    if _tells_after_colon(text):
        return None
    parts = [part for part in _parts(text) if part.strip()]
    found = _found(parts) or _planned(parts)
    if found is None or any(_told(part) for part in parts[1:]):
        return None
    topic, rest, planned = found
    asks = text.rstrip().endswith(_ASKS)
    if not asks and _any("told").search(plain(_ENDS.split(rest)[0])):
        return None
    return Opening(topic, rest, planned, asks)


def plans(text: str) -> bool:
    """Whether *text* only says that a meeting is about to be: ``rdv avec Hana lundi à 10h``."""
    line = visible(text).strip()
    if "\n" in line or len(line.split()) > _PLAN_WORDS or line.endswith(_ASKS):
        return False
    bare = plain(_unfilled(line))
    return bool(_start(PLANNED).match(bare)) and not _any("told").search(bare)


def visible(text: str) -> str:
    """*text* without vowel signs and unseen characters, so that folding keeps every place."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        char for char in composed if unicodedata.category(char) not in ("Mn", "Cf") and char != "ـ"
    )


def plain(text: str) -> str:
    """*text* as phrases are compared with it; every character keeps its place."""
    folded = fold(text)
    return _PLAIN.sub(" ", folded if len(folded) == len(text) else text.lower())


def without_noise(text: str) -> str:
    """*text* without words that are no part of what it is about."""
    bare = plain(text)
    for found in reversed(list(_any("noise").finditer(bare))):
        text = f"{text[: found.start()]} {text[found.end() :]}"
    return " ".join(text.split())


def _parts(text: str) -> list[str]:
    """The clauses of *text*, by its marks; the stop of a title ends none: Brig. Adnan."""
    return _ENDS.split(_TITLE.sub(r"\1 ", text))


def _tells_after_colon(text: str) -> bool:
    """Whether something is spelled out after a colon: ``what we owe him: plates by Sunday``."""
    found = _CONTENT.search(text)
    return found is not None and _unfilled(text[: found.start()]).strip() != ""


def _unfilled(text: str) -> str:
    """*text* without greetings and the like at its beginning."""
    while found := _start("filler").match(plain(text)):
        text = text[found.end() :]
    return text.lstrip(" :,،")


def _found(parts: list[str]) -> tuple[str, str, str] | None:
    """The topic of the first clause that opens a question, where only greetings stand before."""
    for at, part in enumerate(parts):
        bare = _unfilled(part)
        if not bare.strip():
            continue
        opened = _topic(bare)
        if opened is None:
            return None
        return opened[0], ", ".join((_rest(bare, opened), *parts[at + 1 :])), ""
    return None


def _planned(parts: list[str]) -> tuple[str, str, str] | None:
    """``I see Hana at 3, brief me``: a meeting to come, and then the question."""
    if not parts or not _start(PLANNED).match(plain(_unfilled(parts[0]))):
        return None
    for at, part in enumerate(parts):
        for start in _word_starts(part):
            if at == 0 and start == 0:
                continue
            opened = _topic(_unfilled(part[start:]))
            if opened is not None and opened[0] != "search":
                before = ", ".join((*parts[:at], part[:start]))
                rest = _rest(_unfilled(part[start:]), opened)
                return opened[0], ", ".join((rest, before, *parts[at + 1 :])), before
    return None


def _word_starts(text: str) -> Iterator[int]:
    return (found.start() for found in re.finditer(r"\S+", text))


_Opened = tuple[str, re.Match[str]]
"""The topic, and where the phrase stands that opens it."""


def _topic(text: str) -> _Opened | None:
    """The topic whose phrase opens *text*; the longest phrase counts."""
    bare = plain(text)
    found = [(topic, at) for topic in topics() if (at := _opens(topic).match(bare)) is not None]
    return max(found, key=lambda one: one[1].end(), default=None)


def _rest(text: str, opened: _Opened) -> str:
    """*text* without the phrase that opens it, but with what stood in its gap."""
    _, found = opened
    gaps = (text[start:end] for start, end in found.regs[1:] if start >= 0)
    return " ".join((*gaps, text[found.end() :]))


def _told(part: str) -> bool:
    """Whether a clause after the question tells of something done."""
    bare = plain(_unfilled(part))
    if _topic(_unfilled(part)) is not None or _start(PLANNED).match(bare):
        return False
    return _any("told").search(bare) is not None


@cache
def topics() -> tuple[str, ...]:
    """Everything that can be asked, as the files name it."""
    return tuple(dict.fromkeys(topic for code in _LANGUAGES for topic in _data(code)["opens"]))


@cache
def _opens(topic: str) -> re.Pattern[str]:
    return _compiled([p for code in _LANGUAGES for p in _data(code)["opens"].get(topic, ())])


@cache
def _start(name: str) -> re.Pattern[str]:
    return _compiled([phrase for code in _LANGUAGES for phrase in _data(code)[name]])


_any = _start
"""The same phrases, to be looked for anywhere."""


def _compiled(phrases: Iterable[str]) -> re.Pattern[str]:
    written = sorted((_pattern(phrase) for phrase in phrases), key=len, reverse=True)
    return re.compile(rf"\s*(?<!\w)[وف]?(?:{'|'.join(written)})(?!\w)")


def _pattern(phrase: str) -> str:
    """*phrase* as a regular expression; what may be missing takes its space along."""
    told, space = "", ""
    for word in phrase.split():
        if word == "...":
            told += _GAP
            continue
        optional = word.endswith("?") and len(word) > 1
        choices = "|".join(_word(one) for one in word.removesuffix("?").split("|"))
        one = rf"{space}(?:{choices})(?!\w)"
        told += f"(?:{one})?" if optional and space else rf"(?:{one}\s+)?" if optional else one
        if not optional:
            space = r"\s+"
    return told


def _word(word: str) -> str:
    open_ended = word.endswith("*")
    bare = plain(word.removesuffix("*")).split()
    return r"\s+".join(map(re.escape, bare)) + (r"\w*" if open_ended else "")


@cache
def _data(code: str) -> dict[str, Any]:
    source = files("handlers.questions") / "data" / f"asks_{code}.toml"
    return tomllib.loads(source.read_text("utf-8"))
