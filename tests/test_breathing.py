from __future__ import annotations

import sys

from bot.breathing import TURN, in_turn


def test_threads_take_short_turns_while_people_wait() -> None:
    before = sys.getswitchinterval()
    with in_turn():
        assert abs(sys.getswitchinterval() - TURN) < 1e-6
    assert sys.getswitchinterval() == before
