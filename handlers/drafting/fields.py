"""Every part of a record that can be corrected by hand: its name, how it is read and put."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields, replace
from enum import Enum, StrEnum
from typing import Any

from handlers.desk import Desk
from handlers.drafting import shown
from handlers.words import agreeing as agreeing_words
from handlers.words import note as words
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Evidence,
    Exposure,
    Form,
    Kind,
    Level,
    Meeting,
    NextStep,
    Organisation,
    PersonalFact,
    Position,
    Record,
    RedLine,
    Refusal,
    Side,
    Status,
    TrustEvent,
)
from storage.values import dataclass


class Sort(StrEnum):
    """How a part is told: freely, as a day, as names, or as one of a few things."""

    WORDS = "words"
    DAY = "day"
    NAMES = "names"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Spec:
    """One part of one kind of record."""

    name: str
    label: str
    sort: Sort = Sort.WORDS
    choices: Mapping[str, str] = field(default_factory=dict)
    """Value to sentence, for a choice."""
    enum: type[Enum] | None = None
    needed: bool = False
    """It cannot be left empty."""


_SIDE = (Sort.CHOICE, shown.SIDES, Side, True)

SPECS: dict[type[Record], tuple[Spec, ...]] = {
    Meeting: (
        Spec("on", words.WHEN, Sort.DAY, needed=True),
        Spec("place", words.WHERE),
        Spec("channel", words.HOW, Sort.CHOICE, shown.CHANNELS),
        Spec("kind", words.KIND, Sort.CHOICE, shown.KINDS, Kind, True),
        Spec("level", words.LEVEL, Sort.CHOICE, shown.LEVELS, Level, True),
        Spec("asked", words.ASKED),
        Spec("urgent", words.URGENT),
        Spec("ours", words.PRESENT, Sort.NAMES),
    ),
    Agreement: (
        Spec("text", words.WORDS, needed=True),
        Spec("form", words.FORM, Sort.CHOICE, shown.FORMS, Form),
        Spec("until", words.UNTIL_WHEN, Sort.DAY),
        Spec("condition", words.CONDITION),
        Spec("witnesses", words.WITNESSES, Sort.NAMES),
    ),
    Commitment: (
        Spec("text", words.WORDS, needed=True),
        Spec("by", words.SIDE, *_SIDE),
        Spec("who", words.WHO_DOES),
        Spec("due", words.DUE, Sort.DAY),
        Spec("recurring", words.RECURRING),
        Spec("condition", words.CONDITION),
        Spec("status", words.STATUS, Sort.CHOICE, shown.STATUSES, Status, True),
    ),
    Refusal: (Spec("text", words.WORDS, needed=True), Spec("by", words.SIDE, *_SIDE)),
    RedLine: (Spec("text", words.WORDS, needed=True), Spec("of", words.SIDE, *_SIDE)),
    PersonalFact: (Spec("text", words.WORDS, needed=True),),
    TrustEvent: (
        Spec("text", words.WORDS, needed=True),
        Spec("kind", words.SORT, Sort.CHOICE, shown.TRUSTS, needed=True),
    ),
    NextStep: (Spec("text", words.WORDS, needed=True), Spec("on", words.WHEN, Sort.DAY)),
    Counterpart: (
        Spec("name", words.NAME, needed=True),
        Spec("introducer", words.INTRODUCED_BY),
    ),
    Position: (Spec("title", words.ROLE),),
    Organisation: (Spec("name", words.ORGANISATION, needed=True),),
    Evidence: (Spec("author", words.WHO_SAID), Spec("text", words.WORDS)),
}
"""The parts of each kind of record, in the order in which they are offered."""

FURTHER: dict[type[Record], tuple[Spec, ...]] = {
    Agreement: (
        Spec("since", agreeing_words.SINCE, Sort.DAY),
        Spec("sequence", agreeing_words.SEQUENCE),
        Spec("guarantor", agreeing_words.GUARANTOR),
        Spec("area", agreeing_words.AREA),
        Spec("exposure", agreeing_words.EXPOSURE, Sort.CHOICE, agreeing_words.EXPOSURES, Exposure),
    ),
}
"""Parts that a note seldom tells, so that they are offered on the record's own card only."""

TITLES: dict[type[Record], str] = {
    Agreement: words.AGREEMENT_TITLE,
    Commitment: words.PROMISE_TITLE,
    Refusal: words.REFUSAL_TITLE,
    RedLine: words.RED_LINE_TITLE,
    PersonalFact: words.FACT_TITLE,
    TrustEvent: words.TRUST_TITLE,
    NextStep: words.STEP_TITLE,
    Evidence: words.EVIDENCE_TITLE,
}
"""How an item is called where it is offered to be corrected."""


def every_spec(kind: type[Record]) -> tuple[Spec, ...]:
    """All parts of that kind of record, those that a note seldom tells last."""
    return (*SPECS.get(kind, ()), *FURTHER.get(kind, ()))


def spec_of(record: Record, name: str) -> Spec | None:
    """The part of that name, where this kind of record has it."""
    return next((spec for spec in SPECS.get(type(record), ()) if spec.name == name), None)


def title_of(record: Record, desk: Desk, limit: int = 40) -> str:
    """What to call one item on a button."""
    text = shown.short(getattr(record, "text", ""), limit)
    return desk.say(TITLES[type(record)], text=text)


def plain(record: Record, spec: Spec) -> str:
    """The part as a person would type it; empty where it is."""
    value = getattr(record, spec.name)
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    return value.value if isinstance(value, Enum) else str(value)


def told(record: Record, spec: Spec, desk: Desk) -> str:
    """The part as a card shows it, or that it was not said."""
    value = plain(record, spec)
    if not value:
        return desk.say(words.NOT_SAID)
    if spec.sort is Sort.CHOICE:
        return desk.say(spec.choices[value]) if value in spec.choices else value
    if spec.sort is Sort.DAY:
        hour = {"on": "at", "due": "due_at"}.get(spec.name, "")
        return shown.moment(getattr(record, spec.name), getattr(record, hour, None), desk)
    return value


def put(record: Record, spec: Spec, value: str) -> Record | None:
    """*record* with a part that is words, names or a choice; ``None`` where it cannot be so."""
    tidy = " ".join(value.split())
    if not tidy:
        return None if spec.needed else replace(record, **{spec.name: _nothing(record, spec)})
    fresh: Any = tidy
    if spec.sort is Sort.NAMES:
        fresh = names(tidy)
    elif spec.sort is Sort.CHOICE:
        if tidy not in spec.choices:
            return None
        fresh = spec.enum(tidy) if spec.enum else tidy
    return replace(record, **{spec.name: fresh})


def names(text: str) -> tuple[str, ...]:
    """Names separated by commas, in any script's commas, or by lines."""
    parts = text.replace("،", ",").replace(";", ",").replace("؛", ",").split(",")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _nothing(record: Record, spec: Spec) -> Any:
    """What stands in a part that was left empty."""
    return next(one.default for one in fields(record) if one.name == spec.name)
