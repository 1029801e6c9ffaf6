"""What became of a message to a counterpart, told to whoever sent it; and what must not leave.

Pure: `followed` reads how far the deliveries have come, `stopped` what changes take back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from datetime import datetime

from handlers import who
from handlers.chat import MEMBER, Address, Button, Card, Code, Reply, Text
from handlers.desk import Desk
from handlers.nudging import offering
from handlers.observing.channels import open_in
from handlers.rules.direct import may_go
from handlers.rules.recipients import recipient
from handlers.rules.rights import Visible
from handlers.showing import card
from handlers.words import common
from handlers.words import direct as words
from handlers.words import nudges as nudge_words
from handlers.words.speech import Speech
from storage.after import After
from storage.records import (
    Change,
    Consent,
    Correspondent,
    Counterpart,
    Course,
    Delivery,
    DirectMessage,
    Entry,
    Identity,
    Kind,
    Meeting,
    Member,
    Nudge,
    Passage,
    Policy,
    Stage,
    added,
    removed,
)
from storage.store import Book
from storage.values import dataclass

_LIVE = (Passage.OWED, Passage.CLAIMED)
_ENDS = {
    Passage.SENT: Course.ARRIVED,
    Passage.FAILED: Course.FAILED,
    Passage.UNREACHABLE: Course.FAILED,
    Passage.DOUBTFUL: Course.DOUBTFUL,
}
_WHYS = {
    "closed": words.WHY_CLOSED,
    "late": words.WHY_LATE,
    "left": words.WHY_LEFT,
    "off": words.WHY_OFF,
}
_OVER = (Stage.SETTLED, Stage.SNOOZED, Stage.SKIPPED)
LATE = "late"
"""The reason a courier gives for what could not leave in time."""


@dataclass(slots=True)
class Ended:
    """Messages that came to their end: what changes with them, and who is told."""

    book: Book
    now: datetime
    new_id: Callable[[], str]
    replies: list[Reply] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def end(self, sent: DirectMessage, course: Course, why: str = "", sent_id: str = "") -> None:
        """*sent* came to its end; whoever pressed is told, and a contact is on record."""
        after = replace(sent, course=course, why=why, sent_id=sent_id)
        if course is Course.ARRIVED:
            after = replace(after, meeting=self.new_id())
            self._arrived(after)
        else:
            self._told(after, self._not_arrived(after))
        self.changes.append(Change(sent, after))

    def _desk(self, sent: DirectMessage) -> Desk | None:
        """The desk of whoever is told: who sent it or, where they have left, who leads now."""
        member = self.book.get(Member, sent.member)
        if member is None or not member.active:
            one = self.book.get(Counterpart, sent.counterpart)
            member = recipient(one, self.book, self.now) if one else None
        if member is None:
            return None
        say = Speech(member.language, member.zone)
        return Desk(Visible(self.book, member), self.now, self.new_id, member, say)

    def _arrived(self, sent: DirectMessage) -> None:
        """The contact is recorded, and the nudge is settled."""
        member = self.book.get(Member, sent.member)
        one = self.book.get(Counterpart, sent.counterpart)
        if member is None or one is None:
            return
        say = Speech(member.language, member.zone)
        desk = Desk(self.book, self.now, self.new_id, member, say)
        contact = Meeting(
            *(sent.meeting, one.id, member.id, desk.today, sent.text, self.now),
            zone=member.zone,
            channel="message",
            kind=Kind.ENGAGEMENT,
        )
        title = say(words.ARRIVED, name=who.name_of(one))
        entry = Entry(self.new_id(), member.id, (added(contact),), self.now, title.rstrip("."))
        self.changes += [added(contact), added(entry)]
        nudge = self.book.get(Nudge, sent.nudge)
        if nudge is not None and nudge.stage not in _OVER:
            after = replace(nudge, stage=Stage.SETTLED, why="wrote")
            self.changes.append(Change(nudge, after))
        undo = Button(say(common.UNDO), f"undo:{entry.id}")
        self._told(sent, card(say, title, (), (undo,)))

    def _not_arrived(self, sent: DirectMessage) -> Card | None:
        """That it failed, or that nobody can say; with the text, and what there is to do."""
        desk = self._desk(sent)
        one = desk.book.get(Counterpart, sent.counterpart) if desk else None
        if desk is None or one is None:
            return None
        say, name = desk.say, who.name_of(one)
        if sent.course is Course.DOUBTFUL:
            choices = (
                Button(say(words.IT_ARRIVED), f"itarrived:{sent.id}"),
                Button(say(words.SEND_AGAIN), f"sendagain:{sent.id}"),
                Button(say(words.NO_MORE), f"letbe:{sent.id}"),
            )
            parts = (Text(say(words.DOUBTFUL_HOW)), Code(sent.text))
            return card(say, say(words.DOUBTFUL, name=name), parts, choices)
        why = say(_WHYS.get(sent.why, words.WHY_REFUSED))
        buttons = (
            Button(say(nudge_words.COPY), copy=sent.text),
            *open_in(one, sent.text, desk)[: offering.OPENS],
            Button(say(nudge_words.WROTE), f"nudge:wrote:{sent.nudge}"),
        )
        parts = (Text(why), Code(sent.text))
        return card(say, say(words.FAILED, name=name), parts, buttons, say(words.BY_HAND))

    def _told(self, sent: DirectMessage, shown: Card | None) -> None:
        """Where it was pressed, in place of the card that said it was on its way."""
        desk = self._desk(sent)
        if shown is None or desk is None:
            return
        platform, _, place = sent.door.partition(":")
        own = self.book.find(Identity, "member", sent.member)
        there = any(one.id.startswith(f"{platform}:") and one.place == place for one in own)
        if there and desk.member.id == sent.member:
            self.replies.append(Reply(Address(platform, place), shown, instead_of=sent.asked))
        else:
            self.replies.append(Reply(Address(MEMBER, desk.member.id), shown))


def followed(book: Book, now: datetime, new_id: Callable[[], str]) -> Ended:
    """All messages whose deliveries have come to their end, and what follows from that."""
    ended = Ended(book, now, new_id)
    for sent in book.find(DirectMessage, "course", Course.UNDER_WAY):
        known = book.find(Delivery, "answers", sent.id)
        delivery = known[-1] if known else None
        if delivery is None:
            ended.end(sent, Course.DOUBTFUL)
        elif delivery.state in _ENDS:
            closed = delivery.state is Passage.UNREACHABLE
            why = "closed" if closed else _why(delivery)
            if closed:
                ended.changes += _closed(sent, book, now)
            ended.end(sent, _ENDS[delivery.state], why, delivery.sent_id)
    return ended


def _why(delivery: Delivery) -> str:
    return LATE if delivery.reason == LATE else ""


def _closed(sent: DirectMessage, book: Book, now: datetime) -> Iterator[Change]:
    """Whoever shuts the chat has left: nothing more is tried there."""
    one = book.get(Correspondent, sent.correspondent)
    if one is not None and one.consent is not Consent.LEFT:
        left = replace(one, consent=Consent.LEFT, answered_at=now, why="closed")
        yield Change(one, left)


_WATCHED = (Policy, Correspondent, Counterpart, DirectMessage)


def stopped(book: Book, changes: Sequence[Change], now: datetime) -> Ended:
    """What *changes*, not yet applied to *book*, keep from leaving: to be applied with them."""
    if not any(isinstance(change.subject, _WATCHED) for change in changes):
        return Ended(book, now, _no_ids)
    after = After(book, changes)
    ended = Ended(after, now, _no_ids)
    for sent in book.find(DirectMessage, "course", Course.UNDER_WAY):
        now_is = after.get(DirectMessage, sent.id)
        if now_is is not None and now_is.course is not Course.UNDER_WAY:
            continue
        if now_is is not None and may_go(now_is.correspondent, after):
            continue
        doubtful = False
        for delivery in book.find(Delivery, "answers", sent.id):
            if delivery.state in _LIVE:
                doubtful = doubtful or delivery.state is Passage.CLAIMED
                ended.changes.append(removed(delivery))
        if now_is is not None:
            course = Course.DOUBTFUL if doubtful else Course.FAILED
            ended.end(now_is, course, _why_not(now_is, after))
    return ended


def _why_not(sent: DirectMessage, after: Book) -> str:
    one = after.get(Correspondent, sent.correspondent)
    return "left" if one is None or one.consent is not Consent.AGREED else "off"


def _no_ids() -> str:
    raise LookupError("what is stopped names nothing new")
