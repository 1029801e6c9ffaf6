"""Brings the catalogues in step with the sentences: ``python -m tests.catalogues``.

Adds what a catalogue lacks, with an empty translation, and drops what nothing says any more.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from handlers.words.catalogue import LANGUAGES
from handlers.words.sentences import every
from handlers.words.speech import Plural

WORDS = Path(__file__).parent.parent / "handlers" / "words"


def catalogue(language: str) -> Catalog:
    return read_po(io.BytesIO((WORDS / f"{language}.po").read_bytes()), locale=language)


def in_step(language: str) -> Catalog:
    old, new = catalogue(language), Catalog(locale=language, header_comment="", fuzzy=False)
    for sentence, where in every().items():
        msgid = (sentence.one, sentence.many) if isinstance(sentence, Plural) else sentence
        known = old.get(msgid)
        told = known.string if known else ""
        new.add(msgid, told, locations=[], auto_comments=[where])
    return new


def main() -> None:
    for language in LANGUAGES[1:]:
        written = io.BytesIO()
        write_po(written, in_step(language), width=100, sort_output=False, omit_header=False)
        lines = written.getvalue().decode().splitlines(keepends=True)
        kept = [line for line in lines if not _dated(line)]
        (WORDS / f"{language}.po").write_text("".join(kept), "utf-8")


def _dated(line: str) -> bool:
    """Headers that name a day, a tool or a person change with every writing; they say nothing."""
    return line.startswith(
        ('"POT-', '"PO-Rev', '"Project-Id', '"Report-', '"Last-', '"Language-Team', '"Generated')
    )


if __name__ == "__main__":
    main()
