"""Looks for what was told: by words, by days, by whom; each meeting answers once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from handlers.desk import Desk
from handlers.reading.page import fold
from handlers.searching.meant import Meant, named, placed
from handlers.searching.periods import ALWAYS, Period, period
from handlers.searching.terms import exactly, terms, trimmed
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Evidence,
    Incident,
    LifeEvent,
    Meeting,
    Organisation,
    Position,
    Record,
)
from storage.sought import MOST, Within
from storage.values import dataclass

_WITH = ("with", "avec", "con", "مع", "w", "by", "from", "at", "de", "du", "chez", "من", "عند")
_LEAST = 0.35
"""What an answer must be worth beside the best one to be shown at all."""
_ARTICLES = ("the", "le", "la", "el", "l")
_DEEP = 1_000
"""Records looked through where days or people narrow the answer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for."""

    words: str
    period: Period = ALWAYS
    people: tuple[str, ...] = ()
    """Ids of those it must be about; empty for anybody."""
    kinds: tuple[type[Record], ...] = ()
    """Only these kinds; empty for all."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record that answers, whom it is about, and its day where it has one."""

    record: Record
    about: Counterpart | None
    on: date | None
    score: float


def wanted(text: str, desk: Desk) -> Wanted:
    """What a search in words asks for: since when, with whom, and the words themselves."""
    days, rest = period(text, desk.here.replace(tzinfo=None), desk.say.language)
    whom = _with(rest, desk)
    if whom is None:
        return Wanted(trimmed(rest, desk.say.language), days)
    ids = tuple(one.id for one in whom.people)
    words = f"{_unled(rest[: whom.start])} {rest[whom.end :]}"
    return Wanted(trimmed(words, desk.say.language), days, ids)


def _with(text: str, desk: Desk) -> Meant | None:
    """Whom the words after "with" or "from" name; they narrow a search, and are not looked for."""
    plain = fold(text)
    if len(plain) != len(text):
        return None
    tokens = plain.split()
    if not any(word in _WITH for word in tokens):
        return None
    found = named(text, desk) or placed(text, desk)
    if found is None:
        return None
    before = [word for word in plain[: found.start].split() if word not in _ARTICLES]
    return found if before and before[-1] in _WITH else None


def _unled(text: str) -> str:
    """*text* without a "with" that is left alone at its end."""
    words = text.split()
    while words and fold(words[-1]) in (*_WITH, *_ARTICLES):
        words.pop()
    return " ".join(words)


def find(asked: Wanted, desk: Desk) -> list[Found]:
    """What answers, the best first; of one meeting and what came of it, only the best."""
    narrowed = asked.period != ALWAYS or asked.people or asked.kinds
    looked_for = terms(asked.words, desk.say.language)
    within = Within(asked.kinds, asked.people)
    hits = desk.book.ranked(looked_for, within, _DEEP if narrowed else MOST)
    least = hits[0].score * _LEAST if hits else 0.0
    close = (hit for hit in hits if hit.score >= least)
    found = (_found(hit.kind, hit.id, hit.score, desk) for hit in close)
    return list(_once(one for one in found if one and _fits(one, asked)))


def spoken_of(asked: Wanted, desk: Desk) -> list[Found]:
    """What holds the very things that are asked after, all of them, and not only near ones."""
    within = Within(asked.kinds, asked.people)
    looked_for = exactly(asked.words, desk.say.language)
    hits = desk.book.ranked(looked_for, within, _DEEP)
    for term in looked_for if len(looked_for) > 1 else ():
        holding = {(hit.kind, hit.id) for hit in desk.book.ranked([term], within, _DEEP)}
        hits = [hit for hit in hits if (hit.kind, hit.id) in holding]
    found = (_found(hit.kind, hit.id, hit.score, desk) for hit in hits)
    return list(_once(one for one in found if one and _fits(one, asked)))


def latest(asked: Wanted, desk: Desk) -> list[Found]:
    """Where no words are looked for: the meetings of those days with those people."""
    met = {m.id: m for id in asked.people for m in desk.book.find(Meeting, "counterpart", id)}
    if not asked.people:
        since = asked.period.since or date.min
        newest = desk.book.newest(Meeting, "member", desk.member.id)
        met = {m.id: m for m in takewhile(lambda m: m.on >= since, newest)}
    held = sorted(met.values(), key=lambda m: (m.on, m.written_at), reverse=True)
    found = (_found(Meeting, one.id, 1.0, desk) for one in held if asked.period.holds(one.on))
    return [one for one in found if one is not None]


def _found(kind: type[Record], id: str, score: float, desk: Desk) -> Found | None:
    record = desk.book.get(kind, id)
    if record is None:
        return None
    if isinstance(record, Counterpart):
        whole = desk.book.get(Counterpart, record.merged_into) if record.merged_into else record
        return Found(whole, whole, None, score) if whole is not None else None
    about = desk.book.get(Counterpart, getattr(record, "counterpart", ""))
    return Found(record, about, day_of(record, desk), score)


def day_of(record: Record, desk: Desk) -> date | None:
    """The day a record is of; that of its meeting where it has none of its own."""
    match record:
        case Meeting(on=day) | LifeEvent(on=day) | Incident(on=day):
            return day
        case Agreement(made_on=day) | Commitment(made_on=day):
            return day
        case Evidence() as shown:
            return (shown.said_at or shown.received_at).astimezone(desk.zone).date()
        case Counterpart() | Organisation() | Position():
            return None
    meeting = desk.book.get(Meeting, getattr(record, "meeting", ""))
    own = getattr(record, "heard_on", None)
    return meeting.on if meeting is not None else own


def _fits(one: Found, asked: Wanted) -> bool:
    return asked.period.holds(one.on)


def _once(found: Iterator[Found]) -> Iterator[Found]:
    """Each meeting once, by what answers best of it; each person once."""
    seen: set[str] = set()
    for one in found:
        key = getattr(one.record, "meeting", "") or one.record.id
        if isinstance(one.record, Position):
            key = one.record.counterpart
        if key not in seen:
            seen.add(key)
            yield one


def by_person(found: Sequence[Found]) -> list[tuple[Found, int]]:
    """The best answer of each person, and how many there are, the person's latest first."""
    counts: dict[str, int] = {}
    latest: dict[str, Found] = {}
    for one in found:
        if one.about is None:
            continue
        id = one.about.id
        counts[id] = counts.get(id, 0) + 1
        if id not in latest or (one.on or date.min) > (latest[id].on or date.min):
            latest[id] = replace(one, score=max(one.score, latest[id].score if id in latest else 0))
    return [(one, counts[id]) for id, one in latest.items()]
