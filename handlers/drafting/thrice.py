"""The same refusal for the third time: said once, with a note to the mandator (PRACTICE row 16)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers import hints, obstacles
from handlers.chat import Button, Outcome
from handlers.desk import Desk
from handlers.nearby import BELOW
from handlers.rules.obstacles import TIMES, Obstacle, alongside, refused_by, same_as
from handlers.words import obstacles as words
from storage.after import After
from storage.records import Change, Refusal, Side

KEY = "thrice"


def noticed(outcome: Outcome, changes: Sequence[Change], desk: Desk) -> Outcome:
    """*outcome* with a word on what has now been refused three times over, once for each."""
    fresh = [one for change in changes if isinstance(one := change.after, Refusal)]
    for one in fresh:
        if one.by is not Side.THEM:
            continue
        times = _times(one, After(desk.book, changes), desk.today)
        if len(times) < TIMES:
            continue
        told = _told(outcome, times, desk)
        if told is not outcome:
            return told
    return outcome


def _times(one: Refusal, book: After, today: date) -> list[Obstacle]:
    found = refused_by(alongside(one.counterpart, book, today), book)
    here = next((other for other in found if other.id == one.id), None)
    return same_as(here, found) if here is not None else []


def _told(outcome: Outcome, times: Sequence[Obstacle], desk: Desk) -> Outcome:
    say, last = desk.say, times[0]
    sentence = say(
        words.THRICE,
        name=obstacles.whose(times, desk),
        n=len(times),
        sort=say(words.SORTS[last.sort]),
    )
    about = f"{last.place or last.counterpart}:{last.sort}"
    told = hints.hint(outcome, desk, KEY, sentence, about=about)
    if told is outcome:
        return outcome
    first, *others = told.replies
    raised = Button(say(words.RAISE), f"{BELOW}:raise:{last.id}")
    *before, spared = first.card.buttons
    shown = replace(first.card, buttons=(*before, raised, spared))
    return replace(told, replies=(replace(first, card=shown), *others))
