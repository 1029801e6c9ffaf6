"""Two accounts become one person by a code, and only by their own will."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.words import enrol as words
from storage.records import (
    Counterpart,
    Identity,
    LinkCode,
)
from tests.team import Team


def linked(team: Team, who: str = "amal") -> str:
    team.says(who, "/link")
    return team.button("Copy").copy


def test_a_code_makes_another_account_the_same_member_and_says_so_on_both() -> None:
    team = Team()
    code = linked(team)
    assert team.says("other", code).startswith("This account is now yours too, Amal.")
    places = [reply.to.place for reply in team.outcome.replies]
    assert places == ["other", "amal"]
    account = team.store.get(Identity, "fake:other")
    assert account is not None
    assert account.member == "amal"
    assert team.store.all(LinkCode) == []
    assert "fake · other" in team.says("other", "/whoami")


@pytest.mark.parametrize("change", [str.lower, lambda code: f"/{code[:9]}-{code[9:]}"])
def test_a_code_may_be_typed_as_people_type(change: object) -> None:
    assert callable(change)
    team = Team()
    assert "Amal" in team.says("other", change(linked(team)))


def test_a_code_works_once_and_for_ten_minutes() -> None:
    team = Team()
    code = linked(team)
    team.now += timedelta(minutes=10)
    assert team.says("other", code) == words.BAD_CODE
    code = linked(team)
    team.now += timedelta(minutes=1)
    team.says("third", code)
    assert team.says("fourth", code) == words.BAD_CODE


def test_after_a_wrong_code_none_is_looked_at_for_a_minute() -> None:
    team = Team()
    code = linked(team)
    assert team.says("other", "link AAAAAAAAA2") == words.BAD_CODE
    assert team.says("other", code) == ""
    team.now += timedelta(minutes=1)
    assert "Amal" in team.says("other", code)


def test_only_the_newest_code_of_a_member_works() -> None:
    team = Team()
    old = linked(team)
    linked(team)
    assert team.says("other", old) == words.BAD_CODE
    assert len(team.store.all(LinkCode)) == 1


def test_only_a_hash_of_the_code_is_kept() -> None:
    team = Team()
    assert linked(team).split()[1] not in repr(team.store.all(LinkCode))


def test_two_members_become_one_only_when_they_say_so() -> None:
    team = Team()
    team.keep(
        Counterpart("c1", "Yusuf", "boris", deputies=("amal",)),
        Counterpart("c2", "Hana", "claire", deputies=("boris",)),
    )
    code = linked(team)
    assert team.says("boris", code).startswith("Shall this account become Amal's?")
    assert team.member("boris").active
    team.presses("boris", "Yes, that is me")
    assert not team.member("boris").active
    yusuf, hana = team.store.get(Counterpart, "c1"), team.store.get(Counterpart, "c2")
    assert yusuf is not None
    assert hana is not None
    assert (yusuf.owner, yusuf.deputies) == ("amal", ())
    assert hana.deputies == ("amal",)
    assert "You are Amal" in team.says("boris", "/whoami")


def test_the_last_mandator_does_not_vanish_into_another_member() -> None:
    team = Team()
    code = linked(team)
    assert "only mandator" in team.says("mona", code)
    assert "only mandator" in team.sends("mona", f"join:{code.split()[1]}")


def test_ones_own_code_on_ones_own_account_changes_nothing() -> None:
    team = Team()
    assert team.says("amal", linked(team)) == words.LINK_SELF
