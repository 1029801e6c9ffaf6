"""Who of ours goes, whom a closed road keeps us from, who opens a door, and what is veiled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.rules.closures import keeps_from
from handlers.rules.rights import Visible
from handlers.rules.teaming import one_sort
from handlers.rules.warm import is_cold, warm
from handlers.searching.terms import terms
from storage.memory import MemoryStore
from storage.records import (
    Aspect,
    Bond,
    Closure,
    Counterpart,
    Event,
    LifeEvent,
    Meeting,
    Member,
    Organisation,
    PersonalFact,
    Position,
    Record,
    Stance,
    Tie,
)
from tests.fakes import NOON
from tests.team import AMAL, BORIS, OMAR, Team

TODAY = NOON.date()
SARA = Member("sara", "Sara Malik", staff="international", work="security")
KARIM = Member("karim", "Karim", staff="international", work="programme")
AMNA = Member("amna", "Amna", staff="national")
TEAM = (SARA, KARIM, AMNA)


def met(*ours: str, by: str = "sara", days: int = 1, **more: str) -> Meeting:
    on = TODAY - timedelta(days=days)
    return Meeting(f"m-{by}-{days}-{ours}", "a", by, on, "tea", NOON, ours=ours, **more)  # type: ignore[arg-type]  # Only texts are given.


@pytest.mark.parametrize(
    ("meetings", "sort"),
    [
        ((), ""),
        ((met("Karim"), met("karim")), "international"),
        ((met(), met()), "security"),
        ((met("Karim"), met("Amna")), ""),
        ((met(by="amna"), met(by="amna")), "national"),
        ((met("Karim"), met("Hana")), ""),
        ((met("Malik"),), "security"),
    ],
    ids=["none", "all from abroad", "security", "mixed", "national", "unknown", "by one name"],
)
def test_one_sort_is_only_said_of_those_who_all_said_so(
    meetings: tuple[Meeting, ...], sort: str
) -> None:
    assert one_sort(meetings, TEAM) == sort


def test_a_name_two_members_bear_and_a_member_who_said_nothing_are_never_counted() -> None:
    twins = (*TEAM, Member("k2", "Karim", staff="international"))
    assert one_sort((met("Karim"),), twins) == ""
    silent = replace(KARIM, staff="", work="")
    assert one_sort((met("Karim"),), (SARA, silent)) == ""


def test_what_one_said_of_oneself_is_changed_and_taken_back() -> None:
    team = Team()
    team.says("amal", "je suis du personnel national")
    team.says("amal", "conozco el programa")
    assert (team.member("amal").staff, team.member("amal").work) == ("national", "programme")
    team.says("amal", "/undo")
    assert (team.member("amal").staff, team.member("amal").work) == ("national", "")
    assert "Please choose" in team.says("amal", "/staff blue")
    team.presses("amal", "international staff")
    assert team.member("amal").staff == "international"
    team.says("amal", "/staff")
    team.presses("amal", "Rather not say")
    assert team.member("amal").staff == ""
    assert "programme" not in team.says("boris", "/team")


@pytest.mark.parametrize("text", ["I am Sara", "I am at the national museum", "security is bad"])
def test_other_words_about_oneself_are_none_of_that(text: str) -> None:
    team = Team()
    team.says("amal", text)
    assert (team.member("amal").staff, team.member("amal").work) == ("", "")


ROAD = Closure("r", "sara", "Zalingei", TODAY - timedelta(days=3))


@pytest.mark.parametrize(
    ("one", "records", "kept"),
    [
        (Counterpart("a", "Ali", "sara", areas=("zalingei",)), (ROAD,), True),
        (Counterpart("a", "Ali", "sara"), (ROAD,), False),
        (Counterpart("a", "Ali", "sara"), (ROAD, met(place="Zalingei market")), True),
        (Counterpart("a", "Ali", "sara"), (ROAD, met(place="Zalingei", channel="phone")), False),
        (
            Counterpart("a", "Ali", "sara"),
            (ROAD, Position("p", "a", "elder", "o"), Organisation("o", "Souk Zalingei")),
            True,
        ),
        (
            Counterpart("a", "Ali", "sara"),
            (
                ROAD,
                Position("p", "a", "elder", "o", until=TODAY - timedelta(days=1)),
                Organisation("o", "Souk Zalingei"),
            ),
            False,
        ),
        (
            Counterpart("a", "Ali", "sara", areas=("Zalingei",)),
            (replace(ROAD, until=TODAY),),
            False,
        ),
        (Counterpart("a", "Ali", "sara", areas=("Zalingeiville",)), (ROAD,), False),
    ],
    ids=["area", "nowhere", "met there", "by phone", "works there", "worked", "open", "alike"],
)
def test_whom_a_closed_road_keeps_us_from(
    one: Counterpart, records: tuple[Record, ...], kept: bool
) -> None:
    assert (keeps_from(one, MemoryStore([one, *records]), TODAY) is not None) is kept


SAMER = Counterpart("s", "Samer", "sara")


def friend(id: str, *more: Record, days: int = 5) -> tuple[Record, ...]:
    """Somebody who is a friend of Samer, met so many days ago."""
    on = TODAY - timedelta(days=days)
    return (
        Counterpart(id, id.title(), "sara"),
        Tie(f"t-{id}", id, "s", Bond.FRIEND, "sara", on),
        Meeting(f"m-{id}", id, "sara", on, "tea", NOON),
        *more,
    )


def told(id: str, value: str) -> Stance:
    return Stance(f"st-{id}", id, "sara", Aspect.ATTITUDE, value, TODAY)


def test_the_warmest_are_asked_first_and_nobody_hostile_mourning_or_long_unseen() -> None:
    book = MemoryStore(
        [
            *(SAMER, *friend("open", told("open", "open")), *friend("warm", told("warm", "warm"))),
            *friend("hostile", told("hostile", "hostile")),
            *friend("far", days=90),
            *friend("sad", LifeEvent("l", "sad", "sara", Event.DEATH, TODAY)),
        ]
    )
    assert [one.id for _, one in warm("s", book, TODAY)] == ["warm", "open"]
    assert is_cold("s", book)
    assert not is_cold("warm", book)
    assert is_cold("hostile", book)


def test_who_went_is_veiled_for_whoever_only_looks_on_and_only_where_it_is_a_risk() -> None:
    idris = Counterpart("a", "Idris", "amal", deputies=("boris", "omar"))
    meeting = Meeting("m", "a", "amal", TODAY, "met Idris w Hana and Amal", NOON, ours=("Hana",))
    fact = PersonalFact("f", "a", "", "likes chess", "interest", TODAY, "amal")
    risk = PersonalFact("r", "a", "", "Hana", "bears_risk", TODAY, "amal")
    store = MemoryStore([AMAL, BORIS, OMAR, idris, meeting, fact])
    assert Visible(store, OMAR).find(Meeting, "counterpart", "a") == [meeting]
    store.put(risk)
    (seen,) = Visible(store, OMAR).find(Meeting, "counterpart", "a")
    assert (seen.member, seen.ours, seen.words) == ("", (), "met Idris w … and …")
    assert Visible(store, OMAR).get(PersonalFact, "r") is None
    assert Visible(store, OMAR).all(PersonalFact) == [replace(fact, member="")]
    assert Visible(store, BORIS).find(Meeting, "counterpart", "a") == [meeting]
    assert Visible(store, BORIS).get(PersonalFact, "r") == risk


def test_no_search_tells_who_went_to_whoever_only_looks_on() -> None:
    idris = Counterpart("a", "Idris", "amal", deputies=("boris", "omar"))
    meeting = Meeting("m", "a", "amal", TODAY, "tea with Idris and Amal", NOON, ours=("Hana",))
    other = Meeting("o", "a", "boris", TODAY, "tea again, chess", NOON)
    fact = PersonalFact("f", "a", "", "likes chess and Hana", "interest", TODAY, "amal")
    risk = PersonalFact("r", "a", "", "Hana chess", "bears_risk", TODAY, "amal")
    everything = [AMAL, BORIS, OMAR, idris, meeting, other, fact, risk]
    told = Visible(MemoryStore(everything), OMAR)
    alone = Visible(MemoryStore([one for one in everything if one not in (meeting, risk)]), OMAR)
    for words in ("Hana", "Amal", "tea", "chess", "Hana chess tea"):
        assert told.ranked(terms(words)) == alone.ranked(terms(words))
    leading = Visible(MemoryStore(everything), AMAL).ranked(terms("Hana"))
    assert {hit.id for hit in leading} == {"m", "f", "r"}


def test_who_goes_is_asked_when_a_first_meeting_is_planned_and_no_more_once_said() -> None:
    team = Team()
    team.keep(Counterpart("s", "Samer", "amal"), Counterpart("t", "Tariq", "amal"))
    assert "Who goes first?" in team.says("amal", "meeting Samer on Thursday at 10:00")
    team.presses("amal", "Say who goes")
    team.says("amal", "Hana")
    assert "Who goes first?" not in team.says("amal", "/brief Samer")
    assert "• Hana (17 Mar 2026)" in team.says("amal", "/brief Samer")
    assert "Who goes first?" in team.says("amal", "meeting Tariq on Friday at 10:00")
    team.presses("amal", "Not again")
    assert "Who goes first?" not in team.says("amal", "/brief Tariq")
