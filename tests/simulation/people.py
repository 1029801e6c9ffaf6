"""Who there is: members with accounts, hours and weeks of their own, and whom they know."""

from __future__ import annotations

from datetime import date, time

from storage.records import (
    Change,
    Counterpart,
    Identity,
    Member,
    Observance,
    Reminder,
    Rhythm,
    added,
)
from tests.simulation.life import Life
from tests.simulation.world import DAY, World

WEEKS = ((0, 1, 2, 3, 4), (6, 0, 1, 2, 3), (5, 6, 0, 1, 2), (0, 1, 2, 3, 4, 5))
FEASTS = ("eid-al-fitr", "christmas")
MEETINGS = 14


def founded(world: World, life: Life) -> None:
    """Put everybody into *world*, and all that will happen to them into its calendar."""
    for number, zone in enumerate(world.zones):
        _member(world, number, zone)
        _habits(world, life, number)
    for number, zone in enumerate(world.zones):
        alone = (number % world.people,)
        for place in alone if zone in world.second else range(world.people):
            _counterpart(world, life, number, place)
    for year, shift in ((2026, -1), (2027, 1)):
        life.announced(year, shift)


def _member(world: World, number: int, zone: str) -> None:
    """A member on Telegram, every other one on Slack too, with two reminders that come back."""
    chance, id = world.chance, f"m{number}"
    member = Member(id, id, zone=zone, week=chance.choice(WEEKS), enrolled_at=world.now)
    hour = time(chance.randint(7, 11), chance.choice((0, 15, 30)))
    quiet = time(chance.choice((20, 21, 22)))
    rhythm = Rhythm(id, quiet_from=quiet, hour=hour, cap=chance.choice((3, 4, 6)))
    accounts = [Identity(f"telegram:{id}", id, id)]
    if number % 2:
        accounts.append(Identity(f"slack:{id}", id, id))
    world.does([added(member), added(rhythm), *map(added, accounts)])
    monthly = Reminder(
        *(world.id("r"), id, "call", date(2026, 1, 31), world.now),
        at=time(12, 5),
        every="month",
        day=31,
    )
    yearly = Reminder(
        *(world.id("r"), id, "call", date(2026, 2, 28), world.now), every="year", day=29
    )
    world.does([added(monthly), added(yearly)])


def _habits(world: World, life: Life, number: int) -> None:
    id = f"m{number}"
    for step in range(1, 365 * 2, 3):
        world.at(world.now + step * DAY + world.some(hours=14), lambda: life.writes(id))
    if not world.trouble:
        return
    changes = (life.moves, life.changes_week, life.changes_hours, life.leaves, life.falls_silent)
    for place, change in enumerate(changes):
        if (number + place) % 2 == 0:
            world.at(world.now + world.some(days=600), lambda change=change: change(id))  # type: ignore[misc]  # The default binds this round's.
    for _ in range(world.turns):
        world.at(world.now + world.some(days=700), lambda: life.turns(id))
    if number == len(world.zones) - 1 and number:
        world.at(world.now + 450 * DAY + world.some(days=100), lambda: life.dies(id))


def _counterpart(world: World, life: Life, number: int, place: int) -> None:
    owner, deputy = f"m{number}", f"m{(number + 1) % len(world.zones)}"
    id = f"c{number}-{place}"
    one = Counterpart(
        *(id, f"Name {id}", owner, (deputy,)),
        introducer="Hajj Musa" if place == 0 else "",
        added_at=world.now,
    )
    made: list[Change] = [added(one)]
    if place == 1:
        made += [added(Observance(world.id("o"), id, code)) for code in FEASTS]
    world.does(made)
    for _ in range(MEETINGS):
        world.at(world.now + world.some(days=700), lambda: life.meets(id))
