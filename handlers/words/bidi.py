"""Keeps text of one direction from disordering a sentence of the other."""

from __future__ import annotations

import unicodedata

_FSI, _PDI = "\u2068", "\u2069"
_OPENERS = frozenset("\u2066\u2067\u2068")
_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_RIGHT = frozenset(("R", "AL", "AN"))


def isolate(value: str, *, right_to_left: bool) -> str:
    """*value* wrapped in U+2068 and U+2069 where it could disorder what stands around it.

    Plain text of the sentence's own direction comes back unchanged.
    """
    if not any(_disturbs(mark, right_to_left) for mark in value):
        return value
    return f"{_FSI}{_balanced(value)}{_PDI}"


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
