"""Keeps text of one direction from disordering a sentence of the other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_FSI, _PDI, _RLM = "\u2068", "\u2069", "\u200f"
_OPENERS = frozenset("\u2066\u2067\u2068")
_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_FIRST_RIGHT = "\u0590"
"""No sign before this one runs from right to left, nor turns others round."""
_RIGHT = frozenset(("R", "AL", "AN"))
_STRONG_RIGHT = frozenset(("R", "AL"))


def isolate(value: str, *, right_to_left: bool) -> str:
    """*value* wrapped in U+2068 and U+2069 where it could disorder what stands around it.

    Plain text of the sentence's own direction comes back unchanged.
    """
    if not right_to_left and max(value, default="") < _FIRST_RIGHT:
        return value
    if not any(_disturbs(mark, right_to_left) for mark in value):
        return value
    return f"{_FSI}{_balanced(value)}{_PDI}"


def directed(text: str, *, right_to_left: bool) -> str:
    """*text* so that it runs from right to left in such a language, whatever it begins with.

    A line takes its direction from its first letter outside isolates; where that is none of the
    language's own, an invisible U+200F in front says it.
    """
    if not right_to_left or not text or _first_strong(text) in _STRONG_RIGHT:
        return text
    return f"{_RLM}{text}"


def joined(values: Iterable[str], *, right_to_left: bool) -> str:
    """The parts of one value with dots between, each in its own order, all in the card's."""
    parts = tuple(values)
    if len(parts) == 1:
        return parts[0]
    shown = " · ".join(isolate(part, right_to_left=right_to_left) for part in parts)
    return directed(shown, right_to_left=right_to_left)


def _first_strong(text: str) -> str:
    """The direction of the first letter that stands in no isolate; empty where there is none."""
    depth = 0
    for mark in text:
        depth += (mark in _OPENERS) - (mark == _PDI and depth > 0)
        kind = unicodedata.bidirectional(mark)
        if not depth and (kind == "L" or kind in _STRONG_RIGHT):
            return kind
    return ""


def _disturbs(mark: str, right_to_left: bool) -> bool:
    kind = unicodedata.bidirectional(mark)
    return mark in _CONTROLS or (kind == "L" or mark.isdigit() if right_to_left else kind in _RIGHT)


def _balanced(value: str) -> str:
    """*value* with every isolate it opens closed, and none closed that it did not open."""
    kept, open_ = [], 0
    for mark in value:
        if mark == _PDI:
            if not open_:
                continue
            open_ -= 1
        open_ += mark in _OPENERS
        kept.append(mark)
    return "".join(kept) + _PDI * open_
