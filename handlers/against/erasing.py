"""[Erase]: an act goes for good, from the record and from all that could bring it back."""

from __future__ import annotations

from handlers.against.showing import known
from handlers.chat import Button, Message, Outcome, Quote, Text
from handlers.desk import Desk
from handlers.showing import answered, card
from handlers.words import against as words
from handlers.words import reasons
from storage.records import Erasure, added, removed

YES = "y"


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """Asked once more, for it cannot be undone."""
    id, _, sure = rest.partition(":")
    one, say = known(id, desk), desk.say
    if sure == YES:
        # What names nobody we know rests under a key of its own, which dies with it.
        named = one.counterpart or one.other
        gone = Erasure(
            *(desk.new_id(), desk.member.id, desk.now),
            gone=() if named else (one.id,),
            renewed=tuple(filter(None, (one.counterpart, one.other))),
        )
        shown = card(say, say(words.ERASED))
        return answered(message, shown, (removed(one), added(gone)))
    buttons = (
        Button(say(reasons.ERASE_YES), f"deedgone:{one.id}:{YES}", "danger"),
        Button(say(reasons.ERASE_NO), f"deed:{one.id}"),
    )
    parts = (Quote(one.text), Text(say(words.ERASE_HOW)))
    return answered(message, card(say, say(words.ERASE_ASK), parts, buttons))


PRESSES = {"deedgone": pressed}
