"""Which days there are, who marks them, and what is never sent."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.occasions import (
    OCCASIONS,
    Tone,
    cautions,
    coming,
    find,
    held,
    is_never_sent,
    marked,
    national,
    never_sent,
    no_greetings,
    sounds_like,
)
from handlers.rules.occasions.table import data
from handlers.words import occasions as words
from handlers.words.catalogue import LANGUAGES
from storage.records import Announced, Observance

FILES = (
    *("islamic", "christian", "other", "memorial", "national"),
    *("never", "cautions", "bias", "tables"),
)


def mark(code: str, who: str = "c1", how: str = "", place: str = "") -> Observance:
    return Observance(f"{who}-{code}", who, code, how, place)


@pytest.mark.parametrize("name", FILES)
def test_every_data_file_says_where_it_is_from_and_whether_it_was_reviewed(name: str) -> None:
    told = data(name)
    assert told["source"]
    assert told["drawn_up_on"] >= date(2026, 11, 22)
    assert isinstance(told["reviewed_by"], str)


def test_there_are_at_least_forty_days_beside_the_national_ones() -> None:
    assert len(OCCASIONS) - len(national()) >= 40


@pytest.mark.parametrize("code", sorted(OCCASIONS))
def test_every_day_is_named_in_four_languages_and_found_by_each_name(code: str) -> None:
    one = OCCASIONS[code]
    assert set(one.names) == set(LANGUAGES)
    assert all(one in find(name) for name in (code, *one.names.values(), *one.also))
    assert len(f"mark:{'x' * 12}:{code}:88".encode()) <= 64
    assert len(f"announced:{code}:1447:SD:2026-03-20".encode()) <= 64


def test_no_two_days_share_a_name() -> None:
    names = [name for one in OCCASIONS.values() for name in (*one.names.values(), *one.also)]
    assert [name for name in names if len(find(name)) > 1] == []


@pytest.mark.parametrize("code", ["ashura", "arbaeen", "kwibuka", "halabja"])
def test_days_of_mourning_are_never_the_occasion_of_a_wish(code: str) -> None:
    assert OCCASIONS[code].mourning
    found = coming([mark(code)], date(2026, 1, 1), date(2026, 12, 31), "IQ")
    assert [one.wish for one in found] == [False]


def test_who_fasts_on_ashura_may_be_greeted_so() -> None:
    found = coming([mark("ashura", how="fast")], date(2026, 6, 1), date(2026, 7, 30), "PK")
    assert [one.wish for one in found] == [True]


def test_national_days_are_of_an_authority_and_never_drafted() -> None:
    rows = data("national")["occasion"]
    assert all(row["authority"] and row["place"] for row in rows)
    assert all(not OCCASIONS[code].drafted for code in national())
    found = coming([mark("national-ke")], date(2026, 12, 1), date(2026, 12, 31))
    assert [one.wish for one in found] == [False]


@pytest.mark.parametrize(
    "text",
    [
        *("8 March Revolution", "ثورة الثامن من آذار", "Tishreen War", "Corrective Movement"),
        *("army day", "Lebanese Army Day", "Día del Ejército", "عيد الجيش", "jour de l’armée"),
        *("the Liberation Day", "21 September Revolution", "martyrs' day", "Victory Day"),
    ],
)
def test_days_that_take_a_side_are_never_sent(text: str) -> None:
    assert is_never_sent(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_days_that_are_never_sent_can_be_read_in_every_language(language: str) -> None:
    assert len(set(never_sent(language))) == len(data("never")["never"])
    assert all(set(row["names"]) == set(LANGUAGES) for row in data("never")["never"])


@pytest.mark.parametrize("code", sorted(OCCASIONS))
def test_no_day_we_offer_is_on_the_never_list(code: str) -> None:
    one = OCCASIONS[code]
    assert [name for name in (*one.names.values(), *one.also) if is_never_sent(name)] == []


@pytest.mark.parametrize(
    ("code", "place", "offices", "hold"),
    [
        ("nowruz", "AF", ("Taliban, provincial office",), True),
        ("nowruz", "AF", ("Islamic Emirate",), True),
        ("nowruz", "AF", ("bakery",), False),
        ("nowruz", "IR", ("Islamic Emirate",), False),
        ("mawlid", "SY", ("Salafi council",), True),
        ("mawlid", "EG", (), False),
        ("eid-al-fitr", "AF", ("Taliban",), False),
    ],
)
def test_a_day_may_be_held_back_for_some_offices(
    code: str, place: str, offices: tuple[str, ...], hold: bool
) -> None:
    assert held(OCCASIONS[code], place, offices) is hold


def test_every_caution_has_its_sentence_and_names_a_day() -> None:
    rows = data("cautions")["caution"]
    assert {row["why"] for row in rows} == set(words.CAUTIONS)
    assert {row["about"] for row in rows} <= set(OCCASIONS)
    found = cautions(OCCASIONS["nowruz"], "AF", ("Taliban",))
    assert [one.hold for one in found] == [True, False]


def test_whose_days_are_coming_in_order_and_once() -> None:
    told = [
        mark("nowruz", "c2"),
        mark("eid-al-fitr"),
        mark("eid-al-fitr"),
        mark("christmas"),
        mark("unheard-of"),
    ]
    found = coming(told, date(2026, 3, 1), date(2026, 4, 1), "SD")
    assert [(one.counterpart, one.occasion.code) for one in found] == [
        ("c1", "eid-al-fitr"),
        ("c2", "nowruz"),
    ]


def test_a_day_moves_with_the_announcement_of_the_place_it_is_kept_by() -> None:
    said = Announced("x", "eid-al-fitr", "SA", 1447, date(2026, 3, 21), "amal")
    told = [mark("eid-al-fitr"), mark("eid-al-fitr", "c2", place="SA")]
    found = coming(told, date(2026, 3, 1), date(2026, 4, 1), "SD", [said])
    assert [(one.counterpart, one.window.announced) for one in found] == [
        ("c1", False),
        ("c2", True),
    ]


def test_who_wants_no_greetings_gets_none() -> None:
    told = [mark("eid-al-fitr"), mark("*", how="never")]
    assert no_greetings(told)
    assert marked(told) == ()
    assert marked([mark("eid-al-fitr", how="never"), mark("christmas")]) == (mark("christmas"),)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Eid al fitre", "eid-al-fitr"),
        ("Noruz", "nowruz"),
        ("Enkutatsh", "enkutatash"),
        ("عيد الاضحى", "eid-al-adha"),
    ],
)
def test_a_day_written_a_little_wrong_is_offered(text: str, code: str) -> None:
    near = find(text) or sounds_like(text)
    assert near[0].code == code


@given(st.text(max_size=80))
def test_any_text_names_a_day_or_none(text: str) -> None:
    assert all(one.code in OCCASIONS for one in (*find(text), *sounds_like(text)))
    assert not {one.code for one in sounds_like(text)} & national()
    assert is_never_sent(text) in (True, False)


def test_every_tone_is_used() -> None:
    assert {one.tone for one in OCCASIONS.values()} == set(Tone)
