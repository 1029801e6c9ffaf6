"""Who can lead us to somebody: people they trust, in two or three steps (PRACTICE row 59)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from handlers.rules.network.links import STRENGTH, Link, Why
from handlers.rules.network.regard import Regard
from storage.values import dataclass

HOPS = 3
"""The most steps from us to somebody: to the first contact, and from one to the next."""

Links = Callable[[str], Iterable[Link]]
"""From a counterpart's id to what joins them to others."""


@dataclass(frozen=True, slots=True)
class Path:
    """From our own contact to the one we want to reach, and what joins each to the next."""

    people: tuple[str, ...]
    """Ids: our contact first, the one to be reached last."""
    links: tuple[Link, ...]

    @property
    def first(self) -> str:
        """Whom we would ask."""
        return self.people[0]


def paths(
    goal: str, links: Links, regard: Callable[[str], Regard], hops: int = HOPS
) -> tuple[Path, ...]:
    """The ways to *goal*, the best first: each the shortest from one contact of ours.

    A contact of ours is somebody we have met. Nobody is proposed who is hostile, in mourning, to
    be left in peace, or who must not learn of our contact with the one they would lead to.
    """
    ways = _outward(goal, links, regard, hops - 1)
    found = [path for path in ways if regard(path.first).last is not None]
    return tuple(sorted(found, key=lambda path: _rank(path, regard)))


def _rank(path: Path, regard: Callable[[str], Regard]) -> tuple[object, ...]:
    bond = [STRENGTH[link.why] for link in reversed(path.links)]
    return (
        regard(path.first).order[0],
        len(path.links),
        bond,
        regard(path.first).order,
        path.first,
    )


def _outward(goal: str, links: Links, regard: Callable[[str], Regard], most: int) -> Iterable[Path]:
    """The shortest way to *goal* from everybody at most *most* links away, the nearest first."""
    secret = _kept_from(goal, links)
    done = {goal}
    waiting = deque((Path((goal,), ()),))
    while waiting:
        path = waiting.popleft()
        if len(path.links) >= most:
            continue
        for link in sorted(links(path.first), key=lambda one: STRENGTH[one.why]):
            other = link.end(path.first)
            if other in done or not link.open or other in secret:
                continue
            if any(end in _kept_from(other, links) for end in path.people):
                continue
            done.add(other)
            if not _helps(regard(other)):
                continue
            longer = Path((other, *path.people), (link, *path.links))
            yield longer
            waiting.append(longer)


def _helps(one: Regard) -> bool:
    return not (one.hostile or one.silent)


def _kept_from(one: str, links: Links) -> set[str]:
    """Those who must not learn of our contact with *one*, or *one* of that with them."""
    return {link.end(one) for link in links(one) if link.why is Why.KEPT_FROM}


def steps_between(one: str, other: str, links: Links, most: int = HOPS) -> int | None:
    """How many links join them at the least; the same from either end, ``None`` if too many."""
    waiting, done = deque(((one, 0),)), {one}
    while waiting:
        here, steps = waiting.popleft()
        if here == other:
            return steps
        if steps < most:
            fresh = {link.end(here) for link in links(here) if link.open} - done
            done |= fresh
            waiting.extend((id, steps + 1) for id in sorted(fresh))
    return None
