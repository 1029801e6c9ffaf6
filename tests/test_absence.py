"""Away for a while: whoever stands in is briefed, answers, and gives all back on the return."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.nudging.due import due
from handlers.nudging.planning import replanned
from handlers.words import handing as words
from handlers.words import nudges as nudge_words
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Meeting,
    NextStep,
    Nudge,
    Reason,
    Rhythm,
    Side,
    StandIn,
)
from tests.fakes import NOON
from tests.team import Team

TODAY = NOON.date()


def at_work() -> Team:
    team = Team()
    team.keep(
        Counterpart("y", "Yusuf", "amal", deputies=("boris",)),
        Counterpart("i", "Idris", "amal", code_name="Falcon"),
        Counterpart("z", "Zaid", "claire"),
        Commitment("p", "y", "", Side.US, "send the list", TODAY, due=date(2026, 3, 25)),
        Commitment("q", "z", "", Side.US, "call the port", TODAY, due=date(2026, 3, 25)),
        NextStep("s", "y", "", "talk about fuel", date(2026, 3, 26)),
    )
    return team


def away(team: Team, text: str = "/away until 3 April") -> str:
    return team.says("amal", text)


def rhythm(team: Team) -> Rhythm | None:
    return team.store.get(Rhythm, "amal")


def one(team: Team, id: str) -> Counterpart:
    found = team.store.get(Counterpart, id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "/away until 3 April",
        "I'm away until 3 April",
        "I’ll be on leave until Friday 3 April.",
        "im away until 3 april",
        "je suis absente jusqu'au 3 avril",
        "je serai en congé jusqu’au 3 avril",
        "estaré de vacaciones hasta el 3 de abril",
        "أنا في إجازة حتى 3 أبريل",
    ],
)
def test_an_absence_is_told_by_command_or_in_words(text: str) -> None:
    team = at_work()
    away(team, text)
    kept = rhythm(team)
    assert kept is not None
    assert (kept.away_from, kept.away_until) == (TODAY, date(2026, 4, 3))
    team.presses("amal", "Undo")
    assert rhythm(team) is None


@pytest.mark.parametrize(
    "text",
    [
        "I'm away from the checkpoint now, Yusuf agreed to let the trucks pass",
        "he is away until 3 April",
        "I am back from the meeting with Yusuf",
        "je suis de retour de chez Yusuf, il a accepté",
        "away",
    ],
)
def test_what_is_about_something_else_is_no_absence(text: str) -> None:
    team = at_work()
    team.says("amal", text)
    kept = rhythm(team)
    assert kept is None or kept.away_until is None


def test_a_day_or_two_asks_nobody() -> None:
    team = at_work()
    shown = away(team, "/away until tomorrow")
    assert "Boris" not in shown
    assert team.labels() == ["Undo"]


def test_whoever_stands_in_reads_promises_and_meetings_by_name_and_answers() -> None:
    team = at_work()
    shown = away(team)
    assert "Boris hears in your place\n• Yusuf" in shown
    assert "Nobody stands in\n• Falcon" in shown
    team.presses("amal", "Brief Boris")
    told = team.told["boris"]
    assert "Yusuf" not in told.title
    brief = team.sends("boris", told.buttons[0].press)
    assert "send the list" in brief
    assert "talk about fuel" in brief
    assert "Falcon" not in brief
    assert "call the port" not in brief
    team.presses("boris", "I stand in")
    assert team.told["amal"].title == "Boris stands in while you are away."
    assert "asked already" in team.sends("amal", "cover:boris")
    assert "no longer open" in team.sends("claire", told.buttons[0].press)


def standing_in(answer: str) -> Team:
    team = at_work()
    away(team)
    team.presses("amal", words.SOMEBODY_STANDS_IN)
    team.presses("amal", "Claire")
    team.presses("amal", "Yes, share")
    team.sends("claire", team.told["claire"].buttons[0].press)
    team.presses("claire", answer)
    return team


def test_somebody_new_sees_only_what_nobody_else_sees_and_only_meanwhile() -> None:
    team = standing_in(words.COVER_YES)
    assert one(team, "i").deputies == ("claire",)
    assert one(team, "y").deputies == ("boris",)
    assert "Falcon" in team.says("claire", "/who Falcon")
    team.keep(
        Meeting("m", "i", "claire", TODAY, "tea at the depot", NOON + timedelta(hours=1)),
        Agreement("a", "i", "m", "trucks on Mondays", 1, TODAY),
    )
    team.now += timedelta(days=20)
    back = team.says("amal", "I'm back")
    assert back.startswith(nudge_words.AWAY_BACK)
    assert "negotiation" in back or "engagement" in back
    assert "trucks on Mondays" in back
    assert "send the list" in back
    assert "call the port" not in back
    assert one(team, "i").deputies == ()
    assert team.told["claire"].title.startswith("Amal is back")
    assert "nobody called" in team.says("claire", "/who Falcon")
    (asked,) = team.store.all(StandIn)
    assert asked.over


def test_whoever_cannot_stand_in_sees_nothing_more_and_somebody_else_is_asked() -> None:
    team = standing_in(words.COVER_NO)
    assert one(team, "i").deputies == ()
    assert team.told["amal"].title == "Claire cannot stand in while you are away."
    assert [button.label for button in team.told["amal"].buttons] == [words.SOMEBODY_ELSE]
    team.sends("amal", team.told["amal"].buttons[0].press)
    team.presses("amal", "Boris")
    team.presses("amal", "Yes, share")
    assert one(team, "i").deputies == ("boris",)
    team.presses("amal", "Undo")
    assert one(team, "i").deputies == ()


def test_a_return_that_nobody_told_ends_the_access_all_the_same() -> None:
    team = standing_in(words.COVER_YES)
    # Nairobi is three hours ahead: its 11 April begins at nine in the evening in UTC.
    midnight = NOON.replace(month=4, day=10, hour=21, minute=0)
    team.store.apply(due(team.store, midnight - timedelta(seconds=1)).changes)
    assert one(team, "i").deputies == ("claire",)
    team.store.apply(due(team.store, midnight).changes)
    assert one(team, "i").deputies == ()
    assert not due(team.store, midnight).changes


def test_the_return_is_brought_up_once_and_no_more_once_they_said_so() -> None:
    team = at_work()
    away(team)
    before = team.outcome.changes
    team.store.apply([change.undone for change in reversed(before)])
    planned = replanned(team.store, before, team.now)
    team.store.apply([*before, *planned.changes])
    (plan,) = (nudge for nudge in team.store.all(Nudge) if nudge.reason is Reason.BACK)
    assert plan.due_at.date() == date(2026, 4, 6)
    kept = rhythm(team)
    assert kept is not None
    shown = team.sends("amal", f"nudge:show:{plan.id}")
    assert "You were away until Fri 3 April 2026." in shown
    assert "noted while you were away" not in team.sends("amal", "back:")
    assert rhythm(team) == replace(kept, away_from=None, away_until=None)
    assert team.says("amal", "/away back") == nudge_words.AWAY_BACK


def test_an_observer_may_be_away_but_shares_nothing() -> None:
    team = at_work()
    shown = team.says("omar", "/away until 3 April")
    assert "You are away until" in shown
    assert "but not record" in team.sends("omar", "covernew:")
