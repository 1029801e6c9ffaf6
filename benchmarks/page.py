"""The page of figures in the docs: what a long run measured, between two marks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Report, middle, slow
from benchmarks.showing import GOALS, verdict, wanted

BEGIN, END = "<!-- figures: written by make bench ARGS=long -->", "<!-- end of figures -->"


def write_page(path: Path, report: Report, machine: dict[str, object]) -> None:
    """Put the figures between the marks of *path*; what stands around them is kept."""
    text = path.read_text("utf-8")
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    body = "\n".join(_lines(report, machine))
    path.write_text(f"{before}{BEGIN}\n{body}\n{END}{after}", "utf-8")


def _lines(report: Report, machine: dict[str, object]) -> Iterator[str]:
    yield ""
    yield "; ".join(f"{name.replace('_', ' ')} {value}" for name, value in machine.items())
    yield ""
    yield "| goal | what | wanted | measured | 95 % | |"
    yield "|---|---|---|---|---|---|"
    for figure in report.figures:
        what = GOALS[figure.goal]["what"] + (f" ({figure.note})" if figure.note else "")
        bounds = f"{figure.low:.3g} to {figure.high:.3g}"
        yield (
            f"| {figure.goal} | {what} | {wanted(figure.goal)} | {figure.value:.3g} | {bounds} "
            f"| {verdict(figure)} |"
        )
    yield ""
    yield "| measured | subject | n | p50 ms | p99 ms |"
    yield "|---|---|---|---|---|"
    for what, times in report.times.items():
        for name, taken in times.items():
            yield f"| {what} | {name} | {len(taken)} | {middle(taken):.3f} | {slow(taken):.3f} |"
    if report.notes or report.void:
        yield ""
    for note in report.notes:
        yield f"- {note}"
    for what in report.void:
        yield f"- void: {what}"
    yield ""
