"""What shows only over many relations: one leg to stand on, nobody to call, faces never seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import islice

from handlers import obstacles, who
from handlers.desk import Desk
from handlers.portrait import member_name
from handlers.rules import rhythms
from handlers.rules.meetings import contacts_with, counts
from handlers.rules.network import Single, never_contacted, one_department, single_contacts
from handlers.rules.obstacles import (
    LOOKED_BACK,
    done_by,
    in_month,
    latest_first,
    month_before,
    refused_by,
)
from handlers.rules.roles import leads
from handlers.rules.teaming import one_sort
from handlers.words import ground, reasons
from handlers.words import network as network_words
from handlers.words import obstacles as obstacle_words
from storage.folding import fold
from storage.records import (
    Counterpart,
    FocalPoint,
    Incident,
    Meeting,
    Member,
    Organisation,
    Position,
    Ready,
    Reason,
)
from storage.values import dataclass

FEW, SHARE = 5, 0.8
"""From so many contacts on, and such a share of them in one place, that is said (row 47)."""
IN_A_ROW = 6
"""Meetings by the same of us alone from which that is said (row 53)."""
SETTLING = timedelta(days=30)
"""How long somebody may be on record before it counts that nobody spoke to them (row 31)."""
REACHED, KNOWN = timedelta(days=90), timedelta(days=730)
"""How fresh a contact must be to be called in need, and how old a place may be (row 37)."""
MET_THERE = 2
"""Meetings in a place from which on it is one where we work."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look comes to; without lines there is nothing to say."""

    title: str
    lines: list[str]
    how: str


def contacts(
    people: Sequence[Counterpart], desk: Desk
) -> list[tuple[Organisation, list[Counterpart]]]:
    """The organisations that *people* belong to now, each with those of them who do."""
    there: dict[str, dict[str, Counterpart]] = {}
    for one in people:
        for held in desk.book.find(Position, "counterpart", one.id):
            if held.organisation and who.is_held(held, desk):
                there.setdefault(held.organisation, {})[one.id] = one
    found = ((desk.book.get(Organisation, id), list(known.values())) for id, known in there.items())
    return [(place, known) for place, known in found if place is not None]


def mine(desk: Desk) -> list[Counterpart]:
    """The counterparts whose relation this member leads."""
    return [
        one
        for one in desk.book.find(Counterpart, "owner", desk.member.id)
        if not one.merged_into and not one.died_on and leads(desk.member, one)
    ]


def single(desk: Desk) -> list[Single]:
    """Organisations into which this member knows one person only."""
    return single_contacts(mine(desk), desk.book, desk.today)


def network(people: Sequence[Counterpart], desk: Desk) -> Found:
    """Whether contacts sit in one department of many, or nearly all of them in one place."""
    lines = [
        desk.say(
            network_words.ONE_DEPT_LINE,
            n=one.contacts,
            whole=one.whole.name,
            department=one.department.name,
        )
        for one in one_department(people, desk.book, desk.today)
    ]
    placed = contacts(people, desk)
    every = len({one.id for _, known in placed for one in known})
    lines += [
        desk.say(reasons.NETWORK_LINE, place=place.name, n=len(known), all=every)
        for place, known in placed
        if every >= FEW and len(known) >= SHARE * every
    ]
    return Found(desk.say(reasons.NETWORK), lines, reasons.NETWORK_HOW)


def unmet(people: Sequence[Counterpart], desk: Desk) -> Found:
    """Who was put on record and never spoken to."""
    never = [one for one in never_contacted(people, desk.book) if _settled(one, desk)]
    never = [one for one in never if not rhythms.mourns_until(one.id, desk.book, desk.today)]
    title = desk.say(reasons.UNMET, n=len(never))
    return Found(title, [who.label(one, desk) for one in never], reasons.UNMET_HOW)


def _settled(one: Counterpart, desk: Desk) -> bool:
    since = rhythms.beginning(one, desk.book, desk.member.zone)
    return since is None or desk.today - since >= SETTLING


def faces(people: Sequence[Counterpart], desk: Desk) -> Found:
    """Whether the last meetings were all held by the same of us, or by one sort of us alone."""
    met = desk.book.newest(Meeting, "member", desk.member.id)
    last = list(islice(filter(counts, met), IN_A_ROW))
    went = {(one.member, *sorted({who.folded(name) for name in one.ours})) for one in last}
    lines = []
    if len(last) == IN_A_ROW and len(went) == 1:
        names = [member_name(last[0].member, desk), *last[0].ours]
        lines = [desk.say(reasons.FACES_LINE, n=IN_A_ROW, people=desk.say.list(names))]
    sort = one_sort(last, desk.book.all(Member)) if len(last) == IN_A_ROW else ""
    if sort:
        lines.append(desk.say(ground.ONLY[sort], n=IN_A_ROW))
    return Found(desk.say(reasons.FACES), lines, reasons.FACES_HOW)


def gaps(people: Sequence[Counterpart], desk: Desk) -> Found:
    """Places where we work and nobody could be called if one of our people were detained."""
    called = [one for one in desk.book.all(FocalPoint) if one.topic is Ready.DETENTION]
    safe = {fold(one.area) for one in called}
    prepared = {one.area for one in desk.book.all(FocalPoint) if fold(one.area) not in safe}
    lines = [desk.say(reasons.GAPS_NOBODY, place=area) for area in sorted(prepared)]
    lines += [
        desk.say(reasons.GAPS_LINE, place=place, n=REACHED.days)
        for place in _out_of_reach(people, desk)
        if fold(place) not in safe and place not in prepared
    ]
    return Found(desk.say(reasons.GAPS), lines, reasons.GAPS_HOW)


def _out_of_reach(people: Sequence[Counterpart], desk: Desk) -> list[str]:
    """Places where we met people, none of whom was spoken to lately; the longest ago first."""
    latest: dict[str, date] = {}
    times: Counter[str] = Counter()
    for one in people:
        met = contacts_with(one.id, desk.book)
        newest = max((meeting.on for meeting in met), default=date.min)
        for place in {meeting.place for meeting in met if meeting.place}:
            latest[place] = max(newest, latest.get(place, date.min))
        times.update(meeting.place for meeting in met if meeting.place)
    return [
        place
        for place, day in sorted(latest.items(), key=lambda pair: pair[1])
        if times[place] >= MET_THERE and REACHED < desk.today - day <= KNOWN
    ]


def stood_in_the_way(people: Sequence[Counterpart], desk: Desk) -> Found:
    """What was refused in the month that ended, by sort, beside the month before (row 3)."""
    say, since = desk.say, desk.today - LOOKED_BACK
    refused = refused_by((one.id for one in people), desk.book, since)
    told = desk.book.find(Incident, "member", desk.member.id)
    found = latest_first([*refused, *done_by(told)])
    month = month_before(desk.today)
    ended, earlier = in_month(found, month), in_month(found, month_before(month))
    title = say(obstacle_words.LOOK, n=len(ended), month=say.month(month))
    if not ended:
        return Found(title, [], obstacle_words.LOOK_HOW)
    lines = [
        obstacles.sorts_text(ended, desk),
        say(obstacle_words.LOOK_BEFORE, n=len(earlier)),
        *obstacles.again_lines(found, month, desk),
    ]
    return Found(title, lines, obstacle_words.LOOK_HOW)


LOOKS: dict[Reason, Callable[[Sequence[Counterpart], Desk], Found]] = {
    Reason.NETWORK: network,
    Reason.UNMET: unmet,
    Reason.FACES: faces,
    Reason.GAPS: gaps,
    Reason.OBSTACLES: stood_in_the_way,
}
