"""What is owed, asked in words: "what do we owe the préfet?", "que nous doit-il ?"."""

from __future__ import annotations

from dataclasses import replace

from handlers import promises, who
from handlers.chat import Button, Message, Outcome
from handlers.choosing import shortened
from handlers.desk import Desk
from handlers.meant import lately, named
from handlers.reading import acts
from handlers.reading.acts import Said
from handlers.showing import answered, card
from handlers.words import ledger as words
from handlers.words import people as people_words
from storage.records import Counterpart, Side

_QUESTION = ("?", "؟")
_SAID = ("we_owe", "they_owe")


def asked(message: Message, desk: Desk) -> Outcome | None:
    """The promises that are asked for; ``None`` where nothing is asked about any."""
    what = acts.said(message.text)
    if not what.has(*_SAID) or not _is_question(what):
        return None
    first = Side.US if what.has("we_owe") else Side.THEM
    about = acts.without(message.text, *_SAID)
    people = named(about, message, desk)
    if len(people) == 1:
        return answered(message, promises.promises_card(people[0], desk, "", first))
    if people:
        return _which(message, desk, people, about)
    left = acts.without(about, "ask", "asking", "him", "ours", "theirs")
    if any(mark.isalnum() for mark in left):
        # Somebody or something else is spoken of, which the questions in words look up.
        return None
    if what.has("him") or first is Side.THEM:
        return _of_the_last(message, desk, first)
    return promises.promises(message, desk)


def _is_question(what: Said) -> bool:
    return what.text.rstrip().endswith(_QUESTION) or what.opens("ask", *_SAID)


def _which(message: Message, desk: Desk, people: tuple[Counterpart, ...], about: str) -> Outcome:
    buttons = (Button(who.label(one, desk), f"promises:{one.id}") for one in people)
    title = desk.say(people_words.WHICH, name=shortened(about))
    return answered(message, card(desk.say, title, (), buttons))


def _of_the_last(message: Message, desk: Desk, first: Side) -> Outcome | None:
    """Nobody is named: whoever was met last, and that it was taken so."""
    met = lately(desk)
    if not met:
        return promises.promises(message, desk)
    shown = promises.promises_card(met[0], desk, "", first)
    told = desk.say(words.MET_LAST, name=who.name_of(met[0]))
    return answered(message, replace(shown, hint=told))
