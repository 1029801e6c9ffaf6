"""A plain note, and every part of it that a person may correct, with what they would say."""

from __future__ import annotations

from datetime import date

from handlers.reading.note import (
    Agreed,
    Note,
    Person,
    Promised,
    Refused,
    Step,
    Told,
    When,
)
from storage.records import (
    Agreement,
    Commitment,
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
from tests.bench import TODAY, Bench

JUNE = date(2026, 6, 30)


PLAIN = Note(
    "a note",
    people=(Person("Col. Yusuf"), Person("Idris", "clerk", "Brigade")),
    agreements=(Agreed("trucks"),),
    promises=(Promised(Side.US, "send plates", due=When(TODAY)),),
    refusals=(Refused(Side.THEM, "no radios"),),
    red_lines=(Refused(Side.US, "no escort"),),
    facts=(Told("likes tea"),),
    trust=(Told("he thanked us", "positive"),),
    next_step=Step("call"),
)


TYPED = [
    (Meeting, "place", "the bridge", "the bridge"),
    (Meeting, "asked", "six trucks", "six trucks"),
    (Meeting, "urgent", "a child was ill", "a child was ill"),
    (Meeting, "ours", "Hana, Omar، Lina", ("Hana", "Omar", "Lina")),
    (Meeting, "on", "30 June 2026", JUNE),
    (Agreement, "text", "trucks on Monday", "trucks on Monday"),
    (Agreement, "until", "30 June 2026", JUNE),
    (Agreement, "condition", "the letter arrives", "the letter arrives"),
    (Agreement, "witnesses", "Idris, Musa", ("Idris", "Musa")),
    (Commitment, "text", "send the plates", "send the plates"),
    (Commitment, "who", "Omar", "Omar"),
    (Commitment, "due", "30 June 2026", JUNE),
    (Commitment, "recurring", "every Sunday", "every Sunday"),
    (Commitment, "condition", "they call", "they call"),
    (Refusal, "text", "no satellite phones", "no satellite phones"),
    (RedLine, "text", "no armed escort", "no armed escort"),
    (PersonalFact, "text", "likes coffee", "likes coffee"),
    (TrustEvent, "text", "he smiled", "he smiled"),
    (NextStep, "text", "write on Sunday", "write on Sunday"),
    (NextStep, "on", "30 June 2026", JUNE),
    (Position, "title", "head clerk", "head clerk"),
    (Organisation, "name", "North Brigade", "North Brigade"),
]


PRESSED = [
    (Meeting, "channel", "phone", "phone"),
    (Meeting, "kind", "negotiation", Kind.NEGOTIATION),
    (Meeting, "level", "strategic", Level.STRATEGIC),
    (Agreement, "form", "oral", Form.ORAL),
    (Commitment, "by", "them", Side.THEM),
    (Commitment, "status", "kept", Status.KEPT),
    (Refusal, "by", "us", Side.US),
    (RedLine, "of", "them", Side.THEM),
    (TrustEvent, "kind", "breach", "breach"),
]


def part_of(bench: Bench, kind: type[Record], name: str) -> object:
    return getattr(bench.store.all(kind)[0], name)


ITEMS = (Agreement, Commitment, Refusal, RedLine, PersonalFact, TrustEvent, NextStep)
