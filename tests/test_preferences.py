"""Everybody's own language, clock and week, by button or in their own words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.preferences import WEEKS, language_named, week_named, week_text
from handlers.rules import zones
from handlers.words import preferences as words
from handlers.words.speech import Speech
from tests.team import Team


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Amman", "Asia/Amman"),
        ("kiev", "Europe/Kyiv"),
        ("Le Caire", "Africa/Cairo"),
        ("Jordan", "Asia/Amman"),
        ("Yémen", "Asia/Aden"),
        ("Goma", "Africa/Lubumbashi"),
        ("Sanaa", "Asia/Aden"),
        ("asia/kabul", "Asia/Kabul"),
        ("América/Bogotá", "America/Bogota"),
        ("بغداد", "Asia/Baghdad"),
        ("UTC", "UTC"),
    ],
)
def test_a_place_is_known_in_four_languages(text: str, zone: str) -> None:
    assert zones.find(text).zone == zone


def test_a_place_that_is_two_or_misspelt_is_offered() -> None:
    assert zones.find("Nairobbi").close == ("Africa/Nairobi",)
    assert set(zones.find("عمان").close) == {"Asia/Amman", "Asia/Muscat"}
    assert "Europe/Kyiv" in zones.find("Ukraine").close


@pytest.mark.parametrize("text", ["Mars/Base", "../../etc/passwd", "", "\0", "Etc/Unknown"])
def test_no_zone_is_made_up(text: str) -> None:
    assert zones.find(text).zone == ""


@given(st.text(max_size=80))
def test_every_zone_found_exists(text: str) -> None:
    found = zones.find(text)
    for zone in (found.zone, *found.close):
        assert not zone or ZoneInfo(zone)


def test_every_zone_of_the_table_exists_and_is_a_zone() -> None:
    for names in zones._table().values():
        for zone in names:
            assert zones.is_zone(zone)
            assert ZoneInfo(zone)


def test_the_clock_is_set_by_name_by_answer_and_by_button() -> None:
    team = Team()
    assert "Tue 17 March 2026, 15:00" in team.says("boris", "/zone Amman")
    team.says("boris", "/zone")
    assert "on Kabul time" in team.says("boris", "Kabul")
    team.says("boris", "/zone")
    team.presses("boris", "Nairobi")
    assert team.member("boris").zone == "Africa/Nairobi"


def test_an_unknown_clock_is_refused_with_suggestions() -> None:
    team = Team()
    assert "I know no city or zone called “Mars/Base”." in team.says("boris", "/zone Mars/Base")
    assert len(team.labels()) >= 2
    assert team.member("boris").zone == "UTC"


def test_the_teams_own_places_are_offered_first() -> None:
    team = Team()
    team.says("boris", "/zone")
    assert team.labels()[0] == "Nairobi"


@pytest.mark.parametrize(
    ("text", "code"),
    [("French", "fr"), ("français", "fr"), ("frances", "fr"), ("الفرنسية", "fr"), ("AR", "ar"),
     ("arabe", "ar"), ("العربية", "ar"), ("anglais", "en"), ("Klingon", ""), ("", "")],
)  # fmt: skip
def test_a_language_is_known_by_any_of_its_names(text: str, code: str) -> None:
    assert language_named(text) == code


def test_the_language_changes_from_the_very_answer() -> None:
    team = Team()
    team.says("boris", "/language arabic")
    assert team.outcome.replies[0].card.language == "ar"
    assert team.member("boris").language == "ar"
    team.says("boris", "/language")
    team.presses("boris", "English")
    assert team.member("boris").language == "en"
    assert team.says("boris", "/language Klingon") == words.NO_LANGUAGE
    assert len(team.labels()) == 4


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Sun-Thu", (6, 0, 1, 2, 3)),
        ("sunday to thursday", (6, 0, 1, 2, 3)),
        ("lundi à vendredi", (0, 1, 2, 3, 4)),
        ("de lunes a viernes", (0, 1, 2, 3, 4)),
        ("من الأحد إلى الخميس", (6, 0, 1, 2, 3)),
        ("du dimanche au jeudi", (6, 0, 1, 2, 3)),
        ("domingo a jueves", (6, 0, 1, 2, 3)),
        ("desde el domingo hasta el jueves", (6, 0, 1, 2, 3)),
        ("from Sundays through Thursdays", (6, 0, 1, 2, 3)),
        ("احد - خميس", (6, 0, 1, 2, 3)),
        ("lunes a viernes", (0, 1, 2, 3, 4)),
        ("السبت إلى الأربعاء", (5, 6, 0, 1, 2)),
        ("Sat – Wed", (5, 6, 0, 1, 2)),
        ("always", ()),
        ("Mon", ()),
        ("", ()),
    ],
)
def test_a_week_is_read_from_its_ends(text: str, days: tuple[int, ...]) -> None:
    assert week_named(text) == days


@pytest.mark.parametrize("days", WEEKS)
def test_a_week_is_told_by_its_ends_and_read_back(days: tuple[int, ...]) -> None:
    for language in ("en", "fr", "es", "ar"):
        told = week_text(tuple(sorted(days)), Speech(language))
        assert told
    assert week_named(week_text(tuple(sorted(days)), Speech())) == days


def test_the_week_is_set_in_words_or_by_button() -> None:
    team = Team()
    assert "Sunday to Thursday" in team.says("boris", "/week Sun-Thu")
    assert team.member("boris").week == (0, 1, 2, 3, 6)
    assert "could not read" in team.says("boris", "/week whenever")
    team.presses("boris", "Saturday to Wednesday")
    assert team.member("boris").week == (0, 1, 2, 5, 6)


def test_the_settings_are_on_one_card_with_a_way_to_each() -> None:
    team = Team()
    shown = team.says("amal", "settings")
    assert shown == (
        "Your settings\nLanguage: English\nTime: Nairobi, now 15:00\n"
        "Working days: Monday to Friday\n"
        "Colleagues who ask for somebody you know learn: nothing\n"
        "On a locked screen: no names or places\n"
        "Direct delivery, for the whole team: off"
    )
    for label in ("Language", "Time", "Working days"):
        team.says("amal", "settings")
        assert team.presses("amal", label)
        assert len(team.labels()) >= 3


def test_a_locked_screen_shows_names_only_where_one_wants_it() -> None:
    team = Team()
    team.says("amal", "settings")
    team.presses("amal", "Show names on a locked screen")
    assert not team.member("amal").discreet
    team.presses("amal", "Hide names on a locked screen")
    assert team.member("amal").discreet
