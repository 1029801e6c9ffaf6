"""Which agreement somebody means: by its number, by the words of its terms, by whose it is."""

from __future__ import annotations

from handlers.chat import Message, Refusal
from handlers.desk import Desk
from handlers.meant import named
from handlers.reading import acts
from handlers.rules.agreeing import stands
from handlers.rules.open import latest_first
from handlers.searching.likeness import alike
from handlers.words import agreeing as words
from handlers.words import help as help_words
from storage.records import Agreement, Counterpart

MOST = 5
"""Agreements that are offered to choose from."""


def by_id(desk: Desk, id: str) -> Agreement:
    """The agreement of that id; the same refusal whether there is none or it is a colleague's."""
    found = desk.book.get(Agreement, id)
    if found is None:
        raise Refusal(desk.say(help_words.STALE))
    return found


def by_number(desk: Desk, number: int) -> Agreement:
    """The agreement called by *number*; refuses where the member sees none of that number."""
    found = desk.book.find(Agreement, "number", str(number))
    if not found:
        say = desk.say
        raise Refusal(say(words.NONE_SUCH, number=say(words.NUMBER, number=str(number))))
    return found[0]


def by_words(text: str, message: Message, desk: Desk, *besides: str) -> list[Agreement]:
    """Those whose terms *text* comes nearest to, likeliest first; *besides* are phrases in it.

    Whoever is named narrows it to theirs. Where only somebody is named, it is what stands with
    them.
    """
    people = named(text, message, desk)
    made = [one for one in _theirs(people, desk) if one.number]
    names = " ".join(name for one in people for name in (one.name, *one.aliases))
    about = acts.without(text, "agreement", *besides)
    own = desk.say.language
    scored = [
        (alike(about, one.text, own) - alike(names, one.text, own), one)
        for one in latest_first(made)
    ]
    best = max((score for score, _ in scored), default=0)
    if best > 0:
        near = [one for score, one in scored if score == best]
        return sorted(near, key=lambda one: not stands(one, desk.today))[:MOST]
    if not people:
        return []
    standing = [one for _, one in scored if stands(one, desk.today)]
    return (standing or [one for _, one in scored])[:MOST]


def _theirs(people: tuple[Counterpart, ...], desk: Desk) -> list[Agreement]:
    if not people:
        return desk.book.all(Agreement)
    return [one for who in people for one in desk.book.find(Agreement, "counterpart", who.id)]
