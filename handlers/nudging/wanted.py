"""What there will be to say about one counterpart, as days; hours come later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from datetime import date, time, timedelta
from enum import Enum
from functools import partial
from typing import TypeVar

from handlers.nudging.faults import Faults
from handlers.rules.agreeing import LIVE
from handlers.rules.hours import Hours
from storage.records import (
    Care,
    Counterpart,
    Event,
    Reason,
    Record,
)
from storage.store import Book
from storage.values import dataclass

R = TypeVar("R", bound=Record)

STANDING = LIVE
BEFORE_END = (14, 3, 0)
"""Days before an agreement ends on which that is said."""
SINCE_AGREED = timedelta(days=10)
THANKS_AFTER = timedelta(days=2)

CONFIRM_EVERY = timedelta(days=90)
"""Between two looks at whether an agreement without an end still stands."""
CONFIRM_AFTER_CHANGE = timedelta(days=7)
"""After its other side changed office."""
INTRODUCED = timedelta(days=2)
"""After a handover, until whoever took over has been introduced."""
LEGAL_WITHIN = timedelta(days=7)
"""How old a note may be for its legal words to be brought up."""

STAGES: dict[Event, tuple[int, ...]] = {
    Event.DEATH: (0, 40, 365),
    Event.ILLNESS: (0, 5),
    **dict.fromkeys(
        (Event.BIRTH, Event.WEDDING, Event.SUCCESS, Event.TRANSFER, Event.RETURN), (0,)
    ),
}
"""Days after something in a counterpart's life on which a word is in place."""


class Lean(Enum):
    """Where a day goes that is no working day."""

    BEFORE = "before"
    AFTER = "after"
    STAY = "stay"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One occurrence that should be said on or about a day."""

    reason: Reason
    about: str
    day: date
    """What its id is made of."""
    on: date
    """When it should be said."""
    counterpart: str = ""
    at: time | None = None
    """The hour, where it is not the member's preferred one."""
    ahead: timedelta = timedelta(0)
    """How long before that hour."""
    zone: str = ""
    lean: Lean = Lean.BEFORE
    lasting: bool = False
    """Worth saying even where its day had passed before we heard of it."""
    asked: bool = False
    mark: str = ""
    """What names the occurrence where its day may still move."""

    @property
    def id(self) -> str:
        """``reason:about:day``."""
        return f"{self.reason}:{self.about}:{self.mark or format(self.day, '%Y%m%d')}"


@dataclass(frozen=True, slots=True)
class View:
    """What the rules look at for one counterpart."""

    one: Counterpart
    care: Care
    book: Book
    hours: Hours
    today: date
    met: date | None
    """The day of the last contact."""
    faults: Faults = field(default_factory=Faults)

    def each(self, kind: type[R], make: Callable[[R, View], Iterable[Wanted]]) -> Iterator[Wanted]:
        """What *make* comes to for each record of *kind* about this counterpart."""
        found = partial(self.book.find, kind, "counterpart", self.one.id)
        return self.faults.of_each(self.one.id, found, lambda record: make(record, self))

    def made(self, make: Callable[[View], Iterable[Wanted]]) -> list[Wanted]:
        """What *make* comes to for this counterpart as a whole."""
        return self.faults.of(self.one.id, lambda: make(self))

    def about(self, reason: Reason, about: str, day: date, **more: object) -> Wanted:
        """An occurrence about this counterpart, said on *day* unless *more* tells another."""
        on = more.pop("on", day)
        return Wanted(reason, about, day, on, self.one.id, **more)  # type: ignore[arg-type]  # Names of Wanted's own fields.
