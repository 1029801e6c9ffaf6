"""Finds the counterpart somebody means, and says in a line who that is."""

from __future__ import annotations

import re
import unicodedata
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from anyascii import anyascii
from rapidfuzz import fuzz, process

from handlers.desk import Desk
from handlers.words import people as words
from storage.records import Counterpart, Meeting, Organisation, Position
from storage.store import Book

CLOSE = 78.0
"""How alike, of 100, two spellings must be to be offered as the same person."""

_TITLE_WORDS = """
    mr mrs ms dr eng colonel col lieutenant lt captain capt cpt major maj general gen brigadier
    brig commander cmdr sergeant sgt sheikh shaykh sheik cheikh hajj haj hajji haji hajja sayyid
    sayed said mullah maulvi mawlawi imam abbot father pere padre sister soeur ustaz ustadh ustad
    monsieur madame mme m senor senora sr sra don dona commandant cdt capitaine colonnel coronel
    teniente comandante capitan governor gouverneur gobernador minister ministre ministro chief
    chef jefe mayor maire alcalde al el"""
_TITLES = frozenset(_TITLE_WORDS.split())
_ARTICLE = re.compile(r"^(?:al|el|ul|as|ar|an)[-‑'’ ]")
_LETTERS = re.compile(r"[^\w\s]", re.UNICODE)
_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLED = re.compile(r"(.)\1+")


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


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The names of a book, ready to be compared; kept while the book's names stay the same."""

    source: Sequence[tuple[str, str]]
    by_name: dict[str, tuple[str, ...]]
    by_bare: dict[str, tuple[str, ...]]
    ids: list[str]
    plain: list[str]
    bones: list[str]


_KEPT: OrderedDict[int, _Prepared] = OrderedDict()
_KEPT_LIMIT = 64


def folded(name: str) -> str:
    """*name* as it is compared for sameness: one case, one form, single spaces, all its letters."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def find(book: Book, text: str, limit: int = 5) -> Match:
    """Whom *text* names: exact by name or alias, titles aside; else at most *limit* close ones."""
    names = _prepared(book.names())
    name = folded(text)
    exact = names.by_name.get(name) or names.by_bare.get(_bare(name), ())
    if exact:
        return Match(exact=_alive(book, exact))
    return Match(close=_alive(book, _close(names, text, limit)))


def label(counterpart: Counterpart, desk: Desk) -> str:
    """How cards call this person: the code name, else the name with the role they hold."""
    shown = name_of(counterpart)
    if counterpart.code_name:
        return shown
    role = role_of(counterpart, desk)
    return desk.say(words.NAME_AND_ROLE, name=shown, role=role) if role else shown


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
    if place is None:
        return position.title
    if not position.title:
        return place.name
    return desk.say(words.ROLE_AND_PLACE, role=position.title, place=place.name)


def is_held(position: Position, desk: Desk) -> bool:
    """Whether that role is theirs today."""
    return position.until is None or position.until > desk.today


def last_contact(book: Book, counterpart: Counterpart) -> date | None:
    """The day of the latest meeting with them, where there was one."""
    met = book.find(Meeting, "counterpart", counterpart.id)
    return max((meeting.on for meeting in met), default=None)


def last_contact_text(counterpart: Counterpart, desk: Desk) -> str:
    """When we last spoke, in words."""
    met = last_contact(desk.book, counterpart)
    if met is None:
        return desk.say(words.NEVER_MET)
    return desk.say(words.LAST_CONTACT, day=desk.say.short_day(met))


def since(position: Position) -> date:
    """The day a role began, for sorting; the first of all days where it is unknown."""
    return position.since or date.min


def _alive(book: Book, ids: Sequence[str]) -> tuple[Counterpart, ...]:
    """The records of *ids*; one that was merged away stands for the one it went into."""
    found: dict[str, Counterpart] = {}
    for id in ids:
        one = book.get(Counterpart, id)
        if one is not None and one.merged_into:
            one = book.get(Counterpart, one.merged_into)
        if one is not None and not one.merged_into:
            found.setdefault(one.id, one)
    return tuple(found.values())


def _prepared(names: Sequence[tuple[str, str]]) -> _Prepared:
    kept = _KEPT.get(id(names))
    if kept is not None and kept.source is names:
        _KEPT.move_to_end(id(names))
        return kept
    by_name: dict[str, tuple[str, ...]] = {}
    by_bare: dict[str, tuple[str, ...]] = {}
    plain = []
    for written, owner in names:
        name = folded(written)
        for table, key in ((by_name, name), (by_bare, _bare(name))):
            if owner not in table.get(key, ()):
                table[key] = (*table.get(key, ()), owner)
        plain.append(_plain(written))
    ready = _Prepared(
        names, by_name, by_bare, [owner for _, owner in names], plain, [_bones(p) for p in plain]
    )
    _KEPT[id(names)] = ready
    while len(_KEPT) > _KEPT_LIMIT:
        _KEPT.popitem(last=False)
    return ready


def _close(names: _Prepared, text: str, limit: int) -> list[str]:
    """Ids of those called nearly that, the likeliest first."""
    asked = _plain(text)
    if not asked:
        return []
    best: dict[str, float] = {}
    for wanted, choices in ((asked, names.plain), (_bones(asked), names.bones)):
        found = process.extract(
            wanted, choices, scorer=fuzz.token_set_ratio, score_cutoff=CLOSE, limit=limit * 4
        )
        for _, score, place in found:
            owner = names.ids[place]
            tie = fuzz.ratio(asked, names.plain[place])
            best[owner] = max(best.get(owner, 0.0), score + tie)
    return sorted(best, key=lambda owner: -best[owner])[:limit]


def _bare(name: str) -> str:
    """A folded name without its titles; itself where nothing else would be left."""
    kept = [word for word in _LETTERS.sub(" ", name).split() if word not in _TITLES]
    return " ".join(kept) or name


def _plain(name: str) -> str:
    """*name* in plain small letters, whatever its script, without marks, titles or articles."""
    visible = "".join(mark for mark in name if unicodedata.category(mark) not in ("Cf", "Mn"))
    latin = anyascii(unicodedata.normalize("NFKC", visible)).casefold()
    return _bare(" ".join(_ARTICLE.sub("", word) for word in latin.split()))


def _bones(plain: str) -> str:
    """The consonants of a name, which spellings of it share."""
    swapped = plain.replace("kh", "h").replace("gh", "g").replace("q", "k").replace("ou", "u")
    swapped = swapped.replace("ph", "f").replace("v", "w").replace("c", "k").replace("z", "s")
    return " ".join(
        word[:1].replace("y", "i") + _DOUBLED.sub(r"\1", _VOWELS.sub("", word[1:]))
        for word in swapped.split()
    )
