"""How long reading takes: usual notes in four languages, and the worst texts we know."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from handlers.reading import dates
from handlers.reading.folded import folded
from handlers.reading.note import Known, Setting
from handlers.reading.read import read

_NOTES = Path("tests/data")
_SETS = ("notes", "notes_more", "notes_aside", "notes_dev")
_NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)
_PEOPLE = 5_000
_LENGTH = 1_000
_WORST = 10_000
_GIVEN = ("Omar", "Ali", "Sara", "Jean", "Luis", "Musa", "Amina", "Fatou", "Carlos", "Nadia")
_FAMILY = ("Haddad", "Khalil", "Diallo", "Nguyen", "Traore", "Okello", "Mora", "Ruiz", "Bah", "Ly")
HARD = (
    "said no, ", "(", "ok, ", "Col. Ali ", "w w ", "head of the ", "a. ", "3/4 ", "monday ", "Aaa ",
    "وافق ", "si ", "he agreed ", "\n- ok", "at cp ", "met Ali at ", "we said we never ", '"', "1",
    "if agreed, once signed, wfp ok, joked; ", "0912 334 871 ", ", ", "but he will not ",
    "deputy director ", "his son ", "permits 1) ok 2) ok ", "(a) ",
)  # fmt: skip


def pieces(text: str) -> list[str]:
    """Stretches of a usual length, each beginning in the middle of the one before."""
    starts = range(0, len(text) - _LENGTH, _LENGTH // 2)
    return [text[at : at + _LENGTH] for at in starts]


def texts() -> dict[str, str]:
    """Notes of each language, one after the other."""
    told: dict[str, list[str]] = {"en": [], "fr": [], "es": [], "ar": []}
    for name in _SETS:
        for line in (_NOTES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            told.get(row["meta"]["lang"], []).append(row["text"])
    return {language: " ".join(rows) for language, rows in told.items()}


def roster() -> tuple[Known, ...]:
    """Five thousand people of made-up names."""

    def name(at: int) -> str:
        given, family = _GIVEN[at % 10], _FAMILY[at // 10 % 10]
        return f"{given}{chr(97 + at // 100 % 26)} {family}{chr(97 + at // 2600 % 26)}"

    return tuple(Known(str(at), (name(at),)) for at in range(_PEOPLE))


def filled(part: str) -> str:
    """Ten thousand characters of it."""
    return (part * (_WORST // len(part) + 1))[:_WORST]


def taken(text: str, roster: tuple[Known, ...]) -> float:
    """Milliseconds, the better of two: the first may still have to load a language."""
    times = []
    for _ in range(2):
        # A message is read once; that its dates are still known makes only the next topic quicker.
        dates.forget()
        folded.cache_clear()
        start = perf_counter()
        read(text, Setting(_NOW, roster=roster))
        times.append((perf_counter() - start) * 1000)
    return min(times)
