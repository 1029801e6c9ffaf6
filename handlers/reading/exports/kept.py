"""Chats written out as JSON: Telegram's ``result.json``, and what exporters of Signal make."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from handlers.reading.exports.lines import Export, Line

_MILLISECONDS = 1000
_FILES = ("photo", "file", "contact_information", "location_information")


def from_json(text: str, sent_at: datetime) -> Export | None:
    """The chat in *text*, or ``None`` where it is no JSON or no chat."""
    told = _loaded(text)
    if isinstance(told, Mapping) and isinstance(told.get("messages"), list):
        return _export("telegram", (_telegram(one, sent_at) for one in told["messages"]))
    if isinstance(told, list):
        return _export("signal", (_signal(one) for one in told))
    return None


def _loaded(text: str) -> Any:
    plain = text.lstrip("\ufeff")
    try:
        return json.loads(plain)
    except (ValueError, RecursionError):
        pass
    try:
        # One object a line is how some exporters write.
        return [json.loads(line) for line in plain.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return None


def _export(source: str, found: Iterable[Line | None]) -> Export | None:
    lines = tuple(sorted((line for line in found if line), key=lambda line: line.at))
    return Export(source, lines) if lines else None


def _telegram(one: Any, sent_at: datetime) -> Line | None:
    if not isinstance(one, Mapping) or one.get("type") != "message":
        return None
    at = _moment(one.get("date_unixtime")) or _written(one.get("date"), sent_at)
    text = _flat(one.get("text"))
    media = next((_name(one[key]) for key in _FILES if one.get(key)), "")
    author = one.get("forwarded_from") or one.get("from")
    if at is None or not isinstance(author, str) or not (text or media):
        return None
    return Line(author.strip(), at, text, media)


def _signal(one: Any) -> Line | None:
    if not isinstance(one, Mapping):
        return None
    at = _moment(one.get("timestamp") or one.get("date")) or _written(one.get("date"), None)
    text = one.get("body") or one.get("text") or ""
    author = one.get("sender") or one.get("author") or ""
    if at is None or not isinstance(text, str) or not isinstance(author, str):
        return None
    media = "…" if one.get("attachments") else ""
    return Line(author.strip(), at, text.strip(), media) if author and (text or media) else None


def _moment(told: Any) -> datetime | None:
    """A moment told in seconds or thousandths since 1970."""
    try:
        seconds = int(told)
        if abs(seconds) >= 10**11:
            seconds //= _MILLISECONDS
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _written(told: Any, sent_at: datetime | None) -> datetime | None:
    """A moment told as a day and an hour; without a zone it is the person's own."""
    try:
        at = datetime.fromisoformat(told)
    except (TypeError, ValueError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=sent_at.tzinfo if sent_at else UTC)
    return at


def _flat(told: Any) -> str:
    """Text that may be told in pieces, some with a style of their own."""
    if isinstance(told, str):
        return told.strip()
    if not isinstance(told, list):
        return ""
    pieces = (piece.get("text", "") if isinstance(piece, Mapping) else piece for piece in told)
    return "".join(piece for piece in pieces if isinstance(piece, str)).strip()


def _name(told: Any) -> str:
    """The last part of a file's path, where it has one."""
    if isinstance(told, str) and not told.startswith("("):
        return told.replace("\\", "/").rsplit("/", 1)[-1] or "…"
    return "…"
