"""The gettext catalogues beside this file, read once each."""

from __future__ import annotations

import gettext
import io
from functools import cache
from importlib import resources

LANGUAGES = ("en", "fr", "es", "ar")
"""English stands in the code; the others each have a catalogue."""


def translated(language: str, sentence: str) -> str:
    """The sentence in *language*, or in English where that language lacks it."""
    return _catalogue(language).gettext(sentence)


def translated_plural(language: str, one: str, many: str, n: int) -> str:
    """The form of the sentence that *language* uses for *n* things."""
    return _catalogue(language).ngettext(one, many, n)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    # Only who speaks another language needs them.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    source = resources.files("handlers.words").joinpath(f"{language}.po").read_bytes()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source), locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
