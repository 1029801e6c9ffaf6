"""Shapes for sorts of actor and lines for what joins people: told apart without any colour."""

from __future__ import annotations

import math
from enum import StrEnum

from handlers.pictures.canvas import CARD, INK, OCHRE, QUIET, RED, TEAL, Canvas, Point
from handlers.rules.network import Why
from storage.records import Actor
from storage.values import dataclass

_THREE, _FOUR = 3, 4
_BARB = 2.6
"""How far the sides of an arrow's head are turned back, in radians."""
RADIUS = 24
"""Half the size of a person's shape."""

CORNERS: dict[Actor, tuple[int, float]] = {
    Actor.AUTHORITY: (4, 45),
    Actor.SECURITY: (5, -90),
    Actor.ARMED_GROUP: (3, -90),
    Actor.COMMUNITY: (0, 0),
    Actor.COMPANY: (4, 0),
    Actor.RELIGIOUS: (8, 22.5),
    Actor.MEDIA: (3, 90),
    Actor.HUMANITARIAN: (6, 0),
}
"""How many corners each sort of actor has, and how far it is turned; none is round."""


class Contact(StrEnum):
    """How lately somebody was heard of."""

    LATELY = "lately"
    LONG_AGO = "long_ago"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Look:
    """How somebody is drawn: by their sort of actor, and by how lately we spoke."""

    kind: Actor | None = None
    contact: Contact = Contact.NEVER


def shape(canvas: Canvas, at: Point, look: Look, radius: float = RADIUS) -> None:
    """A person's shape: full where we spoke lately, hollow else, dashed where we never did."""
    full, never = look.contact is Contact.LATELY, look.contact is Contact.NEVER
    edge = QUIET if never else TEAL
    corners, turn = CORNERS[look.kind] if look.kind else (0, 0)
    outline = _outline(at, radius, corners, turn)
    dashes = "5 8" if never else ""
    canvas.path(outline, ink=edge, wide=4, dashes=dashes, fill=TEAL if full else CARD)
    if look.kind is None:
        # Nobody said what sort of actor: a point within tells it from the disc of a community.
        canvas.dot(at, radius / 4, CARD if full else edge, CARD if full else edge)


def _outline(at: Point, radius: float, corners: int, turn: float) -> str:
    x, y = at
    if not corners:
        half = f"a{radius:g},{radius:g} 0 1,0"
        return f"M{x - radius:.1f},{y:.1f}{half} {2 * radius:g},0{half} {-2 * radius:g},0z"
    size = radius * (1.22 if corners in (_THREE, _FOUR) else 1.1)
    angles = [math.radians(turn + 360 * n / corners) for n in range(corners)]
    # A triangle's middle lies below half its height.
    drop = math.copysign(size / 6, -turn) if corners == _THREE else 0
    points = (f"{x + size * math.cos(a):.1f},{y + drop + size * math.sin(a):.1f}" for a in angles)
    return f"M{'L'.join(points)}z"


class Bonding(StrEnum):
    """The few kinds of line there are."""

    KIN = "kin"
    ORDERS = "orders"
    CLOSE = "close"
    INTRODUCED = "introduced"
    APART = "apart"
    MET = "met"


BONDING: dict[Why, Bonding] = {
    Why.KIN: Bonding.KIN,
    Why.REPORTS: Bonding.ORDERS,
    Why.INTRODUCED: Bonding.INTRODUCED,
    Why.RIVAL: Bonding.APART,
    Why.KEPT_FROM: Bonding.APART,
    Why.PLACE: Bonding.MET,
    Why.MET: Bonding.MET,
}
"""Which line stands for what; anything else is a line of people who are close."""


@dataclass(frozen=True, slots=True)
class Line:
    """How a line looks."""

    ink: str
    wide: float
    dashes: str = ""


LINES: dict[Bonding, Line] = {
    Bonding.KIN: Line(INK, 7),
    Bonding.ORDERS: Line(TEAL, 4),
    Bonding.CLOSE: Line(OCHRE, 5, "16 12"),
    Bonding.INTRODUCED: Line(QUIET, 5, "1 13"),
    Bonding.APART: Line(RED, 4, "26 9 4 9"),
    Bonding.MET: Line(QUIET, 2, "3 9"),
}


def bonding(why: Why) -> Bonding:
    """The line that stands for it."""
    return BONDING.get(why, Bonding.CLOSE)


def stroke(canvas: Canvas, points: str, kind: Bonding) -> None:
    """A line of that kind along *points*."""
    look = LINES[kind]
    canvas.path(points, ink=look.ink, wide=look.wide, dashes=look.dashes)


def arrow(canvas: Canvas, at: Point, angle: float, kind: Bonding) -> None:
    """A head on a line of orders that goes in the direction of *angle*, in radians."""
    if kind is not Bonding.ORDERS:
        return
    x, y = at
    left, right = angle + _BARB, angle - _BARB
    points = (
        f"M{x:.0f},{y:.0f}L{x + 20 * math.cos(left):.0f},{y + 20 * math.sin(left):.0f}"
        f"L{x + 20 * math.cos(right):.0f},{y + 20 * math.sin(right):.0f}z"
    )
    canvas.path(points, ink=LINES[kind].ink, wide=2, fill=LINES[kind].ink)


def crossed(canvas: Canvas, at: Point, kind: Bonding) -> None:
    """A cross on a line between people who are to be kept apart."""
    x, y = at
    if kind is Bonding.APART:
        for dx in (-11, 11):
            canvas.path(f"M{x - dx:.0f},{y - 11:.0f}L{x + dx:.0f},{y + 11:.0f}", ink=RED, wide=5)
