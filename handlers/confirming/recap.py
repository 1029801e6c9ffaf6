"""[Confirm it back]: the draft to copy, softer or shorter, in another language, in other words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace

from handlers import who
from handlers.chat import Button, Card, Code, Message, Outcome, Part, Refusal, Text
from handlers.confirming.wording import (
    NAMELESS,
    addressed,
    language_for,
    name_in,
    spoken_in,
    text_of,
)
from handlers.desk import Desk
from handlers.drafts import LANGUAGES, REGISTERS
from handlers.observing.channels import open_in
from handlers.preferences import LANGUAGE_NAMES
from handlers.proposing import unasked
from handlers.rules.agreeing import LIVE
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import agreeing as agreeing_words
from handlers.words import changing as changing_words
from handlers.words import common
from handlers.words import confirming as words
from handlers.words import help as help_words
from handlers.words import note as note_words
from handlers.words import nudges as nudge_words
from storage.records import (
    Agreement,
    Change,
    Counterpart,
    Dialogue,
    Draft,
    Entry,
    Kind,
    Meeting,
    added,
    removed,
)
from storage.values import dataclass

TOPIC = "recap words"
"""The topic of the dialogue that waits for the terms in other words."""
KIND = "recap"
LONGEST = 1000
OPENS = 2
_TONES = {"formal": words.FORMAL, "warm": words.SOFTER, "brief": words.SHORTER}


@dataclass(frozen=True, slots=True)
class Look:
    """How the message is to read."""

    language: str
    register: str = "formal"
    terms: str = ""
    """The terms in other words, where the person wrote them."""


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """``new:agreement``, ``of:entry``, or what is to become of a draft: ``fr:draft`` …"""
    what, _, id = rest.partition(":")
    if what == "new":
        return _begun(message, desk, [desk.book.get(Agreement, id)])
    if what == "of":
        return _begun(message, desk, _of_entry(id, desk))
    draft = _draft(id, desk)
    if what == "sent":
        return _sent(message, desk, draft)
    if what == "edit":
        return _words_asked(message, desk, draft)
    return unasked(_changed(message, desk, draft, what), desk, TOPIC)


def _of_entry(id: str, desk: Desk) -> list[Agreement | None]:
    entry = desk.book.get(Entry, id)
    made = (change.after for change in entry.changes) if entry and not entry.undone else ()
    return [desk.book.get(Agreement, one.id) for one in made if isinstance(one, Agreement)]


def _begun(message: Message, desk: Desk, asked: list[Agreement | None]) -> Outcome:
    agreements = [one for one in asked if one is not None and one.standing in LIVE]
    one = desk.book.get(Counterpart, agreements[0].counterpart) if agreements else None
    if one is None:
        raise Refusal(desk.say(words.NOTHING_TO_CONFIRM))
    if one.died_on:
        raise Refusal(desk.say(changing_words.IS_DEAD, name=who.name_of(one)))
    same = [each for each in agreements if each.counterpart == one.id]
    look = Look(language_for(one, same, desk))
    # The agreements themselves, unchanged: whoever loses sight of them loses the draft too.
    kept = tuple(Change(each, each) for each in same)
    draft = Draft(
        *(desk.new_id(), desk.member.id, kept, desk.now), kind=KIND, reading=_written(look)
    )
    return answered(message, _card(draft, look, desk), (added(draft),))


def _written(look: Look) -> str:
    return json.dumps(asdict(look))


def _look(draft: Draft) -> Look:
    return Look(**json.loads(draft.reading))


def _draft(id: str, desk: Desk) -> Draft:
    draft = desk.book.get(Draft, id)
    if draft is None or draft.kind != KIND or not agreements_of(draft, desk):
        raise Refusal(desk.say(help_words.STALE))
    return draft


def agreements_of(draft: Draft, desk: Desk) -> list[Agreement]:
    """The agreements a recap is about, as they stand now."""
    found = (desk.book.get(Agreement, change.subject.id) for change in draft.changes)
    return [one for one in found if one is not None]


def _changed(message: Message, desk: Desk, draft: Draft, what: str) -> Outcome:
    look = _look(draft)
    if what in LANGUAGES:
        look = replace(look, language=what)
    elif what in REGISTERS:
        look = replace(look, register=what)
    elif what == "plain":
        look = replace(look, terms="")
    elif what != "show":
        raise Refusal(desk.say(help_words.STALE))
    after = replace(draft, reading=_written(look))
    changes = (Change(draft, after),) if after != draft else ()
    return answered(message, _card(after, look, desk), changes)


def _card(draft: Draft, look: Look, desk: Desk) -> Card:
    say, made = desk.say, agreements_of(draft, desk)
    one = desk.book.get(Counterpart, made[0].counterpart)
    if one is None:
        raise Refusal(say(help_words.STALE))
    text = text_of(
        made, one, desk, language=look.language, register=look.register, terms=look.terms
    )
    parts: list[Part] = [Code(text)]
    spoken = spoken_in(made)
    if not look.terms and spoken != look.language:
        name = words.LANGUAGES.get(spoken, "")
        parts.append(Text(say(words.OWN_WORDS, language=say(name) if name else spoken)))
    hint = words.NAME_YOURSELF if addressed(one) == NAMELESS else words.HOW
    title = say(words.TITLE, number=numbers_of(made, desk), name=name_in(one))
    buttons = (
        Button(say(nudge_words.COPY), copy=text),
        *open_in(one, text, desk)[:OPENS],
        Button(say(words.SENT), f"recap:sent:{draft.id}", style="primary"),
        *_otherwise(draft, look, desk),
        Button(say(common.BACK), f"agreed:{made[0].id}"),
    )
    return card(say, title, parts, buttons, say(hint))


def _otherwise(draft: Draft, look: Look, desk: Desk) -> Iterator[Button]:
    for tone, label in _TONES.items():
        if tone in REGISTERS and tone != look.register:
            yield Button(desk.say(label), f"recap:{tone}:{draft.id}")
    yield Button(desk.say(words.CHANGE_WORDS), f"recap:edit:{draft.id}")
    if look.terms:
        yield Button(desk.say(words.AS_AGREED), f"recap:plain:{draft.id}")
    for code in LANGUAGES:
        if code != look.language:
            yield Button(LANGUAGE_NAMES[code], f"recap:{code}:{draft.id}")


def numbers_of(made: list[Agreement], desk: Desk) -> str:
    """``A-14 and A-15``."""
    told = (desk.say(agreeing_words.NUMBER, number=str(one.number)) for one in made)
    return desk.say.list(told)


def _words_asked(message: Message, desk: Desk, draft: Draft) -> Outcome:
    say = desk.say
    waits = Dialogue(desk.member.id, TOPIC, draft.id, desk.now)
    change = Change(desk.book.get(Dialogue, desk.member.id), waits)
    cancel = Button(say(note_words.CANCEL), f"recap:show:{draft.id}")
    now = Code(_look(draft).terms or agreements_of(draft, desk)[0].text)
    shown = card(say, say(words.WRITE_WORDS), (now,), (cancel,))
    return answered(message, shown, (change,))


def rewritten(message: Message, desk: Desk, dialogue: Dialogue) -> Outcome | None:
    """The terms in other words; ``None`` where the draft is gone or it is too much to be that."""
    draft = desk.book.get(Draft, dialogue.about)
    if draft is None or draft.kind != KIND or not agreements_of(draft, desk):
        return None
    if len(message.text) > LONGEST or message.files or message.forwarded:
        return None
    look = replace(_look(draft), terms=message.text.strip())
    after = replace(draft, reading=_written(look))
    changes = (Change(draft, after), Change(dialogue, None))
    return answered(message, _card(after, look, desk), changes)


def _sent(message: Message, desk: Desk, draft: Draft) -> Outcome:
    """[I sent it]: they have it in writing, which is a contact; now the answer is waited for."""
    say, made, look = desk.say, agreements_of(draft, desk), _look(draft)
    one = desk.book.get(Counterpart, made[0].counterpart)
    if one is None:
        raise Refusal(say(help_words.STALE))
    text = text_of(
        made, one, desk, language=look.language, register=look.register, terms=look.terms
    )
    contact = Meeting(
        *(desk.new_id(), one.id, desk.member.id, desk.today, text, desk.now),
        zone=desk.member.zone,
        channel="message",
        kind=Kind.NEGOTIATION,
    )
    asked = [Change(each, replace(each, asked_back=desk.today)) for each in made]
    fresh = [change for change in asked if change.before != change.after]
    title = say(words.SENT_SAVED, name=name_in(one), number=numbers_of(made, desk))
    parts = (Text(say(words.TELL_ME)),)
    outcome = saved(message, desk, (*fresh, added(contact)), title, parts)
    return Outcome(outcome.replies, (*outcome.changes, removed(draft)))


PRESSES = {"recap": pressed}
