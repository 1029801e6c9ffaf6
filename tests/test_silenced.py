"""What somebody asked not to be told again is listed, and each of it can be brought back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.nudging.between import BETWEEN
from handlers.words import silenced as words
from storage.records import Care, Counterpart, Reason, Rhythm
from tests.team import Team

YUSUF, SALIM = Counterpart("y", "Yusuf", "amal"), Counterpart("s", "Salim", "boris")
CARE = Care("y", "y", never=("checkin", "ours:p1", "ours:p2"))
RHYTHM = Rhythm("amal", never=("gaps", "faces"))


def team() -> Team:
    made = Team()
    made.keep(YUSUF, SALIM, CARE, RHYTHM, Care("s", "s", never=("checkin",)))
    return made


def test_every_reason_that_can_be_silenced_has_a_name() -> None:
    never = {Reason.DIGEST, Reason.MISSED, Reason.LATE, Reason.REMINDER, *BETWEEN}
    assert {str(one) for one in Reason if one not in never} == set(words.REASONS)


def test_everything_silenced_is_listed_and_nothing_of_a_colleague() -> None:
    shown = team().says("amal", "/again")
    for reason in ("gaps", "faces", "checkin", "ours"):
        assert f"• {words.REASONS[reason]}" in shown
    assert shown.count(words.REASONS["ours"]) == 1
    assert "Salim" not in shown


@pytest.mark.parametrize(
    ("reason", "left"), [("ours", ("checkin",)), ("checkin", ("ours:p1", "ours:p2"))]
)
def test_one_thing_of_one_person_comes_back_and_can_be_undone(
    reason: str, left: tuple[str, ...]
) -> None:
    one = team()
    one.says("amal", "/again")
    one.presses("amal", f"Again: {words.REASONS[reason]} (Yusuf)")
    assert one.store.get(Care, "y") == replace(CARE, never=left)
    assert one.store.get(Rhythm, "amal") == RHYTHM
    one.presses("amal", "Undo")
    assert one.store.get(Care, "y") == CARE


def test_all_of_it_comes_back_at_once() -> None:
    one = team()
    one.says("amal", "/again")
    one.presses("amal", words.ALL_BACK)
    assert one.store.get(Care, "y") == replace(CARE, never=())
    assert one.store.get(Rhythm, "amal") == replace(RHYTHM, never=())
    assert one.store.get(Care, "s") == Care("s", "s", never=("checkin",))
    assert words.NOTHING in one.says("amal", "/again")


def test_a_press_that_came_too_late_says_so() -> None:
    one = team()
    for press in ("again:m:gaps", "again:c:s:checkin", "again:c:y:thanks", "again:"):
        done = one.sends("amal", press)
        assert ("out of date" in done) is (press != "again:m:gaps")
