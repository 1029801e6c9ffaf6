"""What is remembered as rows: a table that any spreadsheet opens, and JSON with every field."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from handlers import who
from handlers.desk import Desk
from handlers.rules.kinds import OF_A_COUNTERPART, SAID
from storage.records import Counterpart, Meeting, Record

_LEFT_OUT = ("counterpart", "blob", "number")
COLUMNS = (
    *("person", "kind", "day", "text", "side", "status", "until", "form", "condition"),
    *("number", "who", "place", "told_by", "id"),
)
"""The columns of the table; what a record lacks stays empty."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet read a cell as a formula, in any width."""


def table(people: Iterable[Counterpart], desk: Desk, note: str) -> str:
    """One row for each thing that was said, as CSV; *note* is the last row."""
    out = io.StringIO()
    # Without the mark, spreadsheets take the text for another coding and break Arabic.
    out.write("\ufeff")
    writer = csv.DictWriter(out, COLUMNS, restval="", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for one in people:
        for record in _said(one, desk):
            writer.writerow({name: safe(value) for name, value in _row(one, record).items()})
    writer.writerow({"person": safe(note)})
    return out.getvalue()


def safe(text: str) -> str:
    """*text* as a cell that no spreadsheet takes for a formula (OWASP ASVS 1.2.10)."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _said(one: Counterpart, desk: Desk) -> Iterator[Record]:
    for kind in SAID:
        yield from desk.book.find(kind, "counterpart", one.id)


def _row(one: Counterpart, record: Record) -> dict[str, str]:
    found: dict[str, str] = {
        "person": who.name_of(one),
        "kind": type(record).__name__,
        "day": _first(record, "on", "made_on", "heard_on", "said_at", "received_at"),
        "text": record.words
        if isinstance(record, Meeting)
        else _first(record, "text", "handle", "value", "words", "topic"),
        "side": _first(record, "by", "of"),
        "status": _first(record, "status", "standing", "kind"),
        "until": _first(record, "until", "due"),
        "told_by": _first(record, "member"),
        "id": record.id,
    }
    for name in ("form", "condition", "number", "who", "place"):
        found[name] = _first(record, name)
    return found


def _first(record: Record, *names: str) -> str:
    """The first of those fields that holds something, as text."""
    for name in names:
        value = getattr(record, name, None)
        if value not in (None, "", 0):
            return str(_plain(value))
    return ""


def plain(people: Iterable[Counterpart], desk: Desk, note: str) -> str:
    """Every field of every record of *people*, as JSON."""
    told = [_person(one, desk) for one in people]
    return json.dumps({"note": note, "people": told}, ensure_ascii=False, indent=1)


def _person(one: Counterpart, desk: Desk) -> dict[str, Any]:
    """A counterpart with all that is seen of them; behind a code name there is no other name."""
    fresh = {field.name: _plain(getattr(one, field.name)) for field in fields(one)}
    fresh["name"] = who.name_of(one)
    if one.code_name:
        fresh["aliases"] = []
    found: dict[str, Any] = {}
    for kind in OF_A_COUNTERPART:
        records = desk.book.find(kind, "counterpart", one.id)
        if records:
            found[kind.__name__] = [_plain(asdict(record)) for record in records]
    return {**fresh, "records": found}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items() if name != "blob"}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
