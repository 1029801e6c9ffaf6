"""Whether an answer has the facts it must have, and why not where it has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.demo.asking import Question
from bot.demo.plot import Fact
from bot.demo.teller import Teller, folded
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    NextStep,
    PersonalFact,
    Record,
    Refusal,
)
from storage.store import Book
from storage.values import dataclass

KNOWN_BY = {
    "deal": Agreement,
    "ours": Commitment,
    "theirs": Commitment,
    "refusal": Refusal,
    "personal": PersonalFact,
    "next": NextStep,
}
"""What a fact of that sort is kept as."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and what came back."""

    question: Question
    text: str
    why: str
    """Empty where it is right; else why it is not."""


def asked(teller: Teller, found: Iterable[Question]) -> Iterator[Answered]:
    """Each of the questions with its answer, judged."""
    for question in found:
        text = teller.ask(question.by, question.text)
        yield Answered(question, text, _why(question, text, teller.store))


def _why(question: Question, text: str, book: Book) -> str:
    answer = folded(text)
    if shown := [word for word in question.lacks if folded(word) in answer]:
        return f"it names {', '.join(shown)}, which it must not"
    missing = [word for word in question.has if folded(word) not in answer]
    if not missing:
        return ""
    if question.fact is not None and not recorded(question.fact, book):
        return f"the note was not read so: {', '.join(missing)} is not on record as {question.sort}"
    return f"it is on record, but the answer lacks {', '.join(missing)}"


def recorded(fact: Fact, book: Book) -> bool:
    """Whether *fact* stands in the records, of the kind and with the day that was told."""
    kind: type[Record] | None = KNOWN_BY.get(fact.sort)
    if kind is None:
        return True
    name = folded(fact.person.name)
    people = [one for one in book.all(Counterpart) if name in folded(one.name)]
    return any(
        folded(fact.word) in folded(getattr(record, "text", ""))
        and (fact.day is None or fact.day in _days(record))
        for person in people
        for record in book.find(kind, "counterpart", person.id)
    )


def _days(record: Record) -> list[object]:
    """Every day that *record* may speak of."""
    return [getattr(record, name, None) for name in ("until", "due", "on")]
