"""All that goes when one person is erased, and what is left of what was others' too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from handlers.words.forgetting import CUT
from storage.erasing import resting
from storage.owners import touched
from storage.records import (
    Approval,
    Change,
    Counterpart,
    Draft,
    Entry,
    Incident,
    LevelPlan,
    Meeting,
    Record,
)
from storage.sought import Term
from storage.stems import stem, words
from storage.store import Book, Unready
from storage.texts import TEXTS
from storage.values import dataclass

_SHORTEST = 4
"""Letters of the shortest name that is looked for in what is about others."""
_NOT_WORDS = frozenset(
    (
        *("id", "counterpart", "other", "member", "meeting", "owner", "of", "promise", "agreement"),
        *("introduced_by", "merged_into", "blob", "media_type", "kind", "channel", "zone"),
    )
)
"""Fields that hold no words a person wrote."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What erasing one person comes to."""

    ids: tuple[str, ...]
    """Theirs, and of the records that were merged into theirs."""
    changes: tuple[Change, ...]
    named: tuple[Change, ...]
    """Records about others in which only the name was."""


def whole(book: Book, id: str, *, named: bool = True) -> Whole:
    """All that goes or changes where the person of that *id* is erased from *book*.

    Raises `storage.store.Unready`, but not where what is only *named* is left out.
    """
    ids = tuple(_ids(book, id))
    found = {(type(one), one.id): one for each in ids for one in resting(book, each)}
    changes = tuple(Change(one, _left(one, set(ids))) for one in found.values())
    names = _names(book, ids)
    holding = _named(book, names) if named else ()
    others = tuple(change for change in holding if _key(change) not in found)
    return Whole(ids, changes, (*others, *_plans(book, set(ids), names)))


def at_a_glance(book: Book, id: str) -> Whole:
    """What `whole` tells, without what holds only the name where that would take a while to find.

    That is so right after a start; whoever asks what would go is not kept waiting for it.
    """
    try:
        return whole(book, id)
    except Unready:
        return whole(book, id, named=False)


def _plans(book: Book, ids: set[str], names: list[str]) -> Iterator[Change]:
    """Members' plans without them."""
    for plan in book.all(LevelPlan):
        left = replace(plan, whom=tuple(id for id in plan.whom if id not in ids))
        after = without(left, names) if names else left
        if after != plan:
            yield Change(plan, after)


def _key(change: Change) -> tuple[type[Record], str]:
    return type(change.subject), change.subject.id


def _ids(book: Book, id: str) -> Iterator[str]:
    yield id
    for one in book.find(Counterpart, "merged_into", id):
        yield from _ids(book, one.id)


def _left(record: Record, ids: set[str]) -> Record | None:
    """What is left of a record for others once those of *ids* are gone."""
    match record:
        case Counterpart() if record.id not in ids:
            return replace(record, introduced_by="", introducer="")
        case Meeting():
            people = [one for one in (record.counterpart, *record.others) if one not in ids]
            if not people:
                return None
            bare = replace(record, counterpart=people[0], others=tuple(people[1:]))
            return replace(bare, words="", asked="", urgent="")
        case Approval():
            return replace(record, counterpart="")
        case _:
            return None


def _names(book: Book, ids: Iterable[str]) -> list[str]:
    """What they alone are called: a name that others bear too says nothing of them."""
    people = [one for id in ids if (one := book.get(Counterpart, id)) is not None]
    own = {name for one in people for name in (one.name, *one.aliases, one.code_name) if name}
    others = " ".join(name.casefold() for name, id in book.names() if id not in set(ids))
    taken = set(words(others))
    return [
        name
        for name in own
        if len(name) >= _SHORTEST and not all(word in taken for word in words(name))
    ]


def _named(book: Book, names: list[str]) -> Iterator[Change]:
    """Records that hold one of *names* somewhere in their words, and how they are without it."""
    seen: set[tuple[type[Record], str]] = set()
    for name in names:
        looked_for = " ".join(map(stem, words(name)))
        for hit in book.ranked((Term({looked_for: 1.0}),)) if looked_for else ():
            record = book.get(hit.kind, hit.id)
            if record is None or (hit.kind, hit.id) in seen or hit.kind not in TEXTS:
                continue
            seen.add((hit.kind, hit.id))
            after = without(record, names)
            if after != record:
                yield Change(record, after)


def without(record: Record, names: Iterable[str]) -> Record:
    """*record* with a gap in its words wherever one of *names* stood."""
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    gap = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    changed: dict[str, Any] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, str) and field.name not in _NOT_WORDS and type(value) is str:
            cut = gap.sub(CUT, value)
            if cut != value:
                changed[field.name] = cut
    return replace(record, **changed) if changed else record


def memories(book: Book, changed: Iterable[Change]) -> Iterator[Change]:
    """Whatever remembers those records so that they could be brought back: undo and drafts."""
    changed = tuple(changed)
    keys = {_key(change) for change in changed}
    found = {getattr(change.subject, "counterpart", "") for change in changed}
    # What is of nobody alone rests under a key of its own, and acts may name a second person.
    found |= touched(one for one in changed if isinstance(one.subject, (LevelPlan, Incident)))
    for owner in sorted(found - {""}):
        kept: list[Entry | Draft] = [*book.find(Entry, "whose", owner)]
        kept += book.find(Draft, "whose", owner)
        for one in kept:
            if any(_key(change) in keys for change in one.changes):
                yield Change(one, None)
