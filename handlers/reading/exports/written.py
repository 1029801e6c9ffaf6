"""Chats written out as text, by WhatsApp, Signal or Telegram, whole or a few lines copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from datetime import datetime

from handlers.patterns import pattern
from handlers.reading.exports.heads import MARKS, Head, head_of
from handlers.reading.exports.lines import Export, Line
from handlers.reading.exports.orders import Order, day_of, orders_of
from storage.values import dataclass

_LEAST = 2
"""Lines with a head that make a chat of a text; a single one may be any note with an hour in it."""
_OMITTED = pattern(r"<[^<>\n]{3,60}>")
_ATTACHED = pattern(r"<[^<>:\n]{3,30}: (?P<name>[^<>\n]+\.\w{2,5})>")
_FILE = pattern(r"(?P<name>\S+\.\w{2,5}) \([^()\n]+\)")
_APP_SAYS = "\u200e"
"""Begins what the app itself says, where phones put it in a person's mouth."""


@dataclass(slots=True)
class _Spoken:
    head: Head
    words: list[str] = field(default_factory=list)
    by_app: bool = False


def from_text(text: str, sent_at: datetime, order: Order | None) -> Export | None:
    """The chat in *text*, or ``None`` where it is none; see `read_export`."""
    spoken = list(_spoken(text))
    if len(spoken) < _LEAST and not _is_lone(spoken, text):
        return None
    latest = sent_at.date()
    orders = orders_of([one.head.numbers for one in spoken], latest)
    if not orders:
        return None
    chosen = order if order in orders else orders[0]
    lines = tuple(line for one in spoken if (line := _line(one, chosen, sent_at)))
    if not lines:
        return None
    return Export(
        source=_source(text, spoken),
        lines=lines,
        orders=(chosen,) if order in orders else orders,
        unsure_hours=not all(one.head.known_half for one in spoken),
    )


def _is_lone(spoken: list[_Spoken], text: str) -> bool:
    """Whether a text is one copied message and nothing else."""
    if not spoken or not spoken[0].head.who:
        return False
    first = MARKS.sub("", text).lstrip()
    return first.startswith("[") or spoken[0].head.below


def _spoken(text: str) -> Iterator[_Spoken]:
    """Each head with the words that follow it, up to the next."""
    now: _Spoken | None = None
    for raw in text.splitlines():
        line = MARKS.sub("", raw)
        head = head_of(line)
        if head is None:
            if now is not None:
                now.words.append(line)
            continue
        if now is not None:
            yield now
        now = _Spoken(head, [] if head.below else [line[head.end :]])
        now.by_app = not head.who or _by_app(raw, now.words)
    if now is not None:
        yield now


def _by_app(raw: str, words: list[str]) -> bool:
    """Whether the words are the app's own: marked so, and no file."""
    marked = f": {_APP_SAYS}" in raw and raw.split(f": {_APP_SAYS}", 1)[1][:4] == words[0][:4]
    return marked and _media(words[0]) == ""


def _media(words: str) -> str:
    """The name of the file that a line stands for, ``…`` where it has none, or empty."""
    plain = words.strip()
    if found := _ATTACHED.fullmatch(plain) or _FILE.match(plain):
        return found["name"]
    return "…" if _OMITTED.fullmatch(plain) else ""


def _line(one: _Spoken, order: Order, sent_at: datetime) -> Line | None:
    if one.by_app or not one.head.who:
        return None
    day = day_of(one.head.numbers, order, sent_at.date())
    if day is None:
        return None
    at = datetime.combine(day, one.head.at, sent_at.tzinfo)
    first, *rest = one.words or [""]
    media = _media(first)
    said = rest if media else [first, *rest]
    text = "\n".join(said).strip()
    return Line(one.head.who, at, text, media) if text or media else None


def _source(text: str, spoken: list[_Spoken]) -> str:
    if any(one.head.below for one in spoken):
        return "telegram"
    first = MARKS.sub("", text).lstrip()
    if first.startswith("["):
        # Signal's exporters write the year first, WhatsApp writes as the phone does.
        return "signal" if re.match(r"\[\d{4}-", first) else "whatsapp"
    return "whatsapp"
