"""What the shapes and lines of a picture mean, as far as they are in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from handlers.pictures.canvas import MARGIN, QUIET, SMALL, WIDTH, Canvas
from handlers.pictures.measure import fitted
from handlers.pictures.shapes import Bonding, Contact, Look, arrow, crossed, shape, stroke
from handlers.words import network as network_words
from handlers.words import pictures as words
from handlers.words.speech import Speech
from storage.records import Actor

_ROW, _COLUMN, _SIGN = 48, (WIDTH - 2 * MARGIN) / 2, 86


def legend(
    canvas: Canvas, y: float, lines: set[Bonding], looks: Iterable[Look], say: Speech
) -> float:
    """Two columns of signs with their meaning; where they end."""
    looks = list(looks)
    entries: list[tuple[Callable[[float, float], None], str]] = [
        (_line(canvas, kind), say(words.LINES[kind.value])) for kind in Bonding if kind in lines
    ]
    kinds = {one.kind for one in looks}
    entries += [
        (_shape(canvas, Look(kind, Contact.LONG_AGO)), say(network_words.KINDS[kind.value]))
        for kind in Actor
        if kind in kinds
    ]
    if None in kinds:
        entries.append((_shape(canvas, Look(None, Contact.LONG_AGO)), say(words.NO_KIND)))
    shown = next((kind for kind in Actor if kind in kinds), None)
    contacts = {one.contact for one in looks}
    entries += [
        (_shape(canvas, Look(shown, contact)), say(words.CONTACTS[contact.value]))
        for contact in Contact
        if contact in contacts
    ]
    for number, (sign, meaning) in enumerate(entries):
        x = MARGIN + (number % 2) * _COLUMN
        at = y + number // 2 * _ROW + _ROW / 2
        sign(x, at)
        told = fitted(meaning, SMALL, _COLUMN - _SIGN - 4)
        canvas.text(x + _SIGN, at + 9, told, size=SMALL, ink=QUIET)
    return y + (len(entries) + 1) // 2 * _ROW


def _line(canvas: Canvas, kind: Bonding) -> Callable[[float, float], None]:
    def sign(x: float, y: float) -> None:
        start, end = canvas.at(x), canvas.at(x + 66)
        stroke(canvas, f"M{start:.0f},{y:.0f}L{end:.0f},{y:.0f}", kind)
        crossed(canvas, ((start + end) / 2, y), kind)
        arrow(canvas, (end, y), 3.14159 if canvas.right_to_left else 0, kind)

    return sign


def _shape(canvas: Canvas, look: Look) -> Callable[[float, float], None]:
    return lambda x, y: shape(canvas, (canvas.at(x + 34), y), look, 15)
