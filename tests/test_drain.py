"""A morning on which everybody is due at once; ``python -m tests.drain`` tells the figures."""

from __future__ import annotations

import pytest

from tests.drain import drained, least, told


@pytest.mark.parametrize(
    ("nudges", "platforms"),
    [(2000, ("telegram",)), (200, ("slack",)), (300, ("telegram", "slack"))],
    ids=["telegram", "slack", "both"],
)
def test_all_that_is_due_at_once_leaves_as_fast_as_it_may_and_answers_overtake_it(
    nudges: int, platforms: tuple[str, ...]
) -> None:
    found = drained(nudges, platforms)
    report = told(nudges, platforms, found)
    assert set(found.cards.values()) == {1}, report
    assert len(found.cards) == nudges, report
    assert found.floods == 0, report
    assert found.seconds <= 1.2 * least(found, platforms), report
    assert found.p99 <= 1.5, report
    assert found.most_under_way <= 8, report
