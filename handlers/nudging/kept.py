"""What is kept and has to be looked at again: agreements, old notes, legal words, handovers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from handlers.nudging.wanted import (
    CONFIRM_AFTER_CHANGE,
    CONFIRM_EVERY,
    INTRODUCED,
    LEGAL_WITHIN,
    STANDING,
    Lean,
    View,
    Wanted,
)
from handlers.rules import retention
from handlers.rules.legal import legal_word
from handlers.rules.meetings import contacts_with
from storage.records import Agreement, Event, Handover, LifeEvent, Meeting, Reason
from storage.store import Book

_DAY = timedelta(days=1)
REVIEW_AHEAD = timedelta(days=30)
"""How long before its day a review is planned: what is years away is in nobody's plans."""


def confirming(one: Agreement, view: View) -> Iterator[Wanted]:
    """An agreement without an end, now and then; and any of them once the other side changed."""
    if one.standing not in STANDING or (one.until is not None and one.until < view.today):
        return
    changed = (
        event.on
        for event in view.book.find(LifeEvent, "counterpart", view.one.id)
        if event.event is Event.TRANSFER
    )
    days = set() if one.until else set(_rounds(one.made_on, view.today))
    days |= {day + CONFIRM_AFTER_CHANGE for day in changed if day >= one.made_on}
    for day in sorted(days):
        yield view.about(Reason.CONFIRM, one.id, day, lean=Lean.AFTER)


def _rounds(start: date, today: date) -> Iterator[date]:
    """The last round that is over, and the next."""
    gone = max(0, (today - start) // CONFIRM_EVERY)
    for number in {max(1, gone), gone + 1}:
        yield start + number * CONFIRM_EVERY


def reviews(view: View) -> Iterator[Wanted]:
    """The day on which the first thing kept for long is to be looked at again."""
    days = (day for day, _ in retention.of_age(view.one.id, view.care, view.book))
    first = min(days, default=None)
    if first is not None and first <= view.today + REVIEW_AHEAD:
        yield view.about(Reason.REVIEW, view.one.id, first, lean=Lean.AFTER, lasting=True)


def legal(view: View) -> Iterator[Wanted]:
    """The day after a note that touches the law."""
    for met in view.book.find(Meeting, "counterpart", view.one.id):
        if met.on < view.today - LEGAL_WITHIN:
            return
        if met.counterpart == view.one.id and legal_words(met):
            yield view.about(Reason.LEGAL, met.id, met.on + _DAY, lean=Lean.AFTER)


def legal_words(met: Meeting) -> str:
    """The first word of a note that touches the law; empty where none does."""
    return legal_word(met.words)


def introductions(one: Handover, view: View) -> Iterator[Wanted]:
    """Whoever took a relation over is to be introduced, unless they have spoken already."""
    if one.to == view.one.owner and not has_spoken(one, one.to, view.book):
        day = one.on + INTRODUCED
        yield view.about(Reason.INTRODUCE, one.id, day, lean=Lean.AFTER)


def has_spoken(handover: Handover, member: str, book: Book) -> bool:
    """Whether *member* has been in touch since that handover."""
    met = contacts_with(handover.counterpart, book)
    return any(one.member == member and one.on >= handover.on for one in met)
