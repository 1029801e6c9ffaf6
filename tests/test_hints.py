"""Advice is given once, one line, and never to whoever does not want it."""

from __future__ import annotations

import pytest

from handlers import hints
from handlers.chat import Address, Card, Outcome, Reply
from storage.records import Hints, Meeting
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


@pytest.mark.parametrize(
    ("note", "advice"),
    [
        ("met Idris, clerk. He agreed to waive the fee until 30 June", "legal focal point"),
        ("vu Idris. Il a accepté de ne plus prélever de taxe", "legal focal point"),
        ("met corporal Idris. He agreed to six trucks on Mondays", "(corporal) is not yet an"),
        ("vu le caporal Idris. Il a accepté six camions", "(caporal) is not yet an"),
        ("met Colonel Idris. He agreed to six trucks on Mondays", "were not there"),
        ("met Idris. He agreed to six trucks on Mondays", ""),
        ("met Colonel Idris, tea, good mood", ""),
    ],
)
def test_what_is_worth_a_thought_stands_under_a_saved_agreement(note: str, advice: str) -> None:
    team = Team()
    team.says("amal", note)
    shown = team.presses("amal", "Save")
    assert ("Not again" in team.labels()) is bool(advice)
    assert advice in shown
    assert shown.startswith("Saved: ")
    assert team.store.all(Meeting)


def test_the_same_advice_is_not_given_for_the_next_agreement() -> None:
    team = Team()
    team.says("amal", "met Colonel Idris. He agreed to six trucks on Mondays")
    assert "were not there" in team.presses("amal", "Save")
    team.says("amal", "met Colonel Idris. He agreed to nine trucks on Fridays")
    assert "were not there" not in team.presses("amal", "Save")
