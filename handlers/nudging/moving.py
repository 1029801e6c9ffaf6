"""When a planned nudge is to be said by the hours of whoever is to hear it."""

from __future__ import annotations

from datetime import datetime

from handlers.nudging.kinds import SOFT
from handlers.nudging.turns import placed_at
from handlers.nudging.wanted import Wanted
from handlers.rules.hours import Hours, instant
from storage.records import Nudge, Reason


def moved(  # noqa: PLR0913  # All that a moment hangs on.
    one: Nudge, want: Wanted, hours: Hours, now: datetime, *, has_shifted: bool, to: str
) -> datetime:
    """The moment by *hours*, those of the member *to*, which may have *shifted* just now."""
    if (held := held_at(one, hours)) is not None:
        return held
    due = placed_at(want, hours)
    if due > now:
        return due
    if one.due_at <= now:
        # Whoever stands in hears at once of what is due, of the rest at their usual hour.
        waits = one.reason in SOFT and to != one.member
        return hours.slot(now) if waits else one.due_at
    patient = one.reason in SOFT and one.reason is not Reason.OCCASION
    if (has_shifted or to != one.member or one.day != want.day) and not patient:
        # A change of zone, of hours, of who hears or of the day has put its moment behind us.
        return hours.next(now)
    # Moved to a better day by our manners: there it stays, whatever the clocks do.
    again = hours.at(hours.on_or_after(hours.today(one.due_at)))
    return again if again > now else hours.slot(now)


def held_at(one: Nudge, hours: Hours) -> datetime | None:
    """The moment by *hours* to which they put it off; ``None`` where they did not."""
    if one.held_until is None:
        return None
    return instant(one.held_until.date(), one.held_until.time(), hours.zone)
