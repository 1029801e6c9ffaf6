"""What becomes of an agreement: asked first, before beside after, and saved with [Undo]."""

from __future__ import annotations

import json
from datetime import date

from handlers.agreeing import finding, showing
from handlers.chat import Button, Message, Outcome, Quote, Refusal, Text
from handlers.desk import Desk
from handlers.drafting.days import typed
from handlers.drafting.shown import cut
from handlers.meant import kept_words
from handlers.proposing import HELD_NEWS, Proposal, ask
from handlers.reading import acts
from handlers.rules.agreeing import Act, NotPossible, after, legal, standing_on
from handlers.showing import answered, card
from handlers.versions import differences
from handlers.words import agreeing as words
from handlers.words import help as help_words
from handlers.words import note as note_words
from storage.records import Agreement, Change, Dialogue, Draft, Form

TOPIC = "renewing"
"""The topic of the dialogue that waits for the new end."""
KIND = "which agreement"
"""The kind of draft that remembers what was told while we ask of which agreement."""
NO_END = "none"
_MONTHS = (1, 3)


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """``act:id``, for a renewal ``act:id:2026-09-30`` or ``none``, for a dispute the words told."""
    name, _, about = rest.partition(":")
    id, _, day = about.partition(":")
    if name not in list(Act):
        raise Refusal(desk.say(help_words.STALE))
    one, act = finding.by_id(desk, id), Act(name)
    if act is Act.RENEW and not day:
        return _until_when(message, desk, one)
    held = desk.book.get(Draft, day) if act is Act.DISPUTE and day else None
    if held is not None and held.kind == HELD_NEWS:
        return propose(message, desk, one, act, told=held.words, spent=held)
    return propose(message, desk, one, act, until=_day(day))


def propose(  # noqa: PLR0913  # Each is its own fact, given by name.
    message: Message,
    desk: Desk,
    one: Agreement,
    act: Act,
    *,
    until: date | None = None,
    told: str = "",
    spent: Draft | None = None,
) -> Outcome:
    """Show what *act* would make of *one*, and ask; *told* are the words that said so."""
    say, number = desk.say, showing.number_of(one, desk)
    if act not in legal(one, desk.today):
        standing = say(words.STANDINGS[standing_on(one, desk.today).value])
        said = say(words.NOT_POSSIBLE, number=number, standing=standing)
        raise Refusal(said, fresh=showing.shown(one, desk))
    form = Form.MESSAGE if act is Act.CONFIRM and one.asked_back else None
    try:
        became = after(one, act, desk.today, until=until, form=form, why=told)
    except NotPossible:
        raise Refusal(say(words.UNTIL_PAST, day=say.day(until) if until else "")) from None
    name = showing.name_of(one, desk)
    what = Proposal(
        say(words.SHALL[act.value], number=showing.titled(one, desk)),
        say(words.DONE[act.value], number=number, name=name),
        (Quote(cut(one.text, _TERMS)), *map(Text, differences(one, became, desk))),
        told,
        then=(Button(say(words.SHOW, number=number), f"agreed:{one.id}"),),
    )
    return ask(message, desk, (Change(one, became),), what, spent=spent)


def _until_when(message: Message, desk: Desk, one: Agreement) -> Outcome:
    say, number = desk.say, showing.number_of(one, desk)
    begin = max(one.until or desk.today, desk.today)
    days = [_later(begin, months) for months in _MONTHS]
    buttons = [
        Button(say(words.UNTIL_DAY, day=say.day(day)), f"act:renew:{one.id}:{day.isoformat()}")
        for day in days
    ]
    buttons.append(Button(say(words.NO_END), f"act:renew:{one.id}:{NO_END}"))
    buttons.append(Button(say(note_words.CANCEL), f"agreed:{one.id}"))
    title = say(words.UNTIL_WHEN, number=number)
    waits = Dialogue(desk.member.id, TOPIC, one.id, desk.now)
    change = Change(desk.book.get(Dialogue, desk.member.id), waits)
    return answered(message, card(say, title, (Text(say(words.UNTIL_HOW)),), buttons), (change,))


def answered_until(message: Message, desk: Desk, dialogue: Dialogue) -> Outcome | None:
    """The day that was asked for, typed; ``None`` where the words are no day."""
    one = desk.book.get(Agreement, dialogue.about)
    when = typed(message.text, message, desk) if _is_brief(message.text) else None
    if one is None or when is None:
        return None
    outcome = propose(message, desk, one, Act.RENEW, until=when.until or when.day)
    return Outcome(outcome.replies, (*outcome.changes, Change(dialogue, None)))


def _is_brief(text: str) -> bool:
    return len(text.split()) <= _BRIEF and not acts.said(text).has("told")


def which(
    message: Message,
    desk: Desk,
    found: list[Agreement],
    act: Act,
    until: date | None,
) -> Outcome:
    """Several agreements could be meant: ask, and remember what was told."""
    reading = json.dumps([act.value, until.isoformat() if until else ""])
    draft = Draft(
        *(desk.new_id(), desk.member.id, (), desk.now),
        words=kept_words(message, desk),
        kind=KIND,
        reading=reading,
    )
    shown = showing.which(found, desk, f"actof:{draft.id}:")
    return answered(message, shown, (Change(None, draft),))


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """The agreement that was meant."""
    draft_id, _, id = rest.partition(":")
    draft = desk.book.get(Draft, draft_id)
    if draft is None or draft.kind != KIND:
        raise Refusal(desk.say(help_words.STALE))
    name, day = json.loads(draft.reading)
    one = finding.by_id(desk, id)
    outcome = propose(message, desk, one, Act(name), until=_day(day), told=draft.words)
    return Outcome(outcome.replies, (Change(draft, None), *outcome.changes))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _later(day: date, months: int) -> date:
    """The same day some months on, or the last day of a month that is too short."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in range(day.day, 0, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return day


_TERMS = 600
"""Signs of the terms that are repeated."""
_BRIEF = 5
"""Words an answer may have and still be nothing but a day."""
PRESSES = {"act": pressed, "actof": chosen}
