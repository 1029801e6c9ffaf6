"""The same corrections all at once: a form with every part, where the platform can open one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field as dataclass_field
from dataclasses import replace

from handlers.chat import Field, Form, Message, Outcome, Text
from handlers.desk import Desk
from handlers.drafting import adding, answers, days, editing, menus
from handlers.drafting.doubts import WHO, Question, doubting, doubts_of
from handlers.drafting.drafts import in_place, mine, shown
from handlers.drafting.fields import SPECS, TITLES, Sort, Spec, plain, put, spec_of, title_of
from handlers.drafting.people import person_of
from handlers.drafting.sheet import find, meeting_of, minus, plus
from handlers.showing import answered
from handlers.words import note as words
from storage.records import Counterpart, Draft, Record
from storage.values import dataclass

_ONE_LINE = ("who", "place", "author", "name", "title", "introducer", "recurring")


def edit(message: Message, desk: Desk, rest: str) -> Outcome:
    """The card of parts; where a form can be opened, that instead."""
    draft = mine(rest, desk)
    outcome = answered(message, menus.menu(draft, desk))
    if not message.trigger:
        return outcome
    (reply,) = outcome.replies
    opened = replace(reply, form=form_of(draft, desk), trigger=message.trigger)
    noted = menus.remembered(message, draft)
    return replace(outcome, replies=(opened,), changes=noted)


def form_of(draft: Draft, desk: Desk) -> Form:
    """Every part of the draft as fields, named ``record.part``; new things as ``+kind``."""
    say = desk.say
    fields = [*_people(draft, desk)]
    for change in draft.changes:
        record = change.after
        if record is not None and not isinstance(record, Counterpart):
            fields.extend(_fields(record, desk))
    fields.extend(
        Field(f"+.{kind}", say(words.PART, label=say(words.ADD), value=say(label)), many_lines=True)
        for kind, label in adding.KINDS.items()
        if meeting_of(draft) is not None
    )
    return Form(
        f"form:{draft.id}",
        say(words.FORM_TITLE),
        tuple(fields),
        say(words.SUBMIT),
        say(words.CANCEL),
    )


def _people(draft: Draft, desk: Desk) -> Iterator[Field]:
    meeting = meeting_of(draft)
    for id in (meeting.counterpart, *meeting.others) if meeting else ():
        person, _ = person_of(id, draft, desk)
        yield Field(f"{id}.person", desk.say(words.WHO_TITLE), person.name if person else "")
    if meeting is not None:
        person, _ = person_of(meeting.counterpart, draft, desk)
        told = person.introducer if person else ""
        yield Field(f"{meeting.counterpart}.introducer", desk.say(words.INTRODUCED_BY), told)


def _fields(record: Record, desk: Desk) -> Iterator[Field]:
    say = desk.say
    for spec in SPECS.get(type(record), ()):
        label = say(spec.label)
        if spec.name == "text" and type(record) in TITLES:
            label = title_of(record, desk, 24)
        options = tuple((value, say(sentence)) for value, sentence in spec.choices.items())
        if options and not spec.needed:
            options = (("-", say(words.NOT_SAID)), *options)
        many = spec.sort is Sort.WORDS and spec.name not in _ONE_LINE
        value = plain(record, spec) or ("-" if options else "")
        if options and value not in dict(options):
            options = (*options, (value, value))
        yield Field(f"{record.id}.{spec.name}", label, value, options, many)


def submitted(message: Message, desk: Desk, rest: str) -> Outcome:
    """Every field of the form at once; a text left empty takes its item out."""
    draft = mine(rest, desk)
    filling = _Filling(message, desk)
    changed = draft
    # Whose it is comes last, because the other fields still name the person by the old id.
    for name, value in sorted(message.form, key=lambda pair: pair[0].endswith(".person")):
        about, _, part = name.rpartition(".")
        changed = filling.applied(changed, about, part, value.strip())
    outcome = shown(message, desk, changed, draft)
    told = tuple(Text(desk.say(words.NO_DAY_IN, text=text)) for text in filling.unread)
    (reply,) = outcome.replies
    card = replace(reply.card, parts=(*reply.card.parts, *told))
    return replace(outcome, replies=(in_place(message, draft, card),))


@dataclass(slots=True)
class _Filling:
    """One submitted form, put into the draft field by field."""

    message: Message
    desk: Desk
    unread: list[str] = dataclass_field(default_factory=list)
    """What was written for a day and is none."""

    def applied(self, draft: Draft, about: str, part: str, value: str) -> Draft:
        if about == "+":
            return self._more(draft, part, value)
        if part == "person":
            return self._renamed(draft, about, value)
        record = find(draft, about) or self.desk.book.get(Counterpart, about)
        spec = spec_of(record, part) if record is not None else None
        if record is None or spec is None:
            return draft
        value = "" if value == "-" and spec.choices else value
        if value == plain(record, spec):
            return draft
        if not value and spec.name in ("text", "title"):
            return doubting(minus(draft, about), doubts_of(draft).about(about))
        fresh = self._told(record, spec, value)
        if fresh is None:
            return draft
        changed = editing.corrected(draft, fresh, self.desk)
        return editing.changed_doubts(changed, about, part)

    def _told(self, record: Record, spec: Spec, value: str) -> Record | None:
        if spec.sort is not Sort.DAY:
            return put(record, spec, value)
        if not value:
            return None if spec.needed else days.moved(record, spec.name, None)
        when = days.typed(value, self.message, self.desk)
        if when is None or when.other is not None:
            self.unread.append(value)
            return None
        return days.moved(record, spec.name, when.day, when.at)

    def _more(self, draft: Draft, kind: str, value: str) -> Draft:
        for line in filter(None, map(str.strip, value.splitlines())):
            meeting = meeting_of(draft)
            if meeting is None or kind not in adding.KINDS:
                return draft
            if kind == adding.PERSON:
                draft = adding.joined(draft, meeting, line, self.desk)
            else:
                draft = plus(draft, adding.made(kind, line, meeting, self.desk))
        return draft

    def _renamed(self, draft: Draft, id: str, name: str) -> Draft:
        """The person under another name: somebody known, or the newcomer put right."""
        person, fresh = person_of(id, draft, self.desk)
        if not name or person is None or person.name == name:
            return draft
        if not fresh:
            draft = answers.reopened(draft, self.desk, id)
            question = doubts_of(draft).questions[0]
        else:
            question = next(
                (one for one in doubts_of(draft).questions if one.sort == WHO and one.about == id),
                Question(WHO, id),
            )
        return answers.named(draft, question, name, self.desk)
