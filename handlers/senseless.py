"""Tells people that something kept makes no sense, so that reminders about it may be missing."""

from __future__ import annotations

from handlers import who
from handlers.chat import MEMBER, Address, Button, Card, Reply
from handlers.nearby import BELOW
from handlers.outage import leading
from handlers.words import faults
from handlers.words import nudges as nudge_words
from handlers.words.speech import Speech
from storage.records import Counterpart, Member
from storage.store import Book


def senseless(book: Book, about: str, ref: str) -> tuple[Reply, ...]:
    """Cards that something kept about a counterpart or a member makes no sense.

    Whoever looks after them is told of whom, unless others may read that on a locked screen; those
    who lead the team are told that there is something.
    """
    told: dict[str, Reply] = {}
    person, member = book.get(Counterpart, about), book.get(Member, about)
    if person is not None and (one := _looks_after(person, book)) is not None:
        words = faults.SENSELESS_OF_ONE if one.discreet else faults.SENSELESS_OF
        see = f"{BELOW}:history:{person.id}"
        told[one.id] = _card(one, words, see, name=who.name_of(person), ref=ref)
    elif member is not None and member.active:
        told[member.id] = _card(member, faults.SENSELESS_OWN, ref=ref)
    for one in leading(book):
        told.setdefault(one.id, _card(one, faults.SENSELESS_TEAM, ref=ref))
    return tuple(told.values())


def _looks_after(person: Counterpart, book: Book) -> Member | None:
    """Whoever leads the relation, or stands in where they are gone."""
    known = (book.get(Member, id) for id in (person.owner, *person.deputies))
    return next((one for one in known if one is not None and one.active), None)


def _card(one: Member, sentence: str, see: str = "", **values: str) -> Reply:
    say = Speech(one.language, one.zone)
    buttons = (Button(say(nudge_words.SHOW), see),) if see else ()
    card = Card(say(sentence, **values), buttons=buttons, language=say.language)
    return Reply(Address(MEMBER, one.id), card, urgent=False)
