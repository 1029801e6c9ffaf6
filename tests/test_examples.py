"""The examples the help shows work as they stand, in every language."""

from __future__ import annotations

import pytest

from handlers import commands
from handlers.enrol import _name_and_role
from handlers.people import parsed
from handlers.preferences import language_named, week_named
from handlers.rules import zones
from handlers.words import help as words
from handlers.words.catalogue import LANGUAGES
from handlers.words.speech import Speech
from storage.records import Counterpart, Member, Organisation, Position, Role
from tests.team import AMAL, Team

languages = pytest.mark.parametrize("language", LANGUAGES)


@languages
@pytest.mark.parametrize("command", commands.COMMANDS, ids=lambda command: command.name)
def test_what_the_help_shows_as_an_example_is_that_command(
    command: commands.Command, language: str
) -> None:
    told = Speech(language)(command.usage) if command.usage else ""
    asked = commands.read(f"/{command.name} {told}".rstrip())
    assert asked is not None
    assert (asked.command, asked.rest) == (command, told)


@languages
def test_examples_of_settings_are_understood(language: str) -> None:
    say = Speech(language)
    assert len(week_named(say(words.EX_WEEK))) == 5
    assert zones.find(say(words.EX_ZONE)).zone
    assert language_named(say(words.EX_LANGUAGE)) == language
    assert commands.key(say(words.EX_ALL)) in commands.EVERYTHING
    assert _name_and_role(say(words.EX_INVITE))[1] is Role.NEGOTIATOR
    assert " " not in _name_and_role(say(words.EX_INVITE))[0]
    assert all(parsed(say(words.EX_ADD)))


@languages
def test_examples_about_people_do_what_they_say(language: str) -> None:
    team, say = Team(), Speech(language)
    team.change(AMAL, Member("amal", "Amal", zone="Africa/Nairobi", language=language))
    yusuf = say(words.EX_NAME)
    team.keep(Counterpart("c", yusuf, "amal"), Counterpart("m", "Musa", "amal"))
    for command, example in (
        ("introduced", words.EX_INTRODUCED),
        ("role", words.EX_ROLE),
        ("organisation", words.EX_ORGANISATION),
        ("alias", words.EX_ALIAS),
        ("codename", words.EX_CODENAME),
    ):
        team.says("amal", f"/{command} {say(example)}")
    one = team.store.get(Counterpart, "c")
    assert one is not None
    assert (one.code_name, len(one.aliases)) == (say(words.EX_CODENAME).split(" = ")[1], 1)
    assert one.introducer
    (held,) = [role for role in team.store.find(Position, "counterpart", "c") if not role.until]
    place = team.store.get(Organisation, held.organisation)
    assert place is not None
    assert say(words.EX_ORGANISATION).endswith(place.name)
    assert held.since is not None
    assert (held.since.month, held.since.day) == (5, 1)


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        ("Amal negotiator", Role.NEGOTIATOR),
        ("Amal négociatrice", Role.NEGOTIATOR),
        ("Amal NEGOCIADORA", Role.NEGOTIATOR),
        ("أمل مفاوضة", Role.NEGOTIATOR),
        ("أمل، مفاوض", Role.NEGOTIATOR),
        ("Amal coordinatrice", Role.COORDINATOR),
        ("Amal coordinador", Role.COORDINATOR),
        ("أمل منسقة", Role.COORDINATOR),
        ("أمل المنسّق", Role.COORDINATOR),
        ("Amal, observatrice", Role.OBSERVER),
        ("Amal observador", Role.OBSERVER),
        ("أمل مراقب", Role.OBSERVER),
        ("Amal mandante", Role.MANDATOR),
        ("أمل مفوّضة", Role.MANDATOR),
        ("Amal", Role.NEGOTIATOR),
    ],
)
def test_a_role_is_known_in_every_language_for_everybody(typed: str, role: Role) -> None:
    name, found = _name_and_role(typed)
    assert (name in ("Amal", "أمل"), found) == (True, role)
