"""A relation is offered: duty moves on a yes, access on its day, and nothing is seen before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.nudging.planning import looked_over, replanned
from handlers.words import handing as words
from storage.records import (
    Change,
    Counterpart,
    Entry,
    Handover,
    Meeting,
    Offer,
    Passing,
    PersonalFact,
)
from tests.fakes import NOON
from tests.team import Team


def offered(
    how: str = "Offer with the brief", text: str = "/handover Yusuf to Boris on 1 April"
) -> Team:
    team = Team()
    team.keep(
        Counterpart("y", "Yusuf", "amal", deputies=("boris2",), introducer="Hajj Musa"),
        Meeting("m", "y", "amal", NOON.date(), "tea and fuel", NOON, number=1),
        PersonalFact("f", "y", "m", "no phones in his office", "dont", NOON.date()),
    )
    team.says("amal", text)
    team.presses("amal", how)
    return team


def in_step(team: Team) -> None:
    """What follows from the last outcome, as the house adds it."""
    team.store.apply(replanned_of(team))


def replanned_of(team: Team) -> tuple[Change, ...]:
    before = team.outcome.changes
    # The outcome is applied already: what hangs on it is worked out on the book as it was.
    team.store.apply([change.undone for change in reversed(before)])
    planned = replanned(team.store, before, team.now)
    team.store.apply(before)
    return planned.changes


def yusuf(team: Team) -> Counterpart:
    found = team.store.get(Counterpart, "y")
    assert found is not None
    return found


def the_offer(team: Team) -> Offer:
    (found,) = team.store.all(Offer)
    return found


def test_before_a_yes_only_what_was_offered_is_read() -> None:
    team = offered()
    assert "Yusuf" not in team.told["boris"].title
    shown = team.sends("boris", f"offered:{the_offer(team).id}")
    assert "no phones in his office" in shown
    assert "Hajj Musa" in shown
    assert "nobody called" in team.says("boris", "/who Yusuf")


def test_the_name_alone_tells_nothing_else() -> None:
    team = offered("Offer the name only")
    shown = team.sends("boris", f"offered:{the_offer(team).id}")
    assert words.NO_BRIEF in shown
    assert "no phones" not in shown


def test_duty_moves_on_a_yes_and_access_on_its_day() -> None:
    team = offered()
    team.sends("boris", f"take:{the_offer(team).id}")
    in_step(team)
    assert (yusuf(team).owner, yusuf(team).deputies) == ("boris", ("boris2", "amal"))
    (passed,) = team.store.all(Handover)
    assert (passed.member, passed.to) == ("amal", "boris")
    assert the_offer(team).brief == ()
    day = team.now
    team.store.apply(looked_over(team.store, ["y"], day).changes)
    assert "amal" in yusuf(team).deputies
    later = day.replace(month=4, day=1)
    team.store.apply(looked_over(team.store, ["y"], later).changes)
    assert yusuf(team).deputies == ("boris2",)
    assert the_offer(team).passing is Passing.DONE
    assert "nobody called" in team.says("amal", "/who Yusuf")
    team.store.apply(looked_over(team.store, ["y"], later + timedelta(days=1)).changes)
    assert yusuf(team).owner == "boris"


def test_a_no_leaves_all_as_it_was_and_nothing_with_whoever_declined() -> None:
    team = offered()
    offer = the_offer(team)
    team.sends("boris", f"refuse:{offer.id}")
    in_step(team)
    assert yusuf(team).owner == "amal"
    after = the_offer(team)
    assert (after.passing, after.name, after.brief) == (Passing.DECLINED, "", ())
    assert team.told["amal"].title == words.THEY_DECLINED_QUIET
    assert team.sends("boris", f"take:{offer.id}") == words.NOT_OPEN


def test_an_offer_is_taken_back_by_undo_and_falls_where_somebody_else_leads() -> None:
    team = offered()
    kept = the_offer(team)
    team.sends("amal", f"undo:{team.store.all(Entry)[-1].id}")
    assert team.store.all(Offer) == []
    assert team.sends("boris", f"take:{kept.id}") == words.NOT_OPEN
    team = offered()
    before = yusuf(team)
    change = Change(before, replace(before, owner="claire"))
    planned = replanned(team.store, [change], team.now)
    team.store.apply([change, *planned.changes])
    assert the_offer(team).passing is Passing.WITHDRAWN


@pytest.mark.parametrize(
    "text",
    [
        "I hand Yusuf over to Boris on 1 April",
        "je passe Yusuf à Boris",
        "entrego Yusuf a Boris",
        "أسلم Yusuf إلى Boris",
    ],
)
def test_it_is_heard_in_four_languages(text: str) -> None:
    team = offered(text=text)
    assert the_offer(team).to == "boris"


def test_nobody_offers_what_they_do_not_lead_or_to_whoever_cannot_record() -> None:
    team = Team()
    team.keep(Counterpart("y", "Yusuf", "claire", deputies=("amal",)))
    assert "Please ask Claire" in team.says("amal", "/handover Yusuf to Boris")
    assert "choose another colleague" in team.says("claire", "/handover Yusuf to Omar")
    assert words.NOT_YOURSELF in team.says("claire", "/handover Yusuf to Claire")
    assert words.NONE_YOURS in team.says("amal", "/handover all to Boris")
    assert "Nothing is being handed over." in team.says("boris", "/handover")


def test_all_are_offered_at_once_and_taken_at_once() -> None:
    team = Team()
    team.keep(*(Counterpart(f"c{n}", f"Person {n}", "amal") for n in range(3)))
    team.says("amal", "/handover all to @Boris")
    team.presses("amal", "Offer the name only")
    team.sends("boris", "handover:")
    assert "3" in team.presses("boris", "Accept all")
    in_step(team)
    assert {one.owner for one in team.store.all(Counterpart)} == {"boris"}
