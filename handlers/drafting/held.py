"""The card of words that are not the note of a meeting, until the person says what they are."""

from __future__ import annotations

from handlers import nearby
from handlers.chat import Button, Card, Quote, Text
from handlers.desk import Desk
from handlers.drafting.doubts import doubts_of
from handlers.drafting.sheet import main_of
from handlers.drafting.shown import cut
from handlers.reading.note import Intent
from handlers.showing import card
from handlers.words import common
from handlers.words import note as words
from storage.records import Draft

ASIDE = "aside"
"""The kind of a draft whose words nobody has yet said to be a note."""

_QUOTED = 600

_UNCLEAR = frozenset((Intent.RECORD, Intent.QUERY))
"""Where it is not known what is wanted, so that the two likeliest things are offered."""

_SAID = {
    Intent.RECORD: words.NOT_UNDERSTOOD,
    Intent.QUERY: words.NOT_YET_QUERY,
    Intent.HANDOVER: words.NOT_YET_HANDOVER,
    Intent.RESCHEDULE: words.NOT_YET_RESCHEDULE,
    Intent.CONTEXT: words.NOT_YET_CONTEXT,
    Intent.REMINDER: words.NOT_YET_REMINDER,
    Intent.CORRECTION: words.NOT_YET_CORRECTION,
    Intent.ERASE: words.NOT_YET_ERASE,
}


def draw(draft: Draft, desk: Desk) -> Card:
    """What cannot be done with these words, the offer to keep them, and what else was meant."""
    say = desk.say
    parts = (Quote(cut(draft.words, _QUOTED)), Text(say(words.KEEP_ASK)))
    intent = Intent(doubts_of(draft).intent)
    more = nearby.suggested(draft.words, desk, main_of(draft)) if intent in _UNCLEAR else ()
    buttons = (
        Button(say(words.KEEP_AS_NOTE), f"keep:{draft.id}", style="primary"),
        Button(say(common.DROP), f"drop:{draft.id}"),
        *more,
    )
    return card(say, say(_SAID[intent]), parts, buttons)
