"""A text cut into words, numbers and marks, each with what it may mean for a date."""

# ruff: noqa: PLR2004  # 24 hours, 60 minutes and 4 figures of a year say what they are.
from __future__ import annotations

import re
from datetime import time
from functools import lru_cache
from typing import Any

from handlers.reading.dates.lexicon import Lexicon, Reading, lexicon
from handlers.reading.folding import fold

_LOOSE = r"(?<![\d.,/:+$€£#-])"
_MARKS = r"\u0300-\u036f\u064b-\u065f\u0670\u0640\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
_TOKEN = re.compile(
    rf"""(?P<junk>https?://\S*|\+\d[\d ()-]{{5,40}}|\d{{2,4}}-\d{{3}}-\d{{3,4}}\b)
    |(?P<iso>{_LOOSE}\d{{4}}(?P<s1>[-/.])\d{{1,2}}(?P=s1)\d{{1,2}}(?!\d|[-/.,:]\d))
    |(?P<dmy>{_LOOSE}\d{{1,2}}(?P<s2>[-/.])\d{{1,2}}(?P=s2)(?:\d{{4}}|\d{{2}})(?!\d|[-/.,:]\d))
    |(?P<dm>(?<![\d.,/:+$€£#])\d{{1,2}}/\d{{1,2}}(?![\d/%]|[.,:]\d))
    |(?P<dots>{_LOOSE}\d{{1,2}}\.\d{{1,2}}\.(?!\d))
    |(?P<hm>(?<![\d.,/:+$€£#])\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?![\d:/]))
    |(?P<ap>(?<![\d.,/:+$€£#])\d{{1,2}}(?:[:.]\d{{2}})?[ ]?[aApP](?:\.[ ]?[mM]\.|[mM]\b))
    |(?P<hh>(?<![\d.,/:+$€£#])\d{{1,4}}[ ]?[hH](?:rs?\b)?
        (?:(?<=[hH])[ ]?[0-5]\d(?:mn?)?)?(?![\w/]))
    |(?P<ordinal>{_LOOSE}\d{{1,2}}[ ]?
        (?:st|nd|rd|th|ST|ND|RD|TH|er|ère|ere|ème|eme|[eº°]|ro|ero)(?!\w))
    |(?P<junk2>\d+(?:[.,٫٬]\d+)+)
    |(?P<units>\d{{1,3}}(?=(?:d|w|wks?|mos?|m|j|hs|days?|weeks?|hours?|mths?|yrs?|jours?|[jh]r?s?)\b))
    |(?P<word>[2356789]?[^\W\d_](?:[^\W_]|[{_MARKS}])*(?:[ªº](?:[ ]feira)?)?|[2-6][ªa][ ]feira)
    |(?P<number>\d+)
    |(?P<mark>[^\w\s'’ʼ`{_MARKS}])""",
    re.VERBOSE,
)
_DASHES = {"-", "–", "—", "‐", "‑", "/", "→", "~"}
_ASIDE = frozenset({"pt", "ht", "arabizi"})
_TELLING = frozenset(
    {"wd", "mon", "rel", "unit", "dur", "n", "pod", "night", "noon", "dayword", "wknd"}
)
_NUMERIC = {"iso", "dmy", "dm", "dots", "hm", "ap", "hh", "ordinal", "units", "number"}


