"""What each kind of record can be found by in words, and what decides who may read it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from storage import records
from storage.records import Record

Text = Callable[[Any], str]
"""From a record to the words it is found by."""


def _text(record: Any) -> str:
    return str(record.text)


def _named(record: Any) -> str:
    """A name, every alias and, for a person, the code name."""
    return " ".join((record.name, *record.aliases, getattr(record, "code_name", "")))


def _met(meeting: records.Meeting) -> str:
    return " ".join((meeting.words, meeting.place, *meeting.ours))


def _terms(agreement: records.Agreement) -> str:
    return " ".join((agreement.text, agreement.condition, *agreement.witnesses))


def _promised(promise: records.Commitment) -> str:
    return " ".join((promise.who, promise.text, promise.condition))


def _shown(evidence: records.Evidence) -> str:
    return " ".join((evidence.text, evidence.author, evidence.file_name))


def _done(incident: records.Incident) -> str:
    return " ".join((incident.by, incident.text, incident.origin))


TEXTS: dict[type[Record], Text] = {
    records.Counterpart: _named,
    records.Organisation: _named,
    records.Position: lambda position: str(position.title),
    records.Meeting: _met,
    records.Agreement: _terms,
    records.Commitment: _promised,
    records.Refusal: _text,
    records.RedLine: _text,
    records.PersonalFact: _text,
    records.TrustEvent: _text,
    records.NextStep: _text,
    records.LifeEvent: _text,
    records.Evidence: _shown,
    records.Incident: _done,
}
"""By kind: the words a record is found by; kinds not named here are not searched."""

_DECIDING = ("member", "owner", "deputies", "sensitivity")

_SEEN_ALIKE: tuple[type[Record], ...] = (
    *(records.Meeting, records.Agreement, records.Commitment, records.Refusal),
    *(records.PersonalFact, records.TrustEvent, records.NextStep, records.LifeEvent),
    records.Evidence,
)
"""What is said of one counterpart alone, and seen by whoever sees that counterpart."""

Key = tuple[Hashable, tuple[str, ...]]
"""What decides about a record beside whom it is about, and the ids of those."""


def key_of(record: Record) -> Key:
    """What decides who sees *record*.

    Records are seen by the same people where the first half is the same, and those they are about
    are ruled alike (`ruling_of`), one by one.
    """
    if isinstance(record, records.Counterpart):
        return records.Counterpart, (record.id,)
    about, others = getattr(record, "counterpart", ""), getattr(record, "others", ())
    if about and not others and type(record) in _SEEN_ALIKE:
        return getattr(record, "sensitivity", None), (about,)
    deciding = (getattr(record, name, None) for name in _DECIDING)
    # An act against us counts its others, who are nobody we know.
    more = others if isinstance(others, tuple) else ()
    people = (about, getattr(record, "other", ""), *more)
    return (type(record), *deciding), tuple(filter(None, people))


def ruling_of(counterpart: records.Counterpart) -> Hashable:
    """What is the same for counterparts that are seen by the same people."""
    one = counterpart
    return one.owner, one.deputies, one.sensitivity, bool(one.merged_into)
