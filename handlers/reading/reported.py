"""What we told them we would do: "told him we'd send the plates", "je lui ai dit qu'on envoie"."""

from __future__ import annotations

from handlers.reading import dates
from handlers.reading.dues import recurring
from handlers.reading.layout import Clause, Layout
from handlers.reading.page import Stretch
from storage.records import Side

_AGAINST = ("hedge", "refuse", "wish", "demand", "jest", "rumour", "offer", "agree_hollow")
_NEAR = 3
"""Words after the verb in which a "nothing" still takes it back."""


def ours(layout: Layout, clause: Clause) -> bool:
    """Whether the clause reports a promise that we gave; never where we only said what we do."""
    at = clause.at
    told = layout.first(at, "we_told", "we_said")
    if told is None or layout.subject(clause) is Side.THEM or layout.has(at, *_AGAINST):
        return False
    after = Stretch(told.first + 1, at.last)
    will = layout.first(after, "we_would", "we_do")
    if will is None or layout.has(Stretch(told.first, min(will.last + _NEAR, at.last)), "not"):
        return False
    if layout.has(will, "we_would") and not layout.has(after, "hypo"):
        return True
    return _ahead(layout, after) and not recurring(layout, after)


def _ahead(layout: Layout, part: Stretch) -> bool:
    today = layout.setting.now.date()
    return layout.has(part, "later_today") or any(
        dates.deadline(when) >= today for when in layout.dates_in(part)
    )
