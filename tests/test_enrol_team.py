"""People leave the team, and it never goes without a mandator."""

from __future__ import annotations

from dataclasses import replace

from handlers import enrol
from handlers.words import enrol as words
from storage.records import (
    Entry,
    Identity,
    Member,
    Role,
)
from tests.team import Team

TOKEN = "a-made-up-token-0000001"


def invited(role: Role = Role.NEGOTIATOR) -> Team:
    team = Team()
    change = enrol.invite("Nadia", role, "operator", token=TOKEN, now=team.now)
    team.store.apply([change])
    return team


def test_a_removed_member_is_a_stranger_until_invited_again() -> None:
    team = invited()
    team.says("claire", "/remove Boris")
    team.presses("claire", "Yes, remove")
    assert team.says("boris", "hello") == words.STRANGER
    assert "Nadia" in team.says("boris", f"start {TOKEN}")
    account = team.store.get(Identity, "fake:boris")
    assert account is not None
    assert account.member != "boris"


def test_a_removal_is_asked_first_and_taken_back() -> None:
    team = Team()
    team.says("claire", "/remove Boris")
    assert team.member("boris").active
    team.presses("claire", "No, keep")
    assert team.member("boris").active
    team.says("claire", "/remove Boris")
    team.presses("claire", "Yes, remove")
    assert not team.member("boris").active
    team.sends("claire", f"undo:{team.store.all(Entry)[-1].id}")
    assert team.member("boris").active


def test_the_last_mandator_stays() -> None:
    team = Team()
    expected = words.LAST_MANDATOR.replace("{name}", "Mona")
    assert team.says("mona", "/remove Mona") == expected
    assert team.sends("mona", "remove:mona") == expected
    assert team.says("claire", "/remove Mona") == words.CANNOT_ADMIT
    team.keep(Member("max", "Max", Role.MANDATOR))
    assert team.says("mona", "/remove Mona") == words.NOT_YOURSELF
    team.says("mona", "/remove Max")
    team.presses("mona", "Yes, remove")
    assert not team.member("max").active


def test_the_team_is_listed_without_who_has_left() -> None:
    team = Team()
    team.change(team.member("omar"), replace(team.member("omar"), active=False))
    shown = team.says("amal", "team")
    assert "Amal: negotiator · you" in shown
    assert "Mona: mandator" in shown
    assert "Omar" not in shown
