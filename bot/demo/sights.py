"""What somebody who looks around should find: a nudge due, a feast, an offer, words confirmed back.

Told after the story and beside it, so that what the story is asked about stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.demo.cast import TEAM, Person
from bot.demo.plot import CONTACTS, Year
from bot.demo.teller import Teller
from bot.demo.wording import day_in
from storage.records import Change, Member, Nudge, Stage

NADIA, TAREK, INES = TEAM[0], TEAM[3], TEAM[4]
_ENDED = ("died", "moved")


def told(teller: Teller, year: Year) -> None:
    """Tell *teller* a few more things, on the evening before the end of *year*."""
    evening = datetime.combine(year.end.date() - timedelta(days=1), time(19), year.end.tzinfo)
    teller.now = max(teller.now, evening)
    known, other = _people(year, NADIA)[:2]
    _bounds(teller)
    _confirmed(teller, year, known)
    _due(teller, year, other)
    _feast(teller, other)
    _offered(teller, year, _people(year, TAREK)[0])
    _past(teller)


def _people(year: Year, owner: Member) -> Sequence[Person]:
    """Those *owner* speaks with, who are alive and where they were."""
    gone = {turn.person.name for turn in year.turns if turn.beat in _ENDED}
    met = {turn.person.name for turn in year.turns if turn.beat in CONTACTS}
    mine = [one for one in year.people if one.owner == owner]
    return [one for one in mine if one.name in met - gone] or mine


def _bounds(teller: Teller) -> None:
    teller.act(INES, "/redline no armed escort on our trucks")
    limit = "more than 3 fuel trucks a week; about the clinics; tell Ines the same day"
    teller.act(INES, f"/mandate Nadia = ask: {limit}")


def _confirmed(teller: Teller, year: Year, one: Person) -> None:
    """An agreement is written back, and the answer that is forwarded confirms it."""
    until = day_in("en", year.end.date() + timedelta(days=40))
    text = f"met {one.name} in {one.town}. He agreed to 2 fuel trucks a week until {until}"
    teller.act(NADIA, text, "save", "recap:of", "recap:sent")
    teller.act(NADIA, "ok, that is what we said", "answered:", "yes", author=one.called)


def _due(teller: Teller, year: Year, one: Person) -> None:
    day = day_in("en", year.end.date() + timedelta(days=1))
    text = f"met {one.name} in {one.town}, tea. We promised to send the list of plates by {day}"
    teller.act(NADIA, text, "save")


def _feast(teller: Teller, one: Person) -> None:
    """The day that comes next is theirs; who marks which day is made up like everything else."""
    teller.act(NADIA, f"/marks {one.name}", "mark:")


def _offered(teller: Teller, year: Year, one: Person) -> None:
    on = year.end.date() + timedelta(days=14)
    teller.act(TAREK, f"/handover {one.name} = Nadia {on:%Y-%m-%d}", "offer:")


def _past(teller: Teller) -> None:
    """What was to be said before that evening has been said in its time."""
    day = teller.now - timedelta(hours=12)
    for nudge in teller.store.all(Nudge):
        if nudge.stage is Stage.PLANNED and nudge.due_at < day:
            on = nudge.due_at.date()
            said = replace(nudge, stage=Stage.SETTLED, why="wrote", told_on=on)
            teller.store.apply([Change(nudge, said)])
