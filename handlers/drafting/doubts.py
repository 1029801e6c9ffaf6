"""What is still open about a draft: its questions, what is only likely, what was masked."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date

from storage.records import Draft
from storage.values import dataclass

WHO, DAY, SURE, URGENT = "who", "day", "sure", "urgent"
BLOCKING = (WHO, DAY)
"""The questions that must be answered before a draft can be saved."""


@dataclass(frozen=True, slots=True)
class Question:
    """One open question: its sort, and the record and field it is about."""

    sort: str
    about: str = ""
    field: str = ""
    choices: tuple[str, ...] = ()
    """Ids of counterparts for ``who``, ISO days for ``day``."""

    @property
    def days(self) -> tuple[date, ...]:
        """The days to choose from, for a ``day`` question."""
        return tuple(date.fromisoformat(choice) for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Doubts:
    """Everything about a draft that is not in its changes."""

    questions: tuple[Question, ...] = ()
    """In the order they are asked; the first alone is shown."""
    likely: tuple[str, ...] = ()
    """``record`` or ``record.field`` of each value that is marked as to be confirmed."""
    masked: tuple[str, ...] = ()
    """``name`` or ``number`` for each thing left out before keeping."""
    intent: str = "record"
    asked: str = ""
    """The key of the message that was answered last with this draft's card."""
    answered: tuple[str, ...] = ()
    """Rules that have had their one say about this draft, such as ``urgent``."""
    guesses: tuple[str, ...] = ()
    """Records that are only asked about: neither shown nor saved before somebody says yes."""

    @property
    def first(self) -> Question | None:
        """The question to show: those that block before those that do not."""
        ranked = sorted(self.questions, key=lambda question: question.sort not in BLOCKING)
        return ranked[0] if ranked else None

    @property
    def blocking(self) -> Question | None:
        """The question without whose answer the draft cannot be saved, or ``None``."""
        first = self.first
        return first if first and first.sort in BLOCKING else None

    def without(self, question: Question) -> Doubts:
        """These doubts with *question* answered."""
        left = tuple(other for other in self.questions if other != question)
        return replace(self, questions=left)

    def about(self, record: str) -> Doubts:
        """These doubts without any that concern *record*, which has gone."""
        return replace(
            self,
            questions=tuple(question for question in self.questions if question.about != record),
            likely=tuple(path for path in self.likely if path.split(".")[0] != record),
            guesses=tuple(guess for guess in self.guesses if guess != record),
        )

    def settled(self, record: str, field: str) -> Doubts:
        """These doubts once a person has said what *field* of *record* is."""
        paths = {record, f"{record}.{field}"}
        return replace(
            self,
            questions=tuple(
                question
                for question in self.questions
                if question.about != record or question.field not in ("", field)
            ),
            likely=tuple(path for path in self.likely if path not in paths),
        )


def doubts_of(draft: Draft) -> Doubts:
    """What is open about *draft*."""
    if not draft.reading:
        return Doubts()
    plain = json.loads(draft.reading)
    questions = tuple(
        Question(each["sort"], each["about"], each["field"], tuple(each["choices"]))
        for each in plain["questions"]
    )
    return Doubts(
        questions,
        tuple(plain["likely"]),
        tuple(plain["masked"]),
        plain["intent"],
        plain["asked"],
        tuple(plain["answered"]),
        tuple(plain["guesses"]),
    )


def doubting(draft: Draft, doubts: Doubts) -> Draft:
    """*draft* with *doubts* written down in it, and its open question named."""
    blocking = doubts.blocking
    return replace(
        draft,
        reading=json.dumps(asdict(doubts), ensure_ascii=False),
        choice=blocking.sort if blocking else "",
    )
