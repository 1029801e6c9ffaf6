"""Every sentence, in every language, with every place it fills."""

from __future__ import annotations

import gettext
import io
import re
from datetime import date

import pytest
from babel.messages.mofile import write_mo

from handlers.words.catalogue import LANGUAGES, translated, translated_plural
from handlers.words.sentences import every
from handlers.words.speech import Plural, Speech
from tests.catalogues import catalogue

PLACE = re.compile(r"\{\w+\}")
OTHERS = LANGUAGES[1:]


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated(language: str) -> None:
    book = catalogue(language)
    lacking = [
        where
        for sentence, where in every().items()
        if not (found := book.get(_msgid(sentence))) or not all(_told(found.string))
    ]
    assert lacking == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_says_what_gettext_finds_in_it(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    book = gettext.GNUTranslations(compiled)
    numbers = (*range(121), 1_000, 1_001, 1_000_000)
    for sentence in every():
        if isinstance(sentence, Plural):
            one, many = sentence.one, sentence.many
            said = [translated_plural(language, one, many, n) for n in numbers]
            assert said == [book.ngettext(one, many, n) for n in numbers]
        else:
            assert translated(language, sentence) == book.gettext(sentence)
    assert translated(language, "Nobody says this.") == "Nobody says this."
    assert translated_plural(language, "a thing", "things", 2) == "things"


@pytest.mark.parametrize("language", OTHERS)
def test_translations_fill_the_same_places(language: str) -> None:
    book = catalogue(language)
    wrong = []
    for sentence, where in every().items():
        found = book.get(_msgid(sentence))
        places = set(PLACE.findall("".join(_told(_msgid(sentence)))))
        for told in _told(found.string) if found else ():
            told_places = set(PLACE.findall(told))
            # A language may leave the number out where its word for one or two says it.
            if told_places - places or places - told_places - {"{n}"}:
                wrong.append((where, told))
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_translated_that_nobody_says(language: str) -> None:
    said = {_msgid(sentence) for sentence in every()}
    assert [
        entry.id for entry in catalogue(language) if entry.id and _key(entry.id) not in said
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_cannot_fill_a_place_of_its_own(language: str) -> None:
    assert Speech(language)("{name}", name="{0.__class__} {name} %s").count("{name}") == 1


@pytest.mark.parametrize(
    ("n", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 5), (99, 5), (100, 4), (103, 3)]
)
def test_arabic_counts_in_six_ways(n: int, form: int) -> None:
    """Zero, one, two, few, other, many: the order in which the catalogue lists its forms."""
    assert gettext.c2py(catalogue("ar").plural_expr)(n) == form


def _msgid(sentence: str | Plural) -> str | tuple[str, str]:
    return (sentence.one, sentence.many) if isinstance(sentence, Plural) else sentence


def _key(msgid: object) -> object:
    return tuple(msgid) if isinstance(msgid, list) else msgid


def _told(strings: object) -> list[str]:
    return [strings] if isinstance(strings, str) else [str(s) for s in strings]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "day", "long", "short"),
    [
        ("en", date(2026, 3, 17), "Tue 17 March 2026", "17 Mar 2026"),
        ("fr", date(2026, 3, 17), "mar. 17 mars 2026", "17 mars 2026"),
        ("fr", date(2026, 4, 1), "mer. 1er avril 2026", "1er avr. 2026"),
        ("es", date(2026, 3, 17), "mar 17 de marzo de 2026", "17 mar 2026"),
        ("ar", date(2026, 3, 17), "الثلاثاء 17 مارس 2026", "17 مارس 2026"),
    ],
)
def test_days_read_as_people_write_them(language: str, day: date, long: str, short: str) -> None:
    assert (Speech(language).day(day), Speech(language).short_day(day)) == (long, short)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["Ana", "Inés"], "Ana e Inés"),
        (["Ana", "Hilario"], "Ana e Hilario"),
        (["Ana", "Hielo"], "Ana y Hielo"),
        (["Ana", "Yusuf"], "Ana y Yusuf"),
    ],
)
def test_spanish_and_before_i(names: list[str], told: str) -> None:
    assert Speech("es").list(names) == told
