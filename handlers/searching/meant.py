"""Whom a question is about: by name, by the role they hold, or by where they belong."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import who
from handlers.called import spellings
from handlers.desk import Desk
from handlers.patterns import pattern
from handlers.reading.names import strip_title
from handlers.reading.names_sounds import alike, sound
from handlers.reading.offices import office, offices
from handlers.reading.page import Page, Token, fold
from handlers.searching.terms import alternatives, terms
from handlers.thesaurus import any_stop_words
from storage.records import Counterpart, Organisation, Position
from storage.sought import Within
from storage.stems import stem, words
from storage.values import dataclass

_LONGEST = 5
"""Words of a name or a role."""
_ALIKE = 0.55
"""How much of what the best role answers another must answer to be meant as well."""
_SHORTEST = 3
"""Letters of the shortest name that is looked for by itself."""
_NAMES = 6
"""People a role or an organisation may stand for before it is too wide to choose from."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Those who may be meant, and the words that said so."""

    people: tuple[Counterpart, ...] = ()
    """Everybody it may be; one alone is certain."""
    start: int = 0
    end: int = 0
    """Where in the text they are named."""
    place: Organisation | None = None
    """The organisation, where it was that which was named."""
    certain: bool = False


def named(text: str, desk: Desk) -> Meant | None:
    """Whoever is called by name in *text*, wherever in it; the longest name counts."""
    for run, start, end in _runs(text):
        found = who.find(desk.book, run, 1).exact
        if found:
            return Meant(found, start, end, certain=len(found) == 1)
    return None


def seated(text: str, desk: Desk) -> Meant | None:
    """Whoever holds a role that *text* names just so; the longest role counts."""
    for run, start, end in _runs(text):
        held = [p for p in desk.book.find(Position, "name", run) if who.is_held(p, desk)]
        ids = dict.fromkeys(one.counterpart for one in held)
        people = tuple(one for id in ids if (one := desk.book.get(Counterpart, id)))
        if people:
            return Meant(people, start, end, certain=len(people) == 1)
    return None


def half_named(text: str, desk: Desk) -> Meant | None:
    """Whoever bears a first name or a surname that *text* holds, however small it is written.

    A name that goes on in capitals is somebody else's whole name: "Idris Nour" is not any Idris.
    """
    tokens = [token for token in Page(text).tokens if token.is_word]
    for at, token in enumerate(tokens):
        plain = fold(text[token.start : token.end])
        beside = (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
        if (
            len(plain) < _SHORTEST
            or plain in any_stop_words()
            or any(one.capital for one in beside)
        ):
            continue
        people = who.bearing(plain, desk.book) or _owning(plain, desk)
        if people:
            return Meant(people, token.start, token.end, certain=len(people) == 1)
    return None


def sounding(text: str, desk: Desk) -> Meant | None:
    """The one whose first name or surname *text* holds in Arabic letters, told by its sound."""
    found: dict[str, tuple[float, Token]] = {}
    for token in (one for one in Page(text).tokens if one.is_word):
        word = text[token.start : token.end]
        if not _ARABIC.fullmatch(word) or fold(word) in any_stop_words():
            continue
        for owner, like in _sounding(word, desk):
            if like > found.get(owner, (0.0, token))[0]:
                found[owner] = like, token
    best = sorted(found, key=lambda owner: -found[owner][0])
    if not best or (len(best) > 1 and found[best[1]][0] > found[best[0]][0] - _APART):
        return None
    one, token = desk.book.get(Counterpart, best[0]), found[best[0]][1]
    return Meant((one,), token.start, token.end, certain=True) if one is not None else None


def _sounding(word: str, desk: Desk) -> Iterator[tuple[str, float]]:
    """Who bears a name that sounds like *word*, or like it without what is written on to it."""
    spelled = word[:-1] + "ا" if word.endswith("ى") else word
    bare = _WRITTEN_ON.sub("", word)
    sounds = {sound(fold(one)) for one in (spelled, _WRITTEN_ON.sub("", spelled))}
    for name, owner in desk.book.names():
        for part in spellings(name)[1].split():
            if fold(part) == fold(bare):
                yield owner, 1.0
            elif part.isascii() and len(part) >= _SHORTEST:
                like = max(alike(one, sound(part), True) for one in sounds)
                if like >= _SOUNDS:
                    yield owner, like


_ARABIC = pattern(r"[ء-ي]{3,}")
_WRITTEN_ON = pattern(r"^[وف]?[بل](?=[ء-ي]{3})")
_SOUNDS = 0.84
"""How alike a name sounds that is taken for the same."""
_APART = 0.08
"""By how much it must sound more alike than anybody else's."""


def _owning(plain: str, desk: Desk) -> tuple[Counterpart, ...]:
    """Those whose name it is that *plain* makes an owner of, its mark left out: "omars deal"."""
    name = plain.removesuffix("s")
    return who.bearing(name, desk.book) if _SHORTEST <= len(name) < len(plain) else ()


def placed(text: str, desk: Desk) -> Meant | None:
    """Those who belong to an organisation that *text* names."""
    for run, start, end in _runs(text):
        for place in desk.book.find(Organisation, "name", run):
            held = desk.book.find(Position, "organisation", place.id)
            ids = dict.fromkeys(one.counterpart for one in held if who.is_held(one, desk))
            people = [one for id in ids if (one := desk.book.get(Counterpart, id))]
            if people:
                return Meant(tuple(people), start, end, place, certain=len(people) == 1)
    return None


def holding(role: str, desk: Desk) -> tuple[Counterpart, ...]:
    """Those who hold a role called that, in whatever language, the likeliest first."""
    found: dict[str, float] = {}
    looked_for = terms(role, desk.say.language)
    for hit in desk.book.ranked(looked_for, Within((Position,))):
        held = desk.book.get(Position, hit.id)
        if held is not None and who.is_held(held, desk):
            found.setdefault(held.counterpart, hit.score)
    best = max(found.values(), default=0.0)
    likely = [id for id, score in found.items() if score >= best * _ALIKE]
    people = (desk.book.get(Counterpart, id) for id in likely[:_NAMES])
    return tuple(one for one in people if one is not None and not one.merged_into)


def titled(text: str, desk: Desk) -> Meant | None:
    """Those whom *text* calls by their office alone, wherever in it: ``the prefect``."""
    for run, start, end in _runs(text):
        people = who.titled(desk.book, run)[:_NAMES]
        if people:
            return Meant(people, start, end, certain=len(people) == 1)
    return None


def _runs(text: str) -> Iterator[tuple[str, int, int]]:
    """Every run of words that may be a name, the longest first, with where it stands."""
    tokens = [token for token in Page(text).tokens if token.is_word]
    for size in range(min(_LONGEST, len(tokens)), 0, -1):
        for first in range(len(tokens) - size + 1):
            start, end = _ends(tokens[first], tokens[first + size - 1])
            yield text[start:end], start, end


def _ends(first: Token, last: Token) -> tuple[int, int]:
    return first.start, last.end


def without_role(text: str, people: tuple[Counterpart, ...], desk: Desk) -> str:
    """*text* without the words that say which role *people* hold."""
    titles = [p.title for one in people for p in desk.book.find(Position, "counterpart", one.id)]
    titles += [strip_title(one.name)[0] for one in people]
    held = {stem(word) for title in titles for word in words(title)}
    called = frozenset[str]().union(*map(offices, titles))
    return " ".join(
        word
        for word in text.split()
        if not any(held & alternatives(stem(bare)).keys() for bare in words(word))
        and office(word) not in called
    )
