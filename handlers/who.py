"""Finds the counterpart somebody means, and says in a line who that is."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import date

from handlers.called import KEPT, bare, folded
from handlers.desk import Desk
from handlers.patterns import pattern
from handlers.reading.offices import office, offices
from handlers.rules.meetings import last_contact_with
from handlers.words import people as words
from storage.records import Counterpart, Organisation, Position
from storage.store import Book
from storage.values import dataclass

__all__ = [
    "LONGEST",
    "Match",
    "bearing",
    "find",
    "folded",
    "is_held",
    "label",
    "last_contact",
    "last_contact_day",
    "last_contact_text",
    "name_of",
    "named_in",
    "position_text",
    "role_and_place",
    "role_of",
    "since",
    "titled",
]

_SIGNS = pattern(r"[^\w\s]")
LONGEST = 200
"""Characters of a name that are looked at."""
_HELD: dict[Hashable, dict[str, list[str]]] = {}
_HELD_LIMIT = 32


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a name may mean: those called just that, else those called nearly that."""

    exact: tuple[Counterpart, ...] = ()
    close: tuple[Counterpart, ...] = ()
    """Likeliest first; to be offered, never taken unasked."""

    @property
    def only(self) -> Counterpart | None:
        """The one counterpart it must mean, where there is one."""
        return self.exact[0] if len(self.exact) == 1 else None

    @property
    def offered(self) -> tuple[Counterpart, ...]:
        """Everybody it may mean, likeliest first."""
        return self.exact or self.close


def find(book: Book, text: str, limit: int = 5) -> Match:
    """Whom *text* names: exact by name or alias, titles aside; else at most *limit* close ones."""
    text = text[:LONGEST]
    names = KEPT.of(book.names())
    exact = names.by_name.get(folded(text)) or names.by_bare.get(bare(text))
    if exact:
        return Match(exact=_alive(book, exact))
    near = (owner for owner, _, _ in names.roster.candidates(text, limit))
    # A name so common that it tells little is still the name of whoever bears it.
    return Match(
        close=titled(book, text)[:limit] or _alive(book, near) or bearing(text, book)[:limit]
    )


def titled(book: Book, text: str) -> tuple[Counterpart, ...]:
    """Those *text* calls by an office alone, in whatever language: Prefect Diallo, le préfet."""
    called = office(text)
    if not called:
        return ()
    owners = KEPT.of(book.names()).by_office.get(called, ())
    return _alive(book, dict.fromkeys((*_holders(book).get(called, ()), *owners)))


def _holders(book: Book) -> dict[str, list[str]]:
    """Who holds each office, as long as neither roles nor what they see of them changes."""
    stamp = book.stamp(Position)
    held = _HELD.get(stamp)
    if held is None:
        held = _HELD[stamp] = {}
        for one in book.all(Position):
            for office in offices(one.title) if one.until is None else ():
                held.setdefault(office, []).append(one.counterpart)
        if len(_HELD) > _HELD_LIMIT:
            del _HELD[next(iter(_HELD))]
    return held


def bearing(word: str, book: Book) -> tuple[Counterpart, ...]:
    """Everybody of whose names *word* is a part: a first name, a surname."""
    return _alive(book, dict.fromkeys(KEPT.of(book.names()).by_word.get(folded(word), ())))


def named_in(text: str, book: Book) -> Counterpart | None:
    """The one counterpart whose name stands in *text*; nobody where it is not just one."""
    exact = find(book, text).only
    if exact is not None:
        return exact
    names, owners = KEPT.of(book.names()), dict[str, None]()
    for run in _runs(folded(_SIGNS.sub(" ", text)).split(), names.longest):
        # With its titles or without.
        owners |= dict.fromkeys((*names.by_name.get(run, ()), *names.by_bare.get(run, ())))
    found = _alive(book, owners)
    return found[0] if len(found) == 1 else None


def _runs(words: list[str], longest: int) -> Iterator[str]:
    """So many words at most that stand side by side, in every way."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            yield " ".join(words[start:end])


def label(counterpart: Counterpart, desk: Desk) -> str:
    """How cards call this person: the code name, else the name with the role they hold."""
    shown = name_of(counterpart)
    if counterpart.code_name:
        return shown
    role = role_of(counterpart, desk)
    # Somebody known by their role alone is not called so twice.
    if not role or folded(role) == folded(shown):
        return shown
    return desk.say(words.NAME_AND_ROLE, name=shown, role=role)


def name_of(counterpart: Counterpart) -> str:
    """The code name where there is one, else the name."""
    return counterpart.code_name or counterpart.name


def role_of(counterpart: Counterpart, desk: Desk) -> str:
    """The role they hold now and where; empty where none is known."""
    held = [p for p in desk.book.find(Position, "counterpart", counterpart.id) if is_held(p, desk)]
    if not held:
        return ""
    return position_text(max(held, key=since), desk)


def position_text(position: Position, desk: Desk) -> str:
    """A role and its organisation in one line."""
    place = desk.book.get(Organisation, position.organisation) if position.organisation else None
    return role_and_place(position.title, place.name if place else "", desk)


def role_and_place(role: str, place: str, desk: Desk) -> str:
    """Both in one line, or the one that there is."""
    if not (role and place):
        return role or place
    return desk.say(words.ROLE_AND_PLACE, role=role, place=place)


def is_held(position: Position, desk: Desk) -> bool:
    """Whether that role is theirs today."""
    return position.until is None or position.until > desk.today


def last_contact(book: Book, counterpart: Counterpart) -> date | None:
    """The day of the latest meeting with them, where there was one."""
    met = last_contact_with(counterpart.id, book)
    return None if met is None else met.on


def last_contact_text(counterpart: Counterpart, desk: Desk) -> str:
    """When we last spoke, in words that need no label."""
    met = last_contact(desk.book, counterpart)
    if met is None:
        return desk.say(words.NEVER_MET)
    return desk.say(words.LAST_CONTACT, day=desk.say.short_day(met))


def last_contact_day(counterpart: Counterpart, desk: Desk) -> str:
    """When we last spoke, to stand beside a label that says so."""
    met = last_contact(desk.book, counterpart)
    return desk.say(words.NEVER_MET) if met is None else desk.say.short_day(met)


def since(position: Position) -> date:
    """The day a role began, for sorting; the first of all days where it is unknown."""
    return position.since or date.min


def _alive(book: Book, ids: Iterable[str]) -> tuple[Counterpart, ...]:
    """The records of *ids*; one that was merged away stands for the one it went into."""
    found: dict[str, Counterpart] = {}
    for id in ids:
        one = book.get(Counterpart, id)
        if one is not None and one.merged_into:
            one = book.get(Counterpart, one.merged_into)
        if one is not None and not one.merged_into:
            found.setdefault(one.id, one)
    return tuple(found.values())
