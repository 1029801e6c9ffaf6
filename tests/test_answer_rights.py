"""Every command and press, by every role, on one's own and on a colleague's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers import (
    commands,
)
from handlers.answer import ACTIONS, PRESSES
from handlers.rules.roles import Action, may
from handlers.words import help as words
from storage.records import KINDS, Counterpart, Draft, Member, Role
from tests.fakes import said
from tests.team import EVERYBODY, Team

SECRET = Counterpart("c1", "Zaituna Secret", "amal")


WRITTEN = {
    "log": "met Idris at the gate, tea",
    "history": "Zaituna Secret",
    "promises": "Zaituna Secret",
    "agreements": "Zaituna Secret",
    "who": "Zaituna Secret",
    "add": "Ali, tea seller",
    "rename": "Zaituna Secret = Zaituna Two",
    "alias": "Zaituna Secret = Zizi",
    "codename": "Zaituna Secret = Falcon",
    "role": "Zaituna Secret = clerk",
    "organisation": "Zaituna Secret = Port",
    "owner": "Zaituna Secret = Boris",
    "deputy": "Zaituna Secret + Boris",
    "introduced": "Zaituna Secret by Musa",
    "merge": "Zaituna Secret = Ali",
    "invite": "Nadia observer",
    "remove": "Omar",
}


ABOUT_SECRET = [name for name, text in WRITTEN.items() if "Secret" in text]


def test_every_press_that_asks_less_than_to_write_is_a_press() -> None:
    assert set(ACTIONS) <= set(PRESSES)


@pytest.mark.parametrize("member", EVERYBODY, ids=lambda member: member.role)
@pytest.mark.parametrize("command", commands.COMMANDS, ids=lambda command: command.name)
def test_a_role_does_only_what_it_may(command: commands.Command, member: Member) -> None:
    stage, one = Team(), member
    before = snapshot(stage)
    shown = stage.says(one.id, f"/{command.name} {WRITTEN.get(command.name, '')}")
    assert shown
    refused = shown.startswith((words.READ_ONLY, words.NOT_YOURS_TO_DO))
    assert refused is not may(one, command.action)
    if refused:
        assert snapshot(stage) == before


@pytest.mark.parametrize("who", ["boris", "claire", "mona", "omar"])
@pytest.mark.parametrize("name", ABOUT_SECRET)
def test_a_colleagues_counterpart_and_none_at_all_get_the_same_words(name: str, who: str) -> None:
    theirs, nobodys = Team(), Team()
    theirs.keep(SECRET)
    before = snapshot(theirs)
    text = f"/{name} {WRITTEN[name]}"
    assert theirs.says(who, text) == nobodys.says(who, text)
    assert snapshot(theirs) == before


@pytest.mark.parametrize("who", ["boris", "claire", "mona", "omar"])
@pytest.mark.parametrize("verb", sorted(PRESSES))
def test_a_press_on_a_colleagues_id_and_on_none_get_the_same_words(verb: str, who: str) -> None:
    theirs, nobodys = Team(), Team()
    draft = Draft("c1", "amal", (), theirs.now, "met Zaituna Secret", kind="person")
    theirs.keep(SECRET, draft)
    before = snapshot(theirs)
    assert theirs.sends(who, f"{verb}:c1:c1:c1") == nobodys.sends(who, f"{verb}:c1:c1:c1")
    assert "Zaituna" not in theirs.sends(who, f"{verb}:c1")
    assert theirs.store.get(Counterpart, "c1") == SECRET
    assert snapshot(theirs)["Counterpart"] == before["Counterpart"]


def snapshot(stage: Team) -> dict[str, object]:
    """What is on record, but for dialogues."""
    kinds = ("Counterpart", "Draft", "Entry", "Meeting", "Member", "Invitation")
    return {kind: stage.store.all(KINDS[kind]) for kind in kinds}


@pytest.mark.parametrize(
    "press",
    ["", "x", "garbage", "undo:", "save:../../etc", "history:\x01\x02", "do:nothing", "do:",
     "pick:a:b", "share:owner:x:y", "merge:::", "timeline:x:99999999999", "zone:../../etc",
     "week:9", "language:xx", "remove:", "join:AAAAAAAAAA", "\0" * 64, "x" * 64, "new:🙂"],
)  # fmt: skip
def test_a_forged_press_is_refused_in_plain_words(press: str) -> None:
    stage = Team()
    before = snapshot(stage)
    shown = stage.tell(said(sender="fake:mona", press=press or " ", card="card"))
    assert shown
    assert snapshot(stage) == before
    assert stage.outcome.replies[0].replaces == "card"


@given(st.text(max_size=40))
def test_no_press_whatever_it_carries_breaks_or_changes_anything(press: str) -> None:
    stage = Team()
    before = snapshot(stage)
    if press:
        assert stage.sends("omar", press)
    assert snapshot(stage) == before


@given(st.text(max_size=60), st.sampled_from([c.name for c in commands.COMMANDS]))
@settings(deadline=None)
def test_no_text_after_a_command_breaks_anything(text: str, name: str) -> None:
    stage = Team()
    stage.keep(SECRET)
    assert stage.says("amal", f"/{name} {text}")


def test_an_observer_may_look_and_not_record() -> None:
    stage = Team()
    stage.keep(Counterpart("c2", "Idris", "amal", deputies=("omar",)))
    assert stage.says("omar", "/history Idris").startswith("Idris: the story so far")
    before = snapshot(stage)
    assert stage.says("omar", "met Idris, he agreed trucks Monday").startswith(words.READ_ONLY)
    assert stage.sends("omar", "save:d1") == words.READ_ONLY
    assert stage.says("omar", "/rename Idris = Musa") == words.READ_ONLY
    assert snapshot(stage) == before


@pytest.mark.parametrize("role", list(Role))
def test_reading_presses_are_for_all_and_others_for_writers(role: Role) -> None:
    member = replace(EVERYBODY[0], role=role)
    assert may(member, ACTIONS["history"])
    assert ACTIONS.get("save", Action.WRITE) is Action.WRITE
