"""Who of ours went stays hidden from those who only look on, where going is a risk (row 54)."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
from storage.store import Book

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


def _without(words: str, names: Iterable[str]) -> str:
    spelled = [re.escape(name) for name in sorted(names, key=len, reverse=True) if name]
    return (
        re.sub(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", GAP, words, flags=re.IGNORECASE)
        if spelled
        else words
    )
