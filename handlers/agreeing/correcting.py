"""Any part of an agreement corrected by hand: chosen, written, shown before it is saved."""

from __future__ import annotations

from handlers.agreeing import finding, showing
from handlers.chat import Button, Line, Message, Outcome, Refusal, Text
from handlers.desk import Desk
from handlers.drafting.days import moved, typed
from handlers.drafting.fields import Sort, Spec, every_spec, plain, put, told
from handlers.drafting.shown import short
from handlers.proposing import Proposal, ask, before_after
from handlers.showing import answered, card
from handlers.words import agreeing as words
from handlers.words import help as help_words
from handlers.words import note as note_words
from storage.records import Agreement, Change, Dialogue, Standing

TOPIC = "agreement part"
"""The topic of the dialogue that waits for what a part should say."""
_LONG, _SHORT = 1000, 120
_LABEL = 60
_ASKED = {
    Sort.WORDS: note_words.WRITE_IT,
    Sort.DAY: note_words.WRITE_DAY,
    Sort.NAMES: note_words.WRITE_NAMES,
    Sort.CHOICE: note_words.CHOOSE,
}


def fix(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Correct]: the parts to choose from; ``id:part`` asks what that part should say."""
    id, _, name = rest.partition(":")
    one, say = finding.by_id(desk, id), desk.say
    if name:
        return _asked(message, desk, one, _spec(one, name, desk))
    number = showing.number_of(one, desk)
    buttons = [
        Button(_label(one, spec, desk), f"afix:{one.id}:{spec.name}") for spec in _specs(one)
    ]
    buttons.append(Button(number, f"agreed:{one.id}"))
    return answered(message, card(say, say(words.CORRECT_WHAT, number=number), (), buttons))


def _label(one: Agreement, spec: Spec, desk: Desk) -> str:
    label = desk.say(spec.label)
    if not plain(one, spec):
        return label
    return short(desk.say(note_words.PART, label=label, value=told(one, spec, desk)), _LABEL)


def _asked(message: Message, desk: Desk, one: Agreement, spec: Spec) -> Outcome:
    say = desk.say
    press = f"aset:{one.id}:{spec.name}"
    buttons = [Button(say(label), f"{press}:{value}") for value, label in spec.choices.items()]
    if not spec.needed and plain(one, spec):
        buttons.append(Button(say(note_words.LEAVE_EMPTY), f"{press}:"))
    buttons.append(Button(say(note_words.CANCEL), f"agreed:{one.id}"))
    parts = (
        Line(say(note_words.NOW_IT_SAYS), told(one, spec, desk)),
        Text(say(_ASKED[spec.sort])),
    )
    waits = Dialogue(desk.member.id, TOPIC, f"{one.id}:{spec.name}", desk.now)
    change = Change(desk.book.get(Dialogue, desk.member.id), waits)
    return answered(message, card(say, say(spec.label), parts, buttons), (change,))


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """A choice was pressed, or [Leave it empty]."""
    id, _, more = rest.partition(":")
    name, _, value = more.partition(":")
    one = finding.by_id(desk, id)
    spec = _spec(one, name, desk)
    if spec.sort is Sort.DAY and not value:
        return _proposed(message, desk, one, moved(one, name, None))
    return _proposed(message, desk, one, put(one, spec, value))


def answered_part(message: Message, desk: Desk, dialogue: Dialogue) -> Outcome | None:
    """What the part should say, typed; ``None`` where it is too much to be an answer."""
    id, _, name = dialogue.about.partition(":")
    one = desk.book.get(Agreement, id)
    spec = next((spec for spec in _specs(one) if spec.name == name), None) if one else None
    limit = _LONG if name in ("text", "condition", "sequence") else _SHORT
    if one is None or spec is None or len(message.text) > limit or message.files:
        return None
    if spec.sort is Sort.DAY:
        when = typed(message.text, message, desk)
        if when is None:
            return None
        became = moved(one, name, when.until or when.day)
    elif spec.sort is Sort.CHOICE:
        return None
    else:
        became = put(one, spec, message.text) or one
    outcome = _proposed(message, desk, one, became)
    return Outcome(outcome.replies, (*outcome.changes, Change(dialogue, None)))


def _proposed(message: Message, desk: Desk, one: Agreement, became: object) -> Outcome:
    say, number = desk.say, showing.number_of(one, desk)
    if not isinstance(became, Agreement):
        raise Refusal(say(help_words.STALE))
    if became == one:
        raise Refusal(say(words.SAME_NOW), fresh=showing.shown(one, desk))
    spec = next(spec for spec in _specs(one) if plain(one, spec) != plain(became, spec))
    what = Proposal(
        say(words.SHALL_CORRECT, number=showing.titled(one, desk)),
        say(words.CORRECTED, number=number),
        before_after(told(one, spec, desk), told(became, spec, desk), desk),
        then=(Button(say(words.SHOW, number=number), f"agreed:{one.id}"),),
    )
    return ask(message, desk, (Change(one, became),), what)


_TAKEN = Spec(
    "standing",
    words.STANDS,
    Sort.CHOICE,
    {name: words.STANDINGS[name] for name in ("proposed", "agreed")},
    Standing,
    needed=True,
)
"""Whether it was agreed at all; everything else that becomes of it goes by the table."""


def _specs(one: Agreement) -> tuple[Spec, ...]:
    first = one.standing in (Standing.PROPOSED, Standing.AGREED)
    return (*every_spec(Agreement), *((_TAKEN,) if first else ()))


def _spec(one: Agreement, name: str, desk: Desk) -> Spec:
    found = next((spec for spec in _specs(one) if spec.name == name), None)
    if found is None:
        raise Refusal(desk.say(help_words.STALE))
    return found


PRESSES = {"afix": fix, "aset": chosen}
