"""A member at a desk on a store in memory, to whom notes can be handed as already understood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import TypeVar

from handlers import note, undo
from handlers.chat import Address, Card, Message, Outcome, Refusal, Reply
from handlers.desk import Desk
from handlers.drafting import drafts, drawn
from handlers.drafting.sheet import records
from handlers.reading.note import Note
from handlers.rules.rights import Visible
from handlers.words.speech import Speech
from storage.memory import MemoryStore
from storage.records import Counterpart, Dialogue, Draft, Entry, Meeting, Member, Record
from tests.drawing import drawn as text_of
from tests.fakes import NOON, ids

R = TypeVar("R", bound=Record)

SARA = Member("sara", "Sara", zone="Africa/Khartoum")
KARIM = Member("karim", "Karim", zone="Africa/Khartoum")
YUSUF = Counterpart("yusuf", "Col. Yusuf", "sara")
TODAY = date(2026, 3, 17)


class Bench:
    """Hands messages to the handlers, applies what comes of them, and keeps the last card."""

    def __init__(self, *records: Record) -> None:
        self.store = MemoryStore((SARA, KARIM, *records))
        self.now = NOON
        self.member = SARA
        self.reply: Reply | None = None
        self._new_id = ids()
        self._numbers = count(1)

    @property
    def desk(self) -> Desk:
        member = self.member
        say = Speech(member.language, member.zone)
        return Desk(Visible(self.store, member), self.now, self._new_id, member, say)

    def message(self, text: str = "", **more: str) -> Message:
        self.now += timedelta(seconds=1)
        n = next(self._numbers)
        place = Address("fake", self.member.id)
        return Message(f"k{n}", "fake:sara", place, self.now, text, id=f"u{n}", **more)  # type: ignore[arg-type]  # Only text fields are handed on.

    def tell(self, said: Note, message: Message | None = None) -> Card:
        """Show the card of a note that has been understood so."""
        message = message or self.message(said.text)
        draft = drawn.draw(said, message, self.desk)
        return self.apply(drafts.shown(message, self.desk, draft))

    def press(self, verb: str, *rest: str, **more: str) -> Card:
        """Press a button that carries *verb* for the newest draft, with *rest* behind its id."""
        return self.raw(":".join((verb, self.draft.id, *rest)), **more)

    def raw(self, press: str, **more: str) -> Card:
        verb, _, rest = press.partition(":")
        handler = (note.PRESSES | undo.PRESSES)[verb]
        message = self.message(press=press, card="m1", **more)
        return self.apply(handler(message, self.desk, rest))

    def label(self, label: str, **more: str) -> Card:
        """Press the button of that label on the card that was shown last."""
        found = [button for button in self.card.buttons if button.label == label]
        assert found, f"no button {label}: {[button.label for button in self.card.buttons]}"
        return self.raw(found[0].press, **more)

    def say(self, text: str) -> Card:
        """Type *text*: an answer to what was asked, or a note."""
        waiting = self.store.get(Dialogue, self.member.id)
        message = self.message(text)
        if waiting is not None:
            answered = note.said(message, self.desk, waiting)
            return self.apply(answered or note.note(message, self.desk))
        return self.apply(note.note(message, self.desk))

    def submit(self, fields: tuple[tuple[str, str], ...]) -> Card:
        press = f"form:{self.draft.id}"
        message = replace(self.message(press=press), form=fields)
        return self.apply(note.PRESSES["form"](message, self.desk, self.draft.id))

    def apply(self, outcome: Outcome) -> Card:
        self.store.apply(outcome.changes)
        (self.reply,) = outcome.replies
        return self.reply.card

    @property
    def card(self) -> Card:
        assert self.reply is not None
        return self.reply.card

    @property
    def text(self) -> str:
        return text_of(self.card)

    @property
    def draft(self) -> Draft:
        return self.store.all(Draft)[-1]

    @property
    def entry(self) -> Entry:
        return self.store.all(Entry)[-1]

    @property
    def meeting_id(self) -> str:
        """The id of the meeting in the newest draft."""
        return self.drafted(Meeting).id

    def drafted(self, kind: type[R], n: int = 0) -> R:
        """The *n*-th record of *kind* in the newest draft."""
        return records(self.draft.changes, kind)[n]

    @property
    def meeting(self) -> Meeting:
        return max(self.store.all(Meeting), key=lambda meeting: meeting.written_at)


def refusal_of(act: object, *args: object) -> Refusal:
    """The refusal that ``act(*args)`` ends in."""
    assert callable(act)
    try:
        act(*args)
    except Refusal as refusal:
        return refusal
    raise AssertionError("nothing was refused")


def known(id: str, name: str, **more: str) -> Counterpart:
    return Counterpart(id, name, "sara", **more)  # type: ignore[arg-type]  # Only text fields are handed on.


def met(id: str, counterpart: str, on: date, asked: str = "", channel: str = "") -> Meeting:
    """A meeting on record."""
    written = datetime(on.year, on.month, on.day, 12, tzinfo=NOON.tzinfo)
    return Meeting(id, counterpart, "sara", on, "words", written, channel=channel, asked=asked)
