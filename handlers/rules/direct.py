"""When a counterpart may be written to directly: the team allows it, and they agreed."""

from __future__ import annotations

from datetime import UTC, datetime

from storage.records import Consent, Correspondent, Counterpart, Policy
from storage.store import Book

TEAM = "team"
"""The id of what holds for the whole team."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def is_on(book: Book) -> bool:
    """Whether a mandator has switched direct delivery on."""
    policy = book.get(Policy, TEAM)
    return policy is not None and policy.direct


def joined(counterpart: str, book: Book) -> list[Correspondent]:
    """Their accounts that agreed, the one that did so last first; whatever the team allows."""
    known = book.find(Correspondent, "counterpart", counterpart)
    agreed = [one for one in known if one.consent is Consent.AGREED]
    return sorted(agreed, key=lambda one: one.answered_at or _LONG_AGO, reverse=True)


def writable(counterpart: str, book: Book) -> Correspondent | None:
    """The account to which a person may send one message now; ``None`` where there is none."""
    about = book.get(Counterpart, counterpart)
    if about is None or about.merged_into or about.died_on or not is_on(book):
        return None
    return next(iter(joined(counterpart, book)), None)


def may_go(correspondent: str, book: Book) -> bool:
    """Whether a message to that account may still leave."""
    one = book.get(Correspondent, correspondent)
    if one is None or one.consent is not Consent.AGREED:
        return False
    return is_on(book) and book.get(Counterpart, one.counterpart) is not None
