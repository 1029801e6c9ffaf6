"""Advice is given once, one line, and never to whoever does not want it."""

from __future__ import annotations

from handlers import hints
from handlers.chat import Address, Card, Outcome, Reply
from storage.records import Hints
from tests.team import Team

HERE = Outcome((Reply(Address("fake", "amal"), Card("Saved.")),))


def given(team: Team, key: str = "legal", about: str = "", on: Outcome = HERE) -> bool:
    """Whether the advice stands on the card; what was noted is applied."""
    outcome = hints.hint(on, team.desk("amal"), key, "Ask somebody.", about=about)
    team.store.apply(outcome.changes)
    return outcome is not on


def test_advice_is_given_once_for_each_thing() -> None:
    team = Team()
    assert given(team, about="a")
    assert not given(team, about="a")
    assert given(team, about="b")


def test_a_card_bears_one_piece_of_advice() -> None:
    team = Team()
    outcome = hints.hint(HERE, team.desk("amal"), "legal", "Ask somebody.")
    team.store.apply(outcome.changes)
    assert not given(team, "authority", on=Outcome(outcome.replies))
    assert given(team, "authority")


def test_not_again_is_for_good_and_leaves_the_card() -> None:
    team = Team()
    outcome = hints.hint(HERE, team.desk("amal"), "legal", "Ask somebody.", about="a")
    (button,) = outcome.replies[0].card.buttons
    team.store.apply(outcome.changes)
    assert team.sends("amal", button.press) == "I will not say that again."
    assert team.outcome.replies[0].replaces == ""
    assert not given(team, about="b")
    assert given(team, "authority")


def test_all_advice_is_switched_off_and_on_again() -> None:
    team = Team()
    team.says("amal", "/hints")
    team.presses("amal", "No advice")
    assert not given(team)
    team.says("amal", "conseils")
    team.presses("amal", "Advice again")
    assert given(team)


def test_one_members_advice_is_not_anothers() -> None:
    team = Team()
    assert given(team)
    assert team.desk("boris").book.all(Hints) == []
    assert hints.wanted(team.desk("boris"), "legal")


def test_a_key_that_is_none_is_not_switched_off() -> None:
    team = Team()
    assert "out of date" in team.sends("amal", "nothint:everything")
    assert team.store.all(Hints) == []
