"""Draws one person in the middle, and around them those they are joined to."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handlers.pictures.canvas import (
    MARGIN,
    NAME,
    PAPER,
    QUIET,
    SMALL,
    TITLE,
    WIDTH,
    Canvas,
    Point,
)
from handlers.pictures.legend import legend
from handlers.pictures.measure import fitted, wrapped
from handlers.pictures.model import Joined, Person
from handlers.pictures.shapes import arrow, crossed, shape, stroke
from handlers.words.speech import Speech

SEATS = 9
"""People who find a place around one; more are drawn as a list."""
_HEAD, _MIDDLE, _OUTER = 120, 54, 36
_ROOM, _PAIR = 300, 2
_LINE, _UNDER = 38, 34
_WIDE = 372
_BOW, _ROUND = 60, 330


@dataclass(frozen=True, slots=True)
class Circle:
    """One person, those around them in their order, and the lines between all of these."""

    title: str
    centre: Person
    around: tuple[Person, ...]
    joined: tuple[Joined, ...]
    more: int = 0


def draw(circle: Circle, say: Speech, more: Callable[[int], str]) -> str:
    """The picture as SVG; *more* says how many are not shown."""
    canvas = Canvas(say.right_to_left)
    title = fitted(circle.title, TITLE, WIDTH - 2 * MARGIN)
    canvas.text(MARGIN, 84, title, size=TITLE, strong=True)
    seats = _seats(circle)
    for line in circle.joined:
        _line(canvas, line, seats, circle.centre.id)
    _person(canvas, circle.centre, seats[circle.centre.id], _MIDDLE, strong=True)
    middle = seats[circle.centre.id][1]
    ends = [_around(canvas, one, seats[one.id], middle) for one in circle.around]
    y = max((*ends, middle + _MIDDLE + 3 * _LINE)) + 36
    if circle.more:
        canvas.text(MARGIN, y, more(circle.more), size=SMALL, ink=QUIET)
        y += 40
    looks = [one.look for one in (circle.centre, *circle.around)]
    y = legend(canvas, y, {line.kind for line in circle.joined}, looks, say)
    return canvas.svg(y + MARGIN)


def _seats(circle: Circle) -> dict[str, Point]:
    """Where everybody sits: around the middle on an oval, the first of them at the top."""
    count = len(circle.around)
    high = 320.0 if count < SEATS // 2 else 330.0 + 26 * count
    # Two sit on either side, and need no height.
    rise = high if count % 2 or count > _PAIR else 40
    middle = (WIDTH / 2, _HEAD + 4 * _LINE + rise + _OUTER)
    seats: dict[str, Point] = {circle.centre.id: middle}
    # An even number leaves the way free below the middle, where its name stands.
    first = -90 if count % 2 else -90 + 180 / max(count, 1)
    for number, one in enumerate(circle.around):
        angle = math.radians(first + 360 * number / count)
        across = middle[0] + _WIDE * math.cos(angle)
        seats[one.id] = (across, middle[1] + high * math.sin(angle))
    return seats


def _around(canvas: Canvas, one: Person, seat: Point, middle: float) -> float:
    """Somebody around the middle, their words on the far side of it; where they end."""
    above = seat[1] < middle - 1
    return _person(canvas, one, seat, _OUTER, above=above)


def _person(  # noqa: PLR0913  # Who, where, how large, and how the words stand.
    canvas: Canvas,
    one: Person,
    seat: Point,
    radius: float,
    *,
    strong: bool = False,
    above: bool = False,
) -> float:
    """A shape with the name and what goes with it below or above; where all of it ends."""
    x, y = seat
    shape(canvas, (canvas.at(x), y), one.look, radius)
    # Near the edge of the sheet there is less room to either side.
    room = min(_ROOM, 2 * (min(x, WIDTH - x) - 14))
    names = wrapped(one.name, NAME, room, 2)
    told = [fitted(part, SMALL, room) for part in one.caption.split("\n") if part]
    at = y + radius + _LINE + 4
    if above:
        at = y - radius * 1.2 - 14 - (len(names) - 1) * _LINE - len(told) * _UNDER
    for part in names:
        canvas.text(x, at, part, size=NAME, anchor="middle", halo=PAPER, strong=strong)
        at += _LINE
    for part in told:
        canvas.text(x, at - 4, part, size=SMALL, anchor="middle", halo=PAPER, ink=QUIET)
        at += _UNDER
    return max(at, y + radius)


def _line(canvas: Canvas, line: Joined, seats: dict[str, Point], centre: str) -> None:
    start, end = (
        _edge(seats[one], seats[other], _MIDDLE if one == centre else _OUTER)
        for one, other in ((line.first, line.other), (line.other, line.first))
    )
    bend = (0.0, 0.0) if centre in (line.first, line.other) else _outward(start, end, seats[centre])
    middle = ((start[0] + end[0]) / 2 + bend[0], (start[1] + end[1]) / 2 + bend[1])
    (x1, y1), (x2, y2), (xm, ym) = ((canvas.at(x), y) for x, y in (start, end, middle))
    stroke(canvas, f"M{x1:.0f},{y1:.0f}Q{xm:.0f},{ym:.0f} {x2:.0f},{y2:.0f}", line.kind)
    arrow(canvas, (x2, y2), math.atan2(y2 - ym, x2 - xm), line.kind)
    crossed(canvas, ((x1 + 2 * xm + x2) / 4, (y1 + 2 * ym + y2) / 4), line.kind)


def _edge(one: Point, towards: Point, radius: float) -> Point:
    """Where a line to *towards* leaves the shape at *one*."""
    angle = math.atan2(towards[1] - one[1], towards[0] - one[0])
    reach = radius * 1.25 + 8
    return one[0] + reach * math.cos(angle), one[1] + reach * math.sin(angle)


def _outward(start: Point, end: Point, centre: Point) -> Point:
    """How far the middle of a line between two on the oval bows away from the centre."""
    x, y = (start[0] + end[0]) / 2 - centre[0], (start[1] + end[1]) / 2 - centre[1]
    length = math.hypot(x, y)
    if length < _BOW:
        # They face each other: the line goes round the middle.
        across, down = end[0] - start[0], end[1] - start[1]
        whole = math.hypot(across, down) or 1
        return down / whole * _ROUND, -abs(across) / whole * _ROUND
    return x / length * _BOW, y / length * _BOW


def ordered(people: Sequence[Person], parents: dict[str, str], centre: str) -> tuple[Person, ...]:
    """*people* so that whoever is reached through another sits beside them."""
    made: list[Person] = []
    for one in people:
        if parents.get(one.id, centre) == centre:
            made.append(one)
            made += [other for other in people if parents.get(other.id) == one.id]
    return tuple(made)
