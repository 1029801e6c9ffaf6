from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from handlers.reading.corrections import correction, replaced
from handlers.reading.languages import guess
from handlers.reading.note import Intent, Note, Setting, Sure
from handlers.reading.read import read

DATA = Path(__file__).parent / "data"
NOW = datetime.fromisoformat("2026-03-04T18:00:00+03:00")


def lines(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


def noted(text: str, language: str = "en") -> Note:
    return read(text, Setting(NOW, guess(text) or language))


@pytest.mark.parametrize("text", lines("nearly_agreed.txt"))
def test_what_is_nearly_an_agreement_is_none(text: str) -> None:
    assert [term.text for term in noted(text).agreements if term.sure is not Sure.GUESS] == []


def test_what_was_accepted_is_found() -> None:
    found = [bool(noted(text).agreements) for text in lines("agreed.txt")]
    assert sum(found) / len(found) >= 0.9


@pytest.mark.parametrize(
    ("text", "place", "ours"),
    [
        ("met col yusuf at cp north w hana, tea", "cp north", ["hana"]),
        ("vu le cdt issa à la barrière nord avec fatou", "barrière nord", ["fatou"]),
        ("reunión con el coronel Ruiz en la alcaldía con Nidia", "alcaldía", ["Nidia"]),
        ("قابلنا العقيد يوسف في حاجز الشمال مع هناء", "حاجز الشمال", ["هناء"]),
    ],
)
def test_where_and_who_of_ours_are_found_as_typed(text: str, place: str, ours: list[str]) -> None:
    note = noted(text)
    assert note.place is not None
    assert (note.place.value, [one.value for one in note.ours]) == (place, ours)


@pytest.mark.parametrize(
    "text", ["hello", "thanks", "blorp", "Blorp", "ok", "Ok merci", "hola gracias", "شكرا"]
)
def test_chatter_reads_as_nothing(text: str) -> None:
    note = noted(text)
    assert (note.intent, note.people, note.agreements, note.promises) == (
        Intent.RECORD,
        (),
        (),
        (),
    )


def test_a_refused_way_to_the_hospital_is_nothing_personal() -> None:
    assert noted("Il a refusé l'accès à l'hôpital. Col. Daniel, Boni.").facts == ()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("transmets X à Karim", Intent.HANDOVER),
        ("déplace la réunion à jeudi", Intent.RESCHEDULE),
        ("move the meeting with Dr Lwin to Thursday", Intent.RESCHEDULE),
        ("pasa la reunión con la jueza Tovar al jueves", Intent.RESCHEDULE),
        ("انقل موعد القاضي نادر للأربعاء الجاي", Intent.RESCHEDULE),
    ],
)
def test_an_order_is_no_meeting(text: str, intent: Intent) -> None:
    assert read(text, Setting(NOW, "fr")).intent is intent


@pytest.mark.parametrize(
    ("text", "saved", "right"),
    [
        ("correction: eight trucks, not six", "six trucks on Tuesday", "eight trucks on Tuesday"),
        ("sorry, not six, nine trucks", "agreed to six trucks", "agreed to nine trucks"),
        (
            "sorry, not Tuesday, WEDNESDAY 11th for the trucks",
            "six trucks on Tuesday 10 March",
            "six trucks on WEDNESDAY 11th",
        ),
        ("pardon, pas six mais neuf camions", "six camions mardi", "neuf camions mardi"),
    ],
)
def test_a_correction_puts_the_right_words_for_the_wrong(text: str, saved: str, right: str) -> None:
    setting = Setting(NOW, guess(text) or "en")
    said = correction(text, setting)
    assert said is not None
    assert replaced(saved, said, setting) == right


def test_what_is_kept_has_the_vowel_marks_it_was_typed_with() -> None:
    note = noted("نحن نرسل أسماء السائقين غداً", "ar")
    assert [one.text for one in note.promises] == ["نحن نرسل أسماء السائقين غداً"]
