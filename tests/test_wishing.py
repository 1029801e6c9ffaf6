"""Wishes in one's own words: another language, a reminder whose time stands first."""

from __future__ import annotations

import pytest

from handlers.nudging.reminders import asked
from handlers.wishing import wished


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("set language to french", "fr"),
        ("french please", "fr"),
        ("can you speak arabic", "ar"),
        ("English", "en"),
        ("mets en français", "fr"),
        ("mets tout en francais stp", "fr"),
        ("passe en anglais", "en"),
        ("idioma español", "es"),
        ("pon todo en español", "es"),
        ("quiero español", "es"),
        ("idioma es", "es"),
        ("عربي", "ar"),
        ("بالعربي لو سمحت", "ar"),
        ("غير اللغة الى الانجليزية", "en"),
    ],
)
def test_a_wish_for_a_language_is_heard(text: str, code: str) -> None:
    assert wished(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "he speaks french",
        "met the french ambassador",
        "mets la liste en français",
        "his wife is spanish",
        "french or english please",
        "the letter must be in arabic by friday",
        "en",
        "es",
        "il parle arabe",
        "",
    ],
)
def test_what_only_names_a_language_is_no_wish(text: str) -> None:
    assert wished(text) == ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Friday 4pm remind me to call Idris", "call Idris Friday 4pm"),
        ("in 2 hours remind me to leave", "leave in 2 hours"),
        ("vendredi 16h rappelle-moi d'appeler Idris", "appeler Idris vendredi 16h"),
        ("el viernes a las 4 recuérdame llamar", "llamar el viernes a las 4"),
        ("الجمعة الساعة 4 ذكرني أتصل بإدريس", "أتصل بإدريس الجمعة الساعة 4"),
    ],
)
def test_the_time_of_a_reminder_may_stand_first(text: str, wanted: str) -> None:
    assert asked(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "met Idris, remind me to call him friday",
        "tomorrow remind me what we agreed",
        "he said friday remind me",
        "the clerk will remind me",
    ],
)
def test_what_tells_more_than_a_time_first_is_no_reminder(text: str) -> None:
    assert asked(text) is None
