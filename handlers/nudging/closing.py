"""A nudge that is settled on one door has its card redrawn on every other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.chat import Address, Card, Reply
from handlers.nudging.faults import Fault
from handlers.words import nudges as words
from handlers.words.speech import Speech
from storage.records import Change, Delivery, Member, Nudge, Passage, Stage, removed
from storage.store import Book
from storage.values import dataclass

_ENDED = {
    Stage.SETTLED: words.SETTLED,
    Stage.SNOOZED: words.PUT_OFF,
    Stage.SKIPPED: words.SKIPPED,
}


@dataclass(frozen=True, slots=True)
class Planned:
    """Changes that follow from others, and cards to redraw because of them."""

    replies: tuple[Reply, ...] = ()
    changes: tuple[Change, ...] = ()
    faults: tuple[Fault, ...] = ()
    """What made no sense, and keeps the place it had among the plans."""


def closed(
    every: Sequence[Change], book: Book, made: tuple[Change, ...], pressed: str = ""
) -> Planned:
    """*made* with the cards of all nudges that came to their end through *every* change.

    A card still on its way is taken back; one that has arrived is redrawn, unless it is the one
    that was *pressed*, which its own handler redraws.
    """
    replies: list[Reply] = []
    taken: list[Change] = []
    for change in every:
        nudge = change.after
        if not isinstance(nudge, Nudge) or not _ends(change.before, nudge):
            continue
        for delivery in book.find(Delivery, "answers", nudge.card):
            if delivery.state is Passage.OWED:
                taken.append(removed(delivery))
            elif delivery.sent_id and f"{delivery.platform}:{delivery.sent_id}" != pressed:
                replies += _redrawn(nudge, delivery, book)
    return Planned(tuple(replies), (*made, *taken))


def _ends(before: object, after: Nudge) -> bool:
    """Whether a card of its own was under way or shown, and has nothing more to ask."""
    shown = isinstance(before, Nudge) and before.stage in (Stage.OWED, Stage.SENT)
    return shown and after.stage in _ENDED and after.card == after.id


def _redrawn(nudge: Nudge, delivery: Delivery, book: Book) -> Iterable[Reply]:
    member = book.get(Member, nudge.member)
    if member is None:
        return
    said = Speech(member.language, member.zone)(_ENDED[nudge.stage])
    there = Address(delivery.platform, delivery.place)
    yield Reply(there, Card(said, language=member.language), replaces=delivery.sent_id)
