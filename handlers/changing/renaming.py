"""Somebody goes by another name: shown first, the old name still finds them unless it must not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from handlers import who
from handlers.chat import Button, Items, Message, Outcome, Part, Refusal, Text
from handlers.desk import Desk
from handlers.network.ends import is_role, tells
from handlers.patterns import pattern
from handlers.proposing import Proposal, ask, waiting
from handlers.reading import moves
from handlers.reading.moves import Move, Said
from handlers.saving import saved
from handlers.words import changing as words
from handlers.words import help as help_words
from handlers.words import people as people_words
from storage.records import Change, Counterpart, Draft, removed
from storage.values import dataclass

LONGEST, LONGEST_NAME = 300, 120
"""Signs of a message that can tell of a new name, and of a name."""
OUT = "out"
"""The old name must not find them any more."""
KEEP, BESIDE, CODE = "keep", "beside", "code"

_OLD = (
    r"(?:the|his|her|their) (?:old|former|previous) (?:name|one)",
    r"(?:l['’]|son |le )(?:ancien|précédent) nom",
    r"(?:el|su) (?:(?:antiguo|viejo) nombre|nombre (?:anterior|antiguo|viejo|de antes))",
    r"(?:اسمه|اسمها|الاسم) (?:القديم|السابق)",
)
_NOT = (
    r"(?:please )?(?:do not|don['’]?t|never) (?:use|write|keep|say|show|mention)|forget",
    (
        r"(?:ne (?:pas|plus|jamais) |n['’])(?:utilise[rz]?|écri(?:re|vez|s)|garde[rz]?)"
        r"(?: (?:pas|plus|jamais))?|oublie[rz]?"
    ),
    r"(?:no|nunca) (?:us(?:ar|en|e|es)|escrib(?:ir|an|a)|guard(?:ar|en|e))|olvid(?:ar|en|e|a)",
    r"(?:لا|ولا) (?:تستخدموا|تستخدم|تكتبوا|تكتب|تذكروا|تذكر|تحفظوا|تحفظ)|(?:انسوا|انس|انسَ)",
)
_AFTER = (
    r"(?:must|should|may|can) ?(?:not|n['’]t|never)|is not to|has to go|is secret|is dangerous",
    r"ne (?:doit|doive) (?:pas|plus|jamais)|est (?:secret|dangereux)",
    r"no (?:debe|puede)|es (?:secreto|peligroso)",
    r"(?:يجب (?:ألا|الا)|لا يجب|سري|خطر)",
)
_TAIL = r"[^.!?؟;\n]*"
_OUT = pattern(
    r"[\s,;.:،؛–—-]+(?:(?:and|but|et|mais|y|pero)\s+|و)?(?:"
    + "|".join(
        f"(?:{no}) {old}{_TAIL}|{old} (?:{never}){_TAIL}"
        for old, no, never in zip(_OLD, _NOT, _AFTER, strict=True)
    )
    + r")[\s.!]*$",
    re.IGNORECASE,
)
_SINCE = pattern(r"\s+(?:since|as of|depuis|dès|desde|منذ)\s.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Renamed:
    """Who goes by which name, in the words used, and whether the old one must not be kept."""

    about: str
    name: str
    how: str


def told(text: str) -> Renamed | None:
    """What *text* says of a new name, where it says that alone."""
    if len(text) > LONGEST:
        return None
    cut = _OUT.search(text)
    said = moves.said(text[: cut.start()] if cut else text)
    if said is None or said.move is not Move.RENAMED:
        return None
    name = _name(said)
    return Renamed(said.about, name, OUT if cut else KEEP) if name else None


def _name(said: Said) -> str:
    """The new name, in one line; empty where the words are none."""
    name = " ".join(_SINCE.sub("", said.to).strip("\"'“”«» ").split())
    if not name or len(name) > LONGEST_NAME or is_role(name) or tells(name):
        return ""
    return name[:1].upper() + name[1:]


def propose(  # noqa: PLR0913, PLR0917  # All of a change, and what it was asked for.
    message: Message,
    desk: Desk,
    one: Counterpart,
    name: str,
    how: str,
    kept: str,
    *,
    spent: Draft | None = None,
) -> Outcome:
    """Show what the new name changes, and ask; *how* says whether the old one goes."""
    say = desk.say
    if who.folded(name) == who.folded(one.name):
        raise Refusal(say(words.NAME_SAME, name=who.name_of(one)))
    after = named(one, name, how)
    proposal = Proposal(
        say(words.SHALL_I),
        _done(one, after, how, desk),
        (Text(_title(one, name, desk)), *_parts(one, after, how, desk)),
        kept,
        tuple(_others(one, name, how, desk)),
    )
    return ask(message, desk, (Change(one, after),), proposal, spent=spent)


def named(one: Counterpart, name: str, how: str) -> Counterpart:
    """*one* under their new name, in one of the ways it can be kept."""
    if how == CODE:
        return replace(one, code_name=name)
    if how == BESIDE:
        return replace(one, aliases=tuple(dict.fromkeys((*one.aliases, name))))
    kept = (*one.aliases, one.name) if how == KEEP else one.aliases
    gone = {who.folded(name), *((who.folded(one.name),) if how == OUT else ())}
    aliases = tuple(each for each in dict.fromkeys(kept) if who.folded(each) not in gone)
    return replace(one, name=name, aliases=aliases)


def _title(one: Counterpart, name: str, desk: Desk) -> str:
    """What happens; a name behind a code name is not said again."""
    if one.code_name:
        return desk.say(words.NAMED_NOW_CODE, name=one.code_name)
    return desk.say(people_words.RENAMED, before=one.name, after=name)


def _done(one: Counterpart, after: Counterpart, how: str, desk: Desk) -> str:
    """What is said once it is saved, and when it is taken back; never a name that must go."""
    say, name = desk.say, who.name_of(after)
    match how:
        case _ if how == CODE:
            return say(words.CODE_CHANGED, name=who.name_of(one), new=after.code_name)
        case _ if one.code_name:
            return say(words.NAMED_NOW_CODE, name=one.code_name)
        case _ if how == BESIDE:
            return say(people_words.ALIASED, name=name, alias=after.aliases[-1])
        case _ if how == OUT:
            return say(words.NAMED_WITHOUT, new=name)
    return say(people_words.RENAMED, before=one.name, after=name)


def _parts(one: Counterpart, after: Counterpart, how: str, desk: Desk) -> Iterator[Part]:
    say = desk.say
    if one.code_name:
        yield Text(say(words.CODE_STAYS, name=one.code_name))
    if how == OUT:
        yield Text(say(words.OLD_NAME_OUT))
    if after.aliases and not one.code_name:
        yield Items(say(words.STILL_FOUND), after.aliases)
    if (other := _namesake(one, after.name, desk)) is not None:
        yield Text(say(words.NAME_TAKEN, new=who.name_of(other)))


def _namesake(one: Counterpart, name: str, desk: Desk) -> Counterpart | None:
    """Somebody else who is called just so already."""
    found = who.find(desk.book, name).exact
    return next((other for other in found if other.id != one.id), None)


def _others(one: Counterpart, name: str, how: str, desk: Desk) -> Iterator[Button]:
    """The other ways in which it may be meant."""
    say = desk.say
    if (other := _namesake(one, name, desk)) is not None:
        yield Button(say(words.SAME_PERSON), f"same:{one.id}:{other.id}")
    if one.code_name:
        yield Button(say(words.AS_CODE), f"renamed:{CODE}")
        return
    if how == KEEP:
        yield Button(say(words.NO_OLD_NAME), f"renamed:{OUT}")
    else:
        yield Button(say(words.KEEP_OLD_NAME), f"renamed:{KEEP}")
    yield Button(say(words.BESIDE), f"renamed:{BESIDE}")


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """One of the other ways was pressed: saved so, with [Undo]."""
    how, _, id = rest.partition(":")
    draft = waiting(id, desk)
    change = draft.changes[0] if draft.changes else None
    one = change.before if change is not None else None
    fresh = change.after if change is not None else None
    if not isinstance(one, Counterpart) or not isinstance(fresh, Counterpart):
        raise Refusal(desk.say(help_words.STALE))
    now = desk.book.get(Counterpart, one.id)
    if now != one or how not in (OUT, KEEP, BESIDE, CODE):
        raise Refusal(desk.say(help_words.STALE))
    if how == CODE and _namesake(one, fresh.name, desk) is not None:
        raise Refusal(desk.say(people_words.CODE_NAME_TAKEN, code=fresh.name))
    after = named(one, fresh.name, how)
    parts = (Text(desk.say(words.OLD_NAME_OUT)),) if how == OUT else ()
    outcome = saved(message, desk, (Change(one, after),), _done(one, after, how, desk), parts)
    return replace(outcome, changes=(*outcome.changes, removed(draft)))


PRESSES = {"renamed": chosen}
