"""Names across spellings, scripts and titles: proposed when alike, kept apart when not."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.languages import guess
from handlers.reading.names import THRESHOLD, is_title, same, strip_title
from handlers.reading.names_roster import Roster

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize("name", ["names.jsonl", "names_more.jsonl", "names_apart.jsonl"])
def test_one_persons_names_are_matched_and_others_kept_apart(name: str) -> None:
    tally: Counter[str] = Counter()
    wrong = []
    for line in (DATA / name).read_text("utf-8").splitlines():
        row = json.loads(line)
        said = same(row["a"], row["b"]) >= THRESHOLD
        tally[f"{said} {row['same']}"] += 1
        if said != row["same"]:
            wrong.append((row["a"], row["b"]))
    right = tally["True True"]
    assert right >= 50
    assert right / (right + tally["True False"]) >= 0.97, wrong
    assert right / (right + tally["False True"]) >= 0.97, wrong


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Samir", "Samer"),
        ("Karim", "Karam"),
        ("Abu Omar", "Abu Amir"),
        ("Abu Khaled", "Khaled"),
        ("Ali Hassan", "Hassan Ali"),
        ("Saddam Haftar", "Khalifa Haftar"),
    ],
)
def test_names_that_look_alike_stay_apart(a: str, b: str) -> None:
    assert same(a, b) < THRESHOLD


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("Cmdr Idris", "Cmdr", "Idris"),
        ("Lt. Col. Farid Nassar", "Lt. Col.", "Farid Nassar"),
        ("العقيد حداد", "العقيد", "حداد"),
        ("don Eliécer", "don", "Eliécer"),
        ("M. Sow", "M.", "Sow"),
        ("Major", "", "Major"),
        ("Samir Haddad", "", "Samir Haddad"),
    ],
)
def test_titles_come_off_as_written(text: str, title: str, rest: str) -> None:
    assert strip_title(text) == (title, rest)


def test_titles_are_known_in_each_language() -> None:
    assert all(is_title(word) for word in ("Col.", "préfet", "Doña", "العميد", "Kak"))


def test_a_roster_gives_the_exact_name_first() -> None:
    roster = Roster([("a", "Samir Haddad"), ("b", "سمير حداد الحلبي"), ("c", "Nabil Haddad")])
    found = roster.candidates("Samir Haddad")
    assert [one for one, _, _ in found] == ["a", "b"]
    assert found[0][2] == 1.0


def test_a_roster_finds_across_scripts_titles_and_unseen_characters() -> None:
    roster = Roster([("a", "Abdul Karim"), ("b", "أبو خالد"), ("c", "Олександр Бондар")])
    assert roster.candidates("Ab\u200bdul Karim")[0][0] == "a"
    assert roster.candidates("Cmdr Abou Khalid")[0][0] == "b"
    assert roster.candidates("Oleksandr Bondar")[0][0] == "c"


def test_one_id_with_many_names_comes_once() -> None:
    roster = Roster([("a", "Abu Khaled"), ("a", "أبو خالد"), ("a", "Samir Haddad")])
    assert [one for one, _, _ in roster.candidates("Abou Khalid")] == ["a"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_matching_never_fails_and_does_not_mind_the_order(a: str, b: str) -> None:
    assert 0.0 <= same(a, b) <= 1.0
    assert same(a, b) == same(b, a)
    Roster([("x", a)]).candidates(b)
    title, rest = strip_title(a)
    assert title in a
    assert rest in a


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Met the mayor, he will call us", "en"),
        ("Rencontre avec le préfet, il veut une lettre", "fr"),
        ("Hablé con el alcalde, nada escrito", "es"),
        ("مكالمة مع الشيخ ناصر", "ar"),
        ("Autorizou a distribuição, não quer carta", "pt"),
        ("Li di nou l ap vini demen", "ht"),
        ("7aka ma3 el sheikh bukra", "arabizi"),
        ("١٥/٣", "ar"),
    ],
)
def test_the_language_of_a_short_text_is_guessed(text: str, language: str) -> None:
    assert guess(text) == language


def test_the_setting_decides_where_the_words_do_not() -> None:
    assert guess("15/3", "fr") == "fr"
