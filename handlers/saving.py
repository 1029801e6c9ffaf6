"""Changes that are saved become an entry, so that they can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.chat import Button, Message, Outcome, Part
from handlers.desk import Desk
from handlers.showing import answered, card
from handlers.words import common
from storage.records import Change, Entry, added


def save(
    changes: Sequence[Change], desk: Desk, title: str, source: str = ""
) -> tuple[Entry, tuple[Change, ...]]:
    """The entry that remembers *changes*, and all there is to apply, the entry's own last.

    *title* is what a person reads when they look back, in their own language; *source* is the
    place and platform id of the message it came from.
    """
    entry = Entry(desk.new_id(), desk.member.id, tuple(changes), desk.now, title, source)
    return entry, (*changes, added(entry))


def saved(  # noqa: PLR0913, PLR0917  # All of a card, and what it stands for.
    message: Message,
    desk: Desk,
    changes: Sequence[Change],
    title: str,
    parts: Iterable[Part] = (),
    buttons: Iterable[Button] = (),
) -> Outcome:
    """*changes* are saved and *title* says so, on a card with [Undo] after *buttons*."""
    # The undo card puts the title inside a sentence of its own.
    entry, all_changes = save(changes, desk, title.rstrip("."))
    undo = Button(desk.say(common.UNDO), f"undo:{entry.id}")
    return answered(message, card(desk.say, title, parts, (*buttons, undo)), all_changes)
