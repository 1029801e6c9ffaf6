"""Changes that are saved become an entry, so that they can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.chat import Button, Message, Outcome, Part
from handlers.desk import Desk
from handlers.showing import answered, card
from handlers.words import common
from storage.records import Agreement, Change, Commitment, Entry, Version, added


def save(
    changes: Sequence[Change], desk: Desk, title: str, source: str = ""
) -> tuple[Entry, tuple[Change, ...]]:
    """The entry that remembers *changes*, and all there is to apply, the entry's own last.

    *title* is what a person reads when they look back, in their own language; *source* is the
    place and platform id of the message it came from.
    """
    whole = with_versions(changes, desk)
    entry = Entry(desk.new_id(), desk.member.id, whole, desk.now, title, source)
    return entry, (*whole, added(entry))


def with_versions(changes: Iterable[Change], desk: Desk) -> tuple[Change, ...]:
    """*changes*, and what every agreement and promise among them was before.

    Agreements are evidence: what they said, who changed it and when is kept beside them
    (PRACTICE D18), and goes again where the change itself is taken back.
    """
    whole = tuple(changes)
    return (*whole, *(added(one) for change in whole for one in _version(change, desk)))


def _version(change: Change, desk: Desk) -> Iterable[Version]:
    was, now = change.before, change.after
    if not isinstance(was, Agreement | Commitment) or not isinstance(now, Agreement | Commitment):
        return
    # Which record it hangs on says nothing of what was agreed: two people became one.
    if replace(was, counterpart=now.counterpart, meeting=now.meeting) != now:
        yield Version(desk.new_id(), now.counterpart, now.id, desk.member.id, desk.now, was)


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
