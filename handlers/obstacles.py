"""Obstacles in words: how many of each sort, and what comes back again and again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers import who
from handlers.desk import Desk
from handlers.rules.obstacles import Obstacle, again_and_again, counted
from handlers.words import obstacles as words
from storage.records import Counterpart, Organisation


def sorts_text(obstacles: Sequence[Obstacle], desk: Desk) -> str:
    """``customs 4, visas 3, lists and data 2``."""
    say = desk.say
    return say.joined(
        say(words.SORT, sort=say(words.SORTS[sort]), n=n) for sort, n in counted(obstacles)
    )


def name_of(one: Obstacle, desk: Desk) -> str:
    """Who refused it, as the member may call them."""
    about = desk.book.get(Counterpart, one.counterpart)
    return who.name_of(about) if about is not None else one.by


def whose(times: Sequence[Obstacle], desk: Desk) -> str:
    """Who refused it so often: one person, or the organisation for which several did."""
    place = desk.book.get(Organisation, times[0].place) if times[0].place else None
    if place is not None and len({one.counterpart for one in times}) > 1:
        return place.name
    return name_of(times[0], desk)


def again_lines(obstacles: Sequence[Obstacle], since: date, desk: Desk) -> list[str]:
    """What was refused three times or more, by whom; the last time on *since* or later."""
    return [
        desk.say(
            words.AGAIN_LINE,
            name=whose(times, desk),
            sort=desk.say(words.SORTS[times[0].sort]),
            n=len(times),
        )
        for times in again_and_again(obstacles)
        if times[0].on >= since
    ]
