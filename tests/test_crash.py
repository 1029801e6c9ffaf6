"""The crash suite in a slice: our store comes through all of it, TinyDB's JSON file does not.

``python -m tests.crash`` runs it in full.
"""

from __future__ import annotations

import re

import pytest

from tests.crash.__main__ import PAGE
from tests.crash.history import Tally
from tests.crash.mounts import Unmountable
from tests.crash.ours import OURS
from tests.crash.ports import Port
from tests.crash.rows import ROWS, Row, tried
from tests.crash.stock import STOCK

BITING = [row for row in ROWS if row.bites]


def slice_of(row: Row, port: Port) -> Tally:
    try:
        tally = tried(row, port, full=False)
    except Unmountable as reason:
        pytest.skip(f"nothing can be mounted here: {reason}")
    assert tally is not None
    return tally


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_whatever_happens_nothing_confirmed_is_lost(row: Row) -> None:
    tally = slice_of(row, OURS)
    assert tally.sound, tally


@pytest.mark.parametrize("row", BITING, ids=lambda row: row.what)
def test_a_plain_json_file_does_not_come_through(row: Row) -> None:
    tally = slice_of(row, STOCK)
    assert tally.tried
    assert not tally.sound


@pytest.mark.parametrize(
    ("file", "name"), re.findall(r"`(tests/\w+\.py)::(\w+)`", PAGE.read_text("utf-8"))
)
def test_every_trial_that_the_page_names_is_there(file: str, name: str) -> None:
    assert f"def {name}(" in (PAGE.parent.parent / file).read_text("utf-8")
