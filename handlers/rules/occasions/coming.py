"""Whose days are coming: from what people told us to windows, person by person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from handlers.rules.occasions.table import OCCASIONS
from handlers.rules.occasions.values import Listed, Occasion, Window
from handlers.rules.occasions.windows import between
from storage.records import Announced, Observance
from storage.values import dataclass

NEVER, ALL = "never", "*"


@dataclass(frozen=True, slots=True)
class Coming:
    """One person's day, and when it falls."""

    counterpart: str
    occasion: Occasion
    window: Window
    how: str = ""
    """How they keep it, as in `Observance`."""

    @property
    def wish(self) -> bool:
        """Whether a greeting may be offered unasked."""
        return self.occasion.drafted and not (self.occasion.mourning and self.how != "fast")


def no_greetings(observances: Iterable[Observance]) -> bool:
    """Whether somebody said that these people get no greeting at all."""
    return any(one.occasion == ALL and one.how == NEVER for one in observances)


def marked(observances: Iterable[Observance]) -> tuple[Observance, ...]:
    """The days one counterpart marks and may be written to on, each once; none where none is
    wanted."""
    told = tuple(observances)
    if no_greetings(told):
        return ()
    known = {one.occasion: one for one in told if one.occasion in OCCASIONS}
    return tuple(one for one in known.values() if one.how != NEVER)


def coming(  # noqa: PLR0913, PLR0917  # Each is its own fact.
    observances: Iterable[Observance],
    first: date,
    last: date,
    place: str = "",
    announced: Iterable[Announced] = (),
    listed: Iterable[Listed] = (),
) -> tuple[Coming, ...]:
    """The days that fall, or may fall, from *first* to *last*, soonest first.

    *place* is where the member is, for those who keep a day by no other country's announcement.
    Quiet days, which only say when something ends, are among them; `Coming.wish` is false there.
    """
    told, known = tuple(announced), tuple(listed)
    found: list[Coming] = []
    by_person: dict[str, list[Observance]] = {}
    for one in observances:
        by_person.setdefault(one.counterpart, []).append(one)
    for person, theirs in by_person.items():
        for one in marked(theirs):
            occasion = OCCASIONS[one.occasion]
            where = one.place or place
            found += [
                Coming(person, occasion, window, one.how)
                for window in between(occasion, first, last, where, told, known)
            ]
    return tuple(sorted(found, key=lambda one: (one.window.day, one.occasion.code)))
