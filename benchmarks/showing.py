"""What a run measured: as a table for people, as JSON for scripts, as a page for the docs."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.measuring import Figure, Report, middle, slow

GOALS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("goals.toml").read_text("utf-8")
)


def verdict(figure: Figure) -> str:
    """Whether the goal is reached, judged by the worse bound."""
    goal = GOALS[figure.goal]
    if "least" in goal:
        return "reached" if figure.low >= goal["least"] else "missed"
    if figure.high <= goal["most"]:
        return "reached"
    return "first" if figure.high <= goal.get("first", goal["most"]) else "missed"


def wanted(name: str) -> str:
    """The goal of that name, as it is written."""
    goal = GOALS[name]
    return f"≥ {goal['least']:g}" if "least" in goal else f"≤ {goal['most']:g}"


def table(report: Report) -> Iterator[str]:
    """Lines for a terminal: times first, then each figure against its goal."""
    for what, times in report.times.items():
        yield f"\n{what:42} {'n':>7} {'p50 ms':>10} {'p99 ms':>10}"
        for name, taken in times.items():
            yield f"  {name:40} {len(taken):7} {middle(taken):10.3f} {slow(taken):10.3f}"
    yield f"\n{'goal':12} {'wanted':>9} {'measured':>10} {'95 %':>20}  "
    for figure in report.figures:
        bounds = f"{_short(figure.low)} to {_short(figure.high)}"
        yield (
            f"{figure.goal:12} {wanted(figure.goal):>9} {_short(figure.value):>10} {bounds:>20}  "
            f"{verdict(figure):8} {GOALS[figure.goal]['what']}"
            + (f" ({figure.note})" if figure.note else "")
        )
    measured = {figure.goal for figure in report.figures}
    if left := [name for name in GOALS if name not in measured]:
        yield f"not measured in this run: {', '.join(left)}"
    yield from report.notes
    for what in report.void:
        yield f"VOID: {what}"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def as_json(report: Report, machine: dict[str, object], form: str) -> str:
    """Everything, for a script."""
    figures = [
        {**asdict(figure), "wanted": wanted(figure.goal), "verdict": verdict(figure)}
        for figure in report.figures
    ]
    times = {
        what: {
            name: {"n": len(taken), "p50_ms": middle(taken), "p99_ms": slow(taken)}
            for name, taken in subjects.items()
        }
        for what, subjects in report.times.items()
    }
    whole = {
        "form": form,
        "machine": machine,
        "figures": figures,
        "times": times,
        "notes": report.notes,
        "void": report.void,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"
