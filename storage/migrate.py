"""The schema's versions: one function for each step from an older one to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Document = dict[str, Any]
Step = Callable[[str, Document], Document]
"""From (kind, record as it was) to the record as the next version has it.

Fields that are gone since may be missing where they were as usual; see `storage.written.terse`.
"""

SCHEMA = 2
"""The version this program writes."""

KEYED = 2
"""The version from which each counterpart's records rest under a key of their own."""


def _same(kind: str, document: Document) -> Document:
    return document


STEPS: Mapping[int, Step] = {1: _same}
"""By the version a step starts from."""


def upgraded(kind: str, document: Document, steps: list[Step]) -> Document:
    """One record after *steps*, the records inside its changes too."""
    for step in steps:
        document = step(kind, document)
    if "changes" in document:
        document["changes"] = [_change(change, steps) for change in document["changes"]]
    return document


def _change(change: Document, steps: list[Step]) -> Document:
    return {side: record and _record(record, steps) for side, record in change.items()}


def _record(record: Document, steps: list[Step]) -> Document:
    kind = record["is"]
    return {"is": kind, **upgraded(kind, record, steps)}


def path(version: int, newest: int, steps: Mapping[int, Step]) -> list[Step]:
    """The steps that lead from *version* to *newest*, in order."""
    return [steps[number] for number in range(version, newest)]
