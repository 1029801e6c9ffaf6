"""Which languages there are tables for: a file beside the others is all that a new one takes."""

from __future__ import annotations

from functools import cache
from importlib import resources

_FIRST = ("en", "fr", "es", "ar")
"""Asked before the others where two languages fit alike."""
_NO_LANGUAGE = frozenset(("all", "calendars"))


@cache
def languages(table: str) -> tuple[str, ...]:
    """The languages with a file ``<table>_<language>.toml``, the four of the product first."""
    files = resources.files("handlers.reading").joinpath("data").iterdir()
    names = (file.name for file in files if file.name.startswith(f"{table}_"))
    found = {name.removeprefix(f"{table}_").removesuffix(".toml") for name in names} - _NO_LANGUAGE
    first = tuple(language for language in _FIRST if language in found)
    return (*first, *sorted(found.difference(_FIRST), reverse=True))
