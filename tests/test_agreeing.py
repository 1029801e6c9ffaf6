"""An agreement by number and in words, in four languages; asked before it is changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Draft,
    Form,
    Meeting,
    Side,
    Standing,
    Version,
)
from tests.fakes import NOON
from tests.team import Team

DAY = date(2026, 3, 10)
IDRIS = Counterpart("i", "Idris", "amal")
YUSUF = Counterpart("y", "Col. Yusuf", "amal")
FUEL = Agreement("f", "i", "m1", "20 barrels of fuel a week", 14, DAY, Form.ORAL, date(2026, 6, 30))
TRUCKS = Agreement("t", "y", "m2", "six trucks on Mondays", 3, DAY)


def team() -> Team:
    made = Team()
    made.keep(
        *(IDRIS, YUSUF, FUEL, TRUCKS),
        Meeting("m1", "i", "amal", DAY, "fuel", NOON - timedelta(7)),
        Meeting("m2", "y", "amal", DAY, "trucks", NOON - timedelta(7)),
        Commitment("p", "i", "m1", Side.US, "we send the driver list", DAY, due=date(2026, 3, 20)),
    )
    return made


def kept(made: Team, id: str) -> Agreement:
    found = made.store.get(Agreement, id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        *("A-14", "a-14", "/agreement 14", "/agreement A-14", "/accord 14", "show a-14"),
        *("the fuel agreement with idris", "agreement 14", "l'accord 14", "acuerdo 14"),
        *(
            "l'accord sur le carburant",
            "اتفاق الوقود",
            "الاتفاق 14",
            "أ-14",
            "until when is A-14?",
            "/agreement fuel idris",
        ),
    ],
)
def test_an_agreement_is_found(text: str) -> None:
    made = team()
    assert made.says("amal", text).startswith("A-14 · Idris\n")
    assert kept(made, "f") == FUEL


def test_its_card_shows_both_sides_of_the_same_meeting() -> None:
    assert "we send the driver list, by 20 Mar 2026" in team().says("amal", "A-14")


@pytest.mark.parametrize(
    ("text", "id", "standing"),
    [
        ("A-14 is renewed until 30 sept", "f", Standing.RENEWED),
        ("the fuel agreement was extended until 30 september", "f", Standing.RENEWED),
        ("l'accord A-14 est prolongé jusqu'au 30 septembre", "f", Standing.RENEWED),
        ("el acuerdo A-14 se prorroga hasta el 30 de septiembre", "f", Standing.RENEWED),
        ("تم تمديد الاتفاق 14 حتى 30 سبتمبر", "f", Standing.RENEWED),
        ("the truck agreement ended", "t", Standing.ENDED),
        ("l'accord A-3 est terminé", "t", Standing.ENDED),
        ("el acuerdo A-3 terminó", "t", Standing.ENDED),
        ("انتهى الاتفاق 3", "t", Standing.ENDED),
        ("l'accord sur les camions est terminé", "t", Standing.ENDED),
        ("el acuerdo de los camiones terminó", "t", Standing.ENDED),
        ("انتهى اتفاق الشاحنات", "t", Standing.ENDED),
        ("he denies A-3", "t", Standing.DISPUTED),
        ("il conteste A-3", "t", Standing.DISPUTED),
        ("niega A-3", "t", Standing.DISPUTED),
        ("ينكر الاتفاق 3", "t", Standing.DISPUTED),
        ("they broke A-3", "t", Standing.BROKEN),
        ("ils n'ont pas respecté A-3", "t", Standing.BROKEN),
        ("no respetaron A-3", "t", Standing.BROKEN),
        ("لم يحترموا الاتفاق 3", "t", Standing.BROKEN),
        ("A-3 has lapsed", "t", Standing.LAPSED),
        ("he confirmed A-3", "t", Standing.CONFIRMED),
    ],
)
def test_what_became_of_it_is_asked_and_then_saved(text: str, id: str, standing: Standing) -> None:
    made = team()
    before = kept(made, id)
    made.says("amal", text)
    assert kept(made, id) == before
    made.presses("amal", "Yes, save it")
    became = kept(made, id)
    assert became.standing is standing
    assert became.why == text
    if standing is Standing.RENEWED:
        assert became.until == date(2026, 9, 30)
    (version,) = made.store.all(Version)
    assert version.was == before
    made.says("amal", "/undo")
    assert kept(made, id) == before
    assert made.store.all(Version) == []


@pytest.mark.parametrize(
    "text",
    [
        "met Idris, he agreed to extend the fuel agreement, tea",
        "met Omar today. Agreement on access to the clinic until 30 June",
        "A-14 is not renewed yet",
        "we have no agreement on the clinic",
    ],
)
def test_nothing_is_changed_by_what_does_not_say_so(text: str) -> None:
    made = team()
    made.says("amal", text)
    assert "Yes, save it" not in made.labels()


def test_words_that_were_a_note_after_all_become_one() -> None:
    made = team()
    made.says("amal", "the truck agreement ended")
    shown = made.presses("amal", "It is a note")
    assert shown.startswith("Is this right?")
    assert [draft.kind for draft in made.store.all(Draft)] == ["note"]


def test_which_of_several_is_asked_and_what_was_told_is_remembered() -> None:
    made = team()
    made.keep(replace(FUEL, id="f2", number=15, text="fuel for the clinic"))
    assert made.says("amal", "the fuel agreement ended").startswith("Which agreement")
    made.presses("amal", "A-15 · Idris")
    made.presses("amal", "Yes, save it")
    assert kept(made, "f2").standing is Standing.ENDED
    assert kept(made, "f2").why == "the fuel agreement ended"
    assert made.store.all(Draft) == []


def test_a_renewal_without_its_end_asks_until_when() -> None:
    made = team()
    assert made.says("amal", "A-14 is renewed").startswith("Until when is A-14 renewed?")
    made.says("amal", "30 september")
    made.presses("amal", "Yes, save it")
    assert kept(made, "f").until == date(2026, 9, 30)


def test_a_renewal_may_have_no_end() -> None:
    made = team()
    made.says("amal", "A-14")
    made.presses("amal", "Renewed")
    made.presses("amal", "no end named")
    made.presses("amal", "Yes, save it")
    assert kept(made, "f").until is None


def test_an_answer_that_is_no_day_is_heard_as_what_it_is() -> None:
    made = team()
    made.says("amal", "A-14 is renewed")
    assert made.says("amal", "met Idris today, tea").startswith("Is this right?")


@pytest.mark.parametrize(
    ("label", "text", "name", "value"),
    [
        ("Who vouches", "Sheikh Musa", "guarantor", "Sheikh Musa"),
        ("What comes first", "list first, then fuel", "sequence", "list first, then fuel"),
        ("Area", "Wadi road", "area", "Wadi road"),
        ("From", "1 April 2026", "since", date(2026, 4, 1)),
        ("Witnesses", "Hana, Omar", "witnesses", ("Hana", "Omar")),
    ],
)
def test_every_part_is_corrected_by_hand(label: str, text: str, name: str, value: object) -> None:
    made = team()
    made.says("amal", "A-14")
    made.presses("amal", "Correct")
    made.presses("amal", label)
    made.says("amal", text)
    made.presses("amal", "Yes, save it")
    assert getattr(kept(made, "f"), name) == value
    assert label in made.sends("amal", "aversions:f")


def test_a_stale_proposal_changes_nothing() -> None:
    made = team()
    made.says("amal", "he denies A-3")
    press = made.button("Yes, save it").press
    made.change(TRUCKS, replace(TRUCKS, text="nine trucks on Mondays"))
    assert "has changed since" in made.sends("amal", press)
    assert kept(made, "t").standing is Standing.AGREED


def test_a_colleague_neither_sees_nor_changes_it() -> None:
    made = team()
    for text in ("A-14", "/agreement 14", "he denies A-14"):
        assert "No agreement is called A-14" in made.says("boris", text)
    for press in ("agreed:f", "act:end:f", "afix:f", "aversions:f", "aset:f:form:oral"):
        assert "out of date" in made.sends("boris", press)
    assert "fuel" not in made.says("boris", "the fuel agreement with idris")
    assert kept(made, "f") == FUEL


def test_an_observer_looks_and_changes_nothing() -> None:
    made = team()
    made.change(IDRIS, replace(IDRIS, deputies=("omar",)))
    assert made.says("omar", "A-14").startswith("A-14 · Idris")
    assert "Ended" not in made.labels()
    assert "not record" in made.sends("omar", "act:end:f")
    assert made.says("omar", "he denies A-14").startswith("A-14 · Idris")


def test_what_was_only_proposed_can_be_said_to_be_so_and_then_accepted() -> None:
    made = team()
    made.sends("amal", "afix:t")
    made.presses("amal", "Stands: agreed")
    made.presses("amal", "proposed")
    made.presses("amal", "Yes, save it")
    assert kept(made, "t").standing is Standing.PROPOSED
    made.says("amal", "he accepted A-3")
    made.presses("amal", "Yes, save it")
    assert kept(made, "t").standing is Standing.AGREED
    assert "out of date" in made.sends("amal", "aset:t:standing:broken")


def test_the_code_name_stands_everywhere() -> None:
    made = team()
    made.change(IDRIS, replace(IDRIS, code_name="Falcon"))
    for text in ("A-14", "A-14 is renewed until 30 sept", "/agreement 14"):
        shown = made.says("amal", text)
        assert "Falcon" in shown
        assert "Idris" not in shown


def test_a_question_that_was_left_waits_no_longer() -> None:
    made = team()
    made.sends("amal", "afix:f:area")
    made.presses("amal", "Cancel")
    assert made.says("amal", "he denies A-3").startswith("A-3 · Col. Yusuf: disputed?")
    made.says("amal", "A-14 is renewed")
    made.presses("amal", "no end named")
    assert made.says("amal", "he denies A-3").startswith("A-3 · Col. Yusuf: disputed?")
