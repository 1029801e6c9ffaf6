"""Fields that another program wrote here and this one does not know: kept when a record changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from storage.records import KINDS
from storage.rows import Document, dump
from storage.written import loaded

Fields = dict[str, list[str]]
"""By kind: the names of fields."""

Strange = dict[str, frozenset[str]]
"""By kind: the names of fields that we do not know."""

_Place = tuple[str, str, str]


def ours() -> Fields:
    """Every field this program writes."""
    return {name: sorted(one.name for one in fields(kind)) for name, kind in KINDS.items()}


def together(known: Mapping[str, list[str]]) -> Fields:
    """Every field that was ever written, with ours."""
    mine = ours()
    return {
        kind: sorted({*known.get(kind, ()), *mine.get(kind, ())})
        for kind in sorted({*known, *mine})
    }


def strange(known: Mapping[str, list[str]]) -> Strange:
    """By kind: the fields that others wrote and we do not know."""
    mine = ours()
    found = {
        kind: frozenset(names) - frozenset(mine.get(kind, ())) for kind, names in known.items()
    }
    return {kind: names for kind, names in found.items() if names and kind in mine}


def carried(before: bytes, after: bytes, kind: str, unknown: Strange) -> bytes:
    """The JSON of a record of *kind* with what it held *before* that we do not know.

    So with every record inside it, on the side of the change where it stood.
    """
    old, new = loaded(before, KINDS[kind]), json.loads(after)
    carries = [_carry(old, new, unknown.get(kind, frozenset()))]
    held: dict[_Place, list[Document]] = {}
    for place, inner in _within(old):
        held.setdefault(place, []).append(inner)
    for place, inner in _within(new):
        if there := held.get(place):
            was = there.pop(_most_like(inner, there))
            carries.append(_carry(was, inner, unknown.get(place[1], frozenset())))
    return dump(new) if any(carries) else after


def held_within(text: bytes, unknown: Strange) -> Iterator[Document]:
    """The records inside a record that hold something we do not know."""
    for (_, kind, _), inner in _within(json.loads(text)):
        if unknown.get(kind, frozenset()) & inner.keys():
            yield inner


def brought(text: bytes, kind: str, held: Sequence[Document], unknown: Strange) -> bytes:
    """The JSON of a record of *kind* that was *held* in others, with what we do not know of it."""
    new = json.loads(text)
    was = held[_most_like(new, held)]
    return dump(new) if _carry(was, new, unknown[kind]) else text


def _most_like(new: Document, held: Sequence[Document]) -> int:
    """Which of several versions of a record is this very one; the first where none is."""
    same = (all(one.get(name) == value for name, value in new.items()) for one in held)
    return next((at for at, is_same in enumerate(same) if is_same), 0)


def _carry(old: Document, new: Document, names: frozenset[str]) -> bool:
    extra = {name: old[name] for name in names if name in old}
    new |= extra
    return bool(extra)


def _within(value: Any, side: str = "") -> Iterator[tuple[_Place, Document]]:
    """Every record inside a value, with the field it stands in, its kind and its id."""
    if isinstance(value, list):
        for inner in value:
            yield from _within(inner, side)
    elif isinstance(value, dict):
        if "is" in value:
            yield (side, value["is"], value.get("id", "")), value
        for name, inner in value.items():
            yield from _within(inner, name)
