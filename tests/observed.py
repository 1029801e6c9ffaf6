"""How far the reckoned days of feasts stray from those announced: ``python -m tests.observed``."""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from handlers.rules.occasions import OCCASIONS, window

DATA = Path(__file__).parent / "data"


def read(name: str) -> dict[str, Any]:
    """One data file of days that were announced or kept."""
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Kept:
    """A feast of one year in one country, and the day it was kept on."""

    feast: str
    year: int
    place: str
    day: date


@dataclass(slots=True)
class Error:
    """How far the likely days were off, and which feasts fell outside their window."""

    strayed: Counter[int] = field(default_factory=Counter)
    outside: set[tuple[str, int, str]] = field(default_factory=set)

    @property
    def total(self) -> int:
        """Days that were looked at."""
        return self.strayed.total()


def announced() -> Iterator[Kept]:
    """What was announced, row by row as it was published."""
    for row in read("announced")["row"]:
        for place in row["places"]:
            yield Kept(row["feast"], row["year"], place, row["day"])


def remembered(section: str) -> Iterator[Kept]:
    """The same from general knowledge (``moon``) or from public calendars (``listed``)."""
    for row in read("observed")[section]:
        for day, places in row["days"].items():
            for place in places:
                yield Kept(row["feast"], row["year"], place, date.fromisoformat(day))


def error(kept: Iterable[Kept]) -> Error:
    """Days between the likely and the true day, counted; raises ``LookupError`` for no feast."""
    found = Error()
    for one in kept:
        reckoned = window(OCCASIONS[one.feast], one.year, one.place)
        if reckoned is None:
            raise LookupError(f"{one.feast} {one.year}")
        found.strayed[(one.day - reckoned.day).days] += 1
        if not reckoned.first <= one.day <= reckoned.last:
            found.outside.add((one.feast, one.year, one.place))
    return found


def told(name: str, found: Error) -> str:
    """One line: days looked at, right, a day off, further, outside the window."""
    near = found.strayed[1] + found.strayed[-1]
    far = found.total - found.strayed[0] - near
    outside = ", ".join(f"{feast} {year} {place}" for feast, year, place in sorted(found.outside))
    return (
        f"{name}: {found.total} days, {found.strayed[0]} right, {near} a day off, {far} further; "
        f"outside the window: {outside or 'none'}"
    )


def main() -> None:
    sources = {
        "announced, with the page named": list(announced()),
        "announced, general knowledge": list(remembered("moon")),
        "public calendars": list(remembered("listed")),
    }
    for name, kept in sources.items():
        sys.stdout.write(told(name, error(kept)) + "\n")
    places = {one.place for one in sources["announced, with the page named"]}
    sys.stdout.write(f"countries with a page named: {len(places)}\n")


if __name__ == "__main__":
    main()
