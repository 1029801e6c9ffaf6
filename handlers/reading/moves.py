"""Reads that somebody was replaced, renamed, moved, rose, fell or died, and that a power fell.

`said` is for a message that says nothing else; `told` finds the same within a longer note, with
where it stands. The phrases lie in ``data/moves_<language>.toml``; X is whoever it is about, Y the
successor, place or office, R the role that somebody follows in.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from functools import cache
from importlib.resources import files

from handlers.patterns import pattern
from handlers.reading.folded import Folded, folded, plain
from handlers.reading.names_tables import tables
from handlers.reading.note import Span
from handlers.reading.shelf import languages
from handlers.reading.sieve import Sieve
from handlers.reading.ties import bare
from storage.values import dataclass

LONGEST = 160
"""Signs of a message that can be one of these."""
_WORDS = 8
"""Words that a name, a role or a place has at most."""
_ENDS = " \t.!؟?،,;:…"
_FOLLOWS, _LEADS, _SIGNS = "follows", "leads", "signs"
_CUT = pattern(
    r"(?P<stop>\.)(?=\s|$)|[;:!؟?\n،,؛()]+|\s-+\s"
    r"|\s(?:and|et|y|but|mais|pero|then|puis|luego)\s|\s(?=وجاء|وحل|وعين|وصار|وخلف|واستلم|وتم|وبديل)"
)
_ASKED = pattern(r"[?؟]")
_BEFORE_DAY = pattern(
    r"(?:\b(?:on|since|from|as of|le|depuis|dès|el|desde|a partir de|في|منذ|يوم)\s+)?$",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(("he", "she", "they", "il", "elle", "el", "ella", "هو", "هي"))
_SHORT = 4
"""Letters of a title that may end with a full stop."""


class Move(StrEnum):
    """What became of somebody, or of an authority."""

    REPLACED = "replaced"
    """Y took X's place (PRACTICE row 69)."""
    RENAMED = "renamed"
    """X is called Y from now on."""
    MOVED = "moved"
    """X was sent to Y."""
    ROSE = "rose"
    """X holds the office Y now (row 58)."""
    LEFT = "left"
    """X holds no office any more."""
    DIED = "died"
    HANDED = "handed"
    """Somebody of ours hands X over to Y, one of ours (row 43)."""
    FELL = "fell"
    """The authority X is no more (row 76)."""


_WHOLE, _JOINED = Span(0, 0), Span(0, -1)
"""Marks what is the whole message, and what goes on with the move told just before."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said: of whom, and of whom or what else, in the words used."""

    move: Move
    about: str = ""
    """Empty where it goes without saying, as in "replaced by Lt Col Samer"."""
    to: str = ""
    successor: str = ""
    """Who follows whoever was moved, left or died; for `Move.REPLACED` that is `to`."""
    role: str = ""
    """The role that is followed in, where it is told."""
    span: Span = _WHOLE
    """Where it stands."""


def said(text: str) -> Said | None:
    """What *text*, which names no day, says became of somebody, where it says that alone."""
    text = text.strip(_ENDS)
    if not text or len(text) > LONGEST or "\n" in text:
        return None
    return _matched(text)


def told(text: str, days: Iterable[Span] = ()) -> tuple[tuple[Said, ...], bool]:
    """Everything *text* tells of that sort, in its order, and whether it tells nothing else.

    *days* are the places of the days it names.
    """
    undated = _without(text, days)
    if not _signs().search(plain(undated)):
        return (), False
    found: list[Said] = []
    alone = True
    for whole in _pieces(undated):
        start, end = _unled(undated, *whole)
        piece = undated[start:end]
        if not piece.strip(_ENDS):
            continue
        one = _in_piece(piece, found)
        if one is None:
            alone = False
        elif found and one.span.end < 0:
            found[-1] = replace(one, span=Span(found[-1].span.start, end))
        else:
            found.append(replace(one, span=Span(start, end)))
    return tuple(found), alone


