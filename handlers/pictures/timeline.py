"""Draws the time with one counterpart: what happened, from top to bottom, and what runs beside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.desk import Desk
from handlers.pictures.canvas import (
    CARD,
    FAINT,
    INK,
    MARGIN,
    OCHRE,
    PAPER,
    QUIET,
    RED,
    SMALL,
    TEAL,
    TITLE,
    WIDTH,
    Canvas,
)
from handlers.pictures.events import Entry, Sign, Span, story
from handlers.pictures.measure import fitted, width, wrapped
from handlers.pictures.shapes import Contact, Look, shape
from handlers.words import pictures as words
from handlers.words.speech import Speech
from storage.records import Actor, Counterpart
from storage.values import dataclass

_HEAD, _ROW, _LABEL = 140, 66, 30
_RAIL, _TEXT, _LANES = 276, 322, 3
_BAR, _LANE = 16, 44
_R = 15


@dataclass(slots=True)
class _Page:
    """The sheet, how words are said, and where each entry stands."""

    canvas: Canvas
    say: Speech
    rows: list[tuple[date, float]]
    y: float = _HEAD


def drawn(title: str, one: Counterpart, desk: Desk) -> str:
    """The timeline of *one* as SVG."""
    told = story(one, desk)
    page = _Page(Canvas(desk.say.right_to_left), desk.say, [])
    head = fitted(title, TITLE, WIDTH - 2 * MARGIN)
    page.canvas.text(MARGIN, 84, head, size=TITLE, strong=True)
    if told.earlier:
        earlier = desk.say(words.EARLIER, n=told.earlier)
        page.canvas.text(_TEXT, page.y + 6, earlier, size=SMALL, ink=QUIET)
        page.y += 56
    if not told.entries:
        nothing = desk.say(words.NOTHING_IN_TIME)
        page.canvas.text(MARGIN, page.y + 20, nothing, size=SMALL, ink=QUIET)
    _entries(page, told.entries, desk.today, lanes=min(len(told.spans), _LANES))
    _spans(page, told.spans[-_LANES:], desk.today)
    return page.canvas.svg(page.y + MARGIN)


def _entries(page: _Page, entries: Sequence[Entry], today: date, *, lanes: int) -> None:
    """Every entry, and between what was and what is to come the line of today."""
    top, at = page.y, len(page.canvas.parts)
    passed = False
    before: date | None = None
    room = WIDTH - _TEXT - MARGIN - lanes * _LANE - (20 if lanes else 0)
    for entry in entries:
        if entry.day > today and not passed:
            passed = True
            _today(page, today)
        _entry(page, entry, before, room)
        before = entry.day
    if not passed:
        _today(page, today)
    rail = page.canvas.at(_RAIL)
    line = Canvas(page.canvas.right_to_left)
    line.path(f"M{rail:.0f},{top - 24:.0f}L{rail:.0f},{page.y - 20:.0f}", ink=FAINT, wide=4)
    # The rail lies behind what stands on it.
    page.canvas.parts.insert(at, line.parts[0])


def _entry(page: _Page, entry: Entry, before: date | None, room: float) -> None:
    canvas, y = page.canvas, page.y
    page.rows.append((entry.day, y))
    if entry.day != before:
        day = fitted(page.say.short_day(entry.day), SMALL, _RAIL - MARGIN - 30)
        canvas.text(_RAIL - 34, y + 9, day, size=SMALL, ink=QUIET, anchor="end")
    _sign(canvas, entry.sign, y)
    canvas.text(
        _TEXT, y + 10, fitted(entry.label[:1].upper() + entry.label[1:], _LABEL, room), size=_LABEL
    )
    y += 10
    for part in wrapped(entry.text, SMALL, room, 2):
        y += 34
        canvas.text(_TEXT, y, part, size=SMALL, ink=QUIET)
    page.y = y + _ROW


def _today(page: _Page, today: date) -> None:
    canvas, y = page.canvas, page.y
    at = canvas.at
    page.rows.append((today, y))
    told = page.say.joined((page.say(words.TODAY), page.say.short_day(today)))
    end = _TEXT + width(told, SMALL) + 18
    # The line leaves room for its words: no halo covers a dotted line well.
    for start, stop in ((MARGIN, _TEXT - 14), (end, WIDTH - MARGIN)):
        points = f"M{at(start):.0f},{y:.0f}L{at(stop):.0f},{y:.0f}"
        canvas.path(points, ink=OCHRE, wide=3, dashes="2 10")
    canvas.text(_TEXT, y + 9, told, size=SMALL, ink=OCHRE, strong=True)
    page.y = y + _ROW


def _sign(canvas: Canvas, sign: Sign, y: float) -> None:
    """A shape for each sort of entry; a promise is a square with how it went within."""
    x = canvas.at(_RAIL)
    match sign:
        case Sign.ENGAGED:
            canvas.dot((x, y), _R, CARD, TEAL)
        case Sign.NEGOTIATED:
            shape(canvas, (x, y), Look(Actor.COMPANY, Contact.LATELY), _R)
        case Sign.AGREED:
            canvas.dot((x, y), _R + 2, TEAL, TEAL)
            canvas.dot((x, y), _R - 8, PAPER, PAPER)
        case Sign.DAY:
            shape(canvas, (x, y), Look(Actor.RELIGIOUS, Contact.LONG_AGO), _R)
        case Sign.LIFE:
            shape(canvas, (x, y), Look(Actor.ARMED_GROUP, Contact.LONG_AGO), _R)
        case Sign.ROLE:
            shape(canvas, (x, y), Look(Actor.SECURITY, Contact.LONG_AGO), _R)
        case _:
            _promise(canvas, sign, x, y)


def _promise(canvas: Canvas, sign: Sign, x: float, y: float) -> None:
    shape(canvas, (x, y), Look(Actor.AUTHORITY, Contact.LONG_AGO), _R)
    if sign in (Sign.KEPT, Sign.PARTLY):
        tick = f"M{x - 8:.0f},{y:.0f}L{x - 2:.0f},{y + 7:.0f}"
        canvas.path(
            tick + (f"L{x + 9:.0f},{y - 8:.0f}" if sign is Sign.KEPT else ""), wide=5, ink=INK
        )
    if sign is Sign.BROKEN:
        for across in (-7, 7):
            canvas.path(
                f"M{x - across:.0f},{y - 7:.0f}L{x + across:.0f},{y + 7:.0f}", wide=5, ink=RED
            )


def _spans(page: _Page, spans: Sequence[Span], today: date) -> None:
    """The agreements as bars at the far side: full while they stand, open after."""
    for number, span in enumerate(spans):
        lane = WIDTH - MARGIN - _BAR - (len(spans) - 1 - number) * _LANE
        top = _height(page, span.since)
        bottom = max(_height(page, span.until) if span.until else page.y - _ROW / 2, top + 60)
        fill = TEAL if span.stands else PAPER
        page.canvas.box((lane, top, _BAR, bottom - top), fill, TEAL)
        page.canvas.text(
            *(lane + _BAR / 2, top - 12, span.name),
            size=21,
            ink=TEAL,
            anchor="middle",
            halo=PAPER,
        )


def _height(page: _Page, day: date) -> float:
    """Where *day* lies among the entries."""
    later = [y for known, y in page.rows if known >= day]
    return later[0] if later else page.y - _ROW / 2
