"""The card of one agreement: its terms in the words used, both sides' parts, what may come next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers import promises, who
from handlers.agreeing import finding
from handlers.chat import Button, Card, Items, Line, Message, Outcome, Part, Quote, Refusal, Text
from handlers.desk import Desk
from handlers.drafting.fields import FURTHER, told
from handlers.drafting.shown import FORMS, cut, evidence, short
from handlers.reading import acts
from handlers.rules.agreeing import HOLDING, Act, legal, standing_on
from handlers.rules.roles import Action, may
from handlers.showing import answered, card
from handlers.versions import versions_of
from handlers.words import agreeing as words
from handlers.words import history as history_words
from handlers.words import note as note_words
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Evidence,
    PersonalFact,
    Side,
    Standing,
)
from storage.records import Refusal as Refused

TERMS = 1500
"""Signs of the terms that a card shows."""
SHOWN = 5
_BACK = frozenset((*HOLDING, Standing.PROPOSED, Standing.DISPUTED))
"""Where it makes sense to ask them whether we understood."""


def agreement(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/agreement 14``, ``/agreement A-14`` or words of it."""
    say = desk.say
    if not rest.strip():
        example = f"/agreement {say(words.EXAMPLE)}"
        raise Refusal(say(words.HOW, example=example), buttons=_all(desk))
    number = acts.number_alone(rest)
    if number is not None:
        return answered(message, shown(finding.by_number(desk, number), desk))
    found = finding.by_words(rest, message, desk)
    if not found:
        raise Refusal(say(words.NONE_FOUND), buttons=_all(desk))
    return answered(message, shown(found[0], desk) if len(found) == 1 else which(found, desk))


def _all(desk: Desk) -> tuple[Button, ...]:
    return (Button(desk.say(history_words.AGREEMENTS), "agreements:"),)


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """An agreement was chosen from several."""
    return answered(message, shown(finding.by_id(desk, rest), desk))


