"""Where trust was hurt: first things first, what to build on, small promises, and the end of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules import rhythms
from handlers.rules.repairing import BREACH, PATIENCE, POSITIVE, REPAIRED, breaches, held_until
from storage.records import (
    Commitment,
    Counterpart,
    Draft,
    Meeting,
    RedLine,
    Side,
    Status,
    TrustEvent,
)
from tests.fakes import NOON
from tests.team import Team

DAY = date(2026, 3, 17)
MUSA = Counterpart("h", "Hajj Musa", "amal")
IDRIS = Counterpart("i", "Idris", "amal", introduced_by="h")


def team() -> Team:
    made = Team()
    made.keep(
        *(MUSA, IDRIS, Counterpart("o", "Omar", "amal", introduced_by="i")),
        Meeting("m", "i", "amal", DAY - timedelta(7), "tea", NOON - timedelta(7)),
        Commitment("k", "i", "m", Side.US, "the first list", DAY, status=Status.KEPT),
        Commitment("b", "i", "m", Side.US, "the second list", DAY, status=Status.BROKEN),
        TrustEvent("t", "i", "m", POSITIVE, "he thanked us for the list", DAY),
        RedLine("r", "i", "m", Side.US, "no armed escort"),
    )
    return made


def events(made: Team, kind: str = BREACH) -> list[TrustEvent]:
    return [one for one in made.store.all(TrustEvent) if one.kind == kind]


def silent(made: Team) -> date | None:
    care = rhythms.care_of("i", made.store)
    return rhythms.silent_until("i", care, made.store, DAY)


@pytest.mark.parametrize(
    "text",
    [
        *("Idris is furious with us", "Idris is furious", "we broke Idris's trust"),
        *("Idris est furieux", "Idris ne nous fait plus confiance"),
        *("Idris está furioso", "Idris ya no confía en nosotros"),
    ],
)
def test_anger_is_met_with_four_lines_and_no_cheer_for_two_weeks(text: str) -> None:
    made = team()
    shown = made.says("amal", text)
    assert "Listen first" in shown
    assert "Blame no colleague" in shown
    assert "until Tue 31 March 2026" in shown
    (event,) = events(made)
    assert (event.text, event.on, event.counterpart) == (text, DAY, "i")
    assert silent(made) == DAY + PATIENCE
    made.says("amal", "/undo")
    assert events(made) == []
    assert silent(made) is None


@pytest.mark.parametrize("text", ["he is furious", "il est furieux", "está furioso", "هو غاضب جدا"])
def test_whom_it_is_about_is_asked_where_nobody_is_named(text: str) -> None:
    made = team()
    assert made.says("amal", text).startswith("With whom?")
    assert events(made) == []
    made.presses("amal", "Idris")
    assert [event.text for event in events(made)] == [text]
    assert made.store.all(Draft) == []


@pytest.mark.parametrize(
    "text",
    [
        "met Idris today, he is furious about the lists, we promised to call tomorrow",
        "Idris will be furious if the trucks are late",
        "furious rain on the road to the north and nobody on it the whole long day, no car, no one",
    ],
)
def test_the_note_of_a_meeting_stays_one(text: str) -> None:
    made = team()
    made.says("amal", text)
    assert events(made) == []
    assert made.shown[-1].title != "With whom?"


def test_what_there_is_to_build_on_is_what_was_kept_and_who_vouches() -> None:
    made = team()
    made.says("amal", "Idris is furious with us")
    shown = made.presses("amal", "What to build on")
    for held in ("the first list", "he thanked us", "Hajj Musa", "Omar", "no armed escort"):
        assert held in shown
    assert "second list" not in shown


def test_a_small_promise_is_one_of_ours_and_a_step_of_the_repair() -> None:
    made = team()
    made.says("amal", "Idris is furious with us")
    made.presses("amal", "A small promise")
    made.says("amal", "send him the list on Thursday")
    promise = next(one for one in made.store.all(Commitment) if one.repair)
    assert (promise.by, promise.due) == (Side.US, date(2026, 3, 19))
    assert promise.repair == events(made)[0].id
    assert "send him the list on Thursday" in made.says("amal", "/repair Idris")


def test_a_note_after_the_question_is_a_note() -> None:
    made = team()
    made.says("amal", "Idris is furious with us")
    made.presses("amal", "A small promise")
    assert made.says("amal", "met Omar at the gate, tea").startswith("Is this right?")


@pytest.mark.parametrize(
    "text",
    [
        *("back to normal with Idris", "avec Idris c'est rentré dans l'ordre"),
        *("con Idris volvió a la normalidad", "Idris: عادت الأمور إلى طبيعتها"),
    ],
)
def test_it_ends_with_back_to_normal(text: str) -> None:
    made = team()
    made.says("amal", "Idris is furious with us")
    made.says("amal", text)
    assert [event.text for event in events(made, REPAIRED)] == [text]
    assert silent(made) is None
    made.says("amal", "/undo")
    assert silent(made) == DAY + PATIENCE


def test_not_again_leaves_such_words_a_note() -> None:
    made = team()
    made.says("amal", "Idris is furious with us")
    made.presses("amal", "Not again")
    made.says("amal", "Omar is furious with us")
    assert len(events(made)) == 1
    assert "Listen first" in made.says("amal", "/repair Omar")


def test_it_can_be_told_by_hand() -> None:
    made = team()
    made.says("amal", "/repair Idris")
    made.presses("amal", "It was hurt")
    made.says("amal", "the convoy came without notice, call +249 91 234 5678")
    (event,) = events(made)
    assert event.text.startswith("the convoy came without notice")
    assert "234" not in event.text


def test_a_saved_note_with_a_breach_leads_here() -> None:
    made = team()
    made.says("amal", "met Idris today. He shouted, we went back on our word about the trucks")
    made.presses("amal", "Save")
    assert "When trust is hurt" in made.labels()
    shown = made.presses("amal", "When trust is hurt")
    assert shown.startswith("When trust is hurt: Idris")


def test_a_colleague_learns_nothing_of_it() -> None:
    made = team()
    made.says("amal", "Idris is furious with us")
    for press in ("repair:i", "rbuild:i", "rhurt:i", "rstep:i", "rnormal:i"):
        assert "out of date" in made.sends("boris", press)
    assert "furious" not in made.says("boris", "/repair Idris")


def test_a_name_behind_a_code_name_is_not_shown() -> None:
    made = team()
    made.change(IDRIS, replace(IDRIS, code_name="Falcon"))
    made.change(MUSA, replace(MUSA, code_name="Heron"))
    made.says("amal", "Falcon is furious with us")
    shown = made.presses("amal", "What to build on")
    assert "Falcon" in shown
    assert "Heron" in shown
    assert "Musa" not in shown


KINDS = st.sampled_from((BREACH, REPAIRED, POSITIVE))


@given(told=st.lists(st.tuples(KINDS, st.integers(0, 60)), max_size=10))
def test_only_what_nothing_has_mended_since_asks_for_patience(
    told: list[tuple[str, int]],
) -> None:
    made = [
        TrustEvent(str(n), "i", "", kind, "", DAY + timedelta(on))
        for n, (kind, on) in enumerate(told)
    ]
    left = breaches(made)
    repaired = max((one.on for one in made if one.kind == REPAIRED), default=date.min)
    assert all(one.kind == BREACH and one.on >= repaired for one in left)
    assert all(one in left for one in made if one.kind == BREACH and one.on > repaired)
    until = held_until(made)
    assert (until is None) is (not left)
    assert until is None or until == max(one.on for one in left) + PATIENCE
