"""Who has been quiet for longer than the person likes, those we depend on first."""

from __future__ import annotations

from datetime import date

from handlers import who
from handlers.desk import Desk
from handlers.nudging import patterns
from handlers.nudging.wanted import STANDING
from handlers.rules import rhythms
from handlers.rules.open import is_open
from handlers.words import nudges as words
from handlers.words import reasons
from storage.records import Agreement, Commitment, Counterpart, Tier

Quiet = list[tuple[Counterpart, int | None]]
"""Counterparts, and the days since the last contact; ``None`` before any."""


def lines(desk: Desk, known: Quiet | None = None, *, asked: bool = True) -> list[str]:
    """Who has been quiet for longer than the person likes, those we depend on first.

    Where nobody *asked*, whoever is in mourning, or was hurt by us, is left in peace. Whoever
    has asked `quiet` already hands in what is *known*.
    """
    only = {one.contact.id: one.organisation for one in patterns.single(desk)}
    found = []
    for one, days in quiet(desk) if known is None else known:
        if not asked and is_silent(one.id, desk.today, desk):
            continue
        name = who.name_of(one)
        line = desk.say(words.NEVER_MET, name=name)
        if days is not None:
            line = desk.say(words.QUIET_LINE, name=name, n=days)
        if one.id in only:
            line = desk.say(reasons.QUIET_ONLY, line=line, place=only[one.id].name)
        found.append(line)
    return found


def is_silent(counterpart: str, day: date, desk: Desk) -> bool:
    """Whether nothing cheerful is to be said about that counterpart on *day*."""
    care = rhythms.care_of(counterpart, desk.book)
    return rhythms.silent_until(counterpart, care, desk.book, day) is not None


def quiet(desk: Desk) -> Quiet:
    """Those beyond their ideal interval, those we depend on first."""
    found: Quiet = []
    for one in patterns.mine(desk):
        met = rhythms.last_contact(one, desk.book)
        since = rhythms.since(one, met, desk.member.zone)
        ideal, _ = rhythms.interval(rhythms.care_of(one.id, desk.book))
        if since is None or (desk.today - since).days > ideal:
            found.append((one, None if met is None else (desk.today - met).days))
    only = {one.contact.id for one in patterns.single(desk)}
    return sorted(found, key=lambda pair: _need(pair[0], pair[1], pair[0].id in only, desk))


def _need(one: Counterpart, days: int | None, only: bool, desk: Desk) -> tuple[int, ...]:
    """How much hangs on a relation (PRACTICE row 57): nobody else there, kept close, what is open
    between us; then how long it has been quiet."""
    tier = list(Tier).index(rhythms.care_of(one.id, desk.book).tier)
    stakes = sum(is_open(p) for p in desk.book.find(Commitment, "counterpart", one.id))
    agreed = desk.book.find(Agreement, "counterpart", one.id)
    stakes += sum(a.standing in STANDING for a in agreed)
    return (not only, tier, -stakes, -(10**6 if days is None else days))
