"""The number of a meeting with its counterpart, and the number people call an agreement by."""

from __future__ import annotations

from dataclasses import replace

from handlers.desk import Desk
from handlers.rules.meetings import number_of
from storage.records import Agreement, Draft, Meeting


def numbered(draft: Draft, desk: Desk) -> Draft:
    """*draft* with its meeting's number, and its agreements', as they stand now."""
    changes, taken = [], 0
    for change in draft.changes:
        after = change.after
        if isinstance(after, Meeting):
            earlier = desk.book.find(Meeting, "counterpart", after.counterpart)
            after = replace(after, number=number_of(after, earlier))
        elif isinstance(after, Agreement) and not after.number:
            taken = _free(taken + 1, desk)
            after = replace(after, number=taken)
        changes.append(replace(change, after=after))
    return replace(draft, changes=tuple(changes))


def _free(start: int, desk: Desk) -> int:
    """A number from *start* on that no agreement has, found in a few look-ups."""

    def is_free(number: int) -> bool:
        return not desk.book.find(Agreement, "number", str(number))

    step, taken = 1, start - 1
    while not is_free(taken + step):
        taken, step = taken + step, step * 2
    free = taken + step
    while free - taken > 1:
        middle = (free + taken) // 2
        if is_free(middle):
            free = middle
        else:
            taken = middle
    return free
