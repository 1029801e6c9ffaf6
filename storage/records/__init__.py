"""What we remember, in the field's words: frozen records, and the changes between them."""

from __future__ import annotations

from storage.records.base import Change, Record, added, removed
from storage.records.meetings import (
    Agreement,
    Commitment,
    Evidence,
    Form,
    Kind,
    Level,
    Meeting,
    NextStep,
    PersonalFact,
    RedLine,
    Refusal,
    Side,
    Standing,
    Status,
    TrustEvent,
)
from storage.records.nudges import (
    Care,
    Event,
    LifeEvent,
    Nudge,
    Presence,
    Reason,
    Reminder,
    Rhythm,
    Stage,
    Tier,
)
from storage.records.occasions import Announced, Channel, Observance
from storage.records.people import Counterpart, Organisation, Position, Sensitivity
from storage.records.talk import (
    Delivery,
    Dialogue,
    Draft,
    Entry,
    Passage,
    Received,
    Setting,
    Tally,
    Waiting,
)
from storage.records.team import (
    Identity,
    Invitation,
    LinkCode,
    Member,
    Role,
    Sharing,
    Stranger,
)

KINDS: dict[str, type[Record]] = {
    kind.__name__: kind
    for kind in (
        *(Member, Identity, Invitation, LinkCode, Stranger),
        *(Counterpart, Organisation, Position),
        *(Meeting, Agreement, Commitment, Refusal, RedLine, PersonalFact, TrustEvent),
        *(NextStep, Evidence),
        *(Observance, Announced, Channel),
        *(Nudge, Rhythm, Presence, Care, LifeEvent, Reminder),
        *(Received, Delivery, Draft, Entry, Dialogue, Setting, Tally),
    )
}
"""Every kind of record there is, by the name it rests under."""

__all__ = [
    "KINDS",
    "Agreement",
    "Announced",
    "Care",
    "Change",
    "Channel",
    "Commitment",
    "Counterpart",
    "Delivery",
    "Dialogue",
    "Draft",
    "Entry",
    "Event",
    "Evidence",
    "Form",
    "Identity",
    "Invitation",
    "Kind",
    "Level",
    "LifeEvent",
    "LinkCode",
    "Meeting",
    "Member",
    "NextStep",
    "Nudge",
    "Observance",
    "Organisation",
    "Passage",
    "PersonalFact",
    "Position",
    "Presence",
    "Reason",
    "Received",
    "Record",
    "RedLine",
    "Refusal",
    "Reminder",
    "Rhythm",
    "Role",
    "Sensitivity",
    "Setting",
    "Sharing",
    "Side",
    "Stage",
    "Standing",
    "Status",
    "Stranger",
    "Tally",
    "Tier",
    "TrustEvent",
    "Waiting",
    "added",
    "removed",
]
