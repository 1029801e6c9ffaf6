"""Names across spellings, scripts and titles: proposed when alike, kept apart when not."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.languages import guess
from handlers.reading.names import THRESHOLD, is_title, same, strip_title
from handlers.reading.names_kept import Kept, changes
from handlers.reading.names_roster import Roster

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize(
    "name", ["names.jsonl", "names_more.jsonl", "names_apart.jsonl", "names_wide.jsonl"]
)
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
        ("Aung Ko", "Aung Ko Ko"),
        ("Win Swe", "Win Shwe"),
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


_NAMES = st.sampled_from(
    ["Abu Khaled", "Abou Khalid", "Samir Haddad", "سمير حداد", "Nabil Haddad", "Cmdr Idris", "!"]
)
_PAIRS = st.lists(st.tuples(st.sampled_from("abc"), _NAMES), max_size=6)


@given(_PAIRS, _PAIRS, _PAIRS, _NAMES)
def test_a_roster_renewed_finds_what_one_made_anew_does(
    kept: list[tuple[str, str]],
    gone: list[tuple[str, str]],
    came: list[tuple[str, str]],
    query: str,
) -> None:
    old = Roster([*gone, *kept])
    before = old.candidates(query)
    assert old.renewed(gone, came).candidates(query) == Roster([*kept, *came]).candidates(query)
    assert old.candidates(query) == before


@given(st.lists(st.integers(0, 9), max_size=30), st.lists(st.integers(0, 9), max_size=30))
def test_changes_are_what_must_be_taken_out_and_put_in(old: list[int], new: list[int]) -> None:
    gone, came = changes(old, new)
    assert Counter(old) - Counter(gone) + Counter(came) == Counter(new)
    assert not set(gone) & set(came)


def test_a_list_that_grows_is_renewed_and_an_unlike_one_is_made_anew() -> None:
    made: list[int] = []

    def make(source: Sequence[int]) -> set[int]:
        made.append(len(source))
        return set(source)

    kept = Kept(make, lambda old, gone, came, _: old.difference(gone).union(came))
    first = tuple(range(1000))
    grown = (*first[:500], *first[501:], 7000)
    assert kept.of(first) == set(first)
    assert kept.of(grown) is kept.of(grown)
    assert kept.of(grown) == set(grown)
    assert made == [1000]
    assert kept.of(tuple(range(900, 2000))) == set(range(900, 2000))
    assert made == [1000, 1100]


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
