"""Every occasion there is, read from the data files, and found again by what people call it."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from rapidfuzz import fuzz, process

from handlers.rules.occasions.values import Occasion, Tone

_FILES = ("islamic", "christian", "other", "memorial", "national")
_CLOSE = 82.0
"""How alike, of 100, a name must be to be offered."""
LONGEST = 60
"""Characters of a name that are looked at."""


def data(name: str) -> dict[str, Any]:
    """One data file as it is written."""
    source = files("handlers.rules.occasions") / "data" / f"{name}.toml"
    return tomllib.loads(source.read_text("utf-8"))


def _occasions() -> Iterator[Occasion]:
    for name in _FILES:
        for row in data(name)["occasion"]:
            known = {
                key: row[key] for key in ("days", "give_or_take", "eve", "place") if key in row
            }
            yield Occasion(
                row["code"],
                row["names"],
                Tone(row["tone"]),
                row["rule"],
                also=tuple(row.get("also", ())),
                ways=tuple(row.get("ways", ())),
                **known,
            )


class _Occasions(Mapping[str, Occasion]):
    """By code, read when first looked at."""

    @cached_property
    def _held(self) -> dict[str, Occasion]:
        return {one.code: one for one in _occasions()}

    def __getitem__(self, code: str) -> Occasion:
        return self._held[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


OCCASIONS = _Occasions()
"""Every occasion by its code, national days last."""


@cache
def days_of_faith() -> dict[str, frozenset[str]]:
    """Codes of the days that tell, where a person said somebody marks them, whose words console."""
    files = {"muslim": "islamic", "christian": "christian"}
    return {
        faith: frozenset(row["code"] for row in data(file)["occasion"])
        for faith, file in files.items()
    }


@cache
def national() -> frozenset[str]:
    """Codes of national days: never offered, only found where somebody names one."""
    return frozenset(code for code, one in OCCASIONS.items() if one.tone is Tone.LETTER)


def find(text: str) -> tuple[Occasion, ...]:
    """The occasions called just that, in any language; several where a name is shared."""
    return tuple(OCCASIONS[code] for code in _by_name().get(folded(text[:LONGEST]), ()))


def sounds_like(text: str, limit: int = 3) -> tuple[Occasion, ...]:
    """At most *limit* occasions called nearly that, likeliest first; never a national day."""
    asked = folded(text[:LONGEST])
    near = process.extract(
        asked, list(_by_name()), scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=limit * 3
    )
    codes = dict.fromkeys(code for name, _, _ in near for code in _by_name()[name])
    return tuple(OCCASIONS[code] for code in codes if code not in national())[:limit]


def folded(text: str) -> str:
    """*text* as names are compared: one case, no accents, no articles, plain spaces."""
    marks = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("-", " "))
    plain = "".join(mark for mark in marks if not unicodedata.combining(mark))
    words = plain.replace("l'", "").replace("ـ", "").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


_ARTICLES = frozenset(("the", "le", "la", "les", "el", "los"))


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for code, one in OCCASIONS.items():
        for name in (code, *one.names.values(), *one.also):
            kept = names.get(folded(name), ())
            names[folded(name)] = kept if code in kept else (*kept, code)
    return names
