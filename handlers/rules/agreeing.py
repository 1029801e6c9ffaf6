"""Which way an agreement may go from where it stands: proposed, agreed, confirmed back and on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from storage.records import Agreement, Form, Standing


class Act(StrEnum):
    """Something that happens to an agreement."""

    AGREE = "agree"
    """What was only proposed is accepted."""
    CONFIRM = "confirm"
    """They answered yes to what we wrote back (PRACTICE row 72)."""
    RENEW = "renew"
    END = "end"
    LAPSE = "lapse"
    DISPUTE = "dispute"
    """One side says that this is not what was agreed."""
    BREAK = "break"
    SETTLE = "settle"
    """It holds again after a dispute or a breach."""


ARROWS: Mapping[Standing, Mapping[Act, Standing]] = {
    Standing.PROPOSED: {
        Act.AGREE: Standing.AGREED,
        Act.CONFIRM: Standing.CONFIRMED,
        Act.END: Standing.ENDED,
    },
    Standing.AGREED: {
        Act.CONFIRM: Standing.CONFIRMED,
        Act.RENEW: Standing.RENEWED,
        Act.END: Standing.ENDED,
        Act.LAPSE: Standing.LAPSED,
        Act.DISPUTE: Standing.DISPUTED,
        Act.BREAK: Standing.BROKEN,
    },
    Standing.CONFIRMED: {
        Act.RENEW: Standing.RENEWED,
        Act.END: Standing.ENDED,
        Act.LAPSE: Standing.LAPSED,
        Act.DISPUTE: Standing.DISPUTED,
        Act.BREAK: Standing.BROKEN,
    },
    Standing.RENEWED: {
        Act.CONFIRM: Standing.CONFIRMED,
        Act.RENEW: Standing.RENEWED,
        Act.END: Standing.ENDED,
        Act.LAPSE: Standing.LAPSED,
        Act.DISPUTE: Standing.DISPUTED,
        Act.BREAK: Standing.BROKEN,
    },
    Standing.DISPUTED: {
        Act.SETTLE: Standing.AGREED,
        Act.CONFIRM: Standing.CONFIRMED,
        Act.RENEW: Standing.RENEWED,
        Act.END: Standing.ENDED,
        Act.BREAK: Standing.BROKEN,
    },
    Standing.BROKEN: {
        Act.SETTLE: Standing.AGREED,
        Act.RENEW: Standing.RENEWED,
        Act.END: Standing.ENDED,
    },
    Standing.LAPSED: {Act.RENEW: Standing.RENEWED, Act.END: Standing.ENDED},
    Standing.ENDED: {Act.RENEW: Standing.RENEWED},
}
"""From each standing: what may happen to it, and where that leads."""

LIVE = frozenset(
    (
        *(Standing.PROPOSED, Standing.AGREED, Standing.CONFIRMED),
        *(Standing.RENEWED, Standing.DISPUTED),
    )
)
"""Where the terms still bind somebody, as long as their day has not passed."""

HOLDING = frozenset((Standing.AGREED, Standing.CONFIRMED, Standing.RENEWED))
"""Where both sides stand by the terms."""

UNCONFIRMED = frozenset((Standing.PROPOSED, Standing.AGREED, Standing.RENEWED, Standing.DISPUTED))
"""Where an answer of theirs would still confirm it."""


class NotPossible(ValueError):
    """An act that does not fit where the agreement stands."""


def last_day(agreement: Agreement) -> date | None:
    """The last day it may hold, counting the days by which the moon may move its end."""
    if agreement.until is None:
        return None
    return agreement.until + timedelta(days=agreement.give_or_take)


def standing_on(agreement: Agreement, today: date) -> Standing:
    """How it stands that day: lapsed where its last day passed and nobody said a word."""
    last = last_day(agreement)
    over = last is not None and last < today
    # A dispute does not go away by itself, and a proposal that nobody took up is over with its day.
    if over and agreement.standing in LIVE - {Standing.DISPUTED}:
        return Standing.LAPSED
    return agreement.standing


def stands(agreement: Agreement, today: date) -> bool:
    """Whether it holds, is proposed or is disputed on that day, as far as the record tells."""
    last = last_day(agreement)
    return standing_on(agreement, today) in LIVE and (last is None or last >= today)


def legal(agreement: Agreement, today: date) -> tuple[Act, ...]:
    """What may happen to it next, in the order of the table."""
    return tuple(ARROWS[standing_on(agreement, today)])


def after(  # noqa: PLR0913  # Each is its own fact, given by name.
    agreement: Agreement,
    act: Act,
    today: date,
    *,
    until: date | None = None,
    form: Form | None = None,
    why: str = "",
) -> Agreement:
    """The agreement once *act* happened *today*; raises `NotPossible` where it cannot.

    *until* is the new end of one that is renewed, ``None`` where none was named; *form* is how it
    is given now, *why* are the words in which that was told. Its number, its terms and the day it
    was made never change by an act.
    """
    leads = ARROWS[standing_on(agreement, today)].get(act)
    if leads is None:
        raise NotPossible(act)
    moved = replace(agreement, standing=leads, stands_since=today, why=why)
    if act is Act.RENEW:
        if until is not None and until < today:
            raise NotPossible(act)
        return replace(moved, until=until, give_or_take=0, asked_back=None)
    if act is Act.CONFIRM:
        return replace(moved, form=form or agreement.form, asked_back=None)
    if act is Act.DISPUTE:
        # That is an answer, if not the one that was waited for.
        return replace(moved, asked_back=None)
    return moved
