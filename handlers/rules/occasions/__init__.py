"""Days that counterparts mark: which there are, when they fall, and what must never be sent.

Nothing here guesses who marks what: that is only ever an `Observance` made by a person's word.
"""

from __future__ import annotations

from handlers.rules.occasions.coming import Coming, coming, marked, no_greetings
from handlers.rules.occasions.manners import Caution, cautions, held, is_never_sent, never_sent
from handlers.rules.occasions.places import country_of
from handlers.rules.occasions.table import OCCASIONS, days_of_faith, find, national, sounds_like
from handlers.rules.occasions.values import Listed, Occasion, Tone, Window
from handlers.rules.occasions.windows import between, upcoming, window

__all__ = [
    "OCCASIONS",
    "Caution",
    "Coming",
    "Listed",
    "Occasion",
    "Tone",
    "Window",
    "between",
    "cautions",
    "coming",
    "country_of",
    "days_of_faith",
    "find",
    "held",
    "is_never_sent",
    "marked",
    "national",
    "never_sent",
    "no_greetings",
    "sounds_like",
    "upcoming",
    "window",
]
