"""Which open promise a few words are about: by what was promised, by whom, and by its day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from handlers.chat import Message
from handlers.desk import Desk
from handlers.drafting.setting import setting_of
from handlers.meant import lately, named
from handlers.reading import acts
from handlers.reading.acts import Said
from handlers.reading.read import read
from handlers.rules.open import is_open, soonest_first
from handlers.searching.likeness import alike, share
from storage.records import Commitment, Counterpart, Side

MOST = 5
"""Promises that are offered to choose from."""
LONGEST = 16
"""Words of a message that may be nothing but news of a promise."""
ENOUGH = 0.5
"""The share of words that must be the same where nothing is said of keeping a promise."""
_STRONG = ("kept", "broke_word", "released")
_ABOUT = (
    *("kept", "broke_word", "not_kept", "late", "partly", "released", "moved"),
    *("ours", "theirs", "promise"),
)


def meant(what: Said, message: Message, desk: Desk) -> list[Commitment]:
    """The open promises that may be meant, likeliest first; none where it is other news."""
    if not what.plain or len(what.plain.split()) > LONGEST or what.has("told", "future", "we_owe"):
        return []
    strong = what.has(*_STRONG)
    if not strong and not what.has("moved") and _tells_something_new(message, desk):
        return []
    people = named(message.text, message, desk)
    if not strong and not (people or what.has("ours", "theirs", "moved")):
        return []
    opened = [one for one in _open(people, desk) if _fits(one, what)]
    about = acts.without(message.text, *_ABOUT)
    names = " ".join(name for one in people for name in (one.name, *one.aliases))
    scored = [(_score(about, names, one, desk), one) for one in opened]
    best = max((score for score, _ in scored), default=0)
    if best > 0:
        near = [one for score, one in scored if score == best]
        return _enough(about, near, desk, strong=strong)[:MOST]
    if not strong:
        return []
    return soonest_first(_unnamed(opened, people, desk))[:MOST]


def open_ones(desk: Desk) -> list[Commitment]:
    """All that are open, the first due first, as many as can be offered."""
    return soonest_first(one for one in desk.book.all(Commitment) if is_open(one))[:MOST]


def _open(people: tuple[Counterpart, ...], desk: Desk) -> list[Commitment]:
    if people:
        found = [p for one in people for p in desk.book.find(Commitment, "counterpart", one.id)]
    else:
        found = desk.book.all(Commitment)
    return [one for one in found if is_open(one)]


def _fits(one: Commitment, what: Said) -> bool:
    """Whether whoever is spoken of gave it; where it is not said who, anybody may have."""
    if what.has("ours") and not what.has("theirs"):
        return one.by is Side.US
    if what.has("theirs") and not what.has("ours"):
        return one.by is Side.THEM
    return True


def _score(about: str, names: str, one: Commitment, desk: Desk) -> int:
    own = desk.say.language
    return alike(about, one.text, own) - alike(names, one.text, own)


def _enough(about: str, near: list[Commitment], desk: Desk, *, strong: bool) -> list[Commitment]:
    if strong:
        return near
    return [one for one in near if share(about, one.text, desk.say.language) >= ENOUGH]


def _unnamed(
    opened: list[Commitment], people: tuple[Counterpart, ...], desk: Desk
) -> Iterable[Commitment]:
    """Where no word tells which: what is due of whoever is named, else of the one met last."""
    if not people:
        last = {one.id for one in lately(desk)[:1]}
        opened = [one for one in opened if one.counterpart in last]
    due = [one for one in opened if (one.due or date.max) <= desk.today]
    return due or opened


def _tells_something_new(message: Message, desk: Desk) -> bool:
    """Whether the words hold terms, a refusal or a promise with its day: a note of its own."""
    said = read(message.text, setting_of(message, desk))
    dated = any(one.due is not None for one in said.promises)
    return bool(said.agreements or said.refusals or said.next_step or dated)