def versions(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Versions]: who changed what, and when."""
    id, _, start = rest.partition(":")
    one = finding.by_id(desk, id)
    back = Button(number_of(one, desk), f"agreed:{one.id}")
    return answered(message, versions_of(one, titled(one, desk), desk, back, start))


def which(found: Sequence[Agreement], desk: Desk, press: str = "agreed:") -> Card:
    """Several agreements to choose from."""
    say = desk.say
    buttons = [Button(titled(one, desk), f"{press}{one.id}") for one in found]
    lines = tuple(promises.agreement_line(one, desk) for one in found)
    listed = Items(say(history_words.AGREEMENTS), lines)
    return card(say, say(words.WHICH), (listed,), buttons)


def number_of(one: Agreement, desk: Desk) -> str:
    """``A-14``."""
    return desk.say(words.NUMBER, number=str(one.number))


def titled(one: Agreement, desk: Desk) -> str:
    """``A-14 · Col. Yusuf``."""
    return desk.say(words.TITLE, number=number_of(one, desk), name=name_of(one, desk))


def name_of(one: Agreement, desk: Desk) -> str:
    """With whom it was made."""
    about = desk.book.get(Counterpart, one.counterpart)
    return who.name_of(about) if about else desk.say(words.COUNTERPART_GONE)


def standing_text(one: Agreement, desk: Desk) -> str:
    """How it stands today, and since when where that was told."""
    say = desk.say
    now = say(words.STANDINGS[standing_on(one, desk.today).value])
    if one.stands_since is None or standing_on(one, desk.today) is not one.standing:
        return now
    return say(words.STANDS_SINCE, standing=now, day=say.short_day(one.stands_since))


def shown(one: Agreement, desk: Desk) -> Card:
    """All there is to say about it, from what was agreed to what may happen next."""
    parts = tuple(_parts(one, desk))
    buttons = tuple(_buttons(one, desk))
    return card(desk.say, titled(one, desk), parts, buttons)


def _parts(one: Agreement, desk: Desk) -> Iterator[Part]:
    say = desk.say
    yield Quote(cut(one.text, TERMS))
    yield Line(say(words.STANDS), standing_text(one, desk))
    if standing_on(one, desk.today) is Standing.LAPSED and one.standing is not Standing.LAPSED:
        yield Text(say(words.NOBODY_SAID))
    if one.why:
        yield Line(say(words.IN_WORDS), short(one.why, 120))
    yield from _facts(one, desk)
    yield from _sides(one, desk)
    yield from _kept(one, desk)
    if one.asked_back is not None:
        yield Text(say(words.ASKED_BACK, day=say.day(one.asked_back)))
    if prefers_not_to_sign(one.counterpart, desk):
        yield Text(say(words.NOT_SIGNING, name=name_of(one, desk)))


def _facts(one: Agreement, desk: Desk) -> Iterator[Line]:
    say = desk.say
    made = say.day(one.made_on)
    if one.form is not None:
        made = say(words.MADE_ON, day=made, form=say(FORMS[one.form.value]))
    yield Line(say(words.MADE), made)
    yield Line(say(words.HOLDS), _holds(one, desk))
    if one.condition:
        yield Line(say(note_words.CONDITION), one.condition)
    if one.witnesses:
        yield Line(say(note_words.WITNESSES), say.list(one.witnesses))
    for spec in FURTHER[Agreement]:
        if spec.name != "since" and getattr(one, spec.name):
            yield Line(say(spec.label), told(one, spec, desk))


def _holds(one: Agreement, desk: Desk) -> str:
    say = desk.say
    parts = [say(words.FROM, day=say.day(one.since))] if one.since else []
    if one.until is None:
        parts.append(say(words.NO_END))
    else:
        parts.append(say(note_words.UNTIL, day=say.day(one.until)))
    if one.give_or_take:
        parts.append(say(note_words.GIVE_OR_TAKE, n=one.give_or_take))
    return say.joined(parts)


def _sides(one: Agreement, desk: Desk) -> Iterator[Items]:
    """Both sides' promises of the same meeting, and what else was agreed there."""
    if not one.meeting:
        return
    say = desk.say
    made = [p for p in desk.book.find(Commitment, "meeting", one.meeting) if _same(p, one)]
    for label, side in ((words.OUR_PART, Side.US), (words.THEIR_PART, Side.THEM)):
        lines = tuple(promises.line(p, desk) for p in made if p.by is side)
        if lines:
            yield Items(say(label), lines[:SHOWN])
    beside = [a for a in desk.book.find(Agreement, "meeting", one.meeting) if a.id != one.id]
    lines = tuple(promises.agreement_line(a, desk) for a in beside if _same(a, one))
    if lines:
        yield Items(say(words.SAME_MEETING), lines[:SHOWN])


def _same(other: Agreement | Commitment, one: Agreement) -> bool:
    return other.counterpart == one.counterpart


def _kept(one: Agreement, desk: Desk) -> Iterator[Items]:
    pieces = tuple(evidence(e, desk) for e in desk.book.find(Evidence, "agreement", one.id))
    if pieces:
        yield Items(desk.say(words.EVIDENCE), pieces[-SHOWN:])


def prefers_not_to_sign(counterpart: str, desk: Desk) -> bool:
    """Whether they ever said that they do not sign (PRACTICE rows 70, 71)."""
    refused = desk.book.find(Refused, "counterpart", counterpart)
    facts = desk.book.find(PersonalFact, "counterpart", counterpart)
    theirs = [one.text for one in refused if one.by is Side.THEM]
    theirs.extend(one.text for one in facts)
    return any(acts.said(text).has("wont_sign") for text in theirs)


def _buttons(one: Agreement, desk: Desk) -> Iterator[Button]:
    say, standing = desk.say, standing_on(one, desk.today)
    if may(desk.member, Action.WRITE):
        if standing in _BACK:
            yield Button(say(words.CONFIRM_BACK), f"recap:new:{one.id}", style="primary")
        for act in legal(one, desk.today):
            if act is not Act.LAPSE:
                yield Button(say(words.ACTS[act.value]), f"act:{act.value}:{one.id}")
        yield Button(say(words.CORRECT), f"afix:{one.id}")
    yield Button(say(words.VERSIONS), f"aversions:{one.id}")
    yield Button(name_of(one, desk), f"history:{one.counterpart}")


COMMANDS = {"agreement": agreement}
PRESSES = {"agreed": pressed, "aversions": versions}
