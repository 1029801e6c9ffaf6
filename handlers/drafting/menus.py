"""The cards on which a draft is corrected: its parts as buttons, and the question about one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.chat import Button, Card, Line, Message, Text
from handlers.desk import Desk
from handlers.drafting import shown
from handlers.drafting.fields import SPECS, TITLES, Sort, Spec, plain, title_of, told
from handlers.drafting.people import name_in
from handlers.drafting.sheet import meeting_of
from handlers.showing import card
from handlers.words import common
from handlers.words import note as words
from storage.records import Change, Draft, Organisation, Position, Record

_LABEL = 60


def remembered(message: Message, draft: Draft) -> tuple[Change, ...]:
    """The change that notes on which card a draft is shown, once that card was pressed."""
    if not message.card or draft.card == message.card:
        return ()
    return (Change(draft, replace(draft, card=message.card)),)


def menu(draft: Draft, desk: Desk) -> Card:
    """The parts of the draft, a button for each."""
    say = desk.say
    buttons = [*_meeting_buttons(draft, desk), *_item_buttons(draft, desk)]
    buttons.append(Button(say(words.ADD), f"more:{draft.id}"))
    buttons.append(Button(say(common.BACK), f"show:{draft.id}"))
    return card(say, say(words.EDIT_WHAT), (), buttons)


def _meeting_buttons(draft: Draft, desk: Desk) -> Iterator[Button]:
    meeting = meeting_of(draft)
    if meeting is None:
        return
    for id in (meeting.counterpart, *meeting.others):
        label = desk.say(words.WHO_TITLE)
        if name := name_in(id, draft, desk):
            label = desk.say(words.PART, label=label, value=name)
        yield Button(shown.short(label, _LABEL), f"field:{draft.id}:{id}:person")
    for spec in SPECS[type(meeting)]:
        if spec.name == "urgent" and not meeting.asked:
            continue
        label = desk.say(spec.label)
        if plain(meeting, spec):
            label = desk.say(words.PART, label=label, value=told(meeting, spec, desk))
        yield Button(shown.short(label, _LABEL), f"field:{draft.id}:{meeting.id}:{spec.name}")
    label = desk.say(words.INTRODUCED_BY)
    yield Button(label, f"field:{draft.id}:{meeting.counterpart}:introducer")


def _item_buttons(draft: Draft, desk: Desk) -> Iterator[Button]:
    for change in draft.changes:
        after = change.after
        if after is not None and type(after) in TITLES:
            yield Button(shown.short(title_of(after, desk), _LABEL), f"part:{draft.id}:{after.id}")
        elif isinstance(after, Position):
            yield Button(desk.say(words.ROLE), f"field:{draft.id}:{after.id}:title")
        elif isinstance(after, Organisation) and change.before is None:
            yield Button(desk.say(words.ORGANISATION), f"field:{draft.id}:{after.id}:name")


def question(draft: Draft, record: Record, spec: Spec, desk: Desk) -> Card:
    """What one part says now, and how to say it otherwise."""
    say = desk.say
    press = f"{draft.id}:{record.id}:{spec.name}"
    buttons = [
        Button(say(sentence), f"set:{press}:{value}") for value, sentence in spec.choices.items()
    ]
    if not spec.needed and plain(record, spec):
        buttons.append(Button(say(words.LEAVE_EMPTY), f"set:{press}:"))
    buttons.append(Button(say(words.CANCEL), f"show:{draft.id}"))
    asked = {
        Sort.WORDS: words.WRITE_IT,
        Sort.DAY: words.WRITE_WHEN if spec.name == "on" else words.WRITE_DAY,
        Sort.NAMES: words.WRITE_NAMES,
        Sort.CHOICE: words.CHOOSE,
    }[spec.sort]
    now = Line(say(words.NOW_IT_SAYS), told(record, spec, desk))
    return card(say, say(spec.label), (now, Text(say(asked))), buttons)
