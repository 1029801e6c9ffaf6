from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from weakref import ref

import pytest

from storage.collecting import LONG, NEVER, THOROUGH, YOUNG, Sweeper, no_collecting

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


class Knot:
    """Something that keeps itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def sweeper() -> Iterator[Sweeper]:
    sweeper = Sweeper()
    with sweeper.on_duty():
        yield sweeper


def busy(looks: int = 1) -> None:
    """Be at work for so long that the newest were looked at so often."""
    for _ in range(looks):
        gc.collect(0)


def test_what_keeps_itself_goes_when_nobody_waits(sweeper: Sweeper) -> None:
    old = Knot()
    busy()  # It is none of the newest by now, and nothing but a sweep looks at it.
    left = ref(old)
    del old
    busy(20)
    assert left() is not None
    sweeper.sweep(NOW, quiet=False)
    assert left() is not None
    sweeper.sweep(NOW, quiet=True)
    assert left() is None


def test_after_long_it_goes_whoever_waits(sweeper: Sweeper) -> None:
    old = Knot()
    busy()
    left = ref(old)
    del old
    busy(LONG + 1)
    sweeper.sweep(NOW, quiet=False)
    assert left() is None


def test_what_outlived_a_sweep_is_looked_at_again_the_next_day(sweeper: Sweeper) -> None:
    old = Knot()
    busy()
    sweeper.sweep(NOW, quiet=True)
    left = ref(old)
    del old
    busy()
    sweeper.sweep(NOW + timedelta(minutes=1), quiet=True)
    assert left() is not None
    busy()
    sweeper.sweep(NOW + THOROUGH, quiet=True)
    assert left() is None


def test_where_nothing_was_made_nothing_is_swept(sweeper: Sweeper) -> None:
    busy()
    sweeper.sweep(NOW, quiet=True)
    full = gc.get_stats()[2]["collections"]
    sweeper.sweep(NOW, quiet=True)
    assert gc.get_stats()[2]["collections"] == full


def test_afterwards_all_is_as_it_was() -> None:
    before = gc.get_threshold(), gc.get_freeze_count()
    with Sweeper().on_duty():
        assert gc.get_threshold() == (YOUNG, NEVER, NEVER)
        assert gc.get_freeze_count() > before[1]
    assert gc.get_threshold() == before[0]
    assert gc.get_freeze_count() == 0


def test_nothing_is_collected_while_loading_nor_at_once_afterwards() -> None:
    with no_collecting():
        assert not gc.isenabled()
        loaded = Knot()
        left = ref(loaded)
        del loaded
    assert gc.isenabled()
    made = [[at] for at in range(5_000)]  # The young are looked at several times meanwhile.
    assert left() is not None
    assert gc.get_freeze_count() == 0
    gc.collect()
    assert left() is None
    assert made
