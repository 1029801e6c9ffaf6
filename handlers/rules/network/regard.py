"""How well a relation stands, by facts that can be named: no sum, no score (PRODUCT, section 6)."""

from __future__ import annotations

from datetime import date

from handlers.rules.rhythms import care_of, last_contact, silent_until
from storage.records import (
    Aspect,
    Commitment,
    Counterpart,
    Side,
    Stance,
    Status,
    Tier,
)
from storage.store import Book
from storage.values import dataclass

_KEPT = (Status.KEPT,)
_BROKEN = (Status.BROKEN,)
_WARMTH = {"warm": 0, "open": 1, "": 2, "reserved": 3, "hostile": 4}
"""The order in which people are asked first; only an order, never shown."""


@dataclass(frozen=True, slots=True)
class Regard:
    """What is known of how somebody stands towards us, each with its own day or number."""

    attitude: Stance | None = None
    kept: int = 0
    """Promises of theirs that they kept."""
    broken: int = 0
    last: date | None = None
    """The day of the latest contact; ``None`` where there never was one."""
    close: bool = False
    """Somebody chose to keep this relation closely."""
    silent: bool = False
    """Mourning, repair, or left in peace: not to be asked for anything now."""

    @property
    def hostile(self) -> bool:
        """Whether they were against us when last somebody told."""
        return self.attitude is not None and self.attitude.value == "hostile"

    @property
    def order(self) -> tuple[int, int, int]:
        """What comes first when several could help: the warmer, the more often true to their word,
        the more lately heard of."""
        told = self.attitude.value if self.attitude else ""
        warmth = _WARMTH[told]
        if not told:
            warmth += (self.broken > self.kept) - (self.close or self.kept > self.broken)
        return (warmth, self.broken - self.kept, -(self.last.toordinal() if self.last else 0))


def regard_of(one: Counterpart, book: Book, today: date) -> Regard:
    """How *one* stands, as far as the book tells."""
    care = care_of(one.id, book)
    theirs = [p for p in book.find(Commitment, "counterpart", one.id) if p.by is Side.THEM]
    return Regard(
        attitude=latest(one.id, Aspect.ATTITUDE, book),
        kept=sum(promise.status in _KEPT for promise in theirs),
        broken=sum(promise.status in _BROKEN for promise in theirs),
        last=last_contact(one, book),
        close=care.tier is Tier.CLOSE,
        silent=silent_until(one.id, care, book, today) is not None,
    )


def latest(one: str, aspect: Aspect, book: Book) -> Stance | None:
    """What was told last of that aspect of *one*."""
    told = [stance for stance in book.find(Stance, "counterpart", one) if stance.aspect is aspect]
    # Of two told on one day, the one that was written later stands.
    return max(enumerate(told), key=lambda pair: (pair[1].on, pair[0]))[1] if told else None
