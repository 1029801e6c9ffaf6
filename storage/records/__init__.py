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
        *(Received, Delivery, Draft, Entry, Dialogue, Setting, Tally),
    )
}
"""Every kind of record there is, by the name it rests under."""

__all__ = [
    "KINDS",
    "Agreement",
    "Change",
    "Commitment",
    "Counterpart",
    "Delivery",
    "Dialogue",
    "Draft",
    "Entry",
    "Evidence",
    "Form",
    "Identity",
    "Invitation",
    "Kind",
    "Level",
    "LinkCode",
    "Meeting",
    "Member",
    "NextStep",
    "Organisation",
    "Passage",
    "PersonalFact",
    "Position",
    "Received",
    "Record",
    "RedLine",
    "Refusal",
    "Role",
    "Sensitivity",
    "Setting",
    "Sharing",
    "Side",
    "Standing",
    "Status",
    "Stranger",
    "Tally",
    "TrustEvent",
    "Waiting",
    "added",
    "removed",
]
