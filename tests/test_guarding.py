"""The lock, whose PIN is pressed and never typed, and one word that closes an access everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.guarding import faded, wiped
from handlers.guarding.wiping import MOST
from handlers.words import enrol as enrol_words
from handlers.words import guarding as words
from storage.records import (
    Change,
    Counterpart,
    Delivery,
    Draft,
    Identity,
    Latch,
    LinkCode,
    Meeting,
    Member,
    Nudge,
    Passage,
    Reason,
    Stage,
)
from tests.fakes import NOON, said
from tests.team import Team


def office() -> Team:
    team = Team()
    team.keep(
        Counterpart("y", "Yusuf", "amal", deputies=("boris",)),
        Meeting("m", "y", "amal", NOON.date(), "tea and fuel", NOON),
    )
    return team


def keys(team: Team, pin: str, who: str = "amal") -> str:
    for digit in pin:
        team.sends(who, f"pin:{digit}")
    return team.sends(who, "pin:ok")


def locked(pin: str = "4821") -> Team:
    team = office()
    team.says("amal", "/lock")
    keys(team, pin)
    keys(team, pin)
    return team


def latch(team: Team) -> Latch:
    found = team.store.get(Latch, "amal")
    assert found is not None
    return found


def test_a_pin_is_pressed_twice_and_kept_only_as_what_cannot_be_read() -> None:
    team = office()
    assert words.CHOOSE in team.says("amal", "lock")
    assert "••••" in team.sends("amal", "pin:4") + "".join(
        team.sends("amal", f"pin:{digit}") for digit in "821"
    )
    assert words.ONCE_MORE in team.sends("amal", "pin:ok")
    assert words.LOCKED in keys(team, "4821")
    kept = latch(team)
    assert kept.locked_at is not None
    assert "4821" not in repr(kept)
    assert kept.entered == ""


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [("12", "", words.TOO_SHORT), ("4821", "4822", words.NOT_THE_SAME)],
)
def test_a_pin_that_is_too_short_or_not_the_same_is_chosen_again(
    first: str, second: str, told: str
) -> None:
    team = office()
    team.says("amal", "/lock")
    shown = keys(team, first)
    shown = keys(team, second) if second else shown
    assert told in shown
    assert latch(team).pin == ""
    assert "Yusuf" in team.says("amal", "/who Yusuf")


@pytest.mark.parametrize(
    "asked",
    ["/who Yusuf", "/people", "/undo", "who Yusuf", "/export", "/due", "person:y", "history:y"],
)
def test_nothing_is_shown_until_the_pin(asked: str) -> None:
    team = locked()
    shown = team.sends("amal", asked) if ":" in asked else team.says("amal", asked)
    assert shown.startswith(words.LOCKED)
    assert "Yusuf" not in shown
    page = team.tell(replace(said(sender="fake:amal"), opened=True))
    assert page.startswith(words.LOCKED)


def test_what_is_told_meanwhile_is_kept_and_looked_at_after_the_pin() -> None:
    team = locked()
    shown = team.says("amal", "met Yusuf at the gate today, he agreed to trucks on Mondays")
    assert words.KEPT in shown
    assert "Yusuf" not in shown
    (kept,) = team.store.all(Draft)
    assert "trucks on Mondays" in kept.words
    team.now += timedelta(days=1)
    assert "You told me 1 thing meanwhile." in keys(team, "4821")
    shown = team.presses("amal", team.labels()[0])
    assert "With: Yusuf" in shown
    # It was told on the day before.
    assert "Tue 17 March 2026" in shown
    assert "out of date" in team.sends("amal", f"waited:{kept.id}")


def test_a_file_is_not_taken_and_a_wrong_key_shows_nothing() -> None:
    team = locked()
    for digit in "0000":
        team.sends("amal", f"pin:{digit}")
    shown = team.sends("amal", "pin:ok")
    assert "4 more tries" in shown
    assert "tea" not in shown
    assert words.LOCKED in team.sends("amal", "pin:zz")


def test_cards_that_come_while_it_is_locked_name_nobody_and_later_do_again() -> None:
    team = office()
    team.change(team.member("amal"), replace(team.member("amal"), discreet=False))
    team.says("amal", "/lock")
    keys(team, "4821")
    keys(team, "4821")
    assert team.member("amal").discreet
    keys(team, "4821")
    assert not team.member("amal").discreet


def test_after_five_wrong_pins_one_waits_and_after_ten_the_access_is_closed() -> None:
    team = locked()
    for _ in range(5):
        shown = keys(team, "1111")
    assert "Too many tries" in shown
    assert "Too many tries" in keys(team, "4821")
    team.now += timedelta(minutes=16)
    for _ in range(5):
        keys(team, "1111")
    assert not team.member("amal").active
    assert "closed" in team.told["claire"].title.lower()
    team.now += timedelta(days=1)
    assert team.sends("amal", "pin:4") == enrol_words.STRANGER
    team.says("claire", "/reopen Amal")
    team.presses("claire", words.REOPEN)
    assert words.UNLOCKED in keys(team, "4821")


def test_another_pin_takes_the_place_of_the_old_one_once_it_is_chosen() -> None:
    team = locked()
    keys(team, "4821")
    team.presses("amal", words.CHANGE_PIN)
    keys(team, "9999")
    assert words.LOCKED in keys(team, "9999")
    assert "more tries" in keys(team, "4821")
    assert words.UNLOCKED in keys(team, "9999")
    assert "out of date" in team.sends("amal", "pin:1")


@pytest.mark.parametrize("word", ["panic", "/panic", "panique", "pánico", "ذعر", "Panic"])
def test_one_word_closes_everything_at_once_and_tells_those_who_can_open_it(word: str) -> None:
    team = office()
    team.keep(
        Identity("slack:amal", "amal", "D1"),
        LinkCode("code", "amal", NOON + timedelta(minutes=5)),
    )
    shown = team.says("amal", word)
    assert shown == enrol_words.STRANGER
    assert not team.member("amal").active
    assert team.store.all(LinkCode) == []
    for other in ("claire", "mona"):
        assert team.told[other].title == words.PANIC_TOLD_QUIET
    assert "boris" not in team.told
    for sender in ("fake:amal", "slack:amal"):
        told = team.tell(said("/who Yusuf", sender=sender))
        assert "Yusuf" not in told
    assert team.tell(said(sender="fake:amal", press="person:y", card="c")) in (
        "",
        enrol_words.STRANGER,
    )
    # Whoever stands in goes on.
    assert "Yusuf" in team.says("boris", "/who Yusuf")


def test_a_second_person_opens_it_again_and_nobody_else() -> None:
    team = office()
    team.says("amal", "/panic")
    assert "coordinator" in team.says("boris", "/reopen Amal").lower()
    shown = team.sends("claire", team.told["claire"].buttons[0].press)
    assert "Amal: access closed since" in shown
    team.presses("claire", words.REOPEN)
    assert team.member("amal").active
    assert "Yusuf" in team.says("amal", "/who Yusuf")
    team.says("claire", "/undo")
    assert not team.member("amal").active
    assert words.NOBODY_CLOSED not in team.says("claire", "/reopen")


def test_the_lock_does_not_keep_from_closing() -> None:
    team = locked()
    assert team.says("amal", "panic") == enrol_words.STRANGER
    team.says("mona", "/reopen")
    team.presses("mona", words.REOPEN)
    # What was locked is locked still.
    assert team.says("amal", "/people").startswith(words.LOCKED)


def delivered(number: int, sent_id: str = "9", state: Passage = Passage.SENT) -> Delivery:
    place = "amal" if number % 2 else "D1"
    platform = "fake" if number % 2 else "slack"
    return Delivery(f"d{number}", platform, place, NOON, "", number, state, sent_id=sent_id)


def test_cards_are_taken_away_on_every_platform_and_none_comes_any_more() -> None:
    team = office()
    team.keep(
        Identity("slack:amal", "amal", "D1"),
        *(delivered(number, f"s{number}") for number in range(6)),
        delivered(7, "", Passage.OWED),
        Delivery("b", "fake", "boris", NOON, "", 8, Passage.SENT, sent_id="sb"),
    )
    me = team.member("amal")
    gone = replace(me, active=False, closed_at=NOON)
    found = wiped(team.store, [Change(me, gone)])
    cards = [one for one in found.replies if one.gone]
    assert {one.replaces for one in cards} == {f"s{number}" for number in range(6)}
    assert all(one.card.title == "·" for one in found.replies)
    pages = [one.to for one in found.replies if one.page]
    for reached in ([one.to for one in cards], pages):
        assert {one.platform for one in reached} == {"fake", "slack"}
    team.store.apply(found.changes)
    assert team.store.get(Delivery, "d7") is None
    assert not any(one.gone for one in wiped(team.store, [Change(me, gone)]).replies)


def test_locking_takes_cards_away_once_and_a_key_does_not() -> None:
    team = office()
    team.keep(*(delivered(number, f"s{number}") for number in range(1, 2 * MOST + 20, 2)))
    before, after = Latch("amal", pin="x"), Latch("amal", pin="x", locked_at=NOON)
    found = wiped(team.store, [Change(before, after)])
    assert sum(one.gone for one in found.replies) == MOST
    assert not wiped(team.store, [Change(after, replace(after, entered="1"))]).replies
    removed = Change(team.member("amal"), replace(team.member("amal"), active=False))
    assert not wiped(team.store, [removed]).replies


def test_a_group_hears_nothing_of_the_lock() -> None:
    team = locked()
    shown = team.says("amal", "met Yusuf, tea", group=True)
    assert "tea" not in shown.replace(words.LOCKED, "")
    assert isinstance(team.store.get(Member, "amal"), Member)


@pytest.mark.parametrize(
    ("asked", "hours"),
    [("/fade 24", 24), ("/fade 8h", 8), ("/fade off", 0), ("/effacement jamais", 0)],
)
def test_how_long_cards_stay_is_said_or_pressed_and_taken_back(asked: str, hours: int) -> None:
    team = office()
    team.change(team.member("amal"), replace(team.member("amal"), fade_hours=1))
    team.says("amal", asked)
    assert team.member("amal").fade_hours == hours
    team.says("amal", "/undo")
    assert team.member("amal").fade_hours == 1
    team.says("amal", "/fade")
    team.presses("amal", words.FADE_NEVER)
    assert team.member("amal").fade_hours == 0


@pytest.mark.parametrize("asked", ["/fade 72", "/fade soon", "/fade -1"])
def test_cards_stay_two_days_at_most(asked: str) -> None:
    assert "up to 47" in office().says("amal", asked)


def test_cards_fade_after_their_hours_but_a_reminder_waits_for_its_answer() -> None:
    team = office()
    team.change(team.member("amal"), replace(team.member("amal"), fade_hours=8))
    waits = Nudge(*("n", "amal", Reason.OURS, "p", NOON.date(), NOON), stage=Stage.SENT, card="n")
    team.keep(
        waits,
        delivered(1, "old"),
        replace(delivered(3, "reminder"), answers="n"),
        replace(delivered(5, "young"), made_at=NOON + timedelta(hours=3)),
        Delivery("b", "fake", "boris", NOON, "", 8, Passage.SENT, sent_id="sb"),
    )
    assert not faded(team.store, NOON + timedelta(hours=7)).replies
    found = faded(team.store, NOON + timedelta(hours=9))
    assert [(one.replaces, one.gone) for one in found.replies] == [("old", True)]
    team.store.apply(found.changes)
    assert not faded(team.store, NOON + timedelta(hours=9)).replies
    team.change(waits, replace(waits, stage=Stage.SETTLED))
    found = faded(team.store, NOON + timedelta(hours=20))
    assert {one.replaces for one in found.replies} == {"reminder", "young"}
