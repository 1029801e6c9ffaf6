"""Who of ours went stays hidden from those who only look on, where going is a risk (row 54)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from storage.records import (
    Evidence,
    LifeEvent,
    Meeting,
    Member,
    PersonalFact,
    Record,
    Role,
    Stance,
    Tie,
)
from storage.sought import Name
from storage.store import Book
from storage.texts import TEXTS

RISK = "bears_risk"
"""The kind of fact that says who of ours bears the risk of a contact."""
_TOLD = (PersonalFact, Stance, Tie, LifeEvent, Evidence)
"""What somebody of ours told, and is named for."""
_OURS = frozenset((RISK, "goes_first"))
"""Facts that are about one of ours."""
GAP = "…"


def seen(record: Record, reader: Member, book: Book) -> Record | None:
    """*record* as *reader* may see it; ``None`` where it is not for them."""
    id = getattr(record, "counterpart", "")
    if not id or not looks_on(reader):
        return record
    ids = (id, *record.others) if isinstance(record, Meeting) else (id,)
    if not any(at_risk(book.find(PersonalFact, "counterpart", each)) for each in ids):
        return record
    return veiled(record, reader, book.all(Member))


def looks_on(member: Member) -> bool:
    """Whether *member* only reads, and so needs no names of those who went."""
    return member.role is Role.OBSERVER


def hanging_on(reader: Member) -> tuple[type[Record], ...]:
    """The kinds whose records decide what *reader* may not see of others, beside whom they see."""
    return (PersonalFact,) if looks_on(reader) else ()


def at_risk(facts: Iterable[PersonalFact]) -> bool:
    """Whether somebody of ours bears the risk of the contact that *facts* are about."""
    return any(fact.kind == RISK for fact in facts)


def veiled(record: Record, reader: Member, team: Iterable[Member]) -> Record | None:
    """*record* without who of ours told it or went; ``None`` where it says nothing else.

    What *reader* told themselves, and what is said to them alone, stays as it is.
    """
    author = getattr(record, "member", "")
    if author == reader.id:
        return record
    if isinstance(record, PersonalFact) and record.kind in _OURS:
        return None
    if isinstance(record, Meeting):
        names = (*record.ours, *(one.name for one in team if one.id == author))
        return replace(record, member="", ours=(), words=_without(record.words, names))
    if isinstance(record, _TOLD):
        return replace(record, member="")
    return record


def unsearched(reader: Member, book: Book, sees: Callable[[str], bool]) -> frozenset[Name]:
    """What *reader* may not search, because the words it is found by are not all for them.

    *sees* says of a counterpart's id whether they may know of them.
    """
    if not looks_on(reader):
        return frozenset()
    risky = {fact.counterpart for fact in book.find(PersonalFact, "kind", RISK)}
    team = book.all(Member)
    return frozenset(
        (kind, record.id)
        for kind in (Meeting, PersonalFact)
        for id in filter(sees, risky)
        for record in book.find(kind, "counterpart", id)
        if (left := veiled(record, reader, team)) is None
        or TEXTS[kind](left) != TEXTS[kind](record)
    )


def _without(words: str, names: Iterable[str]) -> str:
    spelled = [re.escape(name) for name in sorted(names, key=len, reverse=True) if name]
    return (
        re.sub(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", GAP, words, flags=re.IGNORECASE)
        if spelled
        else words
    )
