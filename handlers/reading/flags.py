"""Marks a reader of the record should see: hedged, rumour, private, handover and the like."""

from __future__ import annotations

from handlers.reading.layout import Layout
from handlers.reading.note import Intent

_PLAIN = (
    ("bottom", "bottom_line"),
    ("change", "regime_change"),
    ("death", "bereavement"),
    ("rotation", "counterpart_rotation"),
    ("first", "first_meeting"),
    ("escalate", "escalate_to_mandator"),
    ("alone", "single_contact"),
    ("no_name", "do_not_store_name"),
)


def flags(
    layout: Layout, intent: Intent, *, agreed: bool, redact: bool, beneficiary: bool
) -> tuple[str, ...]:
    """The flags of a message, in one order."""
    found: list[str] = [flag for meaning, flag in _PLAIN if layout.has(None, meaning)]
    if layout.has(None, "hedge") and not agreed:
        found.append("hedged_no_agreement")
    if layout.has(None, "offer") and not agreed:
        found.append("offer_not_agreement")
    if intent is Intent.HANDOVER:
        found.append("handover")
    if layout.has(None, "rumour"):
        found.append("unverified_information")
    if layout.has(None, "private"):
        found += ["source_protection", "sensitive"]
    if layout.has(None, "gift") and layout.has(None, "offer", "favour"):
        found.append("conflict_of_interest")
    if layout.has(None, "greet") and layout.has(None, "refuse"):
        found.append("greeting_risk")
    if beneficiary and redact:
        found.append("contains_beneficiary_data")
    if layout.has(None, "first") and layout.has(None, "demand_us"):
        found.append("cold_ask")
    return tuple(dict.fromkeys(found))
