"""A part of what is kept of somebody: the records on one subject, and the sentences in notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from handlers.desk import Desk
from handlers.patterns import pattern
from handlers.rules.kinds import SAID
from handlers.rules.pasts import pasts
from handlers.searching.terms import FAMILY, terms
from handlers.thesaurus import small_stems
from handlers.words.forgetting import CUT
from storage.records import (
    Change,
    Counterpart,
    Evidence,
    Meeting,
    PersonalFact,
    Record,
    Reminder,
    Version,
    removed,
)
from storage.sought import Term
from storage.stems import stems
from storage.store import Book
from storage.texts import TEXTS

_SENTENCE = pattern(r"[^.!?؟;\n]+[.!?؟;\n]*")
_MOSTLY = 0.7
"""The share of a fact's words that a sentence must hold to be the one it was read from."""
_KINDS: tuple[type[Record], ...] = (
    *(kind for kind in SAID if kind in TEXTS and kind is not Meeting),
    Reminder,
)


def subject(one: Counterpart, text: str, desk: Desk) -> list[Change]:
    """The changes that erase all that is kept of *one* on the subject *text*."""
    asked = terms(text, desk.say.language)
    found: list[Record] = []
    for kind in _KINDS:
        found += desk.book.find(kind, "counterpart", one.id)
    gone = [record for record in found if _answers(_words(record), asked)]
    gone += [past for record in gone for past in pasts(record, desk.book)]
    known = {record.id for record in gone}
    gone += [past for past in _once(one, asked, desk.book) if past.id not in known]
    changes = [removed(record) for record in gone]
    for meeting in desk.book.find(Meeting, "counterpart", one.id):
        changes += _cut(meeting, lambda sentence: _answers(sentence, asked))
    return changes


def _once(one: Counterpart, asked: list[Term], book: Book) -> Iterator[Version]:
    """What an agreement or a promise on that subject said before it was changed."""
    for version in book.find(Version, "counterpart", one.id):
        if version.was is not None and _answers(_words(version.was), asked):
            yield version


def fact(record: PersonalFact, book: Book) -> list[Change]:
    """The changes that erase one fact, also from the note it was read from."""
    told = set(stems(record.text))

    def holds(sentence: str) -> bool:
        return bool(told) and len(told & set(stems(sentence))) >= _MOSTLY * len(told)

    meeting = book.get(Meeting, record.meeting) if record.meeting else None
    return [removed(record), *(_cut(meeting, holds) if meeting is not None else ())]


def facts(one: Counterpart, book: Book) -> list[PersonalFact]:
    """What is known of *one* personally, in the order it was told."""
    return book.find(PersonalFact, "counterpart", one.id)


def cut_out(change: Change) -> Iterator[str]:
    """The sentences that a change takes out of a note."""
    before, after = change.before, change.after
    if isinstance(before, Meeting) and isinstance(after, Meeting):
        kept = after.words
        for sentence in _sentences(before.words):
            if sentence.strip() not in kept:
                yield sentence.strip()


def told(record: Record) -> str:
    """A record in the words it was told in."""
    return " ".join(_words(record).split())


def _words(record: Record) -> str:
    if isinstance(record, Reminder):
        return record.text
    if isinstance(record, Evidence):
        return record.text or record.file_name
    return TEXTS[type(record)](record)


def _cut(meeting: Meeting, holds: Callable[[str], bool]) -> list[Change]:
    """The meeting without the sentences of which *holds* is true."""
    pieces = [CUT if holds(one) else one.strip() for one in _sentences(meeting.words)]
    if CUT not in pieces:
        return []
    kept = [one for at, one in enumerate(pieces) if one != CUT or pieces[at - 1 : at] != [CUT]]
    return [Change(meeting, replace(meeting, words=" ".join(kept)))]


def _sentences(text: str) -> list[str]:
    return _SENTENCE.findall(text)


def _answers(text: str, asked: list[Term]) -> bool:
    """Whether *text* holds every term, in any of the words that say the same."""
    held = set(stems(text))
    return bool(asked) and all(_holds(held, term) for term in asked)


def _holds(held: set[str], term: Term) -> bool:
    # Short words that mean something else in another language weigh little in a search, but what
    # is to be erased is shown first, so one too many is better than one too few.
    small = small_stems()
    same = (one for one, weight in term.stems.items() if weight >= FAMILY or one in small)
    return any(all(part in held for part in one.split()) for one in same)
