"""What `Book.find` may be asked: the indexes of each kind, and the order of their answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from storage import records
from storage.folding import fold
from storage.owners import owners
from storage.records import Record

Index = Callable[[Any], Sequence[str]]
"""From a record to the values it is found under; an empty value is not indexed."""


class Order(NamedTuple):
    """How a kind is sorted: by what, and whether the greatest comes first."""

    key: Callable[[Any], Any]
    reverse: bool = False


def _by(field: str) -> Index:
    return lambda record: (str(getattr(record, field)),)


def _day(field: str) -> Index:
    """The day of a moment, as 2026-03-17."""
    return lambda record: (getattr(record, field).date().isoformat(),)


def _names(record: Any) -> list[str]:
    return [fold(name) for name in written_names(record)]


def written_names(record: Any) -> tuple[str, ...]:
    """Every name a counterpart or an organisation is called by, as written."""
    code_name = getattr(record, "code_name", "")
    return (record.name, *record.aliases, *((code_name,) if code_name else ()))


def _met(meeting: records.Meeting) -> tuple[str, ...]:
    return (meeting.counterpart, *meeting.others)


_MIDNIGHT = time.min


def _when(meeting: records.Meeting) -> tuple[date, time, datetime]:
    return meeting.on, meeting.at or _MIDNIGHT, meeting.written_at


_UNDER_WAY = (records.Stage.OWED, records.Stage.UNREACHED)

_LIVE = (records.Stage.PLANNED, *_UNDER_WAY, records.Stage.SENT)

_ON_THE_WAY = (records.Course.UNDER_WAY,)

_OF_A_MEETING: dict[str, Index] = {"counterpart": _by("counterpart"), "meeting": _by("meeting")}

INDEXES: dict[type[Record], dict[str, Index]] = {
    records.Member: {},
    records.Identity: {"member": _by("member")},
    records.Invitation: {"used_by": _by("used_by")},
    records.LinkCode: {"member": _by("member")},
    records.Stranger: {},
    records.Counterpart: {
        "name": _names,
        "owner": _by("owner"),
        "deputy": lambda counterpart: counterpart.deputies,
        "introduced_by": _by("introduced_by"),
        "merged_into": _by("merged_into"),
    },
    records.Organisation: {
        "name": _names,
        "part_of": _by("part_of"),
        "answers_to": _by("answers_to"),
    },
    records.Position: {
        "counterpart": _by("counterpart"),
        "organisation": _by("organisation"),
        "name": lambda position: (fold(position.title),),
    },
    records.Tie: {"counterpart": lambda tie: (tie.counterpart, tie.other)},
    records.Office: {
        "name": _names,
        "organisation": _by("organisation"),
        "answers_to": _by("answers_to"),
    },
    records.Stance: {"counterpart": _by("counterpart")},
    records.Approval: {"counterpart": _by("counterpart")},
    records.FocalPoint: {"counterpart": _by("counterpart")},
    records.Closure: {"area": lambda road: (fold(road.area),)},
    records.Handover: {"counterpart": _by("counterpart"), "member": _by("member")},
    records.Offer: {
        "counterpart": _by("counterpart"),
        "member": _by("member"),
        "to": _by("to"),
        "taken": lambda offer: ("yes",) if offer.passing is records.Passing.ACCEPTED else (),
    },
    records.StandIn: {
        "member": _by("member"),
        "to": _by("to"),
        "open": lambda one: () if one.over else ("yes",),
    },
    records.Boundary: {"counterpart": _by("counterpart"), "member": _by("member")},
    records.Consultation: {
        "counterpart": _by("counterpart"),
        "member": _by("member"),
        "open": lambda asked: () if asked.answer or asked.taken_back else ("yes",),
    },
    records.Meeting: {
        "counterpart": _met,
        "member": _by("member"),
        "strategic": lambda met: (met.member,) if met.level is records.Level.STRATEGIC else (),
        "day": _by("on"),
    },
    records.Agreement: {**_OF_A_MEETING, "number": _by("number")},
    records.Commitment: {**_OF_A_MEETING, "state": _by("status")},
    records.Refusal: _OF_A_MEETING,
    records.RedLine: _OF_A_MEETING,
    records.PersonalFact: {**_OF_A_MEETING, "kind": _by("kind")},
    records.TrustEvent: _OF_A_MEETING,
    records.NextStep: _OF_A_MEETING,
    records.Evidence: {
        **_OF_A_MEETING,
        "member": _by("member"),
        "agreement": _by("agreement"),
    },
    records.Version: {"counterpart": _by("counterpart"), "of": _by("of")},
    records.Turn: {"counterpart": _by("counterpart"), "promise": _by("promise")},
    records.Observance: {"counterpart": _by("counterpart"), "occasion": _by("occasion")},
    records.Announced: {"occasion": _by("occasion")},
    records.Channel: {"counterpart": _by("counterpart")},
    records.Nudge: {
        "member": _by("member"),
        "counterpart": _by("counterpart"),
        "about": _by("about"),
        "card": _by("card"),
        "stage": lambda nudge: (nudge.stage,) if nudge.stage in _UNDER_WAY else (),
        "live": lambda nudge: (nudge.member, nudge.counterpart) if nudge.stage in _LIVE else (),
        "told": lambda nudge: (f"{nudge.member}:{nudge.told_on}",) if nudge.told_on else (),
    },
    records.LevelPlan: {"member": _by("member")},
    records.Incident: {
        "member": _by("member"),
        "counterpart": lambda one: (one.counterpart, one.other),
    },
    records.Policy: {},
    records.Correspondent: {"counterpart": _by("counterpart")},
    records.CounterpartInvitation: {"counterpart": _by("counterpart")},
    records.DirectMessage: {
        "counterpart": _by("counterpart"),
        "nudge": _by("nudge"),
        "course": lambda sent: (sent.course,) if sent.course in _ON_THE_WAY else (),
    },
    records.Rhythm: {},
    records.Presence: {},
    records.Care: {"counterpart": _by("counterpart")},
    records.LifeEvent: {"counterpart": _by("counterpart"), "member": _by("member")},
    records.Reminder: {"counterpart": _by("counterpart"), "member": _by("member")},
    records.Received: {"state": _by("state"), "sender": _by("sender"), "day": _day("at")},
    records.Delivery: {
        "state": _by("state"),
        "answers": _by("answers"),
        "day": _day("made_at"),
        "place": lambda delivery: (f"{delivery.platform}:{delivery.place}",),
    },
    records.Draft: {"member": _by("member"), "source": _by("source"), "whose": owners},
    records.Entry: {"member": _by("member"), "source": _by("source"), "whose": owners},
    records.TakingOut: {"member": _by("member")},
    records.Dialogue: {},
    records.Setting: {},
    records.Hints: {},
    records.Latch: {},
    records.Tally: {},
    records.Audit: {"about": lambda audit: audit.about, "day": _day("at")},
    records.Erasure: {},
}
"""By kind and name: what a record is found under. A value for ``name`` may be given unfolded."""

ORDERS: dict[type[Record], Order] = {
    records.Meeting: Order(_when, reverse=True),
    records.Received: Order(lambda received: received.number),
    records.Delivery: Order(lambda delivery: delivery.number),
}
"""By kind: what answers are sorted by; kinds not named here come in the order they were added."""

DAYS: dict[type[Record], str] = {records.Meeting: "day"}
"""By kind: the index of the day that its order begins with, the latest first."""

Due = Callable[[Any], datetime | None]
"""From a record to the moment from which it waits for us; ``None`` where it waits no longer."""

DUES: dict[type[Record], Due] = {
    records.Nudge: lambda nudge: nudge.due_at if nudge.stage is records.Stage.PLANNED else None,
}
"""By kind: what `Book.due` is ordered by."""


def asked(index: str, value: str) -> str:
    """*value* as that index holds it."""
    return fold(value) if index in ("name", "area") else value
