"""Fields that another program wrote here and this one does not know: kept when a record changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields

from storage.records import KINDS
from storage.rows import dump

Fields = dict[str, list[str]]
"""By kind: the names of fields."""


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


def strange(known: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """By kind: the fields that others wrote and we do not know."""
    mine = ours()
    found = {
        kind: frozenset(names) - frozenset(mine.get(kind, ())) for kind, names in known.items()
    }
    return {kind: names for kind, names in found.items() if names and kind in mine}


def carried(before: bytes, after: bytes, names: frozenset[str]) -> bytes:
    """The JSON of *after* with what *before* holds under those *names*."""
    document = json.loads(before)
    extra = {name: document[name] for name in names if name in document}
    return dump(json.loads(after) | extra) if extra else after
