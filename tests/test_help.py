"""The help is made from the commands, so that it promises no more and no less."""

from __future__ import annotations

import re

import pytest

from handlers import commands
from handlers.help import SHORT
from handlers.rules.roles import may
from handlers.words import help as words
from handlers.words import privacy as privacy_words
from storage.records import Member
from tests.team import EVERYBODY, Team


@pytest.mark.parametrize("command", commands.COMMANDS, ids=lambda command: command.name)
def test_every_command_has_one_plain_sentence(command: commands.Command) -> None:
    assert 10 < len(command.sentence) <= 80
    assert command.sentence.endswith(".")
    assert "!" not in command.sentence
    assert re.fullmatch(r"[a-z]{1,32}", command.name)


@pytest.mark.parametrize("member", EVERYBODY, ids=lambda member: member.role)
def test_all_the_help_is_what_that_member_may_do(member: Member) -> None:
    team, one = Team(), member
    shown = team.says(one.id, "/help all")
    for command in commands.COMMANDS:
        allowed = may(one, command.action) and command.name != "start"
        assert bool(re.search(rf"/{command.name}\b", shown)) is allowed


def test_each_group_of_commands_is_explained_and_fits_a_message() -> None:
    team = Team()
    team.says("mona", "/help all")
    told = [team.presses("mona", label) for label in team.labels()]
    assert max(map(len, told)) < 4000
    for command in commands.COMMANDS:
        assert command.name == "start" or any(command.sentence in text for text in told)
    assert team.says("mona", "/help all 99").startswith(words.ALL_TITLE)


def test_the_short_help_is_short_and_leads_to_the_rest() -> None:
    team = Team()
    shown = team.says("amal", "/help")
    assert len(shown.splitlines()) < 20
    assert set(SHORT) <= set(commands.BY_WORD)
    assert team.presses("amal", "All commands").startswith(words.ALL_TITLE)


def test_one_command_is_explained() -> None:
    shown = Team().says("amal", "/help merge")
    assert shown.startswith("/merge Yousef = Yusuf")
    assert words.MERGE in shown


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_the_menu_fits_the_platforms(language: str) -> None:
    menu = commands.menu(language)
    assert len(menu) <= 100
    for name, description in menu:
        assert re.fullmatch(r"[a-z]{1,32}", name)
        assert 3 <= len(description) <= 256


def test_privacy_can_be_read_again() -> None:
    assert privacy_words.OURS in Team().says("amal", "/privacy")


@pytest.mark.parametrize("command", commands.COMMANDS, ids=lambda command: command.name)
def test_what_the_help_shows_as_an_example_is_that_command(command: commands.Command) -> None:
    asked = commands.read(f"/{command.name} {command.usage}")
    assert asked is not None
    assert asked.command is command
