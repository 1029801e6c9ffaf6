"""What the public calendars are asked, and what is not believed."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.calendars import listed
from handlers.rules.occasions import Listed

ROOT = Path(__file__).parent.parent
FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)


def test_feasts_are_listed_by_their_own_year() -> None:
    found = listed("PK", FIRST, LAST)
    assert Listed("eid-al-fitr", "PK", 1446, date(2025, 3, 31)) in found
    assert Listed("eid-al-adha", "PK", 1447, date(2026, 5, 27)) in found


def test_what_the_calendar_only_estimates_is_left_out() -> None:
    assert listed("PK", date(2027, 1, 1), date(2027, 12, 31)) == ()


@pytest.mark.parametrize("place", ["", "XX", "CO", "JP"])
def test_a_place_without_moon_feasts_lists_none(place: str) -> None:
    assert listed(place, FIRST, LAST) == ()


def test_the_library_is_loaded_only_when_it_is_asked() -> None:
    code = "import sys, bot.calendars; print('holidays' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"
