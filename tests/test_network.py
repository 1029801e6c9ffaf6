"""What joins people: told, asked about, put right, and shown to nobody who may not see both."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.rules.rights import Visible
from handlers.words import network as words
from storage.records import (
    Approval,
    Aspect,
    Bond,
    Commitment,
    Counterpart,
    Draft,
    Entry,
    FocalPoint,
    Level,
    Meeting,
    Office,
    Organisation,
    Position,
    Ready,
    Record,
    Side,
    Stance,
    Status,
    Tie,
)
from tests.fakes import NOON
from tests.team import AMAL, BORIS, EVERYBODY, Team

TODAY = NOON.date()


def met(one: str, member: str = "amal", days: int = 3) -> Meeting:
    return Meeting(f"m-{one}", one, member, TODAY - timedelta(days=days), "tea", NOON)


def team_of(*people: tuple[str, str]) -> Team:
    """A team where each of *people*, a name and who leads, is on record and was met."""
    team = Team()
    for name, owner in people:
        id = name.lower().replace(" ", "-")
        team.keep(Counterpart(id, name, owner), met(id, owner))
    return team


def ties(team: Team) -> set[tuple[str, str, Bond, str]]:
    return {(t.counterpart, t.other, t.bond, t.words) for t in team.store.all(Tie)}


MUSA, GOVERNOR, SAMER = ("Hajj Musa", "amal"), ("Governor", "amal"), ("Samer", "amal")


def test_a_tie_between_two_known_people_is_kept_at_once_and_undone() -> None:
    team = team_of(MUSA, GOVERNOR)
    assert team.says("amal", "Hajj Musa is the governor's uncle").startswith("Noted: Hajj Musa, ")
    assert ties(team) == {("hajj-musa", "governor", Bond.KIN, "uncle")}
    team.presses("amal", "Undo")
    assert ties(team) == set()


def test_a_correction_takes_the_place_of_what_was_told_before() -> None:
    team = team_of(MUSA, GOVERNOR)
    team.says("amal", "Hajj Musa is the governor's uncle")
    shown = team.says("amal", "Hajj Musa is the governor's brother")
    assert "Before" in shown
    assert ties(team) == {("hajj-musa", "governor", Bond.KIN, "brother")}


def test_a_new_superior_takes_the_place_of_the_old() -> None:
    team = team_of(MUSA, GOVERNOR, SAMER)
    team.says("amal", "Samer answers to Hajj Musa")
    team.says("amal", "Samer answers to the governor")
    assert ties(team) == {("samer", "governor", Bond.REPORTS, "")}


def test_which_of_two_people_is_asked() -> None:
    team = team_of(MUSA, GOVERNOR)
    team.keep(Counterpart("samer-1", "Samer", "amal"), Counterpart("samer-2", "Samer", "amal"))
    team.keep(Position("p", "samer-2", "clerk"))
    assert "who is that" in team.says("amal", "Samer is the governor's cousin")
    team.presses("amal", "Samer, clerk")
    assert ties(team) == {("samer-2", "governor", Bond.KIN, "cousin")}
    assert team.store.all(Draft) == []


def test_two_new_people_are_asked_for_one_after_the_other() -> None:
    team = Team()
    team.says("amal", "/tie Zaid and Nur are cousins")
    team.presses("amal", "Zaid is new")
    team.presses("amal", "Nur is new")
    assert {one.name for one in team.store.all(Counterpart)} == {"Zaid", "Nur"}
    assert len(ties(team)) == 1
    team.presses("amal", "Undo")
    assert (team.store.all(Counterpart), ties(team)) == ([], set())


def test_nothing_is_noted_where_one_leaves_it() -> None:
    team = team_of(GOVERNOR)
    team.says("amal", "Zaid is the governor's cousin")
    assert team.presses("amal", "Leave it") == words.LEFT
    assert (ties(team), team.store.all(Draft)) == (set(), [])


def test_a_press_of_somebody_else_or_twice_changes_nothing() -> None:
    team = team_of(GOVERNOR)
    team.says("amal", "Zaid is the governor's cousin")
    press = team.button("Zaid is new").press
    assert team.sends("boris", press) == team.sends("boris", "tieoff:nothing")
    team.sends("amal", press)
    before = ties(team)
    team.sends("amal", press)
    assert ties(team) == before


@pytest.mark.parametrize(
    "text",
    [
        "/tie nonsense",
        "/tie",
        "/untie Hajj Musa",
        "/untie Hajj Musa = Governor",
        "/untie Hajj Musa = nobody at all",
        "/answers",
        "/answers = Governor",
        "/answers Governor = Governor",
        "/keepfrom",
        "/partof X",
        "/office",
        "/office moon",
        "/kind",
        "/kind Moon = authority",
        "/area",
        "/stance Hajj Musa",
        "/stance Hajj Musa = loud",
        "/grants",
        "/grants Hajjah =",
        "/grants Hajjah = permit until never",
        "/map",
        "/ready",
        "/focal Hajj Musa = moon, Hajjah",
        "/focal Hajj Musa = detention",
        "/above",
        "/path",
        "/path moon person",
        "/network moon person",
        "Hajj Musa is Hajj Musa's uncle",
        "/answers " + "x" * 300 + " = y",
    ],
)
def test_what_cannot_be_done_says_what_to_do_and_keeps_nothing(text: str) -> None:
    team = team_of(MUSA, GOVERNOR)
    shown = team.says("amal", text)
    assert len(shown) > 10
    assert "reference" not in shown
    assert team.store.all(Entry) == []


CHANGES = (
    *(
        "Hajj Musa is the governor's uncle",
        "Samer answers to Hajj Musa",
        "/answers Samer = DG MoFA",
    ),
    *("DG MoFA is above the Labour dept", "Labour dept is part of the Ministry of Labour"),
    *(
        "/keepfrom Governor = Hajj Musa",
        "/untie Samer = Governor",
        "/stance Samer = warm, from Hana",
    ),
    *("/kind Visa office = authority", "/area Visa office = Hajjah, Taiz", "/area Samer = Hajjah"),
    *("/grants Hajjah = visa, Visa office", "/grants Hajjah = road pass, Samer until 30 June"),
    *("/grants Hajjah = exit stamp, new bureau, held by Ana", "/focal Samer = access, Hajjah"),
    "/partof Visa office = Ministry of Labour",
)


@pytest.mark.parametrize("text", CHANGES)
def test_every_change_of_the_network_is_taken_back_in_a_word(text: str) -> None:
    team = team_of(MUSA, GOVERNOR, SAMER)
    team.keep(
        Tie("t", "samer", "governor", Bond.FRIEND, "amal", TODAY),
        Position("p", "samer", "clerk", "v"),
        Organisation("v", "Visa office"),
    )
    before = everything(team)
    team.says("amal", text)
    assert everything(team) != before
    team.says("amal", "/undo")
    assert everything(team) == before


def everything(team: Team) -> set[Record]:
    kinds = (Tie, Office, Organisation, Stance, Approval, FocalPoint, Counterpart, Position)
    return {record for kind in kinds for record in team.store.all(kind)}


def test_an_observer_reads_the_network_and_adds_nothing() -> None:
    team = Team()
    team.keep(Counterpart("c", "Governor", "omar"), met("c", "omar"))
    before = team.store.count(Entry)
    team.says("omar", "Zaid is the governor's cousin")
    team.says("omar", "/tie Zaid is the governor's cousin")
    assert (ties(team), team.store.count(Entry)) == (set(), before)
    assert "Governor" in team.says("omar", "/path Governor")


# Only what one may see.


def test_a_tie_is_shown_to_nobody_who_sees_but_one_end() -> None:
    team = team_of(MUSA, ("Governor", "boris"))
    team.keep(Tie("t", "hajj-musa", "governor", Bond.KIN, "amal", TODAY, "uncle"))
    team.change(
        team.store.all(Counterpart)[0],
        replace(team.store.all(Counterpart)[0], deputies=("boris",)),
    )
    assert "Governor" not in team.says("amal", "who hajj musa")
    assert "uncle of" in team.says("boris", "who hajj musa")
    assert Visible(team.store, AMAL).find(Tie, "counterpart", "hajj-musa") == []


def test_an_approval_granted_by_a_person_is_seen_as_they_are() -> None:
    team = team_of(MUSA, ("Boris Friend", "boris"))
    team.keep(
        Approval("a1", "amal", "Hajjah", "travel permit", counterpart="hajj-musa"),
        Approval("a2", "boris", "Hajjah", "exit stamp", counterpart="boris-friend"),
        Approval("a3", "boris", "Hajjah", "road pass"),
    )
    shown = team.says("amal", "/map Hajjah")
    assert ("travel permit" in shown, "exit stamp" in shown, "road pass" in shown) == (
        True,
        False,
        True,
    )


NAMES = ("Abel Stone", "Boutros Hill", "Chidi Lake", "Dalia Reed", "Emre Vale", "Farah Moor")
QUESTIONS = (
    *("/network", "/coverage", "/balance", "/map Hajjah", "/ready Hajjah", "/above Labour dept"),
    *("/network Labour dept", "/office Labour chief", "where do we have only one contact?"),
    *(f"/path {name}" for name in NAMES),
    *(f"/network {name}" for name in NAMES),
    *(f"who {name}" for name in NAMES),
    *(f"/above {name}" for name in NAMES),
)


def stories(name: str, owner: str) -> list[Record]:
    id = name.split(maxsplit=1)[0].lower()
    about = (id, f"m-{id}")
    return [
        Counterpart(id, name, owner, areas=("Hajjah",)),
        met(id, owner),
        Position(f"p-{id}", id, "clerk", "labour"),
        Stance(f"s-{id}", id, owner, Aspect.ATTITUDE, "warm", TODAY),
        FocalPoint(f"f-{id}", id, owner, Ready.DETENTION, "Hajjah"),
        Commitment(f"c-{id}", *about, Side.THEM, "call", TODAY, status=Status.KEPT),
        Approval(f"a-{id}", owner, "Hajjah", f"permit by {id}", counterpart=id),
    ]


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.sampled_from(["amal", "boris"]), min_size=6, max_size=6),
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from(list(Bond))), max_size=10
    ),
)
def test_no_answer_about_the_network_names_whom_one_may_not_see(
    owners: list[str], joined: list[tuple[int, int, Bond]]
) -> None:
    team = Team()
    team.keep(
        Organisation("labour", "Labour dept", answers_to="chief"),
        Office("chief", "Labour chief", "labour-ministry"),
    )
    ids = [name.split(maxsplit=1)[0].lower() for name in NAMES]
    for name, owner in zip(NAMES, owners, strict=True):
        team.keep(*stories(name, owner))
    for number, (one, other, bond) in enumerate(joined):
        if one != other:
            team.keep(Tie(f"t{number}", ids[one], ids[other], bond, "claire", TODAY))
    for member in (AMAL, BORIS):
        hidden = [n for n, o in zip(NAMES, owners, strict=True) if o != member.id]
        for question in QUESTIONS:
            asked = team.says(member.id, question)
            told = [name for name in hidden if name in asked and name not in question]
            assert told == [], question
            shown = [name for name in NAMES if name in asked]
            assert len(shown) <= 10


def test_everybody_sees_offices_and_what_is_above_them() -> None:
    team = team_of(MUSA)
    team.says("amal", "DG MoFA is above the Labour dept")
    for member in EVERYBODY:
        assert "DG" in team.says(member.id, "/above Labour dept")


# Levels.


def test_the_balance_is_ones_own_and_warns_once_nothing_was_strategic() -> None:
    team = Team()
    team.keep(Counterpart("c", "Yusuf", "amal"))
    for day in range(6):
        team.keep(replace(met("c", days=day), id=f"m{day}"))
    assert "6 tactical, 0 strategic" in team.says("amal", "/balance")
    assert "Plan one?" in team.shown[-1].parts[-1].text  # type: ignore[union-attr]  # A text stands last.
    team.keep(replace(met("c", days=1), id="s", level=Level.STRATEGIC))
    shown = team.says("amal", "/balance")
    assert "Last strategic contact: Yusuf, 16 Mar 2026" in shown
    assert "Plan one?" not in shown