def _in_piece(piece: str, found: list[Said]) -> Said | None:
    read = folded(piece.strip(_ENDS))
    if len(piece) > LONGEST or not _signs().search(read.text):
        return None
    for _, known in _patterns(_FOLLOWS).of(read.text):
        at = known.fullmatch(read.text)
        name = _end(read, at, "y") if at is not None else ""
        if at is None or not name or folded(name).text in _PRONOUNS:
            continue
        role = _end(read, at, "r")
        last = found[-1] if found else None
        if last is None or last.successor or last.move is Move.ROSE:
            return Said(Move.REPLACED, "", name, role=role)
        if last.move is Move.REPLACED:
            return None
        return replace(last, successor=name, role=role, span=_JOINED)
    one = _matched(piece.strip(_ENDS))
    if one is None or one.move in (Move.HANDED, Move.FELL, Move.RENAMED):
        return None
    return one


def _end(read: Folded, at: re.Match[str], group: str) -> str:
    """What a group holds; empty where it is missing, or no name for its length."""
    if group not in at.re.groupindex or at[group] is None:
        return ""
    words = bare(read.original(at, group))
    return words if len(words.split()) <= _WORDS else ""


def _without(text: str, days: Iterable[Span]) -> str:
    """*text* with blanks where a day stands, and the word before it, so that places stay."""
    for day in days:
        before = _BEFORE_DAY.search(text[: day.start])
        start = before.start() if before else day.start
        text = f"{text[:start]}{' ' * (day.end - start)}{text[day.end :]}"
    return text


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The clauses of *text*; what is asked is left out, and a title's full stop ends none."""
    start = 0
    for cut in _CUT.finditer(text):
        if cut["stop"] and _in_title(text, start, cut.start()):
            continue
        if not _ASKED.search(cut.group()):
            yield start, cut.start()
        start = cut.end()
    yield start, len(text)


def _in_title(text: str, start: int, stop: int) -> bool:
    """Whether the full stop at *stop* is that of a title with the name behind it."""
    last = folded(text[start:stop]).text.rpartition(" ")[2]
    after = text[stop + 1 :].lstrip()[:1]
    return not after.islower() and len(last) <= _SHORT and last in _title_words()


@cache
def _title_words() -> frozenset[str]:
    return frozenset(word for title in tables().titles for word in title)


def _unled(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without "he says that", "apparently" and the like before it."""
    while True:
        while start < end and text[start] in f" {_ENDS}":
            start += 1
        read = folded(text[start:end])
        led = _leads().match(read.text)
        if led is None or not led.end():
            return start, end
        start += read.at[led.end()] if led.end() < len(read.at) else end - start


def _matched(text: str) -> Said | None:
    read = folded(text)
    for move, known in _patterns(*Move).of(read.text):
        found = known.fullmatch(read.text)
        if found is not None and (one := _read(Move(move), found, read)) is not None:
            return one
    return None


def _read(move: Move, found: re.Match[str], told: Folded) -> Said | None:
    groups = found.re.groupindex
    about = bare(told.original(found, "x")) if "x" in groups else ""
    to = told.original(found, "y") if "y" in groups else ""
    # An article is no part of a role or a place, but it may be of a name: El Mono.
    to = to if move is Move.RENAMED else bare(to)
    if any(len(end.split()) > _WORDS for end in (about, to)):
        return None
    return Said(move, "" if folded(about).text in _PRONOUNS else about, to)


@cache
def _patterns(*names: str) -> Sieve[str]:
    # "X was replaced by Y" is looked for before the shorter "X was replaced".
    known = ((name, one) for name in names for table in _tables() for one in table.get(name, ()))
    return Sieve((name, _pattern(one)) for name, one in known)


@cache
def _tables() -> tuple[dict[str, list[str]], ...]:
    folder = files("handlers.reading").joinpath("data")
    named = (folder.joinpath(f"moves_{language}.toml") for language in languages("moves"))
    return tuple(tomllib.loads(one.read_text(encoding="utf-8")) for one in named)


@cache
def _leads() -> re.Pattern[str]:
    leads = "|".join(one for table in _tables() for one in table.get(_LEADS, ()))
    return re.compile(rf"(?:(?:{leads})(?=\s|$))")


@cache
def _signs() -> re.Pattern[str]:
    """What stands in every one of these; most notes hold none of it."""
    return re.compile("|".join(one for table in _tables() for one in table.get(_SIGNS, ())))


def _pattern(template: str) -> re.Pattern[str]:
    told = template
    for letter in "XYR":
        told = told.replace(letter, f"(?P<{letter.lower()}>[^?!؟;:\\n]{{1,80}}?)")
    return re.compile(told)
