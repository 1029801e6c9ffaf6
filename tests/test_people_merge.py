"""Two records of one person become one, after a look and with a way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.rules.kinds import MOVING
from handlers.words import people as words
from storage.memory import MemoryStore
from storage.records import (
    KINDS,
    Agreement,
    Bond,
    Care,
    Commitment,
    Counterpart,
    Entry,
    Incident,
    Meeting,
    Nudge,
    Position,
    Side,
    Tie,
    Tier,
)
from tests.fakes import NOON
from tests.team import Team

DAY = date(2026, 3, 10)


def held(team: Team) -> dict[str, object]:
    """All that is on record about people, by kind."""
    kinds = ("Counterpart", "Position", "Meeting", "Agreement", "Commitment", "RedLine", "Tie")
    return {kind: by_id(team.store, kind) for kind in kinds}


def by_id(store: MemoryStore, kind: str) -> dict[str, object]:
    return {record.id: record for record in store.all(KINDS[kind])}


def known(team: Team, name: str) -> Counterpart:
    found = team.store.find(Counterpart, "name", name)
    assert len(found) == 1
    return found[0]


def two_records(team: Team) -> None:
    team.keep(
        Counterpart("g", "Yousef", "amal", aliases=("Abu K",), known_since=date(2025, 1, 1)),
        Counterpart("k", "Yusuf", "amal", known_since=date(2026, 1, 1)),
        Counterpart("z", "Zaid", "amal", introduced_by="g"),
        Meeting("m1", "k", "amal", date(2026, 3, 1), "tea", NOON, number=1),
        Meeting("m2", "g", "amal", date(2026, 2, 1), "coffee", NOON, number=1),
        Meeting("m3", "z", "amal", date(2026, 3, 2), "walk", NOON, others=("g",), number=1),
        Agreement("a", "g", "m2", "trucks on Monday", 1, DAY),
        Commitment("p", "g", "m2", Side.US, "send plates", DAY),
        Position("r", "g", "clerk"),
        Tie("t1", "g", "z", Bond.KIN, "amal", DAY, "uncle"),
        Tie("t2", "z", "g", Bond.FRIEND, "amal", DAY, "friend"),
        Tie("t3", "k", "z", Bond.KIN, "amal", DAY, "uncle"),
        Tie("t4", "g", "k", Bond.SCHOOL, "amal", DAY),
    )


def test_a_merge_shows_what_moves_then_moves_it_then_gives_it_back() -> None:
    team = Team()
    two_records(team)
    before = held(team)
    asked = team.says("amal", "/merge Yousef = Yusuf")
    assert "• 2 meetings\n• 1 agreement\n• 1 promise\n• 1 role" in asked
    assert held(team) == before
    assert team.presses("amal", "Merge") == "Yousef and Yusuf are now one person."
    assert "g" not in {id for _, id in team.desk("amal").book.names()}
    met = team.store.find(Meeting, "counterpart", "k")
    assert {meeting.id: meeting.number for meeting in met} == {"m2": 1, "m1": 2, "m3": 1}
    assert team.store.find(Agreement, "counterpart", "g") == []
    merged = team.store.get(Counterpart, "k")
    assert merged is not None
    assert merged.aliases == ("Yousef", "Abu K")
    assert merged.known_since == date(2025, 1, 1)
    zaid = team.store.get(Counterpart, "z")
    assert zaid is not None
    assert zaid.introduced_by == "k"
    assert team.says("amal", "/who Yousef").startswith("Yusuf")
    assert "You speak with 2 people" in team.says("amal", "/people")
    team.sends("amal", f"undo:{team.store.all(Entry)[-1].id}")
    assert held(team) == before


def test_a_merge_pressed_twice_happens_once() -> None:
    team = Team()
    two_records(team)
    team.says("amal", "/merge Yousef = Yusuf")
    team.presses("amal", "Merge")
    once = held(team)
    assert team.presses("amal", "Merge") == words.CHANGED_SINCE
    assert held(team) == once


def test_kept_apart_they_stay_two_people() -> None:
    team = Team()
    two_records(team)
    before = held(team)
    team.says("amal", "/merge Yousef = Yusuf")
    assert team.presses("amal", "Keep apart") == words.KEPT_APART
    assert held(team) == before


def test_nobody_merges_what_a_colleague_leads() -> None:
    team = Team()
    two_records(team)
    yusuf = team.store.get(Counterpart, "k")
    assert yusuf is not None
    team.change(yusuf, replace(yusuf, owner="boris", deputies=("amal",)))
    assert "Please ask Boris" in team.says("amal", "/merge Yousef = Yusuf")
    assert "Please ask Boris" in team.sends("amal", "merge:g:k")


def test_a_name_is_not_merged_with_itself() -> None:
    team = Team()
    two_records(team)
    assert team.says("amal", "/merge Yusuf = yusuf") == words.SAME_PERSON
    assert team.sends("amal", "merge:g:g")


def test_every_kind_that_is_about_somebody_goes_along() -> None:
    """Meetings, ties and acts move by rules of their own; nudges are planned anew."""
    about = {kind for kind in KINDS.values() if "counterpart" in kind.__dataclass_fields__}
    assert about == {*MOVING, Meeting, Tie, Incident, Care, Nudge}


def test_the_silence_kept_for_either_is_kept_for_the_one_they_are() -> None:
    team = Team()
    two_records(team)
    soon, later = date(2026, 4, 1), date(2026, 5, 1)
    team.keep(
        Care("g", "g", never=("occasion:eid",), silent_until=later),
        Care("k", "k", Tier.CLOSE, never=("checkin",), silent_until=soon),
    )
    team.says("amal", "/merge Yousef = Yusuf")
    team.presses("amal", "Merge")
    (care,) = team.store.all(Care)
    assert care == Care("k", "k", Tier.CLOSE, never=("checkin", "occasion:eid"), silent_until=later)
    team.says("amal", "/undo")
    assert {one.id for one in team.store.all(Care)} == {"g", "k"}


def test_ties_go_along_once_each_and_nobody_is_tied_to_themselves() -> None:
    team = Team()
    two_records(team)
    before = held(team)
    team.says("amal", "/merge Yousef = Yusuf")
    team.presses("amal", "Merge")
    assert {(one.counterpart, one.other, one.bond) for one in team.store.all(Tie)} == {
        ("k", "z", Bond.KIN),
        ("z", "k", Bond.FRIEND),
    }
    team.presses("amal", "Undo")
    assert held(team) == before
