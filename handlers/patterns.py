"""Patterns that are compiled when they are first looked for, not when the program starts."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

__all__ = ["pattern"]


class _Late:
    """A pattern; its methods stand in it, at no cost, from the first time each is asked for.

    What wants a pattern from the standard library itself, as `re.sub` does, cannot use it.
    """

    def __init__(self, text: str, flags: int = 0) -> None:
        self._given = text, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._given)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found

    def __repr__(self) -> str:
        return repr(self._compiled)


if TYPE_CHECKING:
    from re import compile as pattern
else:
    pattern = _Late
