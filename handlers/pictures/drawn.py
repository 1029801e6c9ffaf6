"""Which pictures there are, and how each is drawn."""

from __future__ import annotations

from collections.abc import Callable

from handlers import choosing, who
from handlers.chat import Refusal
from handlers.desk import Desk
from handlers.pictures import listing, timeline
from handlers.pictures.around import Circle
from handlers.pictures.around import draw as draw_circle
from handlers.pictures.model import Network
from handlers.pictures.shown import around, whole
from handlers.rules.network import people_at, within
from handlers.words import help as help_words
from handlers.words import pictures as words
from storage.records import Counterpart, Organisation
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as SVG, its title, what its file is called and whom it shows, by id."""

    svg: str
    title: str
    name: str
    about: tuple[str, ...]


def _network(desk: Desk, _id: str) -> Drawn:
    people = [one for one in desk.book.all(Counterpart) if not one.merged_into]
    return _of(whole(desk.say(words.WHOLE), people, desk, desk.say(words.NO_PLACE)), desk)


def _person(desk: Desk, id: str) -> Drawn:
    one = choosing.by_id(desk, id)
    return _of(around(desk.say(words.AROUND, name=who.name_of(one)), one, desk), desk)


def _place(desk: Desk, id: str) -> Drawn:
    place = desk.book.get(Organisation, id)
    if place is None:
        raise Refusal(desk.say(help_words.STALE))
    ids = [i for part in within(id, desk.book) for i in people_at(part.id, desk.book, desk.today)]
    people = [one for i in dict.fromkeys(ids) if (one := desk.book.get(Counterpart, i)) is not None]
    title = desk.say(words.AT, place=place.name)
    return _of(whole(title, people, desk, desk.say(words.NO_PLACE)), desk)


def _time(desk: Desk, id: str) -> Drawn:
    one = choosing.by_id(desk, id)
    title = desk.say(words.TIME, name=who.name_of(one))
    return Drawn(timeline.drawn(title, one, desk), title, "timeline", (one.id,))


def _of(network: Network | Circle, desk: Desk) -> Drawn:
    if isinstance(network, Network) and not network.people:
        raise Refusal(desk.say(words.NOBODY))
    if isinstance(network, Circle) and not network.around:
        raise Refusal(desk.say(words.ALONE))

    def more(n: int) -> str:
        return desk.say(words.MORE, n=n)

    if isinstance(network, Circle):
        svg, people = draw_circle(network, desk.say, more), (network.centre, *network.around)
    else:
        svg, people = listing.draw(network, desk.say, more), network.people
    return Drawn(svg, network.title, "network", tuple(one.id for one in people))


SORTS: dict[str, Callable[[Desk, str], Drawn]] = {
    "n": _network,
    "p": _person,
    "o": _place,
    "t": _time,
}
"""What a picture is of: everybody, around a person, an organisation, or time with a person."""
