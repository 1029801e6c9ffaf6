"""A relation is offered: duty moves on a yes, access on its day, and nothing is seen before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.handing.until import on_day
from handlers.nudging.due import due
from handlers.nudging.planning import looked_over, replanned
from handlers.words import handing as words
from storage.records import (
    Bound,
    Boundary,
    Change,
    Counterpart,
    Entry,
    Handover,
    Incident,
    Level,
    LevelPlan,
    Meeting,
    Nudge,
    Offer,
    Passing,
    PersonalFact,
    Reason,
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
    midnight = day.replace(month=3, day=31, hour=21, minute=0, second=0)
    team.store.apply(due(team.store, midnight - timedelta(seconds=1)).changes)
    assert "amal" in yusuf(team).deputies
    team.store.apply(due(team.store, midnight).changes)
    assert yusuf(team).deputies == ("boris2",)
    assert the_offer(team).passing is Passing.DONE
    assert "nobody called" in team.says("amal", "/who Yusuf")
    team.store.apply(due(team.store, midnight + timedelta(days=1)).changes)
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


def taken() -> Team:
    team = offered()
    team.sends("boris", f"take:{the_offer(team).id}")
    in_step(team)
    return team


def test_whoever_accepted_gives_back_and_all_is_as_it_was() -> None:
    team = offered()
    before, offer = yusuf(team), the_offer(team)
    team.sends("boris", f"take:{offer.id}")
    in_step(team)
    team.presses("boris", "Undo")
    in_step(team)
    assert yusuf(team) == before
    assert team.store.all(Handover) == []
    assert the_offer(team) == replace(offer, brief=())
    assert team.told["amal"].title == words.THEY_GAVE_BACK_QUIET
    assert "nobody called" in team.says("boris", "/who Yusuf")
    team.sends("boris", f"take:{offer.id}")
    in_step(team)
    assert (yusuf(team).owner, yusuf(team).deputies) == ("boris", ("boris2", "amal"))


def test_what_was_built_on_a_yes_is_not_pulled_away() -> None:
    team = taken()
    team.keep(Meeting("n", "y", "boris", team.now.date(), "tea", team.now))
    assert "You have been in touch with Yusuf since" in team.presses("boris", "Undo")
    assert yusuf(team).owner == "boris"

    team = taken()
    team.change(yusuf(team), replace(yusuf(team), owner="claire", deputies=("boris",)))
    assert words.BACK_PASSED_ON in team.presses("boris", "Undo")

    team = taken()
    team.now = team.now.replace(month=4, day=2)
    team.store.apply(due(team.store, team.now).changes)
    assert "Amal sees Yusuf no more" in team.presses("boris", "Undo")

    team = taken()
    team.change(team.member("amal"), replace(team.member("amal"), active=False))
    assert "Amal has left the team" in team.presses("boris", "Undo")


def test_whoever_offered_cannot_take_back_what_was_accepted() -> None:
    team = offered()
    entry = team.store.all(Entry)[-1]
    team.sends("boris", f"take:{the_offer(team).id}")
    in_step(team)
    assert "Boris has accepted and leads it now" in team.sends("amal", f"undo:{entry.id}")
    assert yusuf(team).owner == "boris"


def test_what_is_kept_to_give_back_holds_no_brief() -> None:
    team = taken()
    (entry,) = team.store.find(Entry, "member", "boris")
    assert "no phones" not in repr(entry)


@pytest.mark.parametrize(
    ("zone", "reader", "told"),
    [
        ("Africa/Khartoum", "Africa/Khartoum", "Wed 1 April 2026, 00:00"),
        ("Africa/Khartoum", "Africa/Kigali", "Wed 1 April 2026, 00:00"),
        ("Africa/Nairobi", "UTC", "Wed 1 April 2026, 00:00 (Nairobi)"),
        ("America/Bogota", "Asia/Kabul", "Wed 1 April 2026, 00:00 (Bogota)"),
    ],
)
def test_the_end_names_its_clock_where_that_could_be_doubted(
    zone: str, reader: str, told: str
) -> None:
    team = Team()
    boris = replace(team.member("boris"), zone=reader)
    team.change(team.member("boris"), boris)
    team.change(team.member("amal"), replace(team.member("amal"), zone=zone))
    assert on_day(date(2026, 4, 1), zone, (boris,), team.desk("amal")).replace("á", "a") == told


@pytest.mark.parametrize(
    ("zone", "utc"),
    [
        ("Africa/Nairobi", "2026-03-31T21:00"),
        ("America/Bogota", "2026-04-01T05:00"),
        ("Asia/Kabul", "2026-03-31T19:30"),
        ("Africa/Cairo", "2026-03-31T22:00"),
    ],
)
def test_access_ends_at_midnight_of_the_clock_it_was_offered_by(zone: str, utc: str) -> None:
    team = Team()
    team.change(team.member("amal"), replace(team.member("amal"), zone=zone))
    team.keep(Counterpart("y", "Yusuf", "amal"))
    team.says("amal", "/handover Yusuf to Boris on 1 April")
    team.presses("amal", "Offer the name only")
    team.sends("boris", f"take:{the_offer(team).id}")
    in_step(team)
    # Whoever moves afterwards moves nothing of it.
    team.change(team.member("amal"), replace(team.member("amal"), zone="Pacific/Auckland"))
    midnight = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    for moment, sees in ((midnight - timedelta(seconds=1), True), (midnight, False)):
        team.store.apply(due(team.store, moment).changes)
        assert ("amal" in yusuf(team).deputies) is sees


def test_what_is_offered_for_today_is_seen_no_more_once_it_is_taken() -> None:
    team = Team()
    team.keep(Counterpart("y", "Yusuf", "amal"))
    assert words.ASK_HOW_NOW in team.says("amal", "/handover Yusuf to Boris on 17 March")
    team.presses("amal", "Offer the name only")
    shown = team.sends("boris", f"offered:{the_offer(team).id}")
    assert "Amal sees it no more" in shown
    assert words.ACCEPTED_NOW in team.presses("boris", "Accept")
    in_step(team)
    assert yusuf(team).deputies == ()
    assert "nobody called" in team.says("amal", "/who Yusuf")


def nudged(team: Team, reason: Reason) -> list[Nudge]:
    return [one for one in team.store.all(Nudge) if one.reason is reason]


def test_an_offer_that_waits_is_brought_up_once_and_no_more_once_decided() -> None:
    team = offered()
    in_step(team)
    (plan,) = nudged(team, Reason.OFFERED)
    assert (plan.member, plan.day) == ("boris", date(2026, 3, 19))
    assert plan.counterpart == ""
    team.sends("boris", f"refuse:{the_offer(team).id}")
    in_step(team)
    assert nudged(team, Reason.OFFERED) == []


def test_whoever_gave_hears_the_day_before_and_no_more_once_it_is_given_back() -> None:
    team = taken()
    (plan,) = nudged(team, Reason.LEAVING)
    assert (plan.member, plan.day) == ("amal", date(2026, 3, 31))
    shown = team.sends("amal", f"nudge:show:{plan.id}")
    assert "You soon see the relation with Yusuf no more." in shown
    assert words.INTRODUCTIONS in shown
    team.keep(Meeting("n", "y", "boris", team.now.date(), "tea", team.now))
    assert words.INTRODUCTIONS not in team.sends("amal", f"nudge:show:{plan.id}")
    assert "Yusuf" not in team.sends("boris", f"nudge:show:{plan.id}")


def test_an_offer_tells_nothing_of_the_givers_own_plan_or_limits_nor_of_others() -> None:
    team = Team()
    team.keep(
        Counterpart("y", "Yusuf", "amal"),
        Counterpart("h", "Huda", "amal"),
        PersonalFact("f", "y", "m", "no phones in his office", "dont", NOON.date()),
        LevelPlan(
            "amal:strategic", "amal", Level.STRATEGIC, NOON.date(), "secret aim", whom=("y",)
        ),
        Incident("i", "amal", NOON.date(), "secret letter", "Labour dept", "y", other="h"),
        Boundary("b", Bound.BOTTOM, "secret stop", "amal", NOON, "y", "amal"),
    )
    assert team.says("amal", "/brief Yusuf").count("secret") == len(("aim", "letter", "stop"))
    team.says("amal", "/handover Yusuf to Boris on 1 April")
    team.presses("amal", "Offer with the brief")
    told = the_offer(team).brief
    assert any("no phones" in line for line in told)
    assert not any("secret" in line or "Huda" in line for line in told)
