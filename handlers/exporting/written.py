"""A dossier as Markdown that any editor shows, and as data for the typesetter of PDFs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from handlers.exporting.dossier import Dossier, Section
from handlers.patterns import pattern

_MARKS = pattern(r"([\\`*_{}\[\]<>#|~!])")
_LISTED = pattern(r"^(\s*)([-+]|\d+[.)])(\s)")


def markdown(dossiers: Iterable[Dossier], note: str) -> str:
    """All of *dossiers*, with *note* on who took them out at the head and foot."""
    told = [f"*{escaped(note)}*"]
    for one in dossiers:
        told.append(f"# {escaped(one.title)}")
        told.append("\n".join(_about(one)))
        told.extend("\n".join(_section(section)) for section in one.sections)
    told.append(f"*{escaped(note)}*")
    return "\n\n".join(filter(None, told)) + "\n"


def _about(one: Dossier) -> Iterator[str]:
    for label, value in one.about:
        told = f"**{escaped(label)}**: {escaped(value)}" if label else escaped(value)
        yield f"- {told}"


def _section(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.title)}\n"
    for line in section.lines:
        first, *rest = line.splitlines() or [""]
        yield f"- {escaped(first)}"
        # A blank line would end the entry, and a bare one would run into the line above it.
        yield from (f"  {escaped(other)}  " for other in rest if other.strip())


def escaped(text: str) -> str:
    """*text* so that Markdown shows it as it is: a person's words are never markup."""
    return _LISTED.sub(r"\1\\\2\3", _MARKS.sub(r"\\\1", text))


def typeset(dossiers: Iterable[Dossier], note: str, *, right_to_left: bool) -> str:
    """The same as JSON, for `bot/typeset.typ`."""
    told = {
        "note": note,
        "right_to_left": right_to_left,
        "dossiers": [asdict(one) for one in dossiers],
    }
    return json.dumps(told, ensure_ascii=False)
