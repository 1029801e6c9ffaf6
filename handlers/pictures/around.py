"""Draws one person in the middle, and around them those they are joined to."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

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
from handlers.pictures.measure import fitted, width, wrapped
from handlers.pictures.model import Joined, Person
from handlers.pictures.shapes import arrow, crossed, shape, stroke
from handlers.words.speech import Speech
from storage.values import dataclass

SEATS = 9
"""People who find a place around one; more are drawn as a list."""
_HEAD, _MIDDLE, _OUTER = 120, 54, 36
_ROOM, _PAIR = 300, 2
_LINE, _UNDER = 38, 34
_WIDE = 372
_BOW, _ROUND = 80, 330


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
        _line(canvas, line, seats, circle.centre)
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


def _line(canvas: Canvas, line: Joined, seats: dict[str, Point], centre: Person) -> None:
    """A line between two; one that leads past the middle bows, so that it crosses no names."""
    first, other, middle = seats[line.first], seats[line.other], seats[centre.id]
    straight = centre.id in (line.first, line.other)
    bend = (0.0, 0.0) if straight else _bend(first, other, middle)
    knee = ((first[0] + other[0]) / 2 + bend[0], (first[1] + other[1]) / 2 + bend[1])
    ends = (
        _left_middle(seat, knee, centre) if id == centre.id else _left(seat, knee)
        for id, seat in ((line.first, first), (line.other, other))
    )
    (x1, y1), (x2, y2) = ((canvas.at(x), y) for x, y in ends)
    xm, ym = canvas.at(knee[0]), knee[1]
    stroke(canvas, f"M{x1:.0f},{y1:.0f}Q{xm:.0f},{ym:.0f} {x2:.0f},{y2:.0f}", line.kind)
    arrow(canvas, (x2, y2), math.atan2(y2 - ym, x2 - xm), line.kind)
    crossed(canvas, ((x1 + 2 * xm + x2) / 4, (y1 + 2 * ym + y2) / 4), line.kind)


def _left(seat: Point, towards: Point) -> Point:
    """Where a line to *towards* leaves the shape at *seat*."""
    angle = math.atan2(towards[1] - seat[1], towards[0] - seat[0])
    reach = _OUTER * 1.25 + 8
    return seat[0] + reach * math.cos(angle), seat[1] + reach * math.sin(angle)


def _left_middle(seat: Point, towards: Point, centre: Person) -> Point:
    """Where a line to *towards* leaves the middle: beside its shape, or below its words."""
    across, down = towards[0] - seat[0], towards[1] - seat[1]
    words = min(width(centre.name, NAME), _ROOM) / 2 + 24
    half = max(_MIDDLE * 1.25 + 8, words if down > 0 else 0)
    tall = _MIDDLE + 2.4 * _LINE + 30 if down > 0 else _MIDDLE * 1.25 + 8
    part = min(half / abs(across) if across else 9, tall / abs(down) if down else 9, 1)
    return seat[0] + across * part, seat[1] + down * part


def _bend(first: Point, other: Point, middle: Point) -> Point:
    """How far the knee of a line lies from its straight way: a little towards the middle.

    Names stand on the far side of whoever sits around; those who face each other are joined by a
    line that goes round.
    """
    x, y = (first[0] + other[0]) / 2 - middle[0], (first[1] + other[1]) / 2 - middle[1]
    length = math.hypot(x, y)
    if length < _BOW:
        across, down = other[0] - first[0], other[1] - first[1]
        whole = math.hypot(across, down) or 1
        return down / whole * _ROUND, -abs(across) / whole * _ROUND
    return -x / length * _BOW, -y / length * _BOW


def ordered(people: Sequence[Person], parents: dict[str, str], centre: str) -> tuple[Person, ...]:
    """*people* so that whoever is reached through another sits beside them."""
    made: list[Person] = []
    for one in people:
        if parents.get(one.id, centre) == centre:
            made.append(one)
            made += [other for other in people if parents.get(other.id) == one.id]
    return tuple(made)
