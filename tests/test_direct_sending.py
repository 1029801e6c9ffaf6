"""[Send now]: exactly the text that was shown, once, by a press, and only where it may go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.drawing import plain
from bot.routes import routed
from handlers.chat import MEMBER, Address, Attachment, Reply
from handlers.direct.following import followed, stopped
from handlers.direct.replies import A_DAY
from handlers.direct.sending import LONGEST
from handlers.nudging.planning import replanned
from handlers.words import direct as words
from handlers.words import nudges as nudge_words
from storage.codec import to_text
from storage.records import (
    Change,
    Consent,
    Correspondent,
    Counterpart,
    Course,
    Delivery,
    DirectMessage,
    Entry,
    Event,
    Evidence,
    LifeEvent,
    Meeting,
    Nudge,
    Passage,
    Policy,
    Reason,
    Stage,
)
from tests.direct_team import (
    ACCOUNT,
    ALI,
    NUDGE,
    consent_of,
    handed_over,
    ready,
    switched,
)
from tests.fakes import ids, said
from tests.team import Team

SEND_NOW = f"sendnow:{NUDGE.id}"


def asked(team: Team, who: str = "amal") -> str:
    """[Send now] is pressed; what [Yes, send] carries."""
    team.sends(who, SEND_NOW)
    return team.button(words.YES_SEND).press


def letters(team: Team) -> list[Reply]:
    """What goes to the counterpart by the last press."""
    return [one for one in team.outcome.replies if one.to == Address("fake", "his")]


def sent(team: Team) -> DirectMessage:
    """The one message there is."""
    (one,) = team.store.all(DirectMessage)
    return one


def carried(team: Team, state: Passage, reason: str = "", sent_id: str = "") -> str:
    """The delivery of the last letter comes to *state*; what whoever pressed is shown of it."""
    (letter,) = letters(team)
    delivery = Delivery("d", "fake", "his", team.now, to_text(letter), answers=letter.known_as)
    team.keep(replace(delivery, state=state, reason=reason, sent_id=sent_id))
    ended = followed(team.store, team.now, ids("f"))
    planned = replanned(team.store, ended.changes, team.now)
    team.store.apply((*ended.changes, *planned.changes))
    told = list(routed(ended.replies, team.store))
    team.shown += [one.card for one in told]
    assert {one.to for one in told} <= {Address("fake", "amal")}
    return "\n".join(plain(one.card) for one in told)


def test_the_text_is_shown_first_and_nothing_goes() -> None:
    team = ready()
    shown = team.sends("amal", SEND_NOW)
    assert shown.startswith("Send this to Ali now, through fake?\n\nDear Ali")
    assert letters(team) == []
    assert team.store.all(DirectMessage) == []


def test_exactly_that_text_goes_once_however_often_it_is_pressed() -> None:
    team = ready()
    yes = asked(team)
    text = plain(team.shown[-1]).split("\n")[2]
    team.sends("amal", yes)
    (letter,) = letters(team)
    assert plain(letter.card) == text
    assert letter.guest
    assert letter.once
    assert letter.card.buttons == ()
    for again in (yes, SEND_NOW, yes):
        assert words.UNDER_WAY in team.sends("amal", again)
        assert letters(team) == []
    assert len(team.store.all(DirectMessage)) == 1


def test_what_was_shown_yesterday_does_not_go_today() -> None:
    team = ready()
    yes = asked(team)
    team.now += timedelta(hours=7)
    team.sends("amal", yes)
    assert letters(team) == []


def test_what_was_shown_goes_even_where_the_draft_has_changed_meanwhile() -> None:
    team = ready()
    yes = asked(team)
    text = plain(team.shown[-1]).split("\n")[2]
    team.change(ALI, replace(ALI, name="Somebody Else", language="fr"))
    team.sends("amal", yes)
    assert plain(letters(team)[0].card) == text


def test_two_questions_about_one_nudge_send_one_message() -> None:
    team = ready()
    first, second = asked(team), asked(team)
    team.sends("amal", first)
    assert len(letters(team)) == 1
    assert words.UNDER_WAY in team.sends("amal", second)
    assert letters(team) == []


def test_no_sends_nothing_and_a_late_yes_neither() -> None:
    team = ready()
    yes = asked(team)
    assert words.NOT_SENT in team.presses("amal", words.NO_SEND)
    team.sends("amal", yes)
    assert letters(team) == []


def test_once_it_has_arrived_the_contact_is_noted_and_the_nudge_is_settled() -> None:
    team = ready()
    team.sends("amal", asked(team))
    shown = carried(team, Passage.SENT, sent_id="m77")
    assert shown == "Sent to Ali. The contact is noted."
    one, nudge = sent(team), team.store.get(Nudge, NUDGE.id)
    assert (one.course, one.sent_id) == (Course.ARRIVED, "m77")
    (met,) = team.store.all(Meeting)
    assert (met.id, met.counterpart, met.channel, met.words) == (
        one.meeting,
        "ali",
        "message",
        one.text,
    )
    assert nudge is not None
    assert nudge.stage is Stage.SETTLED
    assert any(entry.member == "amal" for entry in team.store.all(Entry))
    assert team.presses("amal", "Undo").startswith("Undone")
    assert team.store.all(Meeting) == []


def test_where_the_sender_has_left_the_team_whoever_leads_now_is_told() -> None:
    team = ready()
    team.change(ALI, replace(ALI, deputies=("boris",)))
    team.sends("amal", asked(team))
    (letter,) = letters(team)
    removed(team)
    owed = Delivery("d", "fake", "his", team.now, to_text(letter), answers=letter.known_as)
    team.keep(replace(owed, state=Passage.DOUBTFUL))
    told = followed(team.store, team.now, ids("f")).replies
    assert [one.to for one in told] == [Address(MEMBER, "boris")]


def test_who_has_closed_the_chat_has_left_and_the_draft_stays() -> None:
    team = ready()
    team.sends("amal", asked(team))
    shown = carried(team, Passage.UNREACHABLE, "the chat is closed to us")
    assert "It did not reach Ali." in shown
    assert words.WHY_CLOSED in shown
    assert sent(team).text in shown
    assert nudge_words.WROTE in team.labels()
    assert consent_of(team).consent is Consent.LEFT
    assert consent_of(team).why == "closed"
    assert team.store.all(Meeting) == []
    team.presses("amal", nudge_words.WROTE)
    assert len(team.store.all(Meeting)) == 1


@pytest.mark.parametrize(
    ("reason", "why"), [("late", words.WHY_LATE), ("refused: 400", words.WHY_REFUSED)]
)
def test_what_failed_says_why_and_can_be_tried_again(reason: str, why: str) -> None:
    team = ready()
    team.sends("amal", asked(team))
    assert why in carried(team, Passage.FAILED, reason)
    team.sends("amal", asked(team))
    assert len(letters(team)) == 1


def doubtful() -> Team:
    team = ready()
    team.sends("amal", asked(team))
    assert "It may have reached Ali, or not." in carried(team, Passage.DOUBTFUL)
    return team


def test_in_doubt_nothing_goes_twice_unless_a_person_says_so() -> None:
    team = doubtful()
    team.sends("amal", SEND_NOW)
    assert letters(team) == []
    team.presses("amal", words.SEND_AGAIN)
    assert letters(team) == []
    team.presses("amal", words.YES_SEND)
    assert len(letters(team)) == 1
    assert len(team.store.all(DirectMessage)) == 2


def test_in_doubt_a_person_can_say_that_it_arrived_or_let_it_be() -> None:
    arrived = doubtful()
    arrived.presses("amal", words.IT_ARRIVED)
    assert len(arrived.store.all(Meeting)) == 1
    assert sent(arrived).course is Course.DECIDED
    let_be = doubtful()
    assert let_be.presses("amal", words.NO_MORE) == words.LEFT_ALONE
    assert let_be.store.all(Meeting) == []


def test_the_words_can_be_changed_and_are_shown_once_more() -> None:
    team = ready()
    asked(team)
    team.presses("amal", words.CHANGE_WORDS)
    shown = team.says("amal", "Dear Ali, a good week to you. 0912 345 678 is my number.")
    assert "Dear Ali, a good week to you. […] is my number." in shown
    assert words.MASKED in shown
    # What was left out leaves a gap, and nothing goes with a gap in it.
    assert words.YES_SEND not in team.labels()
    team.presses("amal", words.CHANGE_WORDS)
    assert letters(team) == []
    team.says("amal", "Dear Ali, a good week to you.")
    team.presses("amal", words.YES_SEND)
    assert plain(letters(team)[0].card) == "Dear Ali, a good week to you."


def test_an_ellipsis_is_no_gap_but_where_a_name_is_to_be_filled_in() -> None:
    team = ready()
    asked(team)
    team.presses("amal", words.CHANGE_WORDS)
    team.says("amal", "Dear Ali… a good week to you.")
    assert words.YES_SEND in team.labels()
    hidden = ready()
    hidden.change(ALI, replace(ALI, code_name="Cedar"))
    hidden.sends("amal", SEND_NOW)
    assert words.YES_SEND not in hidden.labels()
    hidden.presses("amal", words.CHANGE_WORDS)
    hidden.says("amal", "Dear friend, a good week to you.")
    assert words.YES_SEND in hidden.labels()


def test_a_text_too_long_for_one_message_is_refused() -> None:
    team = ready()
    asked(team)
    team.presses("amal", words.CHANGE_WORDS)
    assert str(f"{LONGEST:,}") in team.says("amal", "a " * LONGEST)


# --- Where it may not go.


def test_no_button_where_it_is_off_or_nobody_agreed() -> None:
    for team in (ready(None), ready(Consent.ASKED), ready(Consent.LEFT), ready()):
        agreed = team.store.get(Correspondent, ACCOUNT)
        may = agreed is not None and agreed.consent is Consent.AGREED
        team.sends("amal", f"nudge:show:{NUDGE.id}")
        assert (words.SEND_NOW in team.labels()) is may
        team.sends("amal", f"nudge:draft:{NUDGE.id}")
        assert (words.SEND_NOW in team.labels()) is may
    switched(team, on=False)
    team.sends("amal", f"nudge:show:{NUDGE.id}")
    assert words.SEND_NOW not in team.labels()


def test_thanks_go_to_whoever_introduced_them_and_so_not_to_them() -> None:
    team = ready()
    thanks = replace(NUDGE, id="thanks:ali:20260317", reason=Reason.THANKS)
    team.keep(thanks)
    team.sends("amal", f"nudge:show:{thanks.id}")
    assert words.SEND_NOW not in team.labels()


@pytest.mark.parametrize("who", ["boris", "claire", "mona", "omar", "stranger"])
def test_nobody_else_can_send(who: str) -> None:
    team = ready()
    yes = asked(team)
    for press in (SEND_NOW, yes):
        team.sends(who, press)
        assert letters(team) == []
    assert team.store.all(DirectMessage) == []


def off(team: Team) -> None:
    switched(team, on=False)


def left(team: Team) -> None:
    team.says("his", "stop")


def ended(team: Team) -> None:
    team.sends("amal", "ended:ali")


def merged(team: Team) -> None:
    team.keep(Counterpart("other", "Other", "amal"))
    team.sends("amal", "merge:ali:other")


def gone(team: Team) -> None:
    handed_over(team, "boris")


def removed(team: Team) -> None:
    amal = team.member("amal")
    team.change(amal, replace(amal, active=False))


def mourning(team: Team) -> None:
    team.keep(LifeEvent("l", "ali", "amal", Event.DEATH, team.now.date()))


@pytest.mark.parametrize("happens", [off, left, ended, merged, gone, removed, mourning])
def test_between_the_question_and_the_yes_all_may_have_changed(
    happens: Callable[[Team], None],
) -> None:
    team = ready()
    yes = asked(team)
    happens(team)
    team.sends("amal", yes)
    assert letters(team) == []
    assert team.store.all(DirectMessage) == []


@pytest.mark.parametrize("live", [Passage.OWED, Passage.CLAIMED])
@pytest.mark.parametrize("why", ["left", "off"])
def test_what_still_waits_to_leave_is_taken_back_in_the_same_step(live: Passage, why: str) -> None:
    team = ready()
    team.sends("amal", asked(team))
    (letter,) = letters(team)
    owed = Delivery("d", "fake", "his", team.now, to_text(letter), answers=letter.known_as)
    team.keep(replace(owed, state=live))
    if why == "left":
        known = consent_of(team)
        change = Change(known, replace(known, consent=Consent.LEFT))
    else:
        policy = team.store.get(Policy, "team")
        assert policy is not None
        change = Change(policy, replace(policy, direct=False))
    follows = stopped(team.store, (change,), team.now)
    team.store.apply((change, *follows.changes))
    assert team.store.all(Delivery) == []
    claimed = live is Passage.CLAIMED
    assert sent(team).course is (Course.DOUBTFUL if claimed else Course.FAILED)
    assert len(follows.replies) == 1
    # And nothing is found to follow later.
    assert followed(team.store, team.now, ids("f")).changes == []


def test_where_they_are_forgotten_nothing_leaves_and_nobody_is_told() -> None:
    team = ready()
    team.sends("amal", asked(team))
    (letter,) = letters(team)
    team.keep(Delivery("d", "fake", "his", team.now, to_text(letter), answers=letter.known_as))
    gone = [Change(one, None) for one in (consent_of(team), sent(team), ALI)]
    follows = stopped(team.store, gone, team.now)
    team.store.apply((*gone, *follows.changes))
    assert team.store.all(Delivery) == []
    assert follows.replies == []


def test_of_two_platforms_the_one_agreed_to_last_is_used_and_then_the_other() -> None:
    team = ready()
    first = consent_of(team)
    later = replace(first, id="slack:U1", place="U1", answered_at=team.now + timedelta(hours=1))
    team.keep(later)
    assert "through Slack?" in team.sends("amal", SEND_NOW)
    team.presses("amal", words.YES_SEND)
    assert [one.to for one in team.outcome.replies[1:]] == [Address("slack", "U1")]
    other = ready()
    other.keep(replace(later, consent=Consent.LEFT))
    assert "through fake?" in other.sends("amal", SEND_NOW)


def test_a_merge_takes_the_agreement_along() -> None:
    team = ready()
    merged(team)
    assert consent_of(team).counterpart == "other"
    team.says("his", "Peace")
    assert [one.counterpart for one in team.store.all(Evidence)] == ["other"]


def test_who_takes_over_can_send_and_hears_the_replies() -> None:
    team = ready()
    gone(team)
    team.says("his", "Peace")
    assert "boris" in team.told
    assert "amal" not in team.told
    asked(team, "boris")


# --- Replies.


def test_a_reply_is_kept_beside_the_counterpart_and_told_quietly() -> None:
    team = ready()
    assert team.says("his", "Come on Sunday") == ""
    (piece,) = team.store.all(Evidence)
    assert (piece.counterpart, piece.text, piece.author) == ("ali", "Come on Sunday", "Ali")
    assert piece.said_at is not None
    assert team.told["amal"].title == words.REPLY_QUIET
    assert "Come on Sunday" not in plain(team.told["amal"])
    assert "Come on Sunday" in team.sends("amal", f"reply:{piece.id}")
    for who in ("boris", "mona", "stranger"):
        assert "Sunday" not in team.sends(who, f"reply:{piece.id}")


def test_all_that_was_exchanged_is_listed_for_those_who_see_the_relation() -> None:
    team = ready()
    team.sends("amal", asked(team))
    carried(team, Passage.SENT, sent_id="m1")
    team.says("his", "Come on Sunday")
    shown = team.sends("amal", "exchanged:ali")
    assert shown.startswith("Messages with Ali")
    assert [line for line in shown.splitlines() if "Ali: Come on Sunday" in line]
    assert [line for line in shown.splitlines() if "you: Dear Ali" in line]
    for who in ("boris", "claire", "stranger"):
        assert "Sunday" not in team.sends(who, "exchanged:ali")


def test_a_code_name_stands_in_place_of_the_name() -> None:
    team = ready()
    team.change(ALI, replace(ALI, code_name="Cedar"))
    team.says("his", "Peace")
    (piece,) = team.store.all(Evidence)
    assert piece.author == "Cedar"
    assert "Ali" not in team.sends("amal", f"reply:{piece.id}")


def test_a_file_is_kept_and_shown_and_one_that_was_not_taken_is_said() -> None:
    team = ready()
    taken = Attachment("photo", "", "image/jpeg", 10, "blob1")
    lost = Attachment("document", "long.pdf", "application/pdf", 99, trouble="large")
    for file in (taken, lost):
        message = replace(said("", sender=ACCOUNT), files=(file,))
        team.tell(message)
    kept, missed = team.store.all(Evidence)
    assert (kept.kind, kept.blob) == ("photo", "blob1")
    team.sends("amal", f"reply:{kept.id}")
    assert [one.file for one in team.outcome.replies] == ["", "blob1"]
    assert words.REPLY_NO_FILE in team.sends("amal", f"reply:{missed.id}")


def test_nobody_fills_the_disk_in_a_day() -> None:
    team = ready()
    for number in range(A_DAY + 5):
        team.says("his", f"message {number}")
    assert len(team.store.all(Evidence)) == A_DAY + 1
    team.now += timedelta(days=1)
    team.says("his", "a new day")
    assert len(team.store.all(Evidence)) == A_DAY + 2


def test_where_nobody_leads_those_who_can_name_somebody_hear_that_they_wrote() -> None:
    team = ready()
    removed(team)
    team.says("his", "Is anybody there?")
    assert set(team.told) == {"claire", "mona"}
    assert "anybody" not in "".join(plain(card) for card in team.told.values())
    (piece,) = team.store.all(Evidence)
    assert piece.text == "Is anybody there?"


# --- The switch.


@pytest.mark.parametrize("who", ["amal", "claire", "omar", "his"])
def test_only_a_mandator_turns_the_switch(who: str) -> None:
    team = ready()
    before = team.store.get(Policy, "team")
    for press in ("policy:on", "policy:off", "policy:ask"):
        team.sends(who, press)
    assert team.store.get(Policy, "team") == before


def test_everybody_is_told_when_it_is_switched_and_when_that_is_undone() -> None:
    team = Team()
    team.says("mona", "/direct")
    team.presses("mona", words.SWITCH_ON)
    assert team.store.get(Policy, "team") is None
    team.presses("mona", words.YES_ON)
    assert set(team.told) == {"amal", "boris", "claire", "omar"}
    team.told.clear()
    team.presses("mona", "Undo")
    assert set(team.told) == {"amal", "boris", "claire", "omar"}
    assert team.store.get(Policy, "team") is None


def test_it_is_off_until_somebody_says_otherwise() -> None:
    team = Team()
    team.keep(ALI)
    assert team.says("amal", "/receive Ali") == words.OFF_NOW
    assert words.OFF in team.says("amal", "/settings")
    assert "Direct delivery" not in team.says("amal", "/privacy")
    switched(team, on=True)
    assert words.PRIVACY in team.says("amal", "/privacy")


@pytest.mark.parametrize(
    "text",
    [
        "invite Ali to receive our messages",
        "please invite Ali to get my messages",
        "/invite Ali to receive our messages",
        "invitez Ali à recevoir nos messages",
        "invita a Ali a recibir nuestros mensajes",
        "ادع Ali لاستقبال رسائلنا",
    ],
)
def test_it_can_be_asked_for_in_so_many_words(text: str) -> None:
    team = ready(None)
    assert "An invitation for Ali to receive your messages" in team.says("amal", text)
