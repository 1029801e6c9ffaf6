"""``python -m tests.crash``: every fault in full, on our store and on the control beside it."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import gettempdir

from tests.crash.history import Tally
from tests.crash.mounts import Unmountable
from tests.crash.ours import OURS
from tests.crash.ports import Port
from tests.crash.rows import ROWS, Row, tried
from tests.crash.stock import STOCK

PAGE = Path(__file__).parent.parent.parent / "docs" / "reliability.md"
BEGIN, END = "<!-- figures: begin -->\n", "<!-- figures: end -->\n"
COLUMNS = (
    *("fault", "what must come of it", "tried", "confirmed", "lost", "wrong", "unreadable"),
    STOCK.name,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one row; a word where it could not be tried."""

    row: Row
    ours: Tally | str | None
    control: Tally | str | None
    part: bool = False
    """Whether only a slice of it was tried."""


def main(arguments: Sequence[str]) -> int:
    """Try, tell, and answer 1 where something was lost, or where the control came through."""
    asked = _asked(arguments)
    began, outcomes = time.monotonic(), []
    for row in ROWS:
        if asked.only and asked.only not in row.what:
            continue
        outcome = Outcome(row, _tally(row, OURS, asked), _tally(row, STOCK, asked), asked.part)
        outcomes.append(outcome)
        sys.stdout.write(f"{_line(outcome)}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{_machine()}; {time.monotonic() - began:.0f} s.\n")
    if asked.write:
        _keep(outcomes)
    return int(not all(map(_held, outcomes)))


def _tally(row: Row, port: Port, asked: argparse.Namespace) -> Tally | str | None:
    try:
        return tried(row, port, full=not asked.part)
    except Unmountable as reason:
        return f"not tried: {reason}"


def _held(outcome: Outcome) -> bool:
    ours, control = outcome.ours, outcome.control
    if isinstance(ours, Tally) and not ours.sound:
        return False
    return not (outcome.row.bites and isinstance(control, Tally) and control.sound)


def _line(outcome: Outcome) -> str:
    row, ours = outcome.row, outcome.ours
    cells = [row.what, row.must]
    if isinstance(ours, Tally):
        figures = (ours.tried, ours.confirmed, ours.lost, ours.wrong, ours.unreadable)
        cells += [f"{figure:,}" for figure in figures]
        cells[2] += ", a slice" if outcome.part else ""
    else:
        cells += [str(ours), "", "", "", ""]
    return f"| {' | '.join([*cells, _said(outcome.control)])} |"


def _said(control: Tally | str | None) -> str:
    if not isinstance(control, Tally):
        return control or "cannot be tried on it"
    if control.sound:
        return f"came through {control.tried:,}"
    harm = {"lost": control.lost, "wrong": control.wrong, "unreadable": control.unreadable}
    told = ", ".join(f"{count:,} {what}" for what, count in harm.items() if count)
    return f"of {control.tried:,}: {told}"


def _machine() -> str:
    kind = subprocess.run(
        ["findmnt", "-n", "-o", "FSTYPE", "-T", gettempdir()],  # noqa: S607  # Wherever it is.
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()} {platform.release()} on "
        f"{platform.machine()} with {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"disk {kind or 'unknown'}"
    )


def _keep(outcomes: Sequence[Outcome]) -> None:
    """Put the figures into the page; a row that was not tried now stays as it is there."""
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    old, _, after = rest.partition(END)
    known = {line.split(" | ")[0]: line for line in old.splitlines() if line.startswith("| ")}
    known |= {f"| {outcome.row.what}": _line(outcome) for outcome in outcomes}
    rows = [known[f"| {row.what}"] for row in ROWS if f"| {row.what}" in known]
    heading = [f"| {' | '.join(COLUMNS)} |", "|---|---|--:|--:|--:|--:|--:|---|"]
    lines = [f"{_machine()}.", "", *heading, *rows, ""]
    PAGE.write_text(before + BEGIN + "\n".join(lines) + END + after, "utf-8")


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.crash", description=__doc__)
    parser.add_argument("--part", action="store_true", help="the slice that every change gets")
    parser.add_argument("--only", default="", metavar="WORDS", help="faults with these words")
    parser.add_argument("--write", action="store_true", help="put the figures into docs")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
