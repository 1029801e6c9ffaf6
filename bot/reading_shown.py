"""A note on the terminal: the words as written with what was understood marked in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from handlers.reading.note import Note, Span, Sure, When

_MARKS = {Sure.CERTAIN: "", Sure.LIKELY: " ~", Sure.GUESS: " ?"}
_OPEN, _CLOSE = "⟦", "⟧"


def shown(note: Note) -> str:
    """The text with numbered brackets around each span, then a numbered line for each."""
    found = sorted(_found(note), key=lambda row: (row[1].start, -row[1].end))
    lines = [_marked(note.text, found), ""]
    lines += [
        f"{at:2} {label}: {note.text[span.start : span.end]}{more}"
        for at, (label, span, more) in enumerate(found, 1)
    ]
    lines += ["", *_whole(note)]
    return "\n".join(lines)


class _Marked(Protocol):
    """Anything of a note that stands somewhere and is more or less sure."""

    @property
    def span(self) -> Span | None:
        """Where it stands."""

    @property
    def sure(self) -> Sure:
        """How sure it is."""


def _found(note: Note) -> Iterator[tuple[str, Span, str]]:
    rows: list[tuple[str, _Marked, str]] = [
        *(
            ("counterpart", one, _person(one.role, one.organisation, one.known))
            for one in note.people
        ),
        *(("ours", one, "") for one in note.ours),
        *(("agreed", one, _until(one.until, one.form)) for one in note.agreements),
        *((f"promise by {one.by}", one, _due(one.due)) for one in note.promises),
        *((f"refused by {one.by}", one, "") for one in note.refusals),
        *((f"red line of {one.by}", one, "") for one in note.red_lines),
        *((one.kind, one, "") for one in note.facts),
        *((f"trust, {one.kind}", one, "") for one in note.trust),
        *((f"promise {one.status}", one, "") for one in note.updates),
    ]
    for label, one, more in rows:
        if one.span:
            yield label, one.span, more + _MARKS[one.sure]
    if note.next_step and note.next_step.span:
        yield "next step", note.next_step.span, _due(note.next_step.when)
    if note.introduced_by and note.introduced_by.span:
        yield "introduced by", note.introduced_by.span, ""
    for span in note.redact:
        yield "not to be stored", span, ""


def _person(role: str, organisation: str, known: tuple[str, ...]) -> str:
    told = [part for part in (role, organisation, "known" if known else "") if part]
    return f" ({', '.join(told)})" if told else ""


def _until(when: When | None, form: str | None) -> str:
    return f" ({form or 'form not told'}{', until ' + _when(when) if when else ''})"


def _due(when: When | None) -> str:
    return f" ({_when(when)})" if when else ""


def _when(when: When) -> str:
    either = f" or {when.other:%a %d %b %Y}" if when.other else ""
    moon = f" ±{when.give_or_take}" if when.give_or_take else ""
    return f"{when.day:%a %d %b %Y}{either}{moon}"


def _marked(text: str, found: list[tuple[str, Span, str]]) -> str:
    opens: dict[int, str] = {}
    closes: dict[int, str] = {}
    for at, (_, span, _) in enumerate(found, 1):
        opens[span.start] = opens.get(span.start, "") + f"{_OPEN}{at} "
        closes[span.end] = closes.get(span.end, "") + _CLOSE
    pieces = [
        closes.get(at, "") + opens.get(at, "") + (text[at] if at < len(text) else "")
        for at in range(len(text) + 1)
    ]
    return "".join(pieces)


def _whole(note: Note) -> Iterator[str]:
    yield f"intent: {note.intent}"
    yield f"language: {note.language}"
    if note.on:
        yield f"met on: {_when(note.on)}{_MARKS[note.on.sure]}"
    for label, found in (("channel", note.channel), ("kind", note.kind), ("level", note.level)):
        if found:
            yield f"{label}: {found.value}{_MARKS[found.sure]}"
    if note.flags:
        yield f"flags: {', '.join(note.flags)}"
    if note.asks:
        yield f"to confirm: {', '.join(note.asks)}"
