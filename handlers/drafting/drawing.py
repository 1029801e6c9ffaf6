"""What one note comes to, while it is being drawn up."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from handlers.chat import Message
from handlers.desk import Desk
from handlers.drafting.doubts import DAY, SURE, Question
from handlers.reading.note import Note, Sure, When
from storage.records import Change, Record, added
from storage.values import dataclass


@dataclass(slots=True)
class Drawing:
    """The changes so far, and what is open about them."""

    note: Note
    message: Message
    desk: Desk
    changes: list[Change] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    likely: list[str] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)
    by_name: dict[str, str] = field(default_factory=dict)
    """The id each person of the note was given."""

    def add(self, record: Record, sure: Sure = Sure.CERTAIN, path: str = "") -> None:
        """Bring *record* into being, as surely as it was understood."""
        self.changes.append(added(record))
        if sure is Sure.LIKELY:
            self.likely.append(record.id)
        if sure is Sure.GUESS:
            self.guesses.append(record.id)
        if sure is Sure.GUESS or (sure is not Sure.CERTAIN and path in self.note.asks):
            self.questions.append(Question(SURE, record.id))

    def day(self, record: str, name: str, when: When | None) -> date | None:
        """The day of *when* for that field, with its doubt noted."""
        if when is None:
            return None
        if when.other and when.other != when.day:
            days = (when.day.isoformat(), when.other.isoformat())
            self.questions.append(Question(DAY, record, name, days))
        elif when.sure is not Sure.CERTAIN and when.span is not None:
            self.likely.append(f"{record}.{name}")
        return when.day if name == "on" else when.until or when.day

    @property
    def on(self) -> date:
        """The day of the meeting: the one named, else the writer's own."""
        when = self.note.on
        return when.day if when else self.message.at.astimezone(self.desk.zone).date()
