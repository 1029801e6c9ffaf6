"""Whatever a member changes, beside notes, can be taken back in a word."""

from __future__ import annotations

import pytest

from storage.records import Counterpart, Identity, Invitation, Member
from tests.team import AMAL, Team


@pytest.mark.parametrize(
    "text", ["/language French", "/zone Kabul", "/week Sun-Thu", "/language العربية"]
)
def test_a_setting_is_taken_back(text: str) -> None:
    team = Team()
    team.says("amal", text)
    assert team.store.get(Member, "amal") != AMAL
    team.says("amal", "/undo")
    assert team.store.get(Member, "amal") == AMAL


@pytest.mark.parametrize("label", ["Let colleagues know", "Show names on a locked screen"])
def test_what_others_may_learn_is_taken_back(label: str) -> None:
    team = Team()
    team.says("amal", "/settings")
    team.presses("amal", label)
    assert team.store.get(Member, "amal") != AMAL
    assert team.says("amal", "/undo").startswith("Undone: “what ")
    assert team.store.get(Member, "amal") == AMAL


def test_a_setting_that_stays_as_it_is_leaves_nothing_to_undo() -> None:
    team = Team()
    team.says("amal", "/language English")
    assert team.says("amal", "/undo") == "There is nothing left to undo."


def test_an_invitation_is_withdrawn_as_long_as_nobody_has_used_it() -> None:
    team = Team()
    team.says("claire", "/invite Nour negotiator")
    used = team.button("Copy").copy
    withdraw = team.button("Withdraw").press
    team.says("nour", used)
    assert "has changed since" in team.sends("claire", withdraw)
    team.says("claire", "/invite Lina observer")
    unused = team.button("Copy").copy
    assert team.presses("claire", "Withdraw") == "Undone: “An invitation for Lina, observer”."
    assert len(team.store.all(Invitation)) == 1
    assert team.says("lina", unused).startswith("This invitation does not work")


def test_an_account_that_was_joined_is_let_go_again_from_any_account() -> None:
    team = Team()
    team.says("amal", "/link")
    team.says("other", team.button("Copy").copy)
    assert team.store.get(Identity, "fake:other") is not None
    team.says("amal", "/undo")
    assert team.store.get(Identity, "fake:other") is None
    assert "private assistant" in team.says("other", "settings")


def test_a_place_somebody_belongs_to_already_changes_nothing() -> None:
    team = Team()
    team.keep(Counterpart("c", "Yusuf", "amal"))
    team.says("amal", "/organisation Yusuf = Governorate")
    before = team.says("amal", "/who Yusuf")
    assert team.says("amal", "/organisation Yusuf = Governorate") == "Yusuf belongs to Governorate."
    assert team.says("amal", "/who Yusuf") == before
