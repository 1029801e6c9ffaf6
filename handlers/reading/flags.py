"""Marks a reader of the record should see: hedged, rumour, private, handover and the like."""

from __future__ import annotations

from handlers.reading.layout import Layout
from handlers.reading.note import Intent, Note
from handlers.reading.redaction import beneficiaries

_PLAIN = (
    ("bottom", "bottom_line"),
    ("change", "regime_change"),
    ("death", "bereavement"),
    ("rotation", "counterpart_rotation"),
    ("first", "first_meeting"),
    ("escalate", "escalate_to_mandator"),
    ("alone", "single_contact"),
    ("no_name", "do_not_store_name"),
    ("rumour", "unverified_information"),
    ("gift", "gift"),
    ("intro_ahead", "offered_introduction"),
)
_SOFT = (("hedge", "hedged_no_agreement"), ("offer", "offer_not_agreement"))
_TOGETHER = (
    (("gift", "offer"), "conflict_of_interest"),
    (("gift", "favour"), "conflict_of_interest"),
    (("greet", "refuse"), "greeting_risk"),
    (("first", "demand_us"), "cold_ask"),
)


def flags(layout: Layout, note: Note, *, masked: bool = False) -> tuple[str, ...]:
    """The flags of a message, in one order; *masked* where something must not be stored."""
    found = [flag for meaning, flag in _PLAIN if layout.has(None, meaning)]
    if not note.agreements:
        found += [flag for meaning, flag in _SOFT if layout.has(None, meaning)]
    if note.intent is Intent.HANDOVER:
        found.append("handover")
    if layout.has(None, "private"):
        found += ["source_protection", "sensitive"]
    if masked and beneficiaries(layout):
        found.append("contains_beneficiary_data")
    found += [flag for both, flag in _TOGETHER if all(layout.has(None, m) for m in both)]
    return tuple(dict.fromkeys(found))
