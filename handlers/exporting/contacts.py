"""Counterparts as contacts that phones take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handlers import who
from handlers.desk import Desk
from storage.records import Channel, Counterpart, Organisation, Position

_FOLD = 73
"""Bytes of a line before it is folded, its break not counted (RFC 6350, 3.2)."""


def contacts(people: Iterable[Counterpart], desk: Desk, note: str) -> str:
    """Each of *people* by the name that may be shown, as vCard 4.0."""
    lines = (line for one in people for line in _contact(one, desk, note))
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _contact(one: Counterpart, desk: Desk, note: str) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    name = _escaped(who.name_of(one))
    yield f"FN:{name}"
    yield f"N:{name};;;;"
    held = [
        position
        for position in desk.book.find(Position, "counterpart", one.id)
        if who.is_held(position, desk)
    ]
    for position in held[:1]:
        yield f"TITLE:{_escaped(position.title)}"
        place = desk.book.get(Organisation, position.organisation)
        if place is not None:
            yield f"ORG:{_escaped(place.name)}"
    for channel in desk.book.find(Channel, "counterpart", one.id):
        if channel.handle.startswith("+"):
            yield f"TEL;VALUE=uri:tel:{channel.handle}"
        else:
            yield f"IMPP:{channel.kind}:{_escaped(channel.handle)}"
    yield f"NOTE:{_escaped(note)}"
    yield "END:VCARD"


def _escaped(text: str) -> str:
    marked = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return marked.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 bytes, never within a letter."""
    piece, size, start = "", 0, ""
    for letter in line:
        size += len(letter.encode())
        if size > _FOLD:
            yield start + piece
            piece, size, start = "", len(letter.encode()), " "
        piece += letter
    yield start + piece
