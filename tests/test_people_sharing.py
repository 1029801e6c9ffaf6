"""Who sees a relation is asked first, can be taken back, and is the lead's alone to say."""

from __future__ import annotations

from handlers.words import people as words
from storage.records import (
    Counterpart,
    Entry,
)
from tests.team import Team


def known(team: Team, name: str) -> Counterpart:
    found = team.store.find(Counterpart, "name", name)
    assert len(found) == 1
    return found[0]


def test_sharing_is_asked_first_and_taken_back() -> None:
    team = Team()
    team.keep(Counterpart("c1", "Yusuf", "amal"))
    team.says("amal", "/deputy Yusuf + Boris")
    assert known(team, "Yusuf").deputies == ()
    assert "nobody called" in team.says("boris", "/who Yusuf")
    team.says("amal", "/deputy Yusuf + Boris")
    assert team.presses("amal", "Yes, share") == "Boris is now deputy with Yusuf."
    assert team.says("boris", "/who Yusuf").startswith("Yusuf")
    team.sends("amal", f"undo:{team.store.all(Entry)[-1].id}")
    assert "nobody called" in team.says("boris", "/who Yusuf")


def test_a_deputy_cannot_share_but_can_step_away() -> None:
    team = Team()
    team.keep(Counterpart("c1", "Yusuf", "amal", deputies=("boris",)))
    for text in ("/owner Yusuf = Boris", "/deputy Yusuf + Claire"):
        assert team.says("boris", text) == "Only Amal can change who sees Yusuf. Please ask Amal."
    assert team.sends("boris", "share:owner:c1:boris").startswith("Only Amal")
    team.says("boris", "/deputy Yusuf - Boris")
    team.presses("boris", "Step away")
    assert known(team, "Yusuf").deputies == ()


def test_who_gives_a_relation_away_stays_until_they_step_away() -> None:
    team = Team()
    team.keep(Counterpart("c1", "Yusuf", "amal"))
    team.says("amal", "/owner Yusuf = Boris")
    team.presses("amal", "Yes, share")
    assert (known(team, "Yusuf").owner, known(team, "Yusuf").deputies) == ("boris", ("amal",))
    team.presses("amal", "Step away")
    assert known(team, "Yusuf").deputies == ()
    assert "nobody called" in team.says("amal", "/who Yusuf")


def test_who_cannot_write_cannot_lead() -> None:
    team = Team()
    team.keep(Counterpart("c1", "Yusuf", "amal"))
    assert team.says("amal", "/owner Yusuf = Omar") == words.CANNOT_LEAD.replace("{member}", "Omar")
    assert team.sends("amal", "share:owner:c1:omar").startswith("Omar")


def test_a_coordinator_finds_somebody_for_who_is_left_alone() -> None:
    team = Team()
    team.keep(Counterpart("c1", "Yusuf", "amal"))
    team.says("claire", "/remove Amal")
    team.presses("claire", "Yes, remove")
    assert "Name somebody to lead it with /owner" in team.says("claire", "/who Yusuf")
    team.says("claire", "/owner Yusuf = Boris")
    team.presses("claire", "Yes, share")
    assert known(team, "Yusuf").owner == "boris"
    assert "nobody called" in team.says("claire", "/who Yusuf")
    assert team.says("boris", "/who Yusuf").startswith("Yusuf")


def test_a_colleague_learns_that_a_relation_exists_only_where_its_lead_says_so() -> None:
    team = Team()
    team.keep(Counterpart("c1", "Yusuf", "amal"))
    assert "nobody called" in team.says("boris", "/history Yusuf")
    team.says("amal", "settings")
    team.presses("amal", "Let colleagues know")
    told = "Amal leads the relation with yusuf. Please ask Amal."
    assert team.says("boris", "/history yusuf") == told
    assert "nobody called" in team.says("boris", "/history Youssef")
    team.presses("amal", "Tell colleagues nothing")
    assert "nobody called" in team.says("boris", "/history Yusuf")
