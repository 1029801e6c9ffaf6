"""One line for whatever was found: what it is, and the words in which it stands."""

from __future__ import annotations

from handlers import promises, who
from handlers.desk import Desk
from handlers.drafting.shown import short
from handlers.patterns import pattern
from handlers.searching.finding import Found
from handlers.words import ground
from handlers.words import searching as words
from storage.alike import groups
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Evidence,
    Incident,
    LifeEvent,
    Meeting,
    NextStep,
    Organisation,
    PersonalFact,
    Position,
    Record,
    RedLine,
    Refusal,
    Side,
    TrustEvent,
)
from storage.sought import Term
from storage.stems import stem
from storage.stems import words as words_of

LONGEST = 160
"""Signs of a line."""
_SENTENCE = pattern(r"(?<=[.!?؟;؛\n])\s+")
_ALIKE = 0.5


def line(found: Found, looked_for: list[Term], desk: Desk) -> str:
    """What was found, as it stands on record."""
    record = found.record
    if isinstance(record, Meeting):
        return short(_sentence(record.words, looked_for), LONGEST)
    return short(_told(record, desk), LONGEST)


def _told(record: Record, desk: Desk) -> str:
    say = desk.say
    match record:
        case Agreement():
            return promises.agreement_line(record, desk)
        case Commitment(by=by):
            sentence = words.WE_PROMISED if by is Side.US else words.THEY_PROMISED
            return say(sentence, text=promises.line(record, desk))
        case Refusal(by=by, text=text):
            return say(words.WE_REFUSED if by is Side.US else words.THEY_REFUSED, text=text)
        case Counterpart():
            return who.label(record, desk)
        case Position():
            return who.position_text(record, desk)
        case Organisation(name=name):
            return name
    if isinstance(record, PersonalFact) and record.kind in ground.KINDS:
        return say(ground.FOUND, label=say(ground.KINDS[record.kind]), text=record.text)
    sentence = _SENTENCES.get(type(record), words.PERSONAL)
    return say(sentence, text=str(getattr(record, "text", "")))


_SENTENCES: dict[type[Record], str] = {
    RedLine: words.RED_LINE,
    PersonalFact: words.PERSONAL,
    LifeEvent: words.PERSONAL,
    TrustEvent: words.TRUST,
    Incident: words.AGAINST,
    NextStep: words.NEXT,
    Evidence: words.EVIDENCE,
}


def _sentence(text: str, looked_for: list[Term]) -> str:
    """The sentence of *text* that answers best."""
    told = [part for part in _SENTENCE.split(text) if part.strip()]
    return max(told, key=lambda part: worth(part, looked_for), default=text)


def worth(text: str, looked_for: list[Term]) -> float:
    """How well *text* answers, by the words in it."""
    held = {stem(word) for word in words_of(text)}
    return sum(max((_worth(one, term) for one in held), default=0.0) for term in looked_for)


def _worth(one: str, term: Term) -> float:
    told = term.stems.get(one, 0.0)
    if told or not term.near or one == term.near:
        return told
    mine, theirs = groups(term.near), groups(one)
    share = 2 * len(mine & theirs) / (len(mine) + len(theirs))
    return share * share if share >= _ALIKE else 0.0
