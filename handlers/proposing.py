"""A change that is shown before it is made: what is before, what comes after, and [Yes, save it].

Agreements are never changed unasked. A topic hands `ask` the changes it would make; they wait in a
draft, and [Yes, save it] makes them, with [Undo], unless something has changed in between.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.chat import Button, Card, Line, Message, Outcome, Part, Refusal
from handlers.desk import Desk
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import proposing as words
from storage.records import Change, Dialogue, Draft, added, removed
from storage.values import dataclass

KIND = "proposal"
"""The kind of the draft that holds the changes until they are wanted."""
HELD_NEWS = "news"
"""The kind of a draft that holds no change yet, only the words of which one may come."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to ask, and what to say once it is done; all in the member's language."""

    title: str
    done: str
    parts: tuple[Part, ...] = ()
    told: str = ""
    """The words of the message it came from, so that [It is a note] can keep them as that."""
    buttons: tuple[Button, ...] = ()
    """Further choices, after [Yes, save it]; the draft's id is written behind each press."""
    then: tuple[Button, ...] = ()
    """What may be done next, on the card that says it is saved."""
    yes: str = ""
    """What the button is called, where it is not [Yes, save it]."""


def ask(
    message: Message,
    desk: Desk,
    changes: Iterable[Change],
    what: Proposal,
    *,
    spent: Draft | None = None,
) -> Outcome:
    """Show *what*, and keep *changes* until they are wanted; *spent* is a draft this replaces."""
    then = [[button.label, button.press] for button in what.then]
    draft = Draft(
        *(desk.new_id(), desk.member.id, tuple(changes), desk.now),
        words=what.told,
        kind=KIND,
        reading=json.dumps([what.done, then]),
    )
    gone = (removed(spent),) if spent is not None else ()
    return answered(message, _card(draft, what, desk), (*gone, added(draft)))


def before_after(before: str, after: str, desk: Desk) -> tuple[Part, ...]:
    """Two lines to compare."""
    return (Line(desk.say(words.BEFORE), before), Line(desk.say(words.AFTER), after))


def _card(draft: Draft, what: Proposal, desk: Desk) -> Card:
    say = desk.say
    yes = Button(what.yes or say(words.YES), f"yes:{draft.id}", style="primary")
    others = (replace(one, press=f"{one.press}:{draft.id}") for one in what.buttons)
    buttons = [yes, *others, Button(say(words.LEAVE), f"leaveit:{draft.id}")]
    if what.told:
        buttons.append(Button(say(words.AS_NOTE), f"asnote:{draft.id}"))
    return card(say, what.title, what.parts, buttons)


def yes(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Yes, save it]: the changes are made, as they were shown, with [Undo]."""
    draft = waiting(rest, desk)
    if not fits(draft.changes, desk):
        raise Refusal(desk.say(words.SINCE_CHANGED))
    done, then = json.loads(draft.reading)
    buttons = tuple(Button(label, press) for label, press in then)
    outcome = saved(message, desk, draft.changes, done, (), buttons)
    return Outcome(outcome.replies, (*outcome.changes, removed(draft)))


def leave(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Leave it]: nothing is changed."""
    draft = waiting(rest, desk)
    return answered(message, card(desk.say, desk.say(words.LEFT)), (removed(draft),))


def waiting(id: str, desk: Desk, *kinds: str) -> Draft:
    """The member's proposal of that id; refuses where there is none any more."""
    draft = desk.book.get(Draft, id)
    if draft is None or draft.kind not in (kinds or (KIND,)):
        raise Refusal(desk.say(help_words.STALE))
    return draft


def unasked(outcome: Outcome, desk: Desk, *topics: str) -> Outcome:
    """*outcome*, and no more waiting for words about *topics*: a press answered or left it."""
    waits = desk.book.get(Dialogue, desk.member.id)
    if waits is None or waits.topic not in topics:
        return outcome
    if any(isinstance(change.subject, Dialogue) for change in outcome.changes):
        return outcome
    return Outcome(outcome.replies, (*outcome.changes, removed(waits)))


def fits(changes: Sequence[Change], desk: Desk) -> bool:
    """Whether every record is still as it was when the change was shown."""
    return all(
        desk.book.get(type(change.subject), change.subject.id) == change.before
        for change in changes
    )


PRESSES = {"yes": yes, "leaveit": leave}
