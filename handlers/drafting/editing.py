"""Correcting a draft by hand, one part at a time: a card of parts, a question, the card again."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import Button, Line, Message, Outcome, Refusal, Text
from handlers.desk import Desk
from handlers.drafting import adding, answers, days, menus
from handlers.drafting.doubts import DAY, Question, doubting, doubts_of
from handlers.drafting.drafts import mine, stale, waiting
from handlers.drafting.drafts import shown as show_draft
from handlers.drafting.fields import SPECS, TITLES, Sort, Spec, put, spec_of, told
from handlers.drafting.sheet import find, meeting_of, minus, redated, swapped
from handlers.showing import answered, card
from handlers.words import common
from handlers.words import note as words
from storage.records import Change, Counterpart, Draft, Record

_LITTLE, _MUCH = 120, 1000
"""Signs a typed answer may have: for a name, a day or a place; for words."""


def part(message: Message, desk: Desk, rest: str) -> Outcome:
    """One item: everything that can be said of it, and [Remove]."""
    draft, record = _found(rest, desk)
    say = desk.say
    lines = [Line(say(spec.label), told(record, spec, desk)) for spec in SPECS[type(record)]]
    buttons = [
        Button(say(spec.label), f"field:{draft.id}:{record.id}:{spec.name}")
        for spec in SPECS[type(record)]
    ]
    buttons.append(Button(say(words.REMOVE), f"gone:{draft.id}:{record.id}", style="danger"))
    buttons.append(Button(say(common.BACK), f"edit:{draft.id}"))
    return answered(message, card(say, say(words.EDIT_PART), lines, buttons))


def _found(rest: str, desk: Desk) -> tuple[Draft, Record]:
    id, about = (*rest.split(":"), "")[:2]
    draft = mine(id, desk)
    record = find(draft, about)
    if record is None or type(record) not in SPECS:
        raise stale(draft, desk)
    return draft, record


def field(message: Message, desk: Desk, rest: str) -> Outcome:
    """Ask what one part should say: choices as buttons, all else typed."""
    id, about, name = (*rest.split(":"), "", "")[:3]
    draft = mine(id, desk)
    if name == "person":
        return show_draft(message, desk, _ask_who(draft, about, desk), draft)
    record = _record(draft, about, name, desk)
    spec = spec_of(record, name) if record is not None else None
    if record is None or spec is None:
        raise stale(draft, desk)
    asks = waiting(desk, f"field:{draft.id}:{about}:{name}")
    return answered(message, menus.question(draft, record, spec, desk), asks)


def _record(draft: Draft, about: str, name: str, desk: Desk) -> Record | None:
    """The record a part belongs to; who introduced a known person is on their own record."""
    record = find(draft, about)
    return desk.book.get(Counterpart, about) if record is None and name == "introducer" else record


def _ask_who(draft: Draft, about: str, desk: Desk) -> Draft:
    meeting = meeting_of(draft)
    if meeting is None or about not in (meeting.counterpart, *meeting.others):
        raise stale(draft, desk)
    return answers.reopened(draft, desk, about)


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """A choice was pressed, or [Leave it empty]."""
    id, about, name, value = (*rest.split(":"), "", "", "")[:4]
    draft = mine(id, desk)
    record = _record(draft, about, name, desk)
    spec = spec_of(record, name) if record is not None else None
    if record is None or spec is None:
        raise stale(draft, desk)
    if spec.sort is Sort.DAY and not value and not spec.needed:
        return _corrected(message, desk, draft, days.moved(record, name, None), name)
    fresh = put(record, spec, value)
    if fresh is None:
        raise stale(draft, desk)
    return _corrected(message, desk, draft, fresh, name)


def filled(message: Message, desk: Desk, about: str) -> Outcome | None:
    """The part that was asked for, typed; ``None`` where the draft or the part is gone."""
    id, record_id, name = (*about.split(":"), "", "")[:3]
    draft = desk.book.get(Draft, id)
    if draft is None:
        return None
    if record_id == "+":
        return adding.added(message, desk, draft, name)
    record = _record(draft, record_id, name, desk)
    spec = spec_of(record, name) if record is not None else None
    if record is None or spec is None or _is_a_note(message.text, spec):
        return None
    if spec.sort is Sort.DAY:
        return _on_day(message, desk, draft, record, spec)
    return _corrected(message, desk, draft, _typed(message.text, desk, record, spec), name)


def _is_a_note(text: str, spec: Spec) -> bool:
    """Whether an answer is too much to be one, so that it must be something told afresh."""
    limit = _MUCH if spec.name in ("text", "asked", "condition", "urgent") else _LITTLE
    return len(text) > limit


def _on_day(message: Message, desk: Desk, draft: Draft, record: Record, spec: Spec) -> Outcome:
    when = days.typed(message.text, message, desk)
    if when is None:
        raise Refusal(desk.say(words.NO_DAY))
    fresh = days.moved(record, spec.name, when.until or when.day, when.at)
    changed = changed_doubts(corrected(draft, fresh, desk), record.id, spec.name)
    if when.other is not None:
        choices = (when.day.isoformat(), when.other.isoformat())
        doubts = doubts_of(changed)
        asked = Question(DAY, record.id, spec.name, choices)
        changed = doubting(changed, replace(doubts, questions=(asked, *doubts.questions)))
    return show_draft(message, desk, changed, draft)


def _typed(text: str, desk: Desk, record: Record, spec: Spec) -> Record:
    value = text
    if spec.sort is Sort.CHOICE:
        said = text.strip().casefold()
        labels = {desk.say(label).casefold(): each for each, label in spec.choices.items()}
        value = labels.get(said, said)
    fresh = put(record, spec, value)
    if fresh is None:
        raise Refusal(desk.say(words.CHOOSE))
    return fresh


def _corrected(message: Message, desk: Desk, draft: Draft, fresh: Record, name: str) -> Outcome:
    changed = corrected(draft, fresh, desk)
    return show_draft(message, desk, changed_doubts(changed, fresh.id, name), draft)


def corrected(draft: Draft, fresh: Record, desk: Desk) -> Draft:
    """*draft* with *fresh* in it, also where it changes a record from before."""
    if find(draft, fresh.id) is not None:
        return redated(swapped(draft, fresh))
    before = desk.book.get(type(fresh), fresh.id)
    return replace(draft, changes=(*draft.changes, Change(before, fresh)))


def changed_doubts(draft: Draft, id: str, name: str) -> Draft:
    """*draft* with nothing open any more about the part a person has just told."""
    return doubting(draft, doubts_of(draft).settled(id, name))


def gone(message: Message, desk: Desk, rest: str) -> Outcome:
    """Take one item out."""
    draft, record = _found(rest, desk)
    if type(record) not in TITLES:
        raise stale(draft, desk)
    left = doubting(minus(draft, record.id), doubts_of(draft).about(record.id))
    return show_draft(message, desk, left, draft)


def back(message: Message, desk: Desk, rest: str) -> Outcome:
    """The card again, as it stands."""
    draft = mine(rest, desk)
    return show_draft(message, desk, draft, draft)


def add_what(message: Message, desk: Desk, rest: str) -> Outcome:
    """Which kind of thing to add."""
    return answered(message, adding.menu(mine(rest, desk), desk))


def add(message: Message, desk: Desk, rest: str) -> Outcome:
    """Ask for the words of one more thing."""
    id, _, kind = rest.partition(":")
    draft = mine(id, desk)
    if kind not in adding.KINDS or meeting_of(draft) is None:
        raise stale(draft, desk)
    say = desk.say
    buttons = (Button(say(words.CANCEL), f"show:{draft.id}"),)
    shown_card = card(say, say(adding.KINDS[kind]), (Text(say(adding.asked(kind))),), buttons)
    return answered(message, shown_card, waiting(desk, f"field:{draft.id}:+:{kind}"))
