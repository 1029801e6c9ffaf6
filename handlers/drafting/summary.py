"""What a set of changes comes to, in a few words: "2 agreements and 3 promises"."""

from __future__ import annotations

from collections.abc import Sequence

from handlers import who
from handlers.desk import Desk
from handlers.reading.positions import KIND as POSITION
from handlers.rules.meetings import is_contact
from handlers.words import ground
from handlers.words import note as words
from handlers.words.speech import Plural
from storage.records import (
    Agreement,
    Change,
    Commitment,
    Counterpart,
    Evidence,
    Meeting,
    NextStep,
    PersonalFact,
    Position,
    Record,
    RedLine,
    Refusal,
    TrustEvent,
)

_COUNTED: tuple[tuple[type[Record], Plural], ...] = (
    (Agreement, words.AGREEMENTS),
    (Commitment, words.PROMISES),
    (Refusal, words.REFUSALS),
    (RedLine, words.RED_LINES),
    (PersonalFact, words.ASKS),
    (PersonalFact, words.FACTS),
    (TrustEvent, words.TRUST_EVENTS),
    (NextStep, words.NEXT_STEPS),
    (Evidence, words.PIECES),
)


def what(changes: Sequence[Change], desk: Desk) -> str:
    """What is in *changes*, counted in words; the meeting alone where nothing came of it."""
    fresh = [change.after for change in changes if change.before is None]
    corrected = sum(1 for change in changes if change.before is not None and change.after)
    common = [one for one in fresh if isinstance(one, PersonalFact) and one.kind in ground.KINDS]
    told = [
        desk.say(sentence, n=n)
        for kind, sentence in _COUNTED
        if (n := sum(_is(record, kind, sentence) for record in fresh if record not in common))
    ]
    if common:
        told.append(desk.say(ground.POINTS, n=len(common)))
    if not told and (met := next((one for one in fresh if isinstance(one, Meeting)), None)):
        told.append(desk.say(words.MEETINGS if is_contact(met) else words.KNOWN, n=1))
    if not told:
        told.append(desk.say(words.CHANGED, n=max(1, corrected)))
    return desk.say.list(told)


def _is(record: Record | None, kind: type[Record], sentence: Plural) -> bool:
    """Whether *record* is counted there; what they ask of us apart from what is personal."""
    if isinstance(record, PersonalFact):
        return sentence is (words.ASKS if record.kind == POSITION else words.FACTS)
    return isinstance(record, kind)


def whom(changes: Sequence[Change], desk: Desk) -> str:
    """With whom: the name of the main counterpart of *changes*; empty where there is none."""
    told = sorted(changes, key=lambda change: not isinstance(change.after, Meeting))
    about = next((_about(change) for change in told if _about(change)), "")
    for change in changes:
        if isinstance(change.after, Counterpart) and change.after.id == about:
            return who.name_of(change.after)
    person = desk.book.get(Counterpart, about) if about else None
    return who.name_of(person) if person else ""


def _about(change: Change) -> str:
    if isinstance(change.after, Counterpart | Position):
        return ""
    return getattr(change.after, "counterpart", "")


def saved(changes: Sequence[Change], desk: Desk) -> str:
    """``Saved: 2 agreements and 3 promises with Col. Yusuf.``"""
    return desk.say(words.SAVED_WITH, what=what(changes, desk), name=whom(changes, desk))


def corrected(changes: Sequence[Change], desk: Desk) -> str:
    """``Corrected: 2 changes with Col. Yusuf.``"""
    n = sum(1 for change in changes if not isinstance(change.after, Counterpart | Meeting))
    told = desk.say(words.CHANGED, n=max(1, n))
    return desk.say(words.CORRECTED, what=told, name=whom(changes, desk))


def title(changes: Sequence[Change], desk: Desk) -> str:
    """What a person reads when they look back at an entry."""
    return desk.say(words.WHAT_WITH, what=what(changes, desk), name=whom(changes, desk))
