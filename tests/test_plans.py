"""A plan for each level: told, asked for, shown where it helps, forgotten with whom it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.forgetting.reach import reached
from handlers.planned import digest_lines
from handlers.reading.plans import Planned, planned
from handlers.rules import plans
from handlers.rules.rights import Visible
from handlers.words import plans as words
from storage.records import (
    Counterpart,
    Dialogue,
    Entry,
    Erasure,
    Level,
    LevelPlan,
    NextStep,
    Nudge,
    Reason,
    added,
)
from tests.fakes import NOON
from tests.team import AMAL, BORIS, Team

TODAY = NOON.date()
SALIM = Counterpart("s", "Salim", "amal")
HUDA = Counterpart("h", "Huda", "amal")
PLAN = LevelPlan(
    *(
        "amal:strategic",
        "amal",
        Level.STRATEGIC,
        TODAY,
        "visas by way of Salim",
        "midwives reach all",
    ),
    whom=("s", "h"),
)


def team(*records: object) -> Team:
    made = Team()
    made.keep(SALIM, HUDA, *records)  # type: ignore[arg-type]  # Records of any kind.
    return made


def kept(one: Team, level: Level = Level.STRATEGIC) -> LevelPlan | None:
    return one.store.get(LevelPlan, plans.key("amal", level))


@pytest.mark.parametrize(
    ("text", "level", "told"),
    [
        ("our strategic plan: visas by June", Level.STRATEGIC, "visas by June"),
        ("strategic plan = visas", Level.STRATEGIC, "visas"),
        ("Our tactical plan is to clear the gate", Level.TACTICAL, "clear the gate"),
        ("notre plan stratégique : des visas", Level.STRATEGIC, "des visas"),
        ("plan tactique : la douane", Level.TACTICAL, "la douane"),
        ("nuestro plan estratégico: visados", Level.STRATEGIC, "visados"),
        ("plan táctico: la aduana", Level.TACTICAL, "la aduana"),
        ("خطتنا الاستراتيجية: تأشيرات", Level.STRATEGIC, "تأشيرات"),
        ("الخطة الميدانية: الجمارك", Level.TACTICAL, "الجمارك"),
        ("what is our strategic plan?", Level.STRATEGIC, ""),
        ("show me the tactical plan", Level.TACTICAL, ""),
        ("what are our plans?", None, ""),
        ("quel est notre plan stratégique ?", Level.STRATEGIC, ""),
        ("¿cuál es nuestro plan táctico?", Level.TACTICAL, ""),
        ("ما هي خطتنا الاستراتيجية؟", Level.STRATEGIC, ""),
    ],
)
def test_a_plan_is_told_and_asked_for_in_words(text: str, level: Level | None, told: str) -> None:
    assert planned(text) == Planned(level, told)


@pytest.mark.parametrize(
    "text",
    [
        "the strategic plan of the governor is bad news",
        "met Yusuf, he has a plan: close the road",
        "we plan to go on Monday",
        "plan B: the ferry",
        "",
    ],
)
def test_other_words_with_a_plan_in_them_are_no_plan(text: str) -> None:
    assert planned(text) is None


def test_a_strategic_objective_is_followed_by_one_question_which_can_be_left() -> None:
    one = team()
    assert "for whom among the vulnerable" in one.says("amal", "/plan strategic = visas")
    one.presses("amal", "Not now")
    assert one.store.get(Dialogue, "amal") is None
    assert "for whom among" not in one.says("amal", "/plan tactical = the gate")


def test_a_note_told_in_place_of_the_purpose_stays_a_note() -> None:
    one = team()
    one.says("amal", "/plan strategic = visas")
    one.says("amal", "met Salim today, tea")
    before = kept(one)
    assert before is not None
    assert not before.purpose


def test_what_is_set_can_be_undone_part_by_part() -> None:
    one = team()
    one.says("amal", "/plan strategic = visas")
    one.says("amal", "let midwives reach every mother")
    one.says("amal", "/plan strategic with Salim, Huda")
    assert kept(one) == replace(PLAN, objective="visas", purpose="let midwives reach every mother")
    for changed in ({"whom": ()}, {"purpose": ""}):
        one.says("amal", "/undo")
        now = kept(one)
        assert now is not None
        assert all(getattr(now, name) == value for name, value in changed.items())
    one.says("amal", "/undo")
    assert kept(one) is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/plan policy = visas", "Write it like this"),
        ("/plan strategic by June", "Write it like this"),
        ("/plan strategic with Salim", words.NOTHING_YET),
        (f"/plan strategic = {'x' * 201}", "200 characters"),
        ("/plan strategic =", "one line"),
    ],
)
def test_what_cannot_be_kept_is_said_kindly(text: str, answer: str) -> None:
    one = team()
    assert answer in one.says("amal", text)
    assert one.store.all(LevelPlan) == []


def test_more_people_than_a_plan_holds_and_unknown_names_are_refused() -> None:
    one = team(PLAN)
    assert "at most 5" in one.says("amal", "/plan strategic with a, b, c, d, e, f")
    one.says("amal", "/plan strategic with Salim, Nobody Known")
    assert kept(one) == PLAN


def test_only_those_who_write_can_set_one() -> None:
    one = team()
    one.says("omar", "/plan strategic = visas")
    assert one.store.all(LevelPlan) == []


def test_a_plan_is_its_members_own() -> None:
    one = team(PLAN)
    assert Visible(one.store, AMAL).all(LevelPlan) == [PLAN]
    assert Visible(one.store, BORIS).all(LevelPlan) == []
    assert Visible(one.store, BORIS).get(LevelPlan, PLAN.id) is None
    assert words.EMPTY in one.says("boris", "/plan strategic")


def test_whoever_has_passed_to_a_colleague_is_named_no_more() -> None:
    one = team(PLAN)
    one.change(SALIM, replace(SALIM, owner="boris"))
    shown = one.says("amal", "/plan strategic")
    assert "• Salim" not in shown
    assert "• Huda" in shown


def test_the_dead_are_left_in_peace_and_the_merged_are_who_they_are_now() -> None:
    one = team(PLAN)
    one.change(HUDA, replace(HUDA, died_on=TODAY))
    one.change(SALIM, replace(SALIM, merged_into="s2"))
    one.keep(Counterpart("s2", "Salim Omar", "amal"))
    assert [who.id for who in plans.people_in(PLAN, one.store)] == ["s2"]


def test_a_code_name_stands_for_the_name() -> None:
    one = team(PLAN)
    one.change(HUDA, replace(HUDA, code_name="Falcon"))
    shown = one.says("amal", "/plan strategic")
    assert "Falcon" in shown
    assert "Huda" not in shown


@pytest.mark.parametrize(
    ("days", "shown"), [(0, "planned for"), (3, "planned for"), (-1, "nothing planned")]
)
def test_what_is_fixed_next_is_told_and_what_passed_is_not(days: int, shown: str) -> None:
    step = NextStep("n", "s", "", "talk", TODAY + timedelta(days=days))
    assert f"next: {shown}" in team(replace(PLAN, whom=("s",)), step).says(
        "amal", "/plan strategic"
    )


def test_a_word_that_comes_up_by_itself_is_the_next_contact() -> None:
    day = NOON + timedelta(days=9)
    nudge = Nudge("c", "amal", Reason.CHECKIN, "s", day.date(), day, counterpart="s")
    assert plans.next_word(SALIM, team(nudge).store) == date(2026, 3, 26)


def test_whoever_is_forgotten_goes_from_every_plan_and_from_what_could_bring_them_back() -> None:
    one = team()
    one.says("amal", "/plan strategic = visas by way of Salim")
    one.says("amal", "midwives reach all")
    one.says("amal", "/plan strategic with Salim, Huda")
    asked = added(Erasure("x", "amal", NOON, gone=("s",)))
    one.store.apply(reached(one.store, [asked]))
    now = kept(one)
    assert now is not None
    assert now.whom == ("h",)
    assert "Salim" not in now.objective
    assert all("Salim" not in repr(entry) for entry in one.store.all(Entry))
    erased = one.store.get(Erasure, "x")
    assert erased is not None
    assert PLAN.id in erased.renewed


@pytest.mark.parametrize(
    ("step", "shown"),
    [
        (NextStep("n", "h", "", "talk", TODAY + timedelta(days=3)), "next: Huda, 20 Mar 2026"),
        (NextStep("n", "h", "", "talk", TODAY - timedelta(days=3)), "nothing planned"),
    ],
)
def test_the_week_at_a_glance_tells_who_is_to_be_met_next(step: NextStep, shown: str) -> None:
    one = team(PLAN, step)
    assert digest_lines(one.desk("amal")) == [f"strategic: visas by way of Salim · {shown}"]
    assert digest_lines(one.desk("boris")) == []
