"""An agreement goes only where the table lets it, and never loses what was agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.agreeing import (
    ARROWS,
    HOLDING,
    LIVE,
    Act,
    NotPossible,
    after,
    legal,
    standing_on,
    stands,
)
from storage.memory import MemoryStore
from storage.records import Agreement, Change, Form, Standing, Version, added
from tests.bench import SARA, TODAY, YUSUF, Bench
from tests.fakes import ids

TRUCKS = Agreement("a", "yusuf", "m", "trucks", 14, TODAY, Form.ORAL)
DAYS = st.integers(0, 400)
FIXED = ("id", "counterpart", "meeting", "text", "number", "made_on", "condition", "witnesses")


def test_every_standing_has_its_arrows_and_every_arrow_ends_at_a_standing() -> None:
    assert set(ARROWS) == set(Standing)
    assert {end for arrows in ARROWS.values() for end in arrows.values()} <= set(Standing)


@pytest.mark.parametrize(
    ("standing", "act", "becomes"),
    [
        (Standing.PROPOSED, Act.AGREE, Standing.AGREED),
        (Standing.AGREED, Act.CONFIRM, Standing.CONFIRMED),
        (Standing.CONFIRMED, Act.RENEW, Standing.RENEWED),
        (Standing.RENEWED, Act.CONFIRM, Standing.CONFIRMED),
        (Standing.AGREED, Act.DISPUTE, Standing.DISPUTED),
        (Standing.DISPUTED, Act.SETTLE, Standing.AGREED),
        (Standing.DISPUTED, Act.BREAK, Standing.BROKEN),
        (Standing.BROKEN, Act.SETTLE, Standing.AGREED),
        (Standing.LAPSED, Act.RENEW, Standing.RENEWED),
        (Standing.ENDED, Act.RENEW, Standing.RENEWED),
    ],
)
def test_it_goes_on(standing: Standing, act: Act, becomes: Standing) -> None:
    assert after(replace(TRUCKS, standing=standing), act, TODAY).standing is becomes


@pytest.mark.parametrize(
    ("standing", "act"),
    [
        (Standing.ENDED, Act.CONFIRM),
        (Standing.ENDED, Act.BREAK),
        (Standing.LAPSED, Act.DISPUTE),
        (Standing.PROPOSED, Act.RENEW),
        (Standing.AGREED, Act.SETTLE),
        (Standing.CONFIRMED, Act.AGREE),
    ],
)
def test_what_makes_no_sense_is_not_possible(standing: Standing, act: Act) -> None:
    with pytest.raises(NotPossible):
        after(replace(TRUCKS, standing=standing), act, TODAY)


def test_it_is_not_renewed_until_a_day_that_is_over() -> None:
    with pytest.raises(NotPossible):
        after(TRUCKS, Act.RENEW, TODAY, until=TODAY - timedelta(1))


def test_it_lapses_once_its_last_day_has_passed_and_nobody_said_a_word() -> None:
    ending = replace(TRUCKS, until=TODAY, give_or_take=1)
    assert standing_on(ending, TODAY + timedelta(1)) is Standing.AGREED
    over = TODAY + timedelta(2)
    assert standing_on(ending, over) is Standing.LAPSED
    assert not stands(ending, over)
    assert Act.DISPUTE not in legal(ending, over)
    assert Act.RENEW in legal(ending, over)


def test_a_dispute_does_not_go_away_with_the_last_day() -> None:
    disputed = replace(TRUCKS, until=TODAY, standing=Standing.DISPUTED)
    assert standing_on(disputed, TODAY + timedelta(9)) is Standing.DISPUTED


STEPS = st.lists(st.tuples(st.sampled_from(list(Act)), DAYS, st.none() | DAYS), max_size=12)


@given(steps=STEPS)
def test_whatever_happens_what_was_agreed_stays(
    steps: list[tuple[Act, int, int | None]],
) -> None:
    """Any sequence of events: only legal arrows, the terms untouched, the days in order."""
    one, today = TRUCKS, TODAY
    for act, on, more in steps:
        today += timedelta(on)
        until = None if more is None else today + timedelta(more)
        allowed = legal(one, today)
        try:
            became = after(one, act, today, until=until)
        except NotPossible:
            assert act not in allowed
            continue
        assert act in allowed
        assert became.standing is ARROWS[standing_on(one, today)][act]
        assert all(getattr(became, name) == getattr(TRUCKS, name) for name in FIXED)
        assert became.stands_since == today
        assert became.until is None or act is not Act.RENEW or became.until >= today
        assert became.standing not in HOLDING or became.standing in LIVE
        one = became


@given(steps=STEPS)
def test_each_step_taken_back_leads_to_where_it_began(
    steps: list[tuple[Act, int, int | None]],
) -> None:
    bench = Bench(YUSUF, TRUCKS)
    begun = bench.store.all(Agreement)
    one, new_id, made = TRUCKS, ids(), []
    for act, on, more in steps:
        until = None if more is None else TODAY + timedelta(on + more)
        if act not in legal(one, TODAY):
            continue
        became = after(one, act, TODAY, until=until)
        version = Version(new_id(), "yusuf", one.id, SARA.id, bench.now, one)
        made.append((Change(one, became), added(version)))
        bench.store.apply(made[-1])
        one = became
    assert [v.was for v in bench.store.find(Version, "of", "a")] == [c.before for c, _ in made]
    for changes in reversed(made):
        bench.store.apply([change.undone for change in reversed(changes)])
    assert bench.store.all(Agreement) == begun
    assert bench.store.all(Version) == []


def test_what_rests_of_an_older_kind_opens_with_nothing_said() -> None:
    store = MemoryStore((Agreement("b", "yusuf", "m", "fuel", 2, date(2026, 1, 1)),))
    (old,) = store.all(Agreement)
    assert (old.stands_since, old.since, old.asked_back, old.exposure) == (None,) * 4
