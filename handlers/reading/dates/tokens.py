"""A text cut into words, numbers and marks, each with what it may mean for a date."""

# ruff: noqa: PLR2004  # 24 hours, 60 minutes and 4 figures of a year say what they are.
from __future__ import annotations

import re
from datetime import time
from functools import lru_cache
from typing import Any

from handlers.patterns import pattern
from handlers.reading.dates.lexicon import Lexicon, Reading, bits, lexicon
from handlers.reading.dates.pieces import Meant, Token, merged
from handlers.reading.folding import fold

_LOOSE = r"(?<![\d.,/:+$€£#-])"
_MARKS = r"\u0300-\u036f\u064b-\u065f\u0670\u0640\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
_MORE = rf"[^\W_]*(?:[{_MARKS}]+[^\W_]*)*"
_TOKEN = pattern(
    rf"""(?=\S)(?:(?P<junk>https?://\S*|\+\d[\d ()-]{{5,40}}|\d{{2,4}}-\d{{3}}-\d{{3,4}}\b)
    |(?P<letters>(?!و\d)[^\W\d_]{_MORE}(?:[ªº](?:[ ]feira)?)?)
    |(?P<iso>{_LOOSE}\d{{4}}(?P<s1>[-/.])\d{{1,2}}(?P=s1)\d{{1,2}}(?!\d|[-/.,:]\d))
    |(?P<dmy>{_LOOSE}\d{{1,2}}(?P<s2>[-/.])\d{{1,2}}(?P=s2)(?:\d{{4}}|\d{{2}})(?!\d|[-/.,:]\d))
    |(?P<dm>(?<![\d.,/:+$€£#])(?<![^\W\d_]-)\d{{1,2}}/\d{{1,2}}(?![\d/%]|[.,:]\d))
    |(?P<dots>{_LOOSE}\d{{1,2}}\.\d{{1,2}}\.(?!\d))
    |(?P<hm>(?<![\d.,/:+$€£#])\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d|[:/]\d))
    |(?P<ap>(?<![\d.,/:+$€£#])\d{{1,2}}(?:[:.]\d{{2}})?[ ]?[aApP](?:\.[ ]?[mM]\.|[mM]\b))
    |(?P<hh>(?<![\d.,/:+$€£#])\d{{1,4}}[ ]?[hH](?:rs?\b)?
        (?:(?<=[hH])[ ]?[0-5]\d(?:mn?)?)?(?![\w/]))
    |(?P<ordinal>{_LOOSE}\d{{1,2}}[ ]?
        (?:st|nd|rd|th|ST|ND|RD|TH|er|ère|ere|ème|eme|[eº°]|ro|ero)(?!\w))
    |(?P<hd>{_LOOSE}(?:[01]?\d|2[0-3])\.[0-5]\d(?!\d|[-/.,:]\d))
    |(?P<junk2>\d+(?:[.,٫٬]\d+)+)
    |(?P<units>\d{{1,3}}(?=(?:d|w|wks?|mos?|m|j|hs|days?|weeks?|hours?|mths?|yrs?|jours?|[jh]r?s?)\b))
    |(?P<word>و(?=\d)
        |[2356789]?[^\W\d_]{_MORE}(?:[ªº](?:[ ]feira)?)?|[2-6][ªa][ ]feira)
    |(?P<number>\d+)
    |(?P<mark>->|=>|[^\w\s'’ʼ`{_MARKS}]))""",
    re.VERBOSE,
)
_DASHES = {"-", "–", "—", "‐", "‑", "/", "→", "~", "->", "=>"}
_PARTING = frozenset("-–‑.")
_ASIDE = frozenset({"pt", "ht", "arabizi"})
_TELLING = frozenset(
    {
        "wd",
        "wds",
        "every",
        "mon",
        "rel",
        "unit",
        "dur",
        "n",
        "pod",
        "night",
        "noon",
        "dayword",
        "wknd",
    }
)
_DOTTED = frozenset({"mon", "wd", "unit", "label"})
_WORDS = ("letters", "word")
"""What begins with a letter is tried before all that begins with a figure: most is of that kind."""
_NUMERIC = {"iso", "dmy", "dm", "dots", "hm", "hd", "ap", "hh", "ordinal", "units", "number"}


def tokens(text: str, language: str = "") -> list[Token]:
    """Cut *text*, written in *language*; longest known phrases become one token."""
    cut = [
        Token(*one.span(), one[0], _meant(one.lastgroup or "mark", one[0], language))
        for one in _TOKEN.finditer(text)
    ]
    return _phrased(_without_dots(cut), lexicon(), language)


@lru_cache(maxsize=10_000)
def _meant(kind: str, raw: str, language: str) -> Meant:
    """Return the folded text of a piece and what it may mean; the same pieces come often."""
    text = fold(raw)
    if kind in _WORDS:
        kinds = _by_kind(lexicon().of(text), language)
    elif kind in _NUMERIC:
        kinds = _numeric(kind, text)
    elif raw in _DASHES:
        text, kinds = raw, {"dash": Reading("dash", raw, "")}
    elif raw in ",،":
        text, kinds = raw, {"comma": Reading("comma", raw, "")}
    else:
        text, kinds = raw, _by_kind(lexicon().words.get(raw, []), language)
    return text, kinds, bits(kinds), bool(_openings(text))