class Token:
    """A piece of the text from *start* to *end* with its meanings by kind."""

    __slots__ = ("end", "kinds", "raw", "start", "text")

    def __init__(
        self, start: int, end: int, text: str, raw: str, kinds: dict[str, Reading]
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.raw = raw
        self.kinds = kinds

    def value(self, kind: str) -> Any:
        """Return what this means as *kind*."""
        return self.kinds[kind].value


def tokens(text: str, language: str = "") -> list[Token]:
    """Cut *text*, written in *language*; longest known phrases become one token."""
    book = lexicon()
    cut = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        raw = match[kind] if kind in match.groupdict() else match[0]
        cut.append(_token(kind, raw, match.start()))
    row = _phrased(_without_dots(cut), book)
    for token in row:
        _forget(token, language)
    return row


def _token(kind: str, raw: str, start: int) -> Token:
    text, kinds = _meant(kind, raw)
    return Token(start, start + len(raw), text, raw, dict(kinds))


@lru_cache(maxsize=10_000)
def _meant(kind: str, raw: str) -> tuple[str, dict[str, Reading]]:
    """Return the folded text of a piece and what it may mean; the same pieces come often."""
    book, text = lexicon(), fold(raw)
    if kind == "word":
        return text, _by_kind(book.of(text))
    if kind in _NUMERIC:
        return text, _numeric(kind, text)
    if raw in _DASHES:
        return raw, {"dash": Reading("dash", raw, "")}
    if raw in ",،":
        return raw, {"comma": Reading("comma", raw, "")}
    return raw, _by_kind(book.words.get(raw, []))


def _forget(token: Token, language: str) -> None:
    """Drop the small words of languages read on the side, unless the text is in that language."""
    strange = [
        kind
        for kind, reading in token.kinds.items()
        if reading.language in _ASIDE and reading.language != language and kind not in _TELLING
    ]
    for kind in strange:
        del token.kinds[kind]


def _by_kind(readings: list[Reading]) -> dict[str, Reading]:
    kinds: dict[str, Reading] = {}
    for reading in readings:
        held = kinds.get(reading.kind)
        if held is None or (held.weak and not reading.weak):
            kinds[reading.kind] = reading
    return kinds


def _numeric(kind: str, text: str) -> dict[str, Reading]:
    numbers = [int(part) for part in re.findall(r"\d{1,18}", text)]
    if kind in ("number", "units"):
        return _plain_number(text, numbers[0]) if len(text) <= 4 else {}
    if kind == "ordinal":
        return _made({"ord": numbers[0]})
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
    if kind == "hh" and len(re.match(r"\d+", text)[0]) > 2:  # type: ignore[index]  # It begins with digits.
        hour, minute = hour // 100, hour % 100
        if len(numbers) > 1 or numbers[0] < 100:
            return {"dur": (numbers[0], "hour")}
    kinds: dict[str, Any] = (
        {"dur": (numbers[0], "hour")} if kind == "hh" and len(numbers) == 1 else {}
    )
    if kind == "ap":
        if not 1 <= hour <= 12:
            return {}
        hour = hour % 12 + (12 if "p" in text else 0)
    if hour == 24 and minute == 0:
        hour = 0
    if hour <= 23 and minute <= 59:
        bare = kind == "hh" and len(numbers) == 1 and "hr" not in text
        kinds["hour" if bare else "clock"] = time(hour, minute)
    return kinds


def _made(values: dict[str, Any]) -> dict[str, Reading]:
    return {kind: Reading(kind, value, "") for kind, value in values.items()}


def _without_dots(cut: list[Token]) -> list[Token]:
    """Drop the dot of an abbreviation (``3 Dec. 2026``), which would end the sentence."""
    kept: list[Token] = []
    for token in cut:
        short = kept and token.raw == "." and token.start == kept[-1].end
        if short and len(kept[-1].text) <= 5 and kept[-1].kinds.keys() & {"mon", "wd", "unit"}:
            continue
        kept.append(token)
    return kept


def _phrased(cut: list[Token], book: Lexicon) -> list[Token]:
    made: list[Token] = []
    at = 0
    while at < len(cut):
        end, readings = _longest(cut, at, book)
        if end == at + 1:
            made.append(cut[at])
        else:
            first, last = cut[at], cut[end - 1]
            made.append(Token(first.start, last.end, "", first.raw, _by_kind(readings)))
        at = end
    return made


def _longest(cut: list[Token], at: int, book: Lexicon) -> tuple[int, list[Reading]]:
    for word in _starts(cut[at].text, book):
        for pieces, readings in book.phrases.get(word, ()):
            end = _follows(cut, at, pieces)
            if end:
                return end, readings
    return at + 1, []


def _starts(word: str, book: Lexicon) -> list[str]:
    if word.isascii():
        return [word]
    bare = [
        book.prefixes[word[:size]] + word[size:] for size in (2, 1) if word[:size] in book.prefixes
    ]
    return [word, *(form for form in bare if len(form) >= 2)]


def _follows(cut: list[Token], at: int, pieces: tuple[str, ...]) -> int:
    """Return where the phrase ends, or 0; dashes between its words do not matter."""
    place = at + 1
    for piece in pieces[1:]:
        if place < len(cut) and cut[place].raw in ("-", "–", "‑", "."):
            place += 1
        if place >= len(cut) or cut[place].text != piece:
            return 0
        place += 1
    return place
