"""Chooses the words: one variant per person and year, in their language and register."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from handlers.patterns import pattern
from handlers.rules.occasions import OCCASIONS, Tone

LANGUAGES = ("en", "fr", "es", "ar")
REGISTERS = ("formal", "warm", "brief")
KINDS: dict[str, tuple[str, ...]] = {
    "check-in": (),
    "call": (),
    "thanks": (),
    "thanks-introducer": (),
    "condolence": ("muslim", "christian", "neutral"),
    "congratulation": ("birth", "wedding", "graduation", "pilgrimage", "promotion"),
    "illness": (),
    "illness-again": (),
    "sympathy": (),
    "release": (),
    "farewell": (),
    "recap": (),
    "late": (),
    "handing-over": (),
    "introduction": (),
    "reconfirm": (),
}
"""Every kind but ``greeting``, and the occasions that it must be given, where it has any."""

NEEDS_ABOUT = frozenset(("recap", "handing-over", "reconfirm"))
"""Kinds that say nothing without *about*."""

_PLACE = pattern(r"\{(\w+)\}")
_HIDDEN = pattern(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Control signs but the line break, and the bidirectional ones; the joiners of Persian stay."""


def draft(  # noqa: PLR0913  # Each is its own fact, given by name.
    kind: str,
    *,
    language: str,
    register: str,
    name: str,
    year_seed: str,
    occasion: str = "",
    about: str = "",
    others: Sequence[str] = (),
    turn: int = 0,
) -> str:
    """A text to copy, of at most two lines beside *about*.

    *kind* is ``greeting`` with the code of an occasion (``ashura:fast`` where it is kept with a
    fast), or one of `KINDS` with one of its occasions. *name* is put in as it is, title and all;
    *about* are words to quote: the terms, the promise, the child or whom they introduced.
    *year_seed* comes from `seed`: the same words each time, others the year after. *others* are the
    seeds of all who may be written to on the same day, each of whom reads other words as long as
    there are some; *turn* counts how often another wording was asked for.
    A language that is not ours becomes English. Raises ``LookupError`` for what has no draft.
    """
    choices = variants(kind, language, register, occasion=occasion, about=bool(about.strip()))
    values = {"name": " ".join(_clean(name).split()), "about": _clean(about).strip()}
    places = _places(f"{kind}|{occasion}", len(choices), {*others, year_seed})
    chosen = choices[(places[year_seed] + turn) % len(choices)]
    return _filled(chosen, values)


def _places(what: str, count: int, seeds: Iterable[str]) -> dict[str, int]:
    """Which of *count* wordings each seed gets.

    Each year moves on by half of them, and whoever finds a wording taken moves on by less than
    that: so nobody reads the same twice running, and as few as can be read the same on one day.
    """
    told: dict[str, int] = {}
    half = max(1, count // 2)
    for one in sorted(set(seeds)):
        person, _, number = one.rpartition(":")
        step = int(number) if number.isascii() and number.isdecimal() else 0
        mark = f"{person if number.isdecimal() else one}|{what}"
        start = int.from_bytes(hashlib.blake2b(mark.encode(), digest_size=8).digest())
        wanted = [(start + n + half * step) % count for n in range(half)]
        taken = set(told.values())
        told[one] = next((place for place in wanted if place not in taken), wanted[0])
    return told


def seed(person: str, number: int) -> str:
    """The seed for one person and a year, or any other number that goes up by one each time."""
    return f"{person}:{number}"


def variants(
    kind: str, language: str, register: str, *, occasion: str = "", about: bool = False
) -> tuple[str, ...]:
    """All the wordings to choose from, with their places still open.

    Raises ``LookupError`` where there is nothing to say: an unknown kind or register, a day on
    which nothing is written from a chat, or a kind that needs *about* and lacks it.
    """
    code = language if language in LANGUAGES else LANGUAGES[0]
    if kind == "greeting":
        return _greetings(code, register, occasion)
    if kind not in KINDS or (occasion or "any") not in (KINDS[kind] or ("any",)):
        raise LookupError(f"no draft of the kind {kind} {occasion}")
    lines: list[str] = _data(code)[kind][occasion or "any"][register]
    quoting = tuple(line for line in lines if "{about}" in line)
    plain = tuple(line for line in lines if "{about}" not in line)
    chosen = (quoting or plain) if about else plain
    if not chosen:
        raise LookupError(f"a {kind} needs to be told what about")
    return chosen


@cache
def _greetings(language: str, register: str, occasion: str) -> tuple[str, ...]:
    """Every line of the occasion's tone with each of its wishes."""
    code, _, way = occasion.partition(":")
    told = _data(language)
    row, tone = told["greeting"].get(occasion), _tone(code, way)
    if row is None or tone is None:
        raise LookupError(f"nothing is written on {occasion}")
    lines: list[str] = told["template"][tone][register]
    wishes: list[str] = row["wish"] or [""]
    return tuple(
        _filled(line, {"on": row["on"], "wish": wish}) for wish in wishes for line in lines
    )


def _filled(line: str, values: dict[str, str]) -> str:
    """*line* with *values* in their places; a place of another name stays open."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), line)


def _tone(code: str, way: str) -> str | None:
    known = OCCASIONS.get(code)
    if known is None or not known.drafted:
        return None
    return Tone.FAST if way == Tone.FAST else known.tone


def _clean(text: str) -> str:
    """*text* without signs that cannot be seen and would disorder what is around them."""
    return _HIDDEN.sub("", text)


@cache
def _data(language: str) -> dict[str, Any]:
    source = files("handlers.drafts") / "data" / f"{language}.toml"
    return tomllib.loads(source.read_text("utf-8"))
