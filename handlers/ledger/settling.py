"""Says how a promise went: saved at once, with [Undo]; one that comes again gets its next day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.chat import Button, Items, Message, Outcome, Part, Refusal, Text
from handlers.desk import Desk
from handlers.drafting.days import moved, typed
from handlers.drafting.shown import STATUSES, short
from handlers.ledger.showing import DAY, by_id, titled
from handlers.nearby import BELOW
from handlers.reading import acts
from handlers.reading.dates import find
from handlers.rules.promising import ONCE, comes_again, went
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.tallies import tally_lines
from handlers.words import help as help_words
from handlers.words import ledger as words
from handlers.words import note as note_words
from storage.after import After
from storage.records import (
    Change,
    Commitment,
    Counterpart,
    Dialogue,
    Side,
    Status,
)

TOPIC = DAY
_BRIEF = 5
"""Words an answer may have and still be nothing but a day."""


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """``status:id``, from the card of a promise."""
    name, _, id = rest.partition(":")
    return settle(message, desk, by_id(desk, id), _status(name, desk))


def _status(name: str, desk: Desk) -> Status:
    if name not in list(Status):
        raise Refusal(desk.say(help_words.STALE))
    return Status(name)


def settle(message: Message, desk: Desk, one: Commitment, status: Status, why: str = "") -> Outcome:
    """*one* went as *status* says; *why* are the words in which that was told."""
    say = desk.say
    changes = went(one, status, desk.today, desk.new_id(), why)
    became = _became(one, changes, desk)
    if became is not one:
        changes = (*(each for each in changes if each.before != one), Change(one, became))
    title = say(words.NOW, text=short(one.text, 100), status=say(STATUSES[status.value]))
    parts: list[Part] = []
    if comes_again(one) and status in ONCE and became.due is not None:
        parts.append(Text(say(words.NEXT_TIME, day=say.day(became.due))))
    parts += _tally(one, changes, desk)
    return saved(message, desk, changes, title, parts, _then(one, status, desk))


def _tally(one: Commitment, changes: tuple[Change, ...], desk: Desk) -> list[Part]:
    """How both sides' promises went, this one counted."""
    about = desk.book.get(Counterpart, one.counterpart)
    later = replace(desk, book=After(desk.book, changes))
    lines = tally_lines(about, later) if about is not None else ()
    return [Items(desk.say(words.TALLY), lines)] if lines else []


def _then(one: Commitment, went: Status, desk: Desk) -> tuple[Button, ...]:
    """What may be done next where a promise was not kept as it was given."""
    if went not in (Status.LATE, Status.PARTLY, Status.BROKEN):
        return ()
    hurt = Button(desk.say(words.REPAIR), f"{BELOW}:repair:{one.counterpart}")
    if one.by is not Side.US or went is Status.LATE:
        return (hurt,)
    return (Button(desk.say(words.TELL_THEM), f"{BELOW}:plate:{one.id}"), hurt)


def day(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Another day]: which one."""
    one, say = by_id(desk, rest), desk.say
    waits = Dialogue(desk.member.id, TOPIC, one.id, desk.now)
    change = Change(desk.book.get(Dialogue, desk.member.id), waits)
    cancel = Button(say(note_words.CANCEL), f"promise:{one.id}")
    shown = card(say, titled(one, desk), (Text(say(words.WRITE_DAY)),), (cancel,))
    return answered(message, shown, (change,))


def day_told(message: Message, desk: Desk, dialogue: Dialogue) -> Outcome | None:
    """The new day, typed; ``None`` where there is none. The old one stays in the versions."""
    one = desk.book.get(Commitment, dialogue.about)
    brief = len(message.text.split()) <= _BRIEF and not acts.said(message.text).has("told")
    when = typed(message.text, message, desk) if brief else None
    if one is None or when is None:
        return None
    became = moved(one, "due", when.until or when.day, when.at)
    outcome = saved(message, desk, (Change(one, became),), moved_text(became, desk))
    return Outcome(outcome.replies, (*outcome.changes, Change(dialogue, None)))


def moved_text(one: object, desk: Desk) -> str:
    """That a promise is now due on its day."""
    if not isinstance(one, Commitment) or one.due is None:
        return ""
    say = desk.say
    return say(words.MOVED, text=short(one.text, 100), day=say.day(one.due))


PRESSES = {"settle": pressed, "pday": day}


def _became(one: Commitment, changes: tuple[Change, ...], desk: Desk) -> Commitment:
    """*one* as it will be; a rhythm that was written by hand tells the next day too."""
    after = next((c.after for c in changes if isinstance(c.after, Commitment)), one)
    if not isinstance(after, Commitment) or after.due is not None or not comes_again(after):
        return after if isinstance(after, Commitment) else one
    return replace(after, due=_next_told(after, desk))


def _next_told(one: Commitment, desk: Desk) -> date | None:
    """The next day of a rhythm that was written by hand."""
    told = find(one.recurring, desk.here, language=desk.say.language, week=desk.member.week)
    return next((when.day for when in told if when.day > desk.today), None)
