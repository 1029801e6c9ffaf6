"""News of promises in words, questions about what is owed, both sides' tally as facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from storage.records import (
    Commitment,
    Counterpart,
    Draft,
    Meeting,
    Position,
    Side,
    Status,
    Turn,
    Version,
)
from tests.fakes import NOON
from tests.team import Team

MADE, DUE = date(2026, 3, 10), date(2026, 3, 16)
IDRIS = Counterpart("i", "Idris", "amal")
OMAR = Counterpart("o", "Mahamat Saleh", "amal")
PLATES = Commitment("p", "i", "m1", Side.US, "we send the plates of the trucks", MADE, due=DUE)
CALL = Commitment("c", "i", "m1", Side.THEM, "he calls the checkpoint", MADE, due=DUE)
LIST = Commitment("l", "o", "m2", Side.US, "la liste des chauffeurs", MADE)
SUNDAYS = Commitment(
    *("s", "o", "m2", Side.THEM, "he phones on Sundays", MADE),
    due=date(2026, 3, 15),
    recurring="weekly:sun",
)


def team(*more: Commitment) -> Team:
    made = Team()
    made.keep(
        *(IDRIS, OMAR, PLATES, CALL, *more),
        Position("pos", "o", "préfet"),
        Meeting("m2", "o", "amal", MADE - timedelta(1), "tea", NOON - timedelta(8)),
        Meeting("m1", "i", "amal", MADE, "trucks", NOON - timedelta(7)),
    )
    return made


def kept(made: Team, id: str) -> Commitment:
    found = made.store.get(Commitment, id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "id", "likely"),
    [
        ("he didn't call as promised", "c", "Not kept"),
        ("he didn't call the checkpoint as promised", "c", "Not kept"),
        ("Idris kept his word on the checkpoint", "c", "Kept"),
        ("he finally called the checkpoint, late", "c", "Kept late"),
        ("we sent the plates", "p", "Kept"),
        ("we sent only part of the plates of the trucks", "p", "Partly kept"),
        ("the plates are no longer needed", "p", "No longer needed"),
        ("il n'a pas appelé le checkpoint comme promis", "c", "Not kept"),
        ("no llamó al checkpoint como prometió", "c", "Not kept"),
        ("no llamó al puesto de control como prometió", "c", "Not kept"),
        ("لم يتصل بالحاجز كما وعد", "c", "Not kept"),
        ("nous avons envoyé les plaques", "p", "Kept"),
        ("enviamos las placas", "p", "Kept"),
        ("أرسلنا اللوحات", "p", "Kept"),
    ],
)
def test_news_finds_the_promise_and_asks_how_it_went(text: str, id: str, likely: str) -> None:
    made = team()
    before = kept(made, id)
    made.says("amal", text)
    assert made.labels()[0] == likely
    assert kept(made, id) == before
    made.presses("amal", likely)
    became = kept(made, id)
    assert became.status is not Status.OPEN
    assert (became.why, became.settled_on) == (text, date(2026, 3, 17))
    assert made.store.all(Draft) == []
    assert [version.was for version in made.store.all(Version)] == [before]
    made.says("amal", "/undo")
    assert kept(made, id) == before


@pytest.mark.parametrize(
    "text",
    ["il a tenu parole", "cumplió su palabra", "وفى بوعده", "he kept his word"],
)
def test_his_word_is_that_of_whom_one_met_last(text: str) -> None:
    made = team(SUNDAYS)
    assert made.says("amal", text).startswith("Idris promised this.")


@pytest.mark.parametrize(
    "text",
    [
        "we will send the plates on Friday",
        "met Idris, we sent the plates, he agreed to nine trucks",
        "Idris asks for the plates of nine trucks until Friday",
        "he promised to call the checkpoint tomorrow",
        "tea with Idris, good mood",
    ],
)
def test_what_tells_something_else_stays_a_note(text: str) -> None:
    made = team()
    made.says("amal", text)
    assert "Another promise" not in made.labels()


def test_which_of_several_is_asked() -> None:
    made = team(replace(CALL, id="c2", text="he calls the checkpoint at the bridge"))
    shown = made.says("amal", "he didn't call the checkpoint as promised")
    assert shown.startswith("Which promise do you mean?")
    made.presses("amal", "he calls the checkpoint at the bridge")
    made.presses("amal", "Not kept")
    assert kept(made, "c2").status is Status.BROKEN
    assert kept(made, "c") == CALL


def test_another_promise_can_be_meant_or_none() -> None:
    made = team()
    made.says("amal", "he didn't call as promised")
    made.presses("amal", "Another promise")
    made.presses("amal", "we send the plates of the trucks")
    made.presses("amal", "It is a note")
    assert [draft.words for draft in made.store.all(Draft)] == ["he didn't call as promised"]
    assert made.store.all(Draft)[0].kind == "note"


def test_the_tally_of_both_sides_is_facts() -> None:
    made = team(replace(PLATES, id="p2", status=Status.KEPT, settled_on=MADE))
    made.says("amal", "he didn't call as promised")
    shown = made.presses("amal", "Not kept")
    assert "We: 1 kept, since 10 Mar 2026" in shown
    assert "Idris: 1 not kept, since 10 Mar 2026" in shown


def test_each_occasion_of_what_comes_again_is_settled_for_itself() -> None:
    made = team(SUNDAYS)
    made.sends("amal", "promise:s")
    shown = made.presses("amal", "Kept")
    assert "Next time: Sun 22 March 2026" in shown
    assert (kept(made, "s").status, kept(made, "s").due) == (Status.OPEN, date(2026, 3, 22))
    assert [(one.on, one.status) for one in made.store.all(Turn)] == [
        (date(2026, 3, 15), Status.KEPT)
    ]
    assert "15 Mar 2026: kept" in made.sends("amal", "promise:s")
    made.says("amal", "/undo")
    assert kept(made, "s") == SUNDAYS
    assert made.store.all(Turn) == []


def test_what_comes_again_can_be_released_as_a_whole() -> None:
    made = team(SUNDAYS)
    made.sends("amal", "settle:released:s")
    assert kept(made, "s").status is Status.RELEASED
    made.sends("amal", "settle:open:s")
    assert replace(kept(made, "s"), why="") == SUNDAYS


def test_another_day_is_kept_beside_the_old_one() -> None:
    made = team()
    made.sends("amal", "promise:p")
    made.presses("amal", "Another day")
    assert "now due Fri 20 March 2026" in made.says("amal", "friday")
    assert kept(made, "p").due == date(2026, 3, 20)
    assert "Due: Mon 16 March 2026 → Fri 20 March 2026" in made.sends("amal", "pversions:p")


def test_another_day_told_in_words_is_asked_first() -> None:
    made = team()
    made.says("amal", "the plates of the trucks are postponed to friday")
    assert kept(made, "p") == PLATES
    made.presses("amal", "Yes, save it")
    assert kept(made, "p").due == date(2026, 3, 20)


def test_an_honest_word_is_drafted_for_what_is_late() -> None:
    made = team()
    made.sends("amal", "promise:p")
    made.presses("amal", "Tell them")
    assert "Idris" in made.button("Copy").copy
    assert "plates" in made.button("Copy").copy


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("what do we owe?", "Open promises"),
        ("que doit-on ?", "Open promises"),
        ("¿qué debemos?", "Open promises"),
        ("ماذا وعدنا؟", "Open promises"),
        ("what do we owe the préfet", "Mahamat Saleh: promises"),
        ("what do we owe the prefect?", "Mahamat Saleh: promises"),
        ("¿qué le debemos al prefecto?", "Mahamat Saleh: promises"),
        ("que doit-on au préfet ?", "Mahamat Saleh: promises"),
        ("what do we owe Idris?", "Idris: promises"),
        ("¿qué le debemos a Idris?", "Idris: promises"),
        ("que lui doit-on ?", "Idris: promises"),
        ("ماذا ندين له؟", "Idris: promises"),
        ("what does he owe us", "Idris: promises"),
        ("que nous doit-il ?", "Idris: promises"),
        ("¿qué nos debe?", "Idris: promises"),
        ("ماذا يدين لنا؟", "Idris: promises"),
        ("what did Idris promise us? what does he owe us?", "Idris: promises"),
    ],
)
def test_what_is_owed_is_asked_in_four_languages(text: str, begins: str) -> None:
    made = team(LIST)
    assert made.says("amal", text).startswith(begins)
    assert made.store.all(Draft) == []


def test_theirs_come_first_where_theirs_are_asked_for() -> None:
    shown = team().says("amal", "what does Idris owe us?")
    assert shown.index("He calls" if "He calls" in shown else "he calls") < shown.index("plates")


def test_a_list_leads_to_each_promise() -> None:
    made = team()
    made.says("amal", "/promises Idris")
    shown = made.presses("amal", "he calls the checkpoint")
    assert shown.startswith("What Idris promised")
    made.presses("amal", "Kept late")
    assert kept(made, "c").status is Status.LATE


def test_a_colleague_learns_and_settles_nothing() -> None:
    made = team()
    for press in ("promise:p", "settle:kept:p", "pday:p", "plate:p", "pversions:p"):
        assert "out of date" in made.sends("boris", press)
    assert "plates" not in made.says("boris", "what do we owe Idris?")
    assert "plates" not in made.says("boris", "we sent the plates of the trucks").replace(
        "we sent the plates", ""
    )
    assert kept(made, "p") == PLATES


def test_an_observer_reads_and_settles_nothing() -> None:
    made = team()
    made.change(IDRIS, replace(IDRIS, deputies=("omar",)))
    assert made.says("omar", "what do we owe Idris?").startswith("Idris: promises")
    made.sends("omar", "promise:p")
    assert "Kept" not in made.labels()
    assert "not record" in made.sends("omar", "settle:kept:p")


def test_numbers_in_the_news_are_masked() -> None:
    made = team()
    made.says("amal", "he didn't call as promised, his number is +249 91 234 5678")
    made.presses("amal", "Not kept")
    assert "234" not in kept(made, "c").why
