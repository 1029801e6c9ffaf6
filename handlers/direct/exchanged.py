"""All that was sent to a counterpart and came back from them, the newest first."""

from __future__ import annotations

from datetime import datetime

from handlers import who
from handlers.chat import Button, Message, Outcome
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.portrait import member_name
from handlers.showing import answered, card, paged
from handlers.words import direct as words
from storage.records import Counterpart, Course, DirectMessage, Evidence

SHOWN = 200
"""Characters of one message that are shown in the list."""
_SENT = (Course.ARRIVED, Course.DOUBTFUL)

Said = DirectMessage | Evidence


def exchanged(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Messages] on somebody's card; *rest* is their id and where the page begins."""
    id, _, start = rest.partition(":")
    one = by_id(desk, id)
    name = who.name_of(one)
    back = (Button(name, f"person:{one.id}"),)
    every = _every(one, desk)
    if not every:
        return answered(
            message, card(desk.say, desk.say(words.EXCHANGED_NONE, name=name), (), back)
        )
    shown = paged(
        *(desk.say, desk.say(words.EXCHANGED_WITH, name=name), [(words.EXCHANGED_FIRST, every)]),
        lambda said: _line(said, name, desk),
        start=start,
        press=f"exchanged:{one.id}:",
        buttons=back,
    )
    return answered(message, shown)


def _every(one: Counterpart, desk: Desk) -> list[Said]:
    sent: list[Said] = [
        letter
        for letter in desk.book.find(DirectMessage, "counterpart", one.id)
        if letter.course in _SENT or letter.why == "arrived"
    ]
    came = [piece for piece in desk.book.find(Evidence, "counterpart", one.id) if piece.direct]
    return sorted((*sent, *came), key=_at, reverse=True)


def _at(said: Said) -> datetime:
    return said.at if isinstance(said, DirectMessage) else said.received_at


def _line(said: Said, name: str, desk: Desk) -> str:
    say = desk.say
    ours = isinstance(said, DirectMessage)
    text = " ".join(said.text.split()) or say(words.A_FILE)
    text = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
    by = member_name(said.member, desk) if ours else name
    day = say.short_day(_at(said).astimezone(desk.zone).date())
    return say(words.EXCHANGED_LINE, day=day, who=by, text=text)


PRESSES = {"exchanged": exchanged}
