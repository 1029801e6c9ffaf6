"""Reads what both sides accept, who of ours goes or bears the risk, and how we can help, in words.

Only a message that says nothing else is taken for one of these; sentences of a longer note are
read by `within`. The phrases lie in ``data/grounds_<language>.toml``: X is the counterpart, Y what
is told, Z one of ours (PRACTICE rows 36, 54, 65, 77; FM Tool 2).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from handlers.patterns import pattern
from handlers.reading.folded import Folded, folded, plain
from handlers.reading.note import Note, Span, Sure, Told
from handlers.reading.shelf import languages
from handlers.reading.sieve import Sieve
from handlers.reading.ties import bare
from storage.values import dataclass

LONGEST = 300
"""Signs of a message that can be one of these."""
_WORDS = 7
"""Words that a name has at most."""
_ENDS = " \t.!؟?،,;:…"
_SENTENCE = pattern(r"[^.!?؟\n]+")
_GROUPS = {
    "X": r"(?P<x>[^?!؟;:،,\n]{1,80}?)",
    "Y": r"(?P<y>[^\n]{1,240})",
    "Z": r"(?P<z>[^?!؟;:\n]{1,80}?)",
}
_WHY = r"(?:\s*[,;،]\s*(?P<y>[^\n]{1,200}))?"
"""What may be said behind who of ours it is: "…, her family lives there"."""


@dataclass(frozen=True, slots=True)
class Said:
    """One fact: its kind, the counterpart as named, and what is told, in the words used."""

    kind: str
    about: str
    text: str


def said(text: str) -> Said | None:
    """What *text* tells of a counterpart by name, where it tells that and nothing else."""
    text = text.strip(_ENDS)
    if not text or len(text) > LONGEST or "\n" in text:
        return None
    told = folded(text)
    for kind, phrase in _patterns("alone").of(told.text):
        found = phrase.fullmatch(told.text)
        if found is not None and (read := _read(kind, found, told)) is not None:
            return read
    return None


def asked(text: str) -> str:
    """With whom *text* asks for common ground; empty where it asks for nothing of the kind."""
    text = text.strip(_ENDS + "¿¡")
    if not text or len(text) > LONGEST or "\n" in text:
        return ""
    told = folded(text)
    found = next((one for _, each in _patterns("asks") if (one := each.fullmatch(told.text))), None)
    return bare(told.original(found, "x")) if found else ""


def wishes(text: str) -> Said | None:
    """Whom *text* asks about asking, and for what: "can we ask Samer for two permits?"."""
    text = text.strip(_ENDS + "¿¡")
    if not text or len(text) > LONGEST or "\n" in text:
        return None
    told = folded(text)
    found = ((kind, each.fullmatch(told.text)) for kind, each in _patterns("wishes"))
    read = (_read(kind, one, told) for kind, one in found if one is not None)
    return next((one for one in read if one is not None), None)


def within(note: Note) -> Note:
    """*note* with what its sentences tell of common ground, which is then nothing agreed."""
    # What the whole does not hold need not be looked for in each sentence.
    known = _patterns("within").of(plain(note.text))
    found = tuple(_sentences(note.text, known)) if known else ()
    if not found:
        return note
    spans = [one.span for one in found if one.span]
    return replace(
        note,
        agreements=tuple(one for one in note.agreements if not _in(one.span, spans)),
        promises=tuple(one for one in note.promises if not _in(one.span, spans)),
        refusals=tuple(one for one in note.refusals if not _in(one.span, spans)),
        positions=tuple(one for one in note.positions if not _in(one.span, spans)),
        facts=(*(one for one in note.facts if not _in(one.span, spans)), *found),
    )


def _sentences(text: str, known: list[tuple[str, re.Pattern[str]]]) -> Iterator[Told]:
    for sentence in _SENTENCE.finditer(text):
        words = sentence[0].strip()
        told = folded(words.strip(_ENDS))
        for kind, phrase in known:
            found = phrase.fullmatch(told.text)
            if found is not None:
                start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
                span = Span(start, start + len(words))
                yield Told(told.original(found, "y"), kind, "", span, Sure.LIKELY)
                break


def _in(span: Span | None, spans: list[Span]) -> bool:
    return span is not None and any(one.start <= span.start < one.end for one in spans)


def _read(kind: str, found: re.Match[str], told: Folded) -> Said | None:
    groups = found.re.groupindex
    about = bare(told.original(found, "x"))
    text = told.original(found, "y") if "y" in groups else ""
    if "z" in groups:
        ours = told.original(found, "z")
        if len(ours.split()) > _WORDS:
            return None
        text = f"{ours}{_comma(ours)} {text}" if text else ours
    if not about or not text or len(about.split()) > _WORDS:
        return None
    return Said(kind, about, text.strip(_ENDS))


def _comma(text: str) -> str:
    return "،" if any("\u0600" <= sign <= "\u06ff" for sign in text) else ","


@cache
def _patterns(table: str) -> Sieve[str]:
    found: list[tuple[str, re.Pattern[str]]] = []
    for language in languages("grounds"):
        told = tables(language)[table]
        found += [(kind, _pattern(one)) for kind, own in told.items() for one in own]
    return Sieve(found)


def tables(language: str) -> Mapping[str, Mapping[str, list[str]]]:
    """The phrases of one language: ``alone`` names somebody, ``within`` stands in a note."""
    source = files("handlers.reading").joinpath("data", f"grounds_{language}.toml")
    told: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(source.read_text("utf-8"))
    return told


def _pattern(template: str) -> re.Pattern[str]:
    told = template
    for letter, group in _GROUPS.items():
        told = told.replace(letter, group)
    if "Z" in template and "Y" not in template:
        told += _WHY
    return re.compile(told)
