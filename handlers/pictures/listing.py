"""Draws people under their organisations, and beside them in arcs what joins them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from handlers.pictures.canvas import (
    CARD,
    MARGIN,
    NAME,
    QUIET,
    SMALL,
    TITLE,
    TRACE,
    WIDTH,
    Canvas,
)
from handlers.pictures.legend import legend
from handlers.pictures.measure import fitted, width
from handlers.pictures.model import Group, Joined, Network, Person
from handlers.pictures.shapes import RADIUS, Bonding, arrow, crossed, shape, stroke
from handlers.words.speech import Speech
from storage.values import dataclass

_HEAD, _ROW, _GROUP, _GAP = 124, 78, 60, 20
_TEXT = MARGIN + 92
_GUTTER = 800
_FIRST, _LANE = _GUTTER + 26, 34
_BEND = 20


@dataclass(frozen=True, slots=True)
class _Row:
    """Where somebody stands: the middle of their shape, and where their words end."""

    y: float
    end: float


def draw(network: Network, say: Speech, more: Callable[[int], str]) -> str:
    """The picture as SVG; *more* says how many are not shown."""
    canvas = Canvas(say.right_to_left)
    title = fitted(network.title, TITLE, WIDTH - 2 * MARGIN)
    canvas.text(MARGIN, 84, title, size=TITLE, strong=True)
    rows: dict[str, _Row] = {}
    y: float = _HEAD
    for group in network.groups:
        y = _group(canvas, group, y, rows, more)
    arcs(canvas, network.joined, rows)
    if network.more:
        canvas.text(MARGIN, y + 22, more(network.more), size=SMALL, ink=QUIET)
        y += 52
    looks = [one.look for one in network.people]
    y = legend(canvas, y + 10, {line.kind for line in network.joined}, looks, say)
    return canvas.svg(y + MARGIN)


def _group(
    canvas: Canvas, group: Group, y: float, rows: dict[str, _Row], more: Callable[[int], str]
) -> float:
    """One organisation and its people; where the next may begin."""
    high = _GROUP + _ROW * len(group.people) + (38 if group.more else 0) + 8
    canvas.box((MARGIN - 20, y, WIDTH - 2 * MARGIN + 40, high), CARD, TRACE)
    head = fitted(group.title, NAME, _GUTTER - MARGIN)
    canvas.text(MARGIN + 4, y + 44, head, size=28, ink=QUIET, strong=True)
    at = y + _GROUP
    for one in group.people:
        rows[one.id] = person(canvas, one, at)
        at += _ROW
    if group.more:
        canvas.text(_TEXT, at + 18, more(group.more), size=SMALL, ink=QUIET)
    return y + high + _GAP


def person(canvas: Canvas, one: Person, y: float, x: float = MARGIN + 40) -> _Row:
    """One row: the shape, the name, and what goes with it."""
    text = x + _TEXT - MARGIN - 40
    room = _GUTTER - text - 20
    middle = y + _ROW / 2 - 8
    shape(canvas, (canvas.at(x), middle), one.look, RADIUS)
    name = fitted(one.name, NAME, room)
    caption = fitted(one.caption, SMALL, room)
    canvas.text(text, middle + (0 if caption else 11), name, size=NAME)
    if caption:
        canvas.text(text, middle + 32, caption, size=SMALL, ink=QUIET)
    end = text + max(width(name, NAME), width(caption, SMALL))
    return _Row(middle - (10 if caption else 0), end + 18)


def arcs(canvas: Canvas, joined: Sequence[Joined], rows: dict[str, _Row]) -> None:
    """The lines between rows, each in a lane of its own where it needs one."""
    inside = [line for line in joined if line.first in rows and line.other in rows]
    placed = list(_in_lanes(inside, rows))
    lanes = max((lane for _, lane in placed), default=0)
    step = min(_LANE, (WIDTH - MARGIN + 6 - _FIRST) / max(lanes, 1))
    taken: dict[str, int] = {}
    for line, lane in placed:
        ends = [_stub(rows[id], id, taken) for id in (line.first, line.other)]
        _arc(canvas, ends, _FIRST + lane * step, line.kind)


def _stub(row: _Row, id: str, taken: dict[str, int]) -> tuple[float, float]:
    """Where the next line of a row begins: a little lower or higher than the one before."""
    number = taken.get(id, 0)
    taken[id] = number + 1
    step = (number + 1) // 2 * 11 * (1 if number % 2 else -1)
    return row.end, row.y + step


def _in_lanes(joined: Sequence[Joined], rows: dict[str, _Row]) -> Iterator[tuple[Joined, int]]:
    """Each line with the first lane that is free between its ends; the shortest lie inside."""
    lanes: list[list[tuple[float, float]]] = []

    def span(line: Joined) -> tuple[float, float]:
        ends = sorted((rows[line.first].y, rows[line.other].y))
        return ends[0], ends[1]

    for line in sorted(joined, key=lambda one: (span(one)[1] - span(one)[0], span(one))):
        top, bottom = span(line)
        free = (
            number
            for number, lane in enumerate(lanes)
            if all(bottom < there[0] - 4 or top > there[1] + 4 for there in lane)
        )
        number = next(free, len(lanes))
        if number == len(lanes):
            lanes.append([])
        lanes[number].append((top, bottom))
        yield line, number


def _arc(canvas: Canvas, ends: list[tuple[float, float]], lane: float, kind: Bonding) -> None:
    (x1, y1), (x2, y2) = ends
    bend = min(_BEND, abs(y2 - y1) / 2) * (1 if y2 > y1 else -1)
    at = canvas.at
    stroke(
        canvas,
        f"M{at(x1):.0f},{y1:.0f}L{at(lane - _BEND):.0f},{y1:.0f}"
        f"Q{at(lane):.0f},{y1:.0f} {at(lane):.0f},{y1 + bend:.0f}"
        f"L{at(lane):.0f},{y2 - bend:.0f}"
        f"Q{at(lane):.0f},{y2:.0f} {at(lane - _BEND):.0f},{y2:.0f}L{at(x2):.0f},{y2:.0f}",
        kind,
    )
    arrow(canvas, (at(x2 - 6), y2), 0 if canvas.right_to_left else math.pi, kind)
    crossed(canvas, (at(lane), (y1 + y2) / 2), kind)
