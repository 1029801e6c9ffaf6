"""Which kinds of record are whose, so that `rights` can rule them together."""

from __future__ import annotations

from storage import records
from storage.records import Record

OF_A_COUNTERPART: tuple[type[Record], ...] = (
    *(records.Position, records.Meeting, records.Agreement, records.Commitment),
    *(records.Refusal, records.PersonalFact, records.TrustEvent, records.NextStep),
    *(records.Evidence, records.Observance, records.Channel, records.Version, records.Turn),
    *(records.Nudge, records.Care, records.LifeEvent, records.Reminder),
    *(records.Tie, records.Stance, records.FocalPoint, records.Handover),
    *(records.Correspondent, records.CounterpartInvitation, records.DirectMessage),
    records.Incident,
)
"""Seen with the counterpart they are of; without one, by their own member."""

SAID: tuple[type[Record], ...] = (
    *(records.Meeting, records.Agreement, records.Commitment, records.Refusal, records.RedLine),
    *(records.PersonalFact, records.TrustEvent, records.NextStep, records.Evidence),
    *(records.LifeEvent, records.Channel, records.Observance),
    *(records.Tie, records.Stance, records.FocalPoint),
    records.Incident,
)
"""What was said and learned: whoever sees any of it has seen something of the counterpart."""

SHARED: tuple[type[Record], ...] = (
    *(records.Member, records.Organisation, records.Office, records.Tally, records.Announced),
    *(records.Policy, records.Closure),
)
"""Everybody's."""

BY_SECRET: tuple[type[Record], ...] = (records.Invitation, records.LinkCode)
"""Ids of these are hashes of secrets: whoever can name one was given it."""

MINE: tuple[type[Record], ...] = (records.Identity, records.LevelPlan)
"""Their member's own, whatever they are about."""

OWN: tuple[type[Record], ...] = (*MINE, records.Draft, records.Entry)
"""Their member's own."""

BY_MEMBER: tuple[type[Record], ...] = (
    records.Dialogue,
    records.Rhythm,
    records.Presence,
    records.Hints,
    records.Latch,
)
"""Their member's own, and called by that member's id."""

ASKED: tuple[type[Record], ...] = (
    *(records.TakingOut, records.Offer, records.StandIn),
    *(records.Boundary, records.Consultation),
)
"""Seen by whoever asked, and by those who may say yes."""

FOR_MANDATORS: tuple[type[Record], ...] = (records.Audit, records.Erasure)
"""Seen by mandators alone."""

MOVING: tuple[type[Record], ...] = (
    *(records.Position, records.Agreement, records.Commitment, records.Refusal, records.RedLine),
    *(records.PersonalFact, records.TrustEvent, records.NextStep, records.Evidence),
    *(records.Observance, records.Channel, records.LifeEvent, records.Reminder, records.Handover),
    *(records.Offer, records.Boundary, records.Consultation, records.Stance, records.FocalPoint),
    *(records.Approval, records.Version, records.Turn),
    *(records.Correspondent, records.CounterpartInvitation, records.DirectMessage),
)
"""What is about one counterpart and goes along where two records become one, beside meetings."""
