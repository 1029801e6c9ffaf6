"""What stands before each line of a chat: the day, the hour and who wrote."""

from __future__ import annotations

import re
import tomllib
from datetime import time
from functools import lru_cache
from importlib.resources import files

from handlers.patterns import pattern
from handlers.reading.exports.orders import Numbers
from storage.values import dataclass

MARKS = pattern(r"[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
"""Direction marks and their like, which phones strew among days and names."""

_ZEROS = (0x660, 0x6F0, 0x966, 0x9E6, 0x1040, 0x17E0, 0xFF10)
"""Where the digits of other scripts begin."""
_PLAIN = {zero + n: str(n) for zero in _ZEROS for n in range(10)}
_PLAIN |= dict.fromkeys((0xA0, 0x202F, 0x2009), " ")
_NOON, _LAST_HOUR = 12, 23

_DAY = r"(?P<d1>\d{1,4})[./-]\s?(?P<d2>\d{1,2})(?:[./-]\s?(?P<d3>\d{4}|\d{2}))?\.?"
_YEARED = _DAY.replace(")?\\.?", ")\\.?")
_JOIN = r"(?:\s*[,،]\s*|\s+)(?P<join>(?:[^\W\d_]{1,10}\.?\s*){0,2})"
_HOUR = r"(?P<h>\d{1,2})[:.](?P<m>\d{2})(?:[:.]\d{2})?(?:\s?(?P<half>[^\d\[\]:،,–-]{1,16}?))?"
_WHO = r"(?P<who>[^:\n]{1,80}?):(?:\s|$)"
_FORMS = tuple(
    pattern(form)
    for form in (
        rf"{_YEARED}{_JOIN}{_HOUR}\s?[-–]\s(?:{_WHO})?",
        rf"\[{_DAY}{_JOIN}{_HOUR}\]\s(?:{_WHO})?",
        rf"\[{_HOUR}[,،]\s*{_DAY}\]\s(?:{_WHO})?",
    )
)
_BELOW = pattern(rf"(?P<who>[^\[\]:\n]{{1,80}}?),?\s\[{_DAY}{_JOIN}{_HOUR}\]:?\s*$")
"""As Telegram copies several messages: a line that names who and when, the words below it."""
_TIDY = pattern(r"[.\s]+")


@dataclass(frozen=True, slots=True)
class Head:
    """What was found before a line's words."""

    numbers: Numbers
    at: time
    who: str
    """Empty for what the app itself says."""
    end: int
    """Where the words begin, in the line without its marks."""
    below: bool = False
    known_half: bool = True


def head_of(line: str) -> Head | None:
    """What stands before the words of *line*, which has no `MARKS` left; ``None`` for none."""
    if not any(sign.isdecimal() for sign in line[:100]):
        return None
    plain = line.translate(_PLAIN)
    for form in _FORMS:
        if found := form.match(plain):
            return _head(found, line)
    if plain.rstrip().endswith(("]", "]:")) and (found := _BELOW.match(plain)):
        return _head(found, line, below=True)
    return None


def _head(found: re.Match[str], line: str, *, below: bool = False) -> Head | None:
    hour, minute = int(found["h"]), int(found["m"])
    half = (found["half"] or "").strip()
    later = _is_later(half or found.groupdict().get("join") or "")
    if later is not None and hour <= _NOON:
        hour = hour % _NOON + (_NOON if later else 0)
    try:
        at = time(hour, minute)
    except ValueError:
        return None
    start, end = found.span("who")
    # The name as it was written, with its own digits.
    who = line[start:end].strip().removeprefix("~").strip() if start >= 0 else ""
    numbers = (found["d1"], found["d2"], found["d3"] or "")
    return Head(numbers, at, who, found.end(), below, not half or later is not None)


def _is_later(mark: str) -> bool | None:
    """Whether *mark*, beside an hour, names the later half of the day; ``None`` for no mark."""
    return _halves().get(_TIDY.sub("", mark).casefold()) if mark else None


@lru_cache(maxsize=1)
def _halves() -> dict[str, bool]:
    """Each mark of the half of the day, and whether it is the later one."""
    told = tomllib.loads((files("handlers.reading") / "data" / "exports.toml").read_text("utf-8"))
    marks = [(mark, False) for mark in told["before_noon"]]
    marks += [(mark, True) for mark in told["after_noon"]]
    return {_TIDY.sub("", mark).casefold(): later for mark, later in marks}
