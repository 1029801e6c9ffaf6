"""The gettext catalogues beside this file, read once each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from gettext import c2py
from importlib import resources

from handlers.patterns import pattern
from storage.values import dataclass

LANGUAGES = ("en", "fr", "es", "ar")
"""English stands in the code; the others each have a catalogue."""

_PART = pattern(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:".*"\n?)+)', re.MULTILINE)
_RULE = pattern(r"plural=([^;]*)")
_ESCAPED = pattern(r"\\(.)")
_SIGNS = {"n": "\n", "t": "\t", "r": "\r"}


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """One language's forms of every English sentence, and which of them *n* things take."""

    forms: Mapping[str, Sequence[str]]
    form: Callable[[int], int]


def translated(language: str, sentence: str) -> str:
    """The sentence in *language*, or in English where that language lacks it."""
    return _form(language, sentence, 1) or sentence


def translated_plural(language: str, one: str, many: str, n: int) -> str:
    """The form of the sentence that *language* uses for *n* things."""
    return _form(language, one, n) or (one if n == 1 else many)


def _form(language: str, sentence: str, n: int) -> str:
    catalogue = _catalogue(language)
    forms = catalogue.forms.get(sentence, ("",))
    return forms[catalogue.form(n)] if len(forms) > 1 else forms[0]


@cache
def _catalogue(language: str) -> _Catalogue:
    """Read by ourselves, in a tenth of babel's time: no start waits for what it need not.

    Only ``tests.catalogues`` writes these files, by babel; none of their entries is fuzzy.
    """
    if language == "en":
        return _Catalogue({}, int)
    source = resources.files("handlers.words").joinpath(f"{language}.po").read_text("utf-8")
    held: dict[str, list[str]] = {}
    forms: list[str] = []
    for part, written in _PART.findall(source):
        if part == "msgid":
            forms = held[_plain(written)] = []
        elif part != "msgid_plural":
            forms.append(_plain(written))
    rule = _RULE.search(held.pop("")[0])
    return _Catalogue(held, c2py(rule[1] if rule else "n != 1"))


def _plain(written: str) -> str:
    """The text that stands in quotes, perhaps over several lines."""
    text = written.strip().replace('"\n"', "")[1:-1]
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: _SIGNS.get(found[1], found[1]), text)
