"""Terms that touch a line of the mandate: said in one line, with [Ask mandator], never a block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.chat import Button, Outcome, Text
from handlers.desk import Desk
from handlers.drafting.shown import short
from handlers.nearby import BELOW
from handlers.rules.limits import GUARDED, holding
from handlers.rules.touching import touches
from handlers.words import mandate as words
from storage.records import Agreement, Boundary, Change, Meeting


def bounded(outcome: Outcome, changes: Sequence[Change], desk: Desk) -> Outcome:
    """*outcome* with the first line of the mandate that what was saved touches (row 81)."""
    if not outcome.replies:
        return outcome
    for change in changes:
        one = change.after
        if not isinstance(one, (Agreement, Meeting)) or change.before is not None:
            continue
        line = _touched(one, desk)
        if line is not None:
            return _told(outcome, one, line, desk)
    return outcome


def terms(one: Agreement | Meeting) -> str:
    """What may touch a limit: the terms, or what was asked for."""
    return one.text if isinstance(one, Agreement) else one.asked


def _touched(one: Agreement | Meeting, desk: Desk) -> Boundary | None:
    text = terms(one)
    held = holding(desk.book, desk.member.id, one.counterpart, desk.today)
    guarded = sorted((b for b in held if b.bound in GUARDED), key=lambda b: GUARDED.index(b.bound))
    return next((b for b in guarded if text and touches(text, b.text)), None)


def _told(outcome: Outcome, one: Agreement | Meeting, line: Boundary, desk: Desk) -> Outcome:
    first, *others = outcome.replies
    told = desk.say(words.TOUCHES[line.bound], text=short(line.text, 120))
    ask = Button(desk.say(words.ASK_MANDATOR), f"{BELOW}:askman:{one.id}:{line.id}")
    shown = first.card
    shown = replace(shown, parts=(*shown.parts, Text(told)), buttons=(ask, *shown.buttons))
    return replace(outcome, replies=(replace(first, card=shown), *others))
