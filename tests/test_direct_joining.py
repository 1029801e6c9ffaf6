"""A counterpart joins by an invitation of their own, sees next to nothing, and leaves by a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.drawing import plain
from handlers import enrol
from handlers.answer import PRESSES
from handlers.chat import MEMBER, Address, Attachment, Card, Forwarded, Reply
from handlers.commands import COMMANDS
from handlers.direct import spoken
from handlers.direct.notices import AGREE, LEAVE, notice
from handlers.words import direct as words
from handlers.words import enrol as enrol_words
from handlers.words.catalogue import LANGUAGES
from handlers.words.speech import Speech
from storage.records import (
    Consent,
    Correspondent,
    Counterpart,
    CounterpartInvitation,
    Evidence,
    Identity,
    Invitation,
    LinkCode,
    Member,
    Policy,
    Role,
    Stranger,
)
from tests.direct_team import ACCOUNT, ALI, consent_of, handed_over, invited, later, ready, switched
from tests.fakes import NOON, said
from tests.team import Team

CONSTANT = (words.AGREED, words.LEFT, words.CLOSED, words.REMIND)


def notice_of(language: str, host: str = "Amal") -> Card:
    message = said("", sender=ACCOUNT)
    return notice(message, Member("", host), language).card


def may_be_shown(language: str) -> list[Card]:
    say = Speech(language)
    constant = [Card(say(sentence), language=language) for sentence in CONSTANT]
    return [notice_of(language), *constant]


# --- The way in.


def test_the_notice_says_who_invites_what_comes_who_reads_it_and_how_to_leave() -> None:
    team = ready(None)
    shown = team.says("his", f"start {invited(team)}")
    assert team.shown[-1] == notice_of("en")
    for part in (words.NOTICE_ANSWERS, words.NOTICE_LEAVE, words.NOTICE_UNTIL):
        assert part in shown
    assert "Amal would like to write to you here." in shown
    assert consent_of(team).consent is Consent.ASKED
    assert team.store.get(Identity, ACCOUNT) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_is_in_the_language_of_the_record(language: str) -> None:
    team = ready(None)
    team.change(ALI, replace(ALI, language=language))
    token = invited(team)
    team.tell(replace(said(f"/start {token}", sender=ACCOUNT), language="es-MX"))
    assert team.shown[-1] == notice_of(language)


def test_else_it_is_in_the_language_of_their_app() -> None:
    team = ready(None)
    team.change(ALI, replace(ALI, language=""))
    token = invited(team)
    team.says("his", f"/start {token}", language="ar-SD")
    assert team.shown[-1] == notice_of("ar")


def test_only_a_hash_of_the_token_is_kept() -> None:
    team = ready(None)
    assert invited(team) not in repr(team.store.all(CounterpartInvitation))


def refused(team: Team, who: str, token: str) -> bool:
    return team.says(who, f"start {token}") == enrol_words.BAD_INVITATION


def test_an_invitation_works_once_for_one_account_and_48_hours() -> None:
    team = ready(None)
    token = invited(team)
    team.says("his", f"start {token}")
    assert refused(team, "another", token)
    late = ready(None)
    token = invited(late)
    late.now = late.now + enrol.VALID
    assert refused(late, "his", token)


def test_it_does_not_work_once_withdrawn_or_ended_or_switched_off_or_handed_over() -> None:
    withdrawn = ready(None)
    token = invited(withdrawn)
    withdrawn.presses("amal", "Withdraw")
    assert refused(withdrawn, "his", token)
    ended = ready(None)
    token = invited(ended)
    ended.sends("amal", "ended:ali")
    assert refused(ended, "his", token)
    off = ready(None)
    token = invited(off)
    switched(off, on=False)
    assert refused(off, "his", token)
    handed = ready(None)
    token = invited(handed)
    handed_over(handed, "boris")
    assert refused(handed, "his", token)
    left = ready(None)
    token = invited(left)
    amal = left.member("amal")
    left.change(amal, replace(amal, active=False))
    assert refused(left, "his", token)


def test_a_member_is_kindly_told_that_it_is_not_for_them() -> None:
    team = ready(None)
    token = invited(team)
    assert team.says("amal", f"start {token}") == words.FOR_THEM.replace("{name}", "Ali")
    assert "You are in already, Boris." in team.says("boris", f"start {token}")
    assert team.store.all(Correspondent) == []
    assert "would like to write" in team.says("his", f"start {token}")


def test_who_once_was_a_member_is_never_a_counterpart() -> None:
    team = ready(None)
    token = invited(team)
    boris = team.member("boris")
    team.change(boris, replace(boris, active=False))
    assert refused(team, "boris", token)


def test_no_invitation_and_no_code_makes_a_counterpart_a_member() -> None:
    team = ready()
    token = "a-members-invitation-0001"
    team.store.apply([enrol.invite("Nadia", Role.OBSERVER, "mona", token=token, now=NOON)])
    team.keep(LinkCode(enrol.sealed("ABCDEFGHJK"), "amal", NOON + timedelta(minutes=10)))
    for text in (f"/start {token}", f"start {token}", "link ABCDEFGHJK", "/link ABCDEFGHJK"):
        later(team)
        team.says("his", text)
        assert team.store.get(Identity, ACCOUNT) is None
    assert [one.used_by for one in team.store.all(Invitation)] == [""]


def test_guesses_get_the_same_words_at_most_once_a_minute() -> None:
    team = ready(None)
    assert refused(team, "guesser", "x" * 22)
    assert team.says("guesser", "start " + "y" * 22) == ""


@pytest.mark.parametrize(
    "yes", ["I agree", "yes", "D'accord", "J’accepte.", "acepto", "أوافق", "نعم"]
)
def test_a_word_or_a_press_agrees_and_the_owner_is_told(yes: str) -> None:
    team = ready(Consent.ASKED)
    assert team.says("his", yes) == words.AGREED
    assert consent_of(team).consent is Consent.AGREED
    assert team.told["amal"].title == words.JOINED_QUIET
    pressed = ready(Consent.ASKED)
    assert pressed.sends("his", AGREE) == words.AGREED


def test_what_a_platform_calls_somebody_is_not_kept_beside_a_code_name() -> None:
    team = ready(None)
    team.change(ALI, replace(ALI, code_name="Cedar"))
    token = invited(team)
    team.tell(replace(said(f"start {token}", sender=ACCOUNT), name="Ali Hassan"))
    team.sends("his", AGREE)
    assert "Hassan" not in repr(team.store.all(Correspondent))
    assert "Hassan" not in team.sends("amal", "person:ali")


def test_until_they_agree_nothing_they_write_is_kept() -> None:
    team = ready(Consent.ASKED)
    team.says("his", "who are you?")
    assert team.shown[-1] == notice_of("en")
    assert team.store.all(Evidence) == []


def test_no_thank_you_is_an_end_as_well() -> None:
    team = ready(Consent.ASKED)
    assert team.sends("his", LEAVE) == words.LEFT
    assert consent_of(team).consent is Consent.LEFT


# --- The way out.

STOPS = (
    *("stop", "STOP", "Stop.", "/stop", " stop ! ", "stopp", "please stop", "«stop»", "leave"),
    *("arrêter", "ARRETER", "arrêtez", "Arrête svp", "stop s'il vous plaît", "désinscrire"),
    *("parar", "Pare", "PARAR por favor", "basta", "baja"),
    *("إيقاف", "ايقاف", "إِيقَاف", "أوقف", "توقف", "قف", "إيـــقاف", "رجاءً إيقاف"),
)


@pytest.mark.parametrize("stop", STOPS)
def test_one_word_leaves_at_once_in_any_language(stop: str) -> None:
    team = ready()
    assert team.says("his", stop) == words.LEFT
    assert consent_of(team).consent is Consent.LEFT
    assert team.told["amal"].title == words.GONE_QUIET
    assert team.store.all(Evidence) == []


@pytest.mark.parametrize(
    "text", ["stop by on Sunday", "we will stop the trucks", "para mañana", "قف عند الحاجز", "so"]
)
def test_a_sentence_with_that_word_in_it_is_a_reply(text: str) -> None:
    team = ready()
    assert team.says("his", text) == ""
    assert [one.text for one in team.store.all(Evidence)] == [text]


def test_an_edit_or_a_switched_off_team_does_not_keep_anybody() -> None:
    team = ready()
    team.tell(said("stop", sender=ACCOUNT, edits="m1"))
    assert consent_of(team).consent is Consent.LEFT
    off = ready()
    switched(off, on=False)
    assert off.says("his", "stop") == words.LEFT


def test_leaving_on_one_platform_is_leaving_on_every_one() -> None:
    team = ready()
    other = replace(consent_of(team), id="slack:U1", place="U1")
    team.keep(other)
    team.says("his", "stop")
    assert consent_of(team, "slack:U1").consent is Consent.LEFT


def test_who_left_may_come_back_by_a_word_and_must_agree_anew() -> None:
    team = ready(Consent.LEFT)
    assert team.says("his", "hello?") == words.LEFT
    assert team.says("his", "hello??") == ""
    team.says("his", "start")
    assert team.shown[-1] == notice_of("en")
    assert consent_of(team).consent is Consent.ASKED
    assert team.sends("his", AGREE) == words.AGREED


def test_whom_the_owner_let_go_needs_a_new_invitation() -> None:
    team = ready()
    team.sends("amal", "ended:ali")
    assert team.says("his", "start") == words.CLOSED
    later(team)
    assert team.says("his", "hello") == words.CLOSED
    token = invited(team)
    team.says("his", f"start {token}")
    assert team.shown[-1] == notice_of("en")


def test_only_who_leads_or_stands_in_can_invite_or_end() -> None:
    team = ready()
    for who in ("boris", "claire", "omar", "mona"):
        team.sends(who, "receive:ali")
        team.sends(who, "endask:ali")
        team.sends(who, "ended:ali")
    assert consent_of(team).consent is Consent.AGREED
    assert team.store.all(CounterpartInvitation) == []
    one = team.store.get(Counterpart, "ali")
    assert one is not None
    team.change(one, replace(one, deputies=("boris",)))
    team.sends("boris", "ended:ali")
    assert consent_of(team).consent is Consent.LEFT


# --- Whatever they do.

LEARNT = ("Ali", "Boris", "Claire", "Mona", "Omar", "Rapport", "history", "promise", "agreement")
commands = st.sampled_from([f"/{one.name}" for one in COMMANDS])
forged = st.sampled_from(sorted(PRESSES)).map(lambda verb: f"{verb}:ali")
texts = st.one_of(
    *(st.text(max_size=80), commands, commands.map(lambda one: f"{one} Ali")),
    *(st.sampled_from(STOPS), st.sampled_from(["start", "yes", "I agree", "+249 912 345 678"])),
)
files = st.lists(
    st.builds(
        Attachment,
        st.sampled_from(["photo", "voice", "document", "other"]),
        st.text(max_size=9),
        size=st.integers(0, 99),
        blob=st.sampled_from(["", "b1"]),
        trouble=st.sampled_from(["", "large"]),
    ),
    max_size=2,
).map(tuple)
ways = st.fixed_dictionaries(
    {
        "text": texts,
        "press": st.one_of(st.just(""), forged, st.sampled_from([AGREE, LEAVE, "do:help"])),
        "files": files,
        "edits": st.sampled_from(["", "m1"]),
        "card": st.sampled_from(["", "m1"]),
        "private": st.booleans(),
        "opened": st.booleans(),
        "forwarded": st.sampled_from([None, Forwarded("Somebody", NOON)]),
        "form": st.sampled_from([(), (("place", "x"),)]),
        "language": st.sampled_from(["", "fr", "ar"]),
    }
)
SETTINGS = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SETTINGS
@given(
    st.sampled_from(list(Consent)),
    st.booleans(),
    st.lists(ways, min_size=1, max_size=4),
)
def test_whatever_a_counterpart_does_they_see_constant_words_or_nothing(
    consent: Consent, on: bool, acts: list[dict[str, object]]
) -> None:
    team = ready(consent)
    switched(team, on=on)
    known = may_be_shown("en")
    before = {kind: team.store.all(kind) for kind in (Member, Identity, Policy, Counterpart)}
    for act in acts:
        later(team)
        own = Address("fake", "his")
        message = said("", sender=ACCOUNT)
        message = replace(message, place=own, **act)  # type: ignore[arg-type]  # Fields of a message.
        team.tell(message)
        for reply in team.outcome.replies:
            if reply.to.platform == MEMBER:
                continue
            assert reply.card in known
            assert reply == Reply(own, reply.card, guest=True)
        for change in team.outcome.changes:
            assert isinstance(change.subject, (Correspondent, Evidence, Stranger))
    assert before == {kind: team.store.all(kind) for kind in before}


def test_the_constant_words_tell_nothing_of_what_is_kept() -> None:
    told = "\n".join(plain(card) for card in may_be_shown("en"))
    assert [word for word in LEARNT if word.lower() in told.lower()] == []


@given(st.text(max_size=100))
def test_reading_the_few_words_never_fails(text: str) -> None:
    assert spoken.leaves(text) in (True, False)
    assert not (spoken.leaves(text) and spoken.agrees(text))


def test_in_groups_and_on_the_page_there_is_silence() -> None:
    team = ready()
    assert team.says("his", "stop", group=True) == ""
    assert consent_of(team).consent is Consent.AGREED
    team.tell(replace(said("", sender=ACCOUNT), opened=True))
    assert team.outcome.replies == ()