def _by_kind(readings: list[Reading], language: str) -> dict[str, Reading]:
    """Return one reading of each kind, strong before weak.

    Small words of the languages read on the side count only in a text of that language.
    """
    kinds: dict[str, Reading] = {}
    for reading in readings:
        aside = reading.language in _ASIDE and reading.language != language
        held = kinds.get(reading.kind)
        if (held is None or (held.weak and not reading.weak)) and not (
            aside and reading.kind not in _TELLING
        ):
            kinds[reading.kind] = reading
    return kinds


def _numeric(kind: str, text: str) -> dict[str, Reading]:
    numbers = [int(part) for part in re.findall(r"\d{1,18}", text)]
    if kind in ("number", "units"):
        return _plain_number(text, numbers[0]) if len(text) <= 4 else {}
    if kind == "ordinal":
        return _made({"ord": numbers[0]})
    if kind == "hd":
        return _made({"dotclock": time(numbers[0], numbers[1])})
    if kind in ("hm", "ap", "hh"):
        return _made(_clock(kind, text, numbers))
    return _made({kind if kind != "dots" else "dotted": tuple(numbers)})


def _plain_number(text: str, number: int) -> dict[str, Reading]:
    kinds: dict[str, Any] = {"n": number}
    if len(text) == 4:
        if 1900 <= number <= 2199:
            kinds["year"] = number
        if 1300 <= number <= 1500:
            kinds["oldyear"] = number
        if number // 100 <= 23 and number % 100 <= 59:
            kinds["mil"] = time(number // 100, number % 100)
    return _made(kinds)


def _clock(kind: str, text: str, numbers: list[int]) -> dict[str, Any]:
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if kind == "hh":
        return _hours(text, hour, minute, alone=len(numbers) == 1)
    if kind == "ap":
        if not 1 <= hour <= 12:
            return {}
        hour = hour % 12 + (12 if "p" in text else 0)
    return {"clock": time(hour, minute)} if hour <= 23 and minute <= 59 else {}


def _hours(text: str, hour: int, minute: int, *, alone: bool) -> dict[str, Any]:
    """``20h30`` is a time, ``10h`` one or a length of time, ``48h`` and ``2 hrs`` a length."""
    figures = len(text) - len(text.lstrip("0123456789"))
    if figures == 4 and alone and hour // 100 <= 23 and hour % 100 <= 59:
        return {"clock": time(hour // 100, hour % 100)}
    kinds: dict[str, Any] = {"dur": (hour, "hour")} if alone else {}
    if hour <= 23 and minute <= 59 and figures <= 2 and not (alone and "r" in text):
        kinds["hour" if alone else "clock"] = time(hour, minute)
    return kinds


def _made(values: dict[str, Any]) -> dict[str, Reading]:
    return {kind: Reading(kind, value, "") for kind, value in values.items()}


def _without_dots(cut: list[Token]) -> list[Token]:
    """Drop the dot of an abbreviation (``3 Dec. 2026``), which would end the sentence."""
    return [
        token
        for at, token in enumerate(cut)
        if not (token.raw == "." and at and _abbreviated(cut[at - 1], token))
    ]


def _abbreviated(word: Token, dot: Token) -> bool:
    short = len(word.text) <= 5 and word.end == dot.start
    return short and not _DOTTED.isdisjoint(word.kinds)


def _phrased(cut: list[Token], book: Lexicon, language: str) -> list[Token]:
    made: list[Token] = []
    done = 0
    for at in [at for at, token in enumerate(cut) if token.opens]:
        if at < done:
            continue
        end, readings = _longest(cut, at, book)
        if end == at + 1:
            continue
        made += (*cut[done:at], merged(cut[at:end], _by_kind(readings, language)))
        done = end
    return made + cut[done:]


def _longest(cut: list[Token], at: int, book: Lexicon) -> tuple[int, list[Reading]]:
    second = _after(cut, at + 1)
    for word in _openings(cut[at].text) if second < len(cut) else ():
        for pieces, readings in book.phrases.get((word, cut[second].text), ()):
            end = _follows(cut, at, pieces)
            if end:
                return end, readings
    return at + 1, []


def _after(cut: list[Token], place: int) -> int:
    """Return *place*, or the one behind it where a dash or dot stands there."""
    return place + 1 if place < len(cut) and cut[place].raw in _PARTING else place


@lru_cache(maxsize=10_000)
def _openings(word: str) -> tuple[str, ...]:
    """The forms of *word*, with and without what leans on it, that a phrase begins with."""
    book = lexicon()
    if word.isascii():
        return (word,) if word in book.openers else ()
    bare = [
        book.prefixes[word[:size]] + word[size:] for size in (2, 1) if word[:size] in book.prefixes
    ]
    forms = (word, *(form for form in bare if len(form) >= 2))
    return tuple(form for form in forms if form in book.openers)


def _follows(cut: list[Token], at: int, pieces: tuple[str, ...]) -> int:
    """Return where the phrase ends, or 0; dashes between its words do not matter."""
    place = at + 1
    for piece in pieces[1:]:
        place = _after(cut, place)
        if place >= len(cut) or cut[place].text != piece:
            return 0
        place += 1
    return place
