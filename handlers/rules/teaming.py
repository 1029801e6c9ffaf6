"""Whether those of ours who went to the last meetings are all of one sort (rows 53, 65)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from storage.folding import fold
from storage.records import Meeting, Member

SORTS = ("national", "international")
SECURITY = "security"


def went(meeting: Meeting, team: Iterable[Member]) -> list[Member] | None:
    """The members who were at *meeting*; ``None`` where somebody went who is no member we know.

    Names are compared as a note gives them: whole, or the first of them where it is one member's.
    """
    people = list(team)
    found = [one for one in people if one.id == meeting.member]
    for name in meeting.ours:
        same = [one for one in people if _called(one, fold(name))]
        if len(same) != 1:
            return None
        found.append(same[0])
    return found


def _called(member: Member, name: str) -> bool:
    own = fold(member.name)
    return name == own or name in own.split()


def one_sort(meetings: Sequence[Meeting], team: Iterable[Member]) -> str:
    """``national``, ``international`` or ``security`` where only such went to all; else empty.

    Whoever said nothing of themselves is of no sort, so that nothing is ever guessed of anybody.
    """
    people = list(team)
    parties = [went(one, people) for one in meetings]
    if not parties or any(not party for party in parties):
        return ""
    everybody = [one for party in parties for one in party or ()]
    if all(one.work == SECURITY for one in everybody):
        return SECURITY
    return next((sort for sort in SORTS if all(one.staff == sort for one in everybody)), "")
