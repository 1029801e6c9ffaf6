"""A language is there where its files are."""

from __future__ import annotations

import tomllib
from pathlib import Path

from handlers.reading import shelf

DATA = Path(shelf.__file__).parent / "data"


def test_every_language_has_its_tables_and_its_small_words() -> None:
    assert shelf.languages("cues") == shelf.languages("dates")
    assert shelf.languages("cues")[:4] == ("en", "fr", "es", "ar")
    told = tomllib.loads((DATA / "languages.toml").read_text("utf-8"))
    latin = [language for language in shelf.languages("cues") if language != "ar"]
    assert [language for language in latin if language not in told] == []
