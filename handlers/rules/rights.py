"""A book that holds only what one member may see."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

from handlers.rules import apart, kinds, veils
from handlers.rules.allowed import kept_names
from handlers.rules.grouped import by_counterpart, touches_hidden
from handlers.rules.left import is_left_over, left_over
from handlers.rules.meetings import opening, part_of
from handlers.rules.roles import Action, leads, may, may_admit, sees
from storage.records import (
    Approval,
    Counterpart,
    Draft,
    Entry,
    LinkCode,
    Meeting,
    Member,
    Position,
    Record,
    RedLine,
    Role,
    Sharing,
    Tie,
)
from storage.sought import ALL, MOST, Hit, Terms, Within
from storage.store import Book

__all__ = ["RULES", "Action", "Visible", "leads", "may", "may_admit", "sees"]

R = TypeVar("R", bound=Record)


class Visible:
    """A `Book` that holds only what one member may see; whatever has no rule below is hidden.

    A counterpart, and all that is remembered of them, is seen by who leads the relation and by
    the deputies they named. Whoever admits members also sees who is left without anybody, so
    that a colleague can take over, but nothing of what was said. Drafts, entries, dialogues and
    accounts are their own member's. The team and the organisations are everybody's.
    """

    def __init__(self, book: Book, member: Member) -> None:
        self._book = book
        self._member = member
        self.looked_at: dict[str, None] = {}
        """Ids of the counterparts of whom something said or learned was read."""

    def get(self, kind: type[R], id: str) -> R | None:
        """The record of that kind and id, where they may see it."""
        return next(self._seen(filter(None, (self._book.get(kind, id),)), {}), None)

    def find(self, kind: type[R], index: str, value: str) -> list[R]:
        """What the book finds, without what they may not see."""
        found = self._book.find(kind, index, value)
        self._noticed(kind, index, value)
        if kind in kinds.BY_SECRET:
            # Knowing a hash is a right; leafing through them is none, but for one's own codes.
            return [one for one in found if getattr(one, "member", "") == self._member.id]
        return list(self._seen(found, {}))

    def newest(self, kind: type[R], index: str, value: str) -> Iterator[R]:
        """As `find`, one after another, each made when it is asked for."""
        self._noticed(kind, index, value)
        return self._seen(self._book.newest(kind, index, value), {})

    def _noticed(self, kind: type[Record], index: str, value: str) -> None:
        """That nothing is on record is something learned, too."""
        if index == "counterpart" and kind in kinds.SAID and self._sees(value, {}):
            self.looked_at[value] = None

    def due(self, kind: type[R], until: datetime, limit: int | None = None) -> list[R]:
        """What waits up to *until*, the first *limit* of what they may see."""
        return list(self._seen(self._book.due(kind, until), {}))[:limit]

    def all(self, kind: type[R]) -> list[R]:
        """Every record of *kind* they may see; costs what they see, not what there is."""
        if kind is Counterpart or kind in kinds.OF_A_COUNTERPART:
            return list(self._theirs(kind))
        if kind in kinds.OWN or kind is LinkCode:
            return self.find(kind, "member", self._member.id)
        if kind in kinds.BY_MEMBER:
            own = self.get(kind, self._member.id)
            return [] if own is None else [own]
        if kind in kinds.SHARED:
            return self._book.all(kind) if self._member.active else []
        if kind in (Approval, *kinds.ASKED, *kinds.FOR_MANDATORS):
            return list(self._seen(self._book.all(kind), {}))
        if kind is RedLine and self._member.active and self._member.role is Role.MANDATOR:
            return self._book.all(kind)
        return list(self._theirs(kind)) if kind is RedLine else []

    def count(self, kind: type[R]) -> int:
        """How many records of *kind* they may see."""
        return len(self.all(kind))

    def names(self) -> Sequence[tuple[str, str]]:
        """The names of all they see but the merged; the same object until one of them changes."""
        names, stamp = self._book.names(), self._book.stamp(Counterpart, Member)
        return kept_names(names, self._member, stamp, lambda: self._people().values())

    def stamp(self, *kinds: type[Record]) -> Hashable:
        """As of the whole book, and of all that decides who sees what; for this member alone."""
        deciding = (Counterpart, Member, *veils.hanging_on(self._member))
        return self._member, self._book.stamp(*kinds, *deciding)

    def ranked(self, terms: Terms, within: Within = ALL, most: int = MOST) -> list[Hit]:
        """What answers *terms*, as if there were nothing but what they may see, whole."""
        sees = partial(self._sees, known={})
        opens = opening(partial(self._allows, known={}), sees, within.sees)
        without = veils.unsearched(self._member, self._book, sees)
        return self._book.ranked(terms, within.through(opens, without), most)

    def elsewhere(self, name: str) -> tuple[Member, ...]:
        """Colleagues who lead a relation with somebody of that name and let others know so."""
        if not self._member.active:
            return ()
        theirs = {one.owner: None for one in self._book.find(Counterpart, "name", name)}
        leading = (self._book.get(Member, owner) for owner in theirs)
        return tuple(one for one in leading if one and one.active and one.sharing is Sharing.EXISTS)

    def _people(self) -> dict[str, Counterpart]:
        """The counterparts they see, by id."""
        if not self._member.active:
            return {}
        seen: dict[str, Counterpart] = {}
        for index in ("owner", "deputy"):
            seen |= {one.id: one for one in self._book.find(Counterpart, index, self._member.id)}
        left = left_over(self._book) if may(self._member, Action.INVITE) else ()
        return seen | {one.id: one for one in left}

    def _theirs(self, kind: type[R]) -> Iterator[R]:
        """Records of *kind* about the counterparts they see, or those counterparts."""
        people = self._people()
        under = by_counterpart(self._book, kind, len(people))
        for one in people.values():
            # A meeting with two of them is found under both, and listed under the first they see.
            for record in self._seen([one] if kind is Counterpart else under(one.id), {}):
                if getattr(record, "counterpart", "") in ("", one.id):
                    yield record  # type: ignore[misc]  # Either kind is Counterpart, or found as R.

    def _seen(self, records: Iterable[R], known: dict[str, bool]) -> Iterator[R]:
        """Those of *records* they may see, each as far as they may."""
        for record in records:
            if self._allows(record, known):
                whose: str = getattr(record, "counterpart", "")
                if whose and type(record) in kinds.SAID:
                    self.looked_at[whose] = None
                several = isinstance(record, Meeting) and record.others
                part = part_of(record, lambda id: self._sees(id, known)) if several else record  # type: ignore[arg-type]  # It is a meeting where several were there.
                if (shown := veils.seen(part, self._member, self._book)) is not None:
                    yield shown  # type: ignore[misc]  # A part of a meeting is one too.

    def whole(self, meeting: Meeting) -> bool:
        """Whether they see all of that meeting, so that it may be changed."""
        return self._book.get(Meeting, meeting.id) == meeting

    def _allows(self, record: Record, known: dict[str, bool] | None = None) -> bool:
        rule = RULES.get(type(record))
        return self._member.active and rule is not None and rule(self, record, known)

    def _own(self, record: Record, known: dict[str, bool] | None) -> bool:
        return bool(record.member == self._member.id)  # type: ignore[attr-defined]  # RULES.

    def _by_member(self, record: Record, known: dict[str, bool] | None) -> bool:
        return record.id == self._member.id

    def _counterpart(self, record: Record, known: dict[str, bool] | None) -> bool:
        return isinstance(record, Counterpart) and (
            sees(self._member, record)
            or (may(self._member, Action.INVITE) and is_left_over(self._book, record))
        )

    def _position(self, record: Record, known: dict[str, bool] | None) -> bool:
        about = self._book.get(Counterpart, record.counterpart)  # type: ignore[attr-defined]
        return about is not None and self._counterpart(about, known)

    def _about(self, record: Record, known: dict[str, bool] | None) -> bool:
        """Whether they lead the relation a record is of, or stand in for it."""
        id: str = record.counterpart  # type: ignore[attr-defined]  # RULES.
        if not id:
            return getattr(record, "member", "") == self._member.id
        return self._sees(id, known)

    def _met(self, record: Record, known: dict[str, bool] | None) -> bool:
        """Whether they see anybody who was there."""
        if not isinstance(record, Meeting) or not record.others:
            return self._about(record, known)
        return any(self._sees(id, known) for id in (record.counterpart, *record.others))

    def _sees(self, id: str, known: dict[str, bool] | None) -> bool:
        known = {} if known is None else known
        if id not in known:
            about = self._book.get(Counterpart, id)
            known[id] = about is not None and sees(self._member, about)
        return known[id]

    def _tie(self, record: Record, known: dict[str, bool] | None) -> bool:
        """Whether they see both whom it joins: the one must not give the other away."""
        return isinstance(record, Tie) and all(
            self._sees(id, known) for id in (record.counterpart, record.other)
        )

    def _approval(self, record: Record, known: dict[str, bool] | None) -> bool:
        """Everybody's, unless a person grants it."""
        return not record.counterpart or self._about(record, known)  # type: ignore[attr-defined]  # RULES.

    def _asked(self, record: Record, known: dict[str, bool] | None) -> bool:
        """Whether they asked for it, or may say yes to it."""
        return self._own(record, known) or may(self._member, Action.APPROVE)

    def _red_line(self, record: Record, known: dict[str, bool] | None) -> bool:
        return self._member.role is Role.MANDATOR or self._about(record, known)

    def _own_changes(self, record: Record, known: dict[str, bool] | None) -> bool:
        """Theirs, and touching nobody who has since passed out of their sight."""
        if not isinstance(record, (Draft, Entry)) or record.member != self._member.id:
            return False
        seen = partial(self._counterpart, known=None)
        return not touches_hidden(record.changes, self._book, seen, {} if known is None else known)


Rule = Callable[[Visible, Record, "dict[str, bool] | None"], bool]

RULES: dict[type[Record], Rule] = {
    **dict.fromkeys((*kinds.SHARED, *kinds.BY_SECRET), lambda seer, record, known: True),
    **dict.fromkeys(kinds.OF_A_COUNTERPART, Visible._about),
    Meeting: Visible._met,
    Tie: Visible._tie,
    Approval: Visible._approval,
    Position: Visible._position,
    Counterpart: Visible._counterpart,
    RedLine: Visible._red_line,
    **dict.fromkeys(kinds.MINE, Visible._own),
    **dict.fromkeys((Draft, Entry), Visible._own_changes),
    **dict.fromkeys(kinds.BY_MEMBER, Visible._by_member),
    **dict.fromkeys(kinds.ASKED, Visible._asked),
    **dict.fromkeys(apart.SEEN, lambda seer, one, _: apart.seen(seer._member, seer._book, one)),
    **dict.fromkeys(kinds.FOR_MANDATORS, lambda seer, *_: seer._member.role is Role.MANDATOR),
}
"""What decides whether a record is seen, kind by kind; a kind without a rule is never seen."""
