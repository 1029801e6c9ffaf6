"""The number of a meeting with its counterpart, and the number people call an agreement by."""

from __future__ import annotations

from dataclasses import replace

from handlers.desk import Desk
from handlers.rules.meetings import number_of
from storage.records import Agreement, Change, Draft, Meeting, Tally

AGREEMENTS = "agreements"
"""The tally of agreements: one for the whole team, so that A-14 is one thing to everybody."""


def numbered(draft: Draft, desk: Desk) -> tuple[Draft, tuple[Change, ...]]:
    """*draft* with its meeting's number and its agreements', and the change to the tally.

    The tally is never undone: a number that was given out once is not given out again.
    """
    tally = desk.book.get(Tally, AGREEMENTS)
    changes, last = [], tally.last if tally else 0
    for change in draft.changes:
        after = change.after
        if isinstance(after, Meeting):
            earlier = desk.book.find(Meeting, "counterpart", after.counterpart)
            after = replace(after, number=number_of(after, earlier))
        elif isinstance(after, Agreement) and not after.number:
            last += 1
            after = replace(after, number=last)
        changes.append(replace(change, after=after))
    told = replace(draft, changes=tuple(changes))
    if last == (tally.last if tally else 0):
        return told, ()
    return told, (Change(tally, Tally(AGREEMENTS, last)),)
