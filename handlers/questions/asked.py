"""A question put together: what it is about, with whom, since when, and in which words."""

from __future__ import annotations

from handlers import who
from handlers.chat import Message
from handlers.desk import Desk
from handlers.drafting.setting import setting_of
from handlers.questions.grammar import Opening, without_noise
from handlers.questions.phrases import plain, visible
from handlers.reading.languages import guess
from handlers.reading.people import people
from handlers.reading.read import laid_out
from handlers.searching import meant
from handlers.searching.periods import Period, period
from handlers.thesaurus import any_stop_words, stop_words
from storage.records import Counterpart, Organisation
from storage.stems import words
from storage.values import dataclass

_NAME = 3
"""Words of a name."""
_MOST = 4
"""Words that may be left of a question about a person, where no question mark says it is one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """All that was understood of a question."""

    topic: str
    people: tuple[Counterpart, ...]
    """Whom it may be about: one is certain, several must be chosen from, none may be all."""
    called: str
    """How they were called."""
    place: Organisation | None
    period: Period
    words: str
    """What else it is about: fuel, visas."""
    rest: str
    """Everything but the phrase that opened it, as written."""
    planned: str = ""
    asks: bool = False

    @property
    def name(self) -> str:
        """How somebody was called whom nobody on record can be; empty where nobody was named."""
        return "" if self.people else self.called

    @property
    def only(self) -> Counterpart | None:
        """The one person it is about, where that is certain."""
        return self.people[0] if len(self.people) == 1 else None

    @property
    def vague(self) -> bool:
        """Whether so much was left over that it may not be a question at all."""
        plain = self.asks or self.planned
        return not plain and len(self.words.split()) > _MOST


def asked(opened: Opening, message: Message, desk: Desk) -> Asked:
    """The question that *opened* begins."""
    rest = visible(opened.rest).rstrip(" ?؟!.")
    days, left = period(rest, desk.here.replace(tzinfo=None), desk.say.language)
    found, called, left = _whom(left, message, desk)
    kept = _words(without_noise(left), desk)
    if not found.people and not called and kept:
        if held := meant.holding(kept, desk):
            found, called, kept = meant.Meant(held), kept, meant.without_role(kept, held, desk)
        elif office := meant.titled(left, desk):
            found, called = office, left[office.start : office.end]
            left = f"{left[: office.start]} {left[office.end :]}"
            kept = _words(without_noise(left), desk)
        elif _may_be_name(kept):
            near = who.find(desk.book, kept).offered
            if near or kept[:1].isupper():
                found, called, kept = meant.Meant(near), kept, ""
    return Asked(
        *(opened.topic, found.people, called, found.place, days, kept),
        rest=rest,
        planned=opened.planned,
        asks=opened.asks,
    )


def only_names(lead: str, question: Asked) -> bool:
    """Whether nothing of weight stands in *lead* but the name of whom it is about."""
    named = set(plain(question.called).split())
    beside = plain(without_noise(lead)).split()
    return all(word in named or word in any_stop_words() for word in beside)


def _whom(text: str, message: Message, desk: Desk) -> tuple[meant.Meant, str, str]:
    """Whom *text* is about, how they are called, and what is left of it."""
    found = meant.named(text, desk) or meant.seated(text, desk) or meant.half_named(text, desk)
    if found is not None:
        return found, text[found.start : found.end], f"{text[: found.start]} {text[found.end :]}"
    read, _ = people(laid_out(text, setting_of(message, desk)))
    for person in read:
        if person.name and person.span is not None:
            left = f"{text[: person.span.start]} {text[person.span.end :]}"
            known = tuple(one for id in person.known if (one := desk.book.get(Counterpart, id)))
            return meant.Meant(known or who.find(desk.book, person.name).offered), person.name, left
    place = meant.placed(text, desk) or meant.sounding(text, desk)
    if place is not None:
        return place, text[place.start : place.end], f"{text[: place.start]} {text[place.end :]}"
    return meant.Meant(), "", text


def _may_be_name(text: str) -> bool:
    """Whether what is left may be a name: one to three words, none of them in small letters."""
    told = text.split()
    return len(told) <= _NAME and not any(word[:1].islower() for word in told)


def _words(text: str, desk: Desk) -> str:
    """The words of *text* that carry it."""
    skipped = stop_words(guess(text, desk.say.language)) | stop_words("en")
    kept = [word for word in text.split() if (bare := words(word)) and not skipped.issuperset(bare)]
    return " ".join(kept).strip(" ,،:+")
