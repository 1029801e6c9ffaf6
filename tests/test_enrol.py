"""People come in by an invitation that works once; all others hear one constant sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import enrol
from handlers.words import enrol as words
from handlers.words import privacy as privacy_words
from storage.records import (
    Counterpart,
    Dialogue,
    Identity,
    Invitation,
    Member,
    Role,
    Stranger,
)
from tests.fakes import NOON, said
from tests.team import Team

TOKEN = "a-made-up-token-0000001"


def invited(role: Role = Role.NEGOTIATOR) -> Team:
    team = Team()
    change = enrol.invite("Nadia", role, "operator", token=TOKEN, now=team.now)
    team.store.apply([change])
    return team


def test_an_invitation_lets_in_once_and_tells_who_can_read_this() -> None:
    team = invited()
    shown = team.says("new", f"/start {TOKEN}", language="fr-CA")
    assert "Nadia" in shown
    member = team.store.get(Member, team.store.all(Identity)[-1].member)
    assert member is not None
    assert (member.name, member.role, member.language) == ("Nadia", Role.NEGOTIATOR, "fr")
    assert member.told_privacy
    assert member.enrolled_at == team.now
    assert team.store.get(Identity, "fake:new") is not None
    assert team.outcome.replies[0].card.language == "fr"
    used = team.store.all(Invitation)[0]
    assert (used.used_by, used.used_at) == ("fake:new", team.now)


def test_the_first_card_has_the_disclosure_and_the_second_the_only_question() -> None:
    team = invited()
    team.says("new", f"start {TOKEN}")
    first, second = (reply.card for reply in team.outcome.replies)
    texts = str(first.parts)
    for sentence in (privacy_words.TITLE, privacy_words.OURS, privacy_words.WHO_SEES):
        assert sentence in texts
    assert first.buttons == ()
    assert second.title == words.ASK_ZONE
    assert len(second.buttons) >= 3
    assert second.buttons[0].label == "Nairobi"


NAME_FIRST = words.NAME_FIRST.replace("{example}", "/invite Amal negotiator")


@pytest.mark.parametrize(
    ("platform", "sentence"),
    [("telegram", privacy_words.TELEGRAM), ("slack", privacy_words.SLACK)],
)
def test_each_platform_is_told_as_it_is(platform: str, sentence: str) -> None:
    team = invited()
    team.tell(said(f"start {TOKEN}", sender=f"{platform}:7"))
    assert sentence in str(team.outcome.replies[0].card.parts)


def test_after_the_first_question_one_can_begin() -> None:
    team = invited()
    team.says("new", f"start {TOKEN}")
    assert words.READY in team.says("new", "Goma")
    member = team.store.get(Member, team.store.all(Identity)[-1].member)
    assert member is not None
    assert member.zone == "Africa/Lubumbashi"
    assert team.store.all(Dialogue) == []


def test_only_a_hash_of_the_token_is_kept() -> None:
    team = invited()
    assert TOKEN not in repr(team.store.all(Invitation))


@pytest.mark.parametrize(
    "text",
    [f"/start {TOKEN}x", "/start", "/START", "start", "/start " + "A" * 65, "/start " + "A" * 9000,
     "/start ../../etc/passwd", f"/start {TOKEN} {TOKEN}", "/start ünïcödé-ünïcödé-ünïcödé"],
)  # fmt: skip
def test_what_is_no_invitation_gets_the_same_words(text: str) -> None:
    assert invited().says("new", text) == words.BAD_INVITATION


def test_used_expired_and_revoked_ones_get_those_words_too() -> None:
    used = invited()
    used.says("first", f"start {TOKEN}")
    assert used.says("second", f"start {TOKEN}") == words.BAD_INVITATION
    late = invited()
    late.now = NOON + enrol.VALID
    assert late.says("new", f"start {TOKEN}") == words.BAD_INVITATION
    revoked = Team()
    change = enrol.invite("Nadia", Role.OBSERVER, "claire", token=TOKEN, now=NOON)
    revoked.store.apply([change])
    claire = revoked.member("claire")
    revoked.change(claire, replace(claire, active=False))
    assert revoked.says("new", f"start {TOKEN}") == words.BAD_INVITATION


def test_an_invitation_works_until_the_last_second() -> None:
    team = invited()
    team.now = NOON + enrol.VALID - timedelta(seconds=2)
    assert "Nadia" in team.says("new", f"start {TOKEN}")


def test_a_stranger_hears_one_sentence_a_minute_and_nothing_in_a_group() -> None:
    team = Team()
    assert team.says("x", "who uses this?") == words.STRANGER
    assert team.says("x", "/start nonsense") == ""
    assert team.says("y", "hello") == words.STRANGER
    team.now += timedelta(seconds=60)
    assert team.says("x", "/help") == words.STRANGER
    team.now += timedelta(seconds=60)
    assert team.says("x", "hello", group=True) == ""
    assert team.outcome.changes == ()


def test_an_invitation_works_right_after_a_strangers_sentence() -> None:
    team = invited()
    team.says("new", "hello")
    assert "Nadia" in team.says("new", f"start {TOKEN}")
    assert team.store.all(Stranger) == []


def test_a_stranger_learns_nothing_from_what_they_write() -> None:
    team = Team()
    team.keep(Counterpart("c1", "Yusuf", "amal"))
    texts = ("/history Yusuf", "/team", "Amal", "/privacy", "undo", "history:c1", "🙂")
    for number, text in enumerate(texts):
        assert team.says(f"x{number}", text) == words.STRANGER
        assert team.sends(f"p{number}", text) == words.STRANGER


@given(st.text(max_size=200))
def test_no_text_of_a_stranger_changes_more_than_when_we_answered(text: str) -> None:
    team = invited()
    team.says("x", text)
    assert {type(change.subject) for change in team.outcome.changes} <= {Stranger}


def test_a_coordinator_invites_in_the_chat() -> None:
    team = Team()
    shown = team.says("claire", "/invite Nadia Haddad observer")
    assert "Nadia Haddad, observer" in shown
    code = team.button("Copy").copy
    assert code in shown
    assert "Welcome, Nadia Haddad." in team.says("new", code)
    assert team.store.all(Member)[-1].role is Role.OBSERVER


@pytest.mark.parametrize(
    ("who", "text", "said_back"),
    [
        ("claire", "/invite Nadia mandator", words.CANNOT_ADMIT),
        ("claire", "/invite", NAME_FIRST),
        ("claire", "/invite observer", NAME_FIRST),
        ("claire", "/invite " + "x" * 81, NAME_FIRST),
    ],
)
def test_an_invitation_that_may_not_be_is_refused(who: str, text: str, said_back: str) -> None:
    team = Team()
    assert team.says(who, text) == said_back
    assert team.store.all(Invitation) == []


@pytest.mark.parametrize(("token", "name"), [("short", "Nadia"), (TOKEN, " "), (TOKEN, "x" * 81)])
def test_a_weak_token_or_an_empty_name_is_a_mistake_of_ours(token: str, name: str) -> None:
    with pytest.raises(ValueError, match="characters"):
        enrol.invite(name, Role.NEGOTIATOR, "operator", token=token, now=NOON)


def test_who_is_in_already_is_told_so() -> None:
    assert Team().says("amal", f"/start {TOKEN}").startswith("You are in already, Amal.")
