"""Takes out of a note, before it is kept, what must not be stored."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from handlers.reading.note import Note, Person, Span

MASK = "[…]"
NO_NAME = "do_not_store_name"
"""The reader's flag for "don't write the name"."""
NAME, NUMBER = "name", "number"

T = TypeVar("T")


def masked(note: Note) -> tuple[Note, tuple[str, ...]]:
    """*note* without the words it says to leave out, and what sort each of them was."""
    spans = _spans(note)
    cuts = {_cut(note.text, span) for span in spans}
    secrets = tuple(sorted(filter(None, cuts), key=len, reverse=True))
    if not secrets:
        return note, ()
    sorts = tuple(NUMBER if _is_number(secret) else NAME for secret in secrets)
    hidden = replace(note, text=_struck(note.text, spans), redact=())
    return _without(hidden, secrets), sorts


def _spans(note: Note) -> tuple[Span, ...]:
    """What to strike out, without overlaps: where a name is not to be written, the name too."""
    found = [span for span in note.redact if span.end > span.start]
    if NO_NAME in note.flags and not found:
        found.extend(one.span for one in note.people[:1] if one.span and _is_named(one))
    apart: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
        elif span.end > apart[-1].end:
            apart[-1] = Span(apart[-1].start, span.end)
    return tuple(apart)


def _is_named(person: Person) -> bool:
    """Whether somebody is called by a name, rather than by what they are."""
    return person.name.casefold() != person.role.casefold() and not person.name.islower()


def _struck(text: str, spans: tuple[Span, ...]) -> str:
    """*text* with the very places struck out, whatever stands there."""
    for span in sorted(spans, key=lambda span: span.start, reverse=True):
        if _cut(text, span):
            text = text[: span.start] + MASK + text[span.end :]
    return text


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end].strip()


def _is_number(secret: str) -> bool:
    digits = sum(mark.isdigit() for mark in secret)
    return digits >= max(4, len(secret) // 2)


def _without(value: T, secrets: tuple[str, ...]) -> T:
    """*value* with every secret in any text of it masked, however deep it stands."""
    if isinstance(value, str) and type(value) is str:
        return _hidden(value, secrets)  # type: ignore[return-value]  # T is str here.
    if isinstance(value, tuple):
        return tuple(_without(each, secrets) for each in value)  # type: ignore[return-value]  # T is that tuple.
    if is_dataclass(value) and not isinstance(value, type | Span):
        fresh: dict[str, Any] = {
            field.name: _without(getattr(value, field.name), secrets)
            for field in fields(value)
            if field.name not in ("known", "intent", "language", "flags", "asks")
        }
        return replace(value, **fresh)
    return value


def _hidden(text: str, secrets: tuple[str, ...]) -> str:
    for secret in secrets:
        whole = rf"(?<!\w){re.escape(secret)}(?!\w)"
        text = re.sub(whole, lambda _: MASK, text, flags=re.IGNORECASE)
    return text
