"""Pictures of the network and of time with one person, on a press or in words."""

from __future__ import annotations

from collections.abc import Callable

from handlers import choosing, who
from handlers.chat import Button, Message, Outcome, Picture, Refusal, Reply
from handlers.desk import Desk
from handlers.pictures import listing, timeline
from handlers.pictures.around import Circle
from handlers.pictures.around import draw as draw_circle
from handlers.pictures.model import Network
from handlers.pictures.shown import around, whole
from handlers.rules.network import people_at, within
from handlers.showing import card
from handlers.words import help as help_words
from handlers.words import network as network_words
from handlers.words import pictures as words
from storage.records import Counterpart, Organisation
from storage.values import dataclass

FILE = "f"
"""What a press ends with that asks for the SVG itself."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    svg: str
    title: str
    name: str
    about: tuple[str, ...]


def picture(message: Message, desk: Desk, rest: str) -> Outcome:
    """A press ``sort:id``, and ``:f`` where the file is wanted: the picture, below the card."""
    sort, _, more = rest.partition(":")
    id, _, form = more.partition(":")
    draw = _SORTS.get(sort)
    if draw is None:
        raise Refusal(desk.say(help_words.STALE))
    return _shown(message, desk, draw(desk, id), f"picture:{sort}:{id}", as_file=form == FILE)


def draw(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/picture`` of everybody, ``/picture NAME`` of what is around somebody."""
    if not rest.strip():
        return picture(message, desk, "n:")
    one, question = choosing.found_or_asked(message, desk, rest, "picture:p")
    return picture(message, desk, f"p:{one.id}") if one is not None else question or Outcome()


def _shown(message: Message, desk: Desk, drawn: _Drawn, press: str, *, as_file: bool) -> Outcome:
    say = desk.say
    buttons = () if as_file else (Button(say(network_words.PICTURE_FILE), f"{press}:{FILE}"),)
    shown = card(say, drawn.title, (), buttons, say(words.CARE))
    made = Picture(drawn.svg, drawn.name, as_file, drawn.about)
    return Outcome((Reply(message.place, shown, picture=made),))


def _network(desk: Desk, _id: str) -> _Drawn:
    people = [one for one in desk.book.all(Counterpart) if not one.merged_into]
    return _of(whole(desk.say(words.WHOLE), people, desk, desk.say(words.NO_PLACE)), desk)


def _person(desk: Desk, id: str) -> _Drawn:
    one = choosing.by_id(desk, id)
    return _of(around(desk.say(words.AROUND, name=who.name_of(one)), one, desk), desk)


def _place(desk: Desk, id: str) -> _Drawn:
    place = desk.book.get(Organisation, id)
    if place is None:
        raise Refusal(desk.say(help_words.STALE))
    ids = [i for part in within(id, desk.book) for i in people_at(part.id, desk.book, desk.today)]
    people = [one for i in dict.fromkeys(ids) if (one := desk.book.get(Counterpart, i)) is not None]
    title = desk.say(words.AT, place=place.name)
    return _of(whole(title, people, desk, desk.say(words.NO_PLACE)), desk)


def _time(desk: Desk, id: str) -> _Drawn:
    one = choosing.by_id(desk, id)
    title = desk.say(words.TIME, name=who.name_of(one))
    return _Drawn(timeline.drawn(title, one, desk), title, "timeline", (one.id,))


def _of(network: Network | Circle, desk: Desk) -> _Drawn:
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
    return _Drawn(svg, network.title, "network", tuple(one.id for one in people))


_SORTS: dict[str, Callable[[Desk, str], _Drawn]] = {
    "n": _network,
    "p": _person,
    "o": _place,
    "t": _time,
}
"""What a picture is of: everybody, around a person, an organisation, or time with a person."""

PRESSES = {"picture": picture}
COMMANDS = {"picture": draw}
