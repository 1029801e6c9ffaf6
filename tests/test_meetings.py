"""The two-meeting rule: which meeting it is, and what there is to say about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.rules.meetings import Advice, advise, kind_of, number_of
from storage.records import Kind, Meeting
from tests.bench import TODAY, met


def _days(*ago: int) -> list[Meeting]:
    return [met(f"m{n}", "yusuf", TODAY - timedelta(days=n)) for n in ago]


@pytest.mark.parametrize(
    ("earlier", "number"),
    [([], 1), (_days(3), 2), (_days(3, 9, 30), 4), (_days(-5), 1), (_days(-5, 5), 2)],
)
def test_a_meeting_is_numbered_by_what_came_before_it(earlier: list[Meeting], number: int) -> None:
    assert number_of(met("now", "yusuf", TODAY), earlier) == number


@pytest.mark.parametrize("channel", ["message", "email", "letter"])
def test_what_was_only_written_is_no_meeting(channel: str) -> None:
    written = met("now", "yusuf", TODAY, channel=channel)
    before = met("old", "yusuf", TODAY - timedelta(days=2), channel=channel)

    assert number_of(written, _days(3)) == 0
    assert number_of(met("next", "yusuf", TODAY), [before]) == 1


@pytest.mark.parametrize("channel", ["", "in_person", "phone", "video"])
def test_people_who_spoke_have_met(channel: str) -> None:
    assert number_of(met("now", "yusuf", TODAY, channel=channel), _days(3)) == 2


def test_a_meeting_saved_again_does_not_count_itself() -> None:
    meeting = met("now", "yusuf", TODAY)

    assert number_of(meeting, [meeting]) == 1


def test_nothing_asked_is_an_engagement() -> None:
    assert kind_of("", terms=False) is Kind.ENGAGEMENT
    assert kind_of("passage for six trucks", terms=False) is Kind.NEGOTIATION
    assert kind_of("", terms=True) is Kind.NEGOTIATION


@pytest.mark.parametrize(
    ("earlier", "asked", "advice"),
    [
        ([], "", Advice.WITHOUT_ASKS),
        ([0], "", Advice.WITHOUT_ASKS),
        ([0, 0], "", Advice.NOTHING),
        ([], "trucks", Advice.ASKED_EARLY),
        ([0], "trucks", Advice.ASKED_EARLY),
        ([1], "trucks", Advice.NOTHING),
        ([0, 0], "trucks", Advice.NOTHING),
    ],
)
def test_the_rule_speaks_of_the_first_two_meetings_and_the_first_ask(
    earlier: list[int], asked: str, advice: Advice
) -> None:
    before = [
        met(f"m{n}", "yusuf", TODAY - timedelta(days=9 - n), "visas" if was_asked else "")
        for n, was_asked in enumerate(earlier)
    ]

    assert advise(met("now", "yusuf", TODAY, asked), before) is advice


def test_a_life_saving_ask_is_not_spoken_of_again() -> None:
    asked = met("now", "yusuf", date(2026, 3, 1), "a doctor")

    assert advise(asked, []) is Advice.ASKED_EARLY
    assert advise(replace(asked, urgent="a child was bleeding"), []) is Advice.NOTHING
