"""Promises of both sides: settled, come again, counted as facts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.likeness import alike, share
from handlers.rules.promising import ENDS, ONCE, next_day, settled, tally, turn
from storage.memory import MemoryStore
from storage.records import Change, Commitment, Side, Status, Turn, added
from tests.bench import TODAY
from tests.fakes import ids

PLATES = Commitment("p", "y", "m", Side.US, "send the plates", TODAY, due=TODAY)
DAYS = st.integers(0, 800)


@pytest.mark.parametrize("status", ENDS)
def test_it_is_settled_on_its_day_and_opened_again(status: Status) -> None:
    ended = settled(PLATES, status, TODAY, "they said so")
    assert (ended.status, ended.settled_on, ended.why) == (status, TODAY, "they said so")
    assert settled(ended, Status.OPEN, TODAY) == PLATES


@pytest.mark.parametrize(
    ("recurring", "due", "comes"),
    [
        ("daily", TODAY, TODAY + timedelta(1)),
        ("weekly:sun", date(2026, 3, 15), date(2026, 3, 22)),
        ("weekly:tue", TODAY, TODAY + timedelta(7)),
        ("weekly", date(2026, 3, 12), date(2026, 3, 19)),
        ("monthly", date(2026, 1, 31), date(2026, 3, 31)),
        ("each time", TODAY, None),
        ("", TODAY, None),
    ],
)
def test_the_next_day_of_what_comes_again(recurring: str, due: date, comes: date | None) -> None:
    assert next_day(replace(PLATES, recurring=recurring, due=due), TODAY) == comes


@given(
    recurring=st.sampled_from(["daily", "weekly", "weekly:fri", "monthly"]),
    due=DAYS,
    after=DAYS,
)
def test_the_next_day_lies_ahead_and_not_farther_than_its_rhythm(
    recurring: str, due: int, after: int
) -> None:
    promise = replace(PLATES, recurring=recurring, due=TODAY + timedelta(due))
    day = TODAY + timedelta(after)
    comes = next_day(promise, day)
    assert comes is not None
    assert day < comes <= day + timedelta(31)


@given(steps=st.lists(st.tuples(st.sampled_from(ONCE), DAYS), max_size=8))
def test_each_occasion_counts_and_taking_it_back_leaves_nothing(
    steps: list[tuple[Status, int]],
) -> None:
    one, new_id = replace(PLATES, recurring="weekly:fri"), ids()
    store, made, today = MemoryStore((one,)), [], TODAY
    for status, days in steps:
        today += timedelta(days)
        done, became = turn(one, status, today, new_id())
        assert became.status is Status.OPEN
        assert became.due is not None
        assert became.due > today
        made.append((Change(one, became), added(done)))
        store.apply(made[-1])
        one = became
    told = tally(store.all(Commitment), store.all(Turn), Side.US)
    assert dict(told.counts) == dict(Counter(status for status, _ in steps))
    assert told.total == len(steps)
    assert (told.since is None) is (not steps)
    assert tally(store.all(Commitment), store.all(Turn), Side.THEM).total == 0
    for changes in reversed(made):
        store.apply([change.undone for change in reversed(changes)])
    assert store.all(Turn) == []
    assert store.all(Commitment) == [replace(PLATES, recurring="weekly:fri")]


def test_since_when_is_the_day_of_the_first_promise_that_counts() -> None:
    early = replace(PLATES, id="a", made_on=date(2026, 1, 2), status=Status.KEPT)
    opened = replace(PLATES, id="b", made_on=date(2025, 1, 2))
    late = replace(PLATES, id="c", status=Status.LATE)
    told = tally([opened, late, early], [], Side.US)
    assert (dict(told.counts), told.since) == (
        {Status.KEPT: 1, Status.LATE: 1},
        date(2026, 1, 2),
    )


@pytest.mark.parametrize(
    ("asked", "text", "shared"),
    [
        ("the trucks", "six trucks on Mondays", 1),
        ("truck", "six trucks", 1),
        ("les camions", "six camions le lundi", 1),
        ("الوقود", "عشرون برميل وقود", 1),
        ("fuel", "six trucks", 0),
        ("the and for", "the road and the bridge for us", 0),
    ],
)
def test_words_are_the_same_in_whichever_form(asked: str, text: str, shared: int) -> None:
    assert alike(asked, text) == shared


@given(one=st.text(max_size=40), other=st.text(max_size=40))
def test_what_two_texts_share_is_a_share_and_goes_both_ways(one: str, other: str) -> None:
    assert 0 <= share(one, other) <= 1
    assert alike(one, other) <= len(one.split()) + len(one)
