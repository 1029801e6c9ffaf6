"""The card of words that are not the note of a meeting, until the person says what they are."""

from __future__ import annotations

from handlers.chat import Button, Card, Quote, Text
from handlers.desk import Desk
from handlers.drafting.doubts import doubts_of
from handlers.drafting.shown import cut
from handlers.reading.note import Intent
from handlers.showing import card
from handlers.words import common
from handlers.words import note as words
from storage.records import Draft

ASIDE = "aside"
"""The kind of a draft whose words nobody has yet said to be a note."""

_QUOTED = 600

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
    """What cannot be done with these words yet, and the offer to keep them as a note."""
    say = desk.say
    parts = (Quote(cut(draft.words, _QUOTED)), Text(say(words.KEEP_ASK)))
    buttons = (
        Button(say(words.KEEP_AS_NOTE), f"keep:{draft.id}", style="primary"),
        Button(say(common.DROP), f"drop:{draft.id}"),
    )
    return card(say, say(_SAID[Intent(doubts_of(draft).intent)]), parts, buttons)
