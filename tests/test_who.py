"""Names are found however they are spelt, and nobody is taken for somebody else unasked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import who
from storage.memory import MemoryStore
from storage.records import Change, Counterpart, Meeting, Organisation, Position
from tests.fakes import NOON
from tests.team import Team


def book(*names: str) -> MemoryStore:
    return MemoryStore(Counterpart(f"c{n}", name, "amal") for n, name in enumerate(names))


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("Yusuf Karim", "yusuf  karim"),
        ("Colonel Yusuf Karim", "Yusuf Karim"),
        ("Yusuf Karim", "Col. Yusuf Karim"),
        ("José Nuñez", "Jose\u0301 Nun\u0303ez"),
        ("NUL", "nul"),
        ("12345", "12345"),
        ("💀", "💀"),
        ("الشيخ يوسف", "الشيخ يوسف"),
        ("Al", "Al"),
    ],
)
def test_one_name_written_in_two_ways_is_that_person(kept: str, asked: str) -> None:
    found = who.find(book(kept, "Somebody Else"), asked)
    assert found.only is not None
    assert found.only.name == kept


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("Abdul", "Ab\u200bdul"),
        ("Abdul", "\u0410bdul"),
        ("Yusuf", "Youssef"),
        ("Yusuf", "Yousif"),
        ("Mohammed Saleh", "Muhammad Salih"),
        ("Qassem", "Kasim"),
        ("يوسف", "Yusuf"),
        ("Іван Петренко", "Ivan Petrenko"),
        ("Yusuf Karim", "Yusuf"),
        ("José Nuñez", "Jose Nunez"),
        ("Hajj Musa", "Haji Mousa"),
    ],
)
def test_another_spelling_is_offered_and_never_taken(kept: str, asked: str) -> None:
    found = who.find(book(kept, "Gulnara Akhmetova"), asked)
    assert found.only is None
    assert [one.name for one in found.close] == [kept]


@pytest.mark.parametrize("asked", ["", " ", "Zbigniew", "\u200b", "?", "Colonel", "x" * 9000])
def test_nobody_is_found_where_nobody_comes_near(asked: str) -> None:
    assert who.find(book("Yusuf Karim", "Hana"), asked).offered == ()


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("Préfet Diallo", "le préfet"),
        ("Préfet Diallo", "the prefect"),
        ("préfet Diallo", "al prefecto"),
        ("المحافظ سليم", "the governor"),
        ("المحافظ سليم", "للمحافظ"),
        ("Lt. Col. Samer", "the lieutenant colonel"),
        ("Juez Ramos", "القاضي"),
    ],
)
def test_somebody_called_by_their_office_alone_is_offered(kept: str, asked: str) -> None:
    found = who.find(book(kept, "Colonel Hana", "Deputy Governor Oumar"), asked)
    assert found.only is None
    assert [one.name for one in found.close] == [kept]


@pytest.mark.parametrize("asked", ["the sub-prefect", "prefecture", "prefect or judge", "the"])
def test_an_office_nobody_holds_is_nobody(asked: str) -> None:
    assert who.titled(book("Préfet Diallo"), asked) == ()


def test_whoever_holds_an_office_on_record_is_called_by_it_until_it_ends() -> None:
    store = book("Selim", "Hana")
    now = Position("p1", "c0", "Governor of Hajjah")
    store.apply(
        [Change(None, now), Change(None, Position("p2", "c1", "gouverneur", until=NOON.date()))]
    )
    assert [one.name for one in who.titled(store, "el gobernador")] == ["Selim"]


def test_two_people_of_one_name_are_both_offered() -> None:
    found = who.find(book("Yusuf Karim", "Yusuf Karim"), "yusuf karim")
    assert found.only is None
    assert len(found.exact) == 2


def test_aliases_and_code_names_find_the_person_once() -> None:
    one = Counterpart("c", "Yusuf", "amal", aliases=("Abu Karim", "yusuf"), code_name="Falcon")
    store = MemoryStore([one])
    for name in ("Abu Karim", "falcon", "YUSUF"):
        assert who.find(store, name).exact == (one,)


def test_who_was_merged_is_found_as_who_they_are_now() -> None:
    gone = Counterpart("g", "Yousef", "amal", merged_into="k")
    kept = Counterpart("k", "Yusuf", "amal")
    assert who.find(MemoryStore([gone, kept]), "Yousef").exact == (kept,)


def test_a_new_name_is_found_at_once() -> None:
    store = book("Yusuf")
    assert who.find(store, "Hana").offered == ()
    store.put(Counterpart("h", "Hana", "amal"))
    assert who.find(store, "Hana").only is not None
    yusuf = store.get(Counterpart, "c0")
    assert yusuf is not None
    store.apply([Change(yusuf, replace(yusuf, name="Joseph"))])
    assert who.find(store, "Yusuf").exact == ()


@given(st.text(max_size=80), st.lists(st.text(max_size=30), max_size=6))
def test_no_text_breaks_the_search(text: str, names: list[str]) -> None:
    found = who.find(book(*names), text)
    assert len(found.close) <= 5


@given(st.text(min_size=1, max_size=30).filter(str.strip))
def test_everybody_is_found_by_their_own_name(name: str) -> None:
    assert who.find(book(name, "Somebody Else"), name).offered[0].id == "c0"


def test_five_thousand_names_are_searched_while_nobody_waits() -> None:
    store = book(*(f"Person{n % 71} Family{n}" for n in range(5000)), "Yusuf Karim")
    who.find(store, "warm up")
    began = perf_counter()
    for _ in range(5):
        assert who.find(store, "Youssef Karim").close[0].name == "Yusuf Karim"
    # A loaded machine is allowed ten times the 20 ms we aim at; the benchmark holds the rest.
    assert (perf_counter() - began) / 5 < 0.2


def test_a_label_has_the_code_name_alone_or_the_role() -> None:
    team = Team()
    one = Counterpart("c", "Yusuf", "amal")
    team.keep(
        one,
        Organisation("o", "Governorate"),
        Position("old", "c", "clerk", until=date(2025, 1, 1)),
        Position("new", "c", "governor", "o", date(2025, 1, 1)),
    )
    assert who.label(one, team.desk("amal")) == "Yusuf, governor, Governorate"
    assert who.label(replace(one, code_name="Falcon"), team.desk("amal")) == "Falcon"


def test_last_contact_is_the_latest_meeting() -> None:
    team = Team()
    one = Counterpart("c", "Yusuf", "amal")
    team.keep(one)
    assert who.last_contact_text(one, team.desk("amal")) == "no meeting recorded yet"
    for day in (3, 9, 5):
        team.keep(Meeting(f"m{day}", "c", "amal", date(2026, 3, day), "tea", NOON))
    assert who.last_contact_text(one, team.desk("amal")) == "last contact 9 Mar 2026"
