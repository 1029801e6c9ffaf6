"""Whom or what a few words mean: a person, an office that outlives its holder, an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from handlers import who
from handlers.desk import Desk
from handlers.reading.layout import Layout
from handlers.reading.names import strip_title
from handlers.reading.note import Setting
from handlers.reading.page import Page, Stretch
from handlers.reading.ties import bare
from handlers.rules.network import holders, living
from handlers.rules.network.sorts import guessed
from handlers.rules.network.structure import Unit, held
from storage.folding import fold
from storage.records import Counterpart, Office, Organisation, Position
from storage.values import dataclass

_TONGUES = ("en", "fr", "es", "ar")
_LONGEST_NAME = 5
_DOING = ("agree", "refuse", "met", "promised", "says", "demand", "will", "hedge", "query")


@dataclass(frozen=True, slots=True)
class End:
    """What stands at one end: those it may mean, or what it looks like where nobody is known."""

    text: str
    people: tuple[Counterpart, ...] = ()
    """One is certain, several are to be chosen from."""
    unit: Unit | None = None
    sure: bool = False
    """Whether *people* are called or titled just so."""
    role: bool = False
    """Whether the words are a role rather than a name."""
    place: bool = False
    """Whether the words are those of an organisation."""

    @property
    def person(self) -> Counterpart | None:
        """The one person it must mean, where there is one."""
        return self.people[0] if self.sure and len(self.people) == 1 else None

    @property
    def is_place(self) -> bool:
        """Whether it is an organisation, and nobody is called so."""
        return not self.people and not self.role and (self.place or self.unit is not None)

    @property
    def known(self) -> bool:
        """Whether something on record is called just so."""
        return self.sure or self.unit is not None


def named(text: str, desk: Desk) -> End:
    """What *text* means, as far as the book tells."""
    text = bare(text)
    office = office_named(text, desk)
    place = organisation_named(text, desk)
    for spelt in _spellings(text):
        exact = who.find(desk.book, spelt).exact
        if exact:
            return End(spelt, exact, office or place, sure=True, role=is_role(spelt))
    seated = tuple(_seated(text, office, desk))
    if seated:
        return End(text, seated, office, sure=True, role=True)
    if office is not None or place is not None:
        return End(text, (), office or place, role=office is not None, place=office is None)
    role = is_role(text)
    if role or guessed((text,)):
        return End(text, role=role, place=not role)
    return End(text, who.find(desk.book, text).close)


def _spellings(text: str) -> Iterator[str]:
    """As written, and without an Arabic "to" or "by" that is written onto the word."""
    yield text
    if text.startswith("لل"):
        yield f"ال{text[2:]}"
    elif text[:1] in ("ل", "ب") and len(text.split(maxsplit=1)[0]) > len("ابو"):
        yield text[1:]


def _seated(text: str, office: Office | None, desk: Desk) -> Iterator[Counterpart]:
    """Whom the member knows to hold a role of that title today."""
    # "The commander" in Arabic is one word; the role on record may stand without its article.
    titles = (text, text.removeprefix("ال")) if text.startswith("ال") else (text,)
    every = (one for title in titles for one in desk.book.find(Position, "name", title))
    found = [one for one in every if held(one, desk.today)]
    if office is not None:
        found = holders(office, desk.book, desk.today)
    people = (living(position.counterpart, desk.book) for position in found)
    yield from {one.id: one for one in people if one is not None}.values()


def office_named(text: str, desk: Desk) -> Office | None:
    """The office of that name, with or without its organisation behind it."""
    found = desk.book.find(Office, "name", text)
    if found:
        return found[0]
    title, place = split(text, desk)
    if not place:
        return None
    there = organisation_named(place, desk)
    offices = desk.book.find(Office, "name", title) if there is not None else []
    return next((one for one in offices if there and one.organisation == there.id), None)


def organisation_named(text: str, desk: Desk) -> Organisation | None:
    """The organisation of that name."""
    found = desk.book.find(Organisation, "name", text)
    return found[0] if found else None


def split(text: str, desk: Desk) -> tuple[str, str]:
    """The title and the organisation of ``DG MoFA`` or ``clerk, Labour dept``; the latter may be
    empty."""
    title, comma, place = text.replace("،", ",").partition(",")
    if comma:
        return title.strip(), place.strip()
    tokens = text.split()
    for cut in range(1, len(tokens)):
        title, place = " ".join(tokens[:cut]), bare(" ".join(tokens[cut:]))
        if is_role(title) and (organisation_named(place, desk) or _short_form(place)):
            return title, place
    return text, ""


def _short_form(place: str) -> bool:
    """Whether it is written as the short form of an organisation: MoFA, HAC, UNHCR."""
    capitals = sum(sign.isupper() for sign in place)
    return " " not in place and capitals > 1 and place.isalpha()


def is_role(text: str) -> bool:
    """Whether *text* is a role, such as "the governor", and no name."""
    text = bare(text)
    if not text or len(text.split()) > _LONGEST_NAME:
        return False
    layout = _laid_out(text)
    known = layout.named("roles") | layout.named("role_before")
    first = layout.page.typed[:1]
    if first and first[0] in layout.named("roles"):
        return not _names_somebody(layout, known)
    if layout.page.typed and all(word in known for word in layout.page.typed):
        return True
    # "north brigade commander": the role stands last, and nothing is written as a name.
    if text.islower() and layout.page.typed[-1] in layout.named("roles"):
        return True
    # A title with no name behind it is a role.
    return not strip_title(text)[1].strip() or fold(strip_title(text)[1]) == fold(text) in known


def tells(text: str) -> bool:
    """Whether *text* holds a word that tells of something done, which no name does."""
    return _laid_out(text).has(None, *_DOING)


def _laid_out(text: str) -> Layout:
    return Layout(Page(text), Setting(datetime(2000, 1, 1, tzinfo=UTC)), _TONGUES)


def _names_somebody(layout: Layout, known: frozenset[str]) -> bool:
    """Whether a name follows the role: "Commander Idris", but not "governor of Hajjah"."""
    words = layout.page.typed
    of, titles = layout.named("of"), layout.named("titles")
    rest = next((at for at, word in enumerate(words) if word not in known), len(words))
    if rest == len(words) or words[rest] in of or words[0] not in titles:
        return False
    token = layout.page.tokens[rest]
    return token.capital and not layout.has(Stretch(rest, rest + 1), "organisations")
