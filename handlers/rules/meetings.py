"""The two-meeting rule: no demands in the first two, unless lives hang on it (rows 25-27)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum

from storage.records import Kind, Meeting, Record
from storage.store import Book

WITHOUT_ASKS = 2
"""How many first meetings are for getting to know each other."""

_WRITTEN = frozenset(("message", "email", "letter"))


NEWS = "news"
"""The flag of what was told about somebody whom nobody met or spoke with."""


class Advice(StrEnum):
    """What there is to say about a meeting."""

    NOTHING = "nothing"
    WITHOUT_ASKS = "without asks"
    """One of the first two, and nothing was asked."""
    ASKED_EARLY = "asked early"
    """The first ask came in one of the first two, and nobody has said yet why."""


def counts(meeting: Meeting) -> bool:
    """Whether people met or spoke; what was only written does not count as a meeting."""
    return meeting.channel not in _WRITTEN and is_contact(meeting)


def is_contact(meeting: Meeting) -> bool:
    """Whether we were in touch at all; news of somebody is no contact with them."""
    return NEWS not in meeting.flags


def contacts_with(counterpart: str, book: Book) -> list[Meeting]:
    """Every contact with them on record, the latest first, without what is only known."""
    return [met for met in book.find(Meeting, "counterpart", counterpart) if is_contact(met)]


def last_contact_with(counterpart: str, book: Book) -> Meeting | None:
    """The latest of them, and none of the others is read."""
    return next(filter(is_contact, book.newest(Meeting, "counterpart", counterpart)), None)


def number_of(meeting: Meeting, earlier: Iterable[Meeting]) -> int:
    """Which meeting with its counterpart it is, from 1; 0 for what was only written.

    *earlier* are the meetings on record with that counterpart, in any order; later ones
    among them are left out, so that a meeting told late still gets its true number.
    """
    if not counts(meeting):
        return 0
    return 1 + sum(1 for other in earlier if other.id != meeting.id and _before(other, meeting))


def counted_anew(
    pairs: Iterable[tuple[Meeting, Meeting]], counterpart: str
) -> list[tuple[Meeting, Meeting]]:
    """Meetings as they were and will be; those that will be with *counterpart* are numbered."""
    number = 0
    told = []
    for before, after in sorted(pairs, key=lambda pair: (pair[0].on, pair[0].written_at)):
        if after.counterpart != counterpart or not counts(after):
            told.append((before, after))
            continue
        number += 1
        told.append((before, replace(after, number=number)))
    return told


def _before(other: Meeting, meeting: Meeting) -> bool:
    if not counts(other):
        return False
    return (other.on, other.written_at) < (meeting.on, meeting.written_at)


def part_of(meeting: Meeting, sees: Callable[[str], bool]) -> Meeting:
    """*meeting* as somebody knows it who sees only some of those met: that it was, when and where.

    Its words, and what is drawn from them, may tell of the others, so none is left. *sees* says of
    a counterpart's id whether they may know of them, and holds for one at least.
    """
    people = (meeting.counterpart, *meeting.others)
    first, *rest = (id for id in people if sees(id))
    if len(rest) == len(meeting.others):
        return meeting
    kept = (NEWS,) if NEWS in meeting.flags else ()
    seen = replace(meeting, counterpart=first, others=tuple(rest), number=0, flags=kept)
    return replace(seen, words="", asked="", urgent="", ours=())


def opening(
    allowed: Callable[[Record], bool],
    sees: Callable[[str], bool],
    also: Callable[[Record], bool] | None,
) -> Callable[[Record], bool]:
    """Whether a record may be searched: it is *allowed*, whole, and *also* whatever was asked.

    *sees* says of a counterpart's id whether they may know of them.
    """

    def opens(record: Record) -> bool:
        if isinstance(record, Meeting) and record.others:
            whole = all(map(sees, (record.counterpart, *record.others)))
            return whole and allowed(record) and (also is None or also(record))
        return allowed(record) and (also is None or also(record))

    return opens


def kind_of(asked: str, *, terms: bool) -> Kind:
    """Engagement by default; negotiation where something was asked or *terms* were on the table."""
    return Kind.NEGOTIATION if asked or terms else Kind.ENGAGEMENT


def advise(meeting: Meeting, earlier: Iterable[Meeting]) -> Advice:
    """What the rule has to say about *meeting*, given those on record with its counterpart."""
    others = [other for other in earlier if other.id != meeting.id]
    if not 1 <= number_of(meeting, others) <= WITHOUT_ASKS:
        return Advice.NOTHING
    if not meeting.asked:
        quiet = meeting.kind is Kind.ENGAGEMENT
        return Advice.WITHOUT_ASKS if quiet else Advice.NOTHING
    if meeting.urgent or any(other.asked for other in others if _before(other, meeting)):
        return Advice.NOTHING
    return Advice.ASKED_EARLY
