"""What a person says of a message whose fate nobody knows: it arrived, again, or let it be."""

from __future__ import annotations

from dataclasses import replace

from handlers import who
from handlers.chat import Message, Outcome, Refusal
from handlers.desk import Desk
from handlers.direct.sending import laid_before
from handlers.nudging import pressing
from handlers.rules.direct import writable
from handlers.showing import answered, card
from handlers.words import direct as words
from handlers.words import help as help_words
from storage.records import Change, Counterpart, Course, DirectMessage


def again(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Send it again], after nobody could say whether it arrived: shown once more, and asked."""
    sent = _doubtful(rest, desk)
    nudge = pressing.waiting(sent.nudge, desk)
    settled = replace(sent, course=Course.DECIDED, why="again")
    one = desk.book.get(Counterpart, sent.counterpart)
    account = writable(sent.counterpart, desk.book)
    if one is None or account is None:
        name = who.name_of(one) if one else ""
        raise Refusal(desk.say(words.CANNOT, name=name))
    asked = laid_before(message, desk, nudge, one, account, sent.text)
    return replace(asked, changes=(Change(sent, settled), *asked.changes))


def arrived(message: Message, desk: Desk, rest: str) -> Outcome:
    """[It arrived]: the contact is noted, as for a message sent by hand."""
    sent = _doubtful(rest, desk)
    settled = Change(sent, replace(sent, course=Course.DECIDED, why="arrived"))
    outcome = pressing.wrote(message, desk, pressing.waiting(sent.nudge, desk))
    return Outcome(outcome.replies, (settled, *outcome.changes))


def leave(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Leave it]: it stays unknown, and nothing goes."""
    sent = _doubtful(rest, desk)
    settled = Change(sent, replace(sent, course=Course.DECIDED, why="left"))
    return answered(message, card(desk.say, desk.say(words.LEFT_ALONE)), (settled,))


def _doubtful(id: str, desk: Desk) -> DirectMessage:
    sent = desk.book.get(DirectMessage, id)
    if sent is None or sent.course is not Course.DOUBTFUL:
        raise Refusal(desk.say(help_words.STALE))
    return sent


PRESSES = {"sendagain": again, "itarrived": arrived, "letbe": leave}
