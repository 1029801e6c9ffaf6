"""Every message is answered by what it is: a press, a command, an answer, a note."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import ModuleType

import pytest

from handlers import commands, routes
from handlers.answer import COMMANDS, PRESSES, TOPICS
from handlers.words import enrol as enrol_words
from handlers.words import help as words
from handlers.words import people as people_words
from storage.records import KINDS, Counterpart, Dialogue, Draft, Identity
from tests.fakes import said
from tests.team import Team

PARTS = tuple(
    part
    for part in vars(routes).values()
    if isinstance(part, ModuleType) and hasattr(part, "PRESSES") | hasattr(part, "COMMANDS")
)
"""Every topic that the routing tables are made of."""


SECRET = Counterpart("c1", "Zaituna Secret", "amal")


def test_every_command_has_a_handler_and_every_handler_a_command() -> None:
    assert set(COMMANDS) == {command.name for command in commands.COMMANDS}


def test_no_verb_command_or_word_is_claimed_twice() -> None:
    verbs = [verb for part in PARTS for verb in getattr(part, "PRESSES", {})]
    names = [name for part in PARTS for name in getattr(part, "COMMANDS", {})]
    spelt = [
        commands.key(word)
        for command in commands.COMMANDS
        for word in {commands.key(word) for word in (command.name, *command.also.split())}
    ]
    assert len(verbs) == len(set(verbs))
    assert set(verbs) | {"do", "pick", "below", "waited"} == set(PRESSES)
    assert len(names) == len(set(names))
    assert len(spelt) == len(set(spelt))
    topics = [topic for part in PARTS for topic in getattr(part, "TOPICS", {})]
    assert sorted(topics) == sorted(TOPICS)


def snapshot(stage: Team) -> dict[str, object]:
    """What is on record, but for dialogues."""
    kinds = ("Counterpart", "Draft", "Entry", "Meeting", "Member", "Invitation")
    return {kind: stage.store.all(KINDS[kind]) for kind in kinds}


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("/history yusuf", "history", "yusuf"),
        ("history yusuf", "history", "yusuf"),
        ("HISTORY Yusuf", "history", "Yusuf"),
        ("/History@rapport_bot yusuf", "history", "yusuf"),
        ("historique Yusuf", "history", "Yusuf"),
        ("historial Yusuf", "history", "Yusuf"),
        ("السجل يوسف", "history", "يوسف"),
        ("/", "help", ""),
        ("help", "help", ""),
        ("/START", "start", ""),
        ("/log x\n/forget Abdul", "log", "x\n/forget Abdul"),
        ("/history yusuf\n/undo", "history", "yusuf"),
        ("+ Ali, tea seller at CP3", "add", "Ali, tea seller at CP3"),
        ("Équipe", "team", ""),
        ("link QYUHEZQRWF", "link", "QYUHEZQRWF"),
    ],
)
def test_a_command_is_known_however_it_is_written(text: str, name: str, rest: str) -> None:
    asked = commands.read(text)
    assert asked is not None
    assert asked.command is not None
    assert (asked.command.name, asked.rest) == (name, rest)


@pytest.mark.parametrize(
    "text",
    ["／start AB", "who agreed to send the trucks on Monday", "link up with Hana tomorrow",
     "history yusuf\nmet him again", "people were waiting", "promises: he sends trucks",
     "help them with the permits", "add fuel to the list", "team met Yusuf", "", "   "],
)  # fmt: skip
def test_what_only_begins_like_a_command_is_none(text: str) -> None:
    assert commands.read(text) is None


def test_an_unknown_command_gets_two_suggestions() -> None:
    stage = Team()
    stage.keep(SECRET)
    assert stage.says("amal", "/histroy Zaituna Secret").startswith(words.UNKNOWN_COMMAND)
    assert len(stage.labels()) == 2
    assert stage.presses("amal", "/history Zaituna Secret").startswith("Zaituna Secret: the story")


def test_words_nobody_understands_are_never_met_with_silence() -> None:
    stage = Team()
    for text in ("hm", "🙂", "???", "12345", "C:\\temp\\CON.txt", "{0.__class__} %s"):
        assert stage.says("amal", text)
        assert len(stage.labels()) >= 2, text


def test_a_group_hears_one_short_line_and_nothing_of_a_counterpart() -> None:
    stage = Team()
    stage.keep(SECRET)
    before = snapshot(stage)
    assert stage.says("amal", "/history Zaituna Secret", group=True) == words.IN_GROUP
    assert [reply.to.place for reply in stage.outcome.replies] == ["group"]
    assert snapshot(stage) == before


def test_what_a_group_says_to_others_is_not_heard() -> None:
    stage = Team()
    message = replace(said("met Yusuf, trucks Monday"), private=False, addressed=False)
    assert stage.tell(message) == ""
    assert stage.outcome.changes == ()


def test_a_note_in_a_group_is_answered_in_private_and_ticked_there() -> None:
    stage = Team()
    stage.says("amal", "met Colonel Idris at the gate, agreed trucks on Monday", group=True)
    card, tick = stage.outcome.replies
    assert (card.to.place, tick.to.place) == ("amal", "group")
    assert tick.tick
    assert tick.card.title == words.IN_GROUP
    assert len(stage.store.all(Draft)) == 1


def test_a_press_in_a_group_shows_nothing() -> None:
    stage = Team()
    stage.keep(SECRET)
    message = replace(said(sender="fake:amal", press="history:c1"), private=False)
    assert stage.tell(message) == words.IN_GROUP


def test_a_question_of_ours_does_not_wait_for_ever() -> None:
    stage = Team()
    stage.says("amal", "/zone")
    assert stage.store.get(Dialogue, "amal")
    stage.now += timedelta(hours=7)
    assert people_words.NOBODY not in stage.says("amal", "Nairobi")
    assert stage.member("amal").zone == "Africa/Nairobi"
    assert stage.store.get(Dialogue, "amal")


def test_a_note_written_instead_of_an_answer_is_not_lost() -> None:
    stage = Team()
    stage.says("amal", "/zone")
    stage.says("amal", "met Colonel Idris at the gate, agreed trucks on Monday")
    assert len(stage.store.all(Draft)) == 1


def test_an_account_of_somebody_removed_is_a_strangers() -> None:
    stage = Team()
    stage.keep(Dialogue("boris", "zone", "", stage.now))
    boris = stage.member("boris")
    stage.change(boris, replace(boris, active=False))
    assert stage.says("boris", "Nairobi") == enrol_words.STRANGER
    stage.now += timedelta(minutes=2)
    assert stage.sends("boris", "language:fr") == enrol_words.STRANGER
    assert stage.store.get(Identity, "fake:boris")


def test_the_page_of_slack_shows_what_is_due() -> None:
    stage = Team()
    shown = stage.tell(replace(said(sender="fake:amal"), opened=True))
    assert shown.startswith("Your desk, Tue 17 March 2026")
    assert stage.outcome.replies[0].page
