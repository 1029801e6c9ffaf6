"""``python -m benchmarks [long] [NAME …]``: what is claimed of speed, against its goals.

Without a name, all that has a goal is measured, in a slice of about two minutes, or with ``long``
in full: more rounds, a million records, a minute of mixed load. The figures are printed, kept as
JSON in ``.bench/`` and, with ``long``, written into docs/performance.md.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    asking,
    crowding,
    everyday,
    growing,
    naming,
    nudging,
    recalling,
    stalling,
    starting,
    writing,
)
from benchmarks.machine import described, file_system, is_disk
from benchmarks.measuring import Report
from benchmarks.page import write_page
from benchmarks.showing import as_json, table

ROOT = Path(__file__).parent.parent
KEPT = ROOT / ".bench"

Part = Callable[[Report, Path], None]


def parts(full: bool) -> dict[str, Part]:
    """What is measured, by name, in the order it is."""
    more = 5 if full else 1
    sizes = {1_000: 20 * more, 10_000: 10 * more, 100_000: 4 * more}
    return {
        "writing": lambda r, f: writing.one_by_one(r, f, 600 * more),
        "stock": lambda r, f: writing.against_stock(r, f, sizes),
        "crowd": lambda r, f: crowding.crowd(r, f, 8 * more),
        "fsyncs": lambda r, f: crowding.fsyncs(r, f, 6000 * more),
        "recalling": lambda r, f: recalling.recall(r, f, 400 * more, 2 * more),
        "starting": lambda r, f: starting.start(r, f, 3 * more),
        "imports": lambda r, f: starting.imports(r, 3 * more),
        "stalling": lambda r, f: stalling.stall(r, f, 60 if full else 8),
        "everyday": lambda r, f: everyday.everyday(r, f, full=full),
        **({"growing": lambda r, f: growing.grow(r, f, 1000)} if full else {}),
    }


OTHERS: dict[str, Callable[[], None]] = {
    "asking": asking.main,
    "naming": naming.main,
    "nudging": nudging.main,
}
"""Measured when named only: no goal of the goals file is theirs."""


def main(arguments: list[str]) -> None:
    """Measure what *arguments* name."""
    full = "long" in arguments
    names = [name for name in arguments if name != "long"]
    known = parts(full)
    if unknown := [name for name in names if name not in known and name not in OTHERS]:
        sys.exit(f"No benchmark is called {unknown[0]}. There are: {', '.join([*known, *OTHERS])}.")
    for name in names:
        if name in OTHERS:
            OTHERS[name]()
    chosen = [name for name in known if name in names or not names]
    if chosen:
        _measure({name: known[name] for name in chosen}, "long" if full else "slice", bool(names))


def _measure(chosen: dict[str, Part], form: str, some: bool) -> None:
    KEPT.mkdir(exist_ok=True)
    if not is_disk(KEPT):
        sys.exit(f"{KEPT} is on {file_system(KEPT)}: what is synced there rests on no disk.")
    machine = described(KEPT)
    report = Report()
    folder = Path(tempfile.mkdtemp(dir=KEPT))
    kept = KEPT / f"{form}.json"
    report.keep = lambda: _replace(kept, as_json(report, machine, form))
    failed = []
    try:
        for name, part in chosen.items():
            start = time.perf_counter()
            try:
                part(report, folder)
            except Exception as error:  # noqa: BLE001  # The other parts' figures stand.
                traceback.print_exc()
                report.void.append(f"{name} was cut short: {error!r}")
                failed.append(name)
            report.keep()
            print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for line in table(report):
        print(line)
    print("\n" + ", ".join(f"{name} {value}" for name, value in machine.items()))
    if form == "long" and not some:
        write_page(ROOT / "docs" / "performance.md", report, machine)
    if failed:
        sys.exit(f"Cut short: {', '.join(failed)}.")


def _replace(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    part.write_text(text, "utf-8")
    part.replace(path)


main(sys.argv[1:])
