"""Questions about the made-up year, made from what is known to be true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice, zip_longest

from bot.demo.asks import ASKS
from bot.demo.cast import TEAM, Person
from bot.demo.plot import SILENT_DAYS, Fact, Year
from bot.demo.teller import folded
from bot.demo.wording import THINGS, month_in
from handlers.drafting.shown import STATUSES
from handlers.words.speech import Speech
from storage.records import Agreement, Counterpart, Member
from storage.store import Book
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked by whom, and which words the answer must and must not have."""

    sort: str
    by: Member
    text: str
    has: tuple[str, ...]
    lacks: tuple[str, ...] = ()
    fact: Fact | None = None


def questions(year: Year, book: Book, most: int) -> list[Question]:
    """Up to *most* questions, of every sort in turn."""
    sorts = [islice(make(year), most) for make in _MAKERS]
    sorts.append(islice(_numbered(year, book), most))
    mixed = chain.from_iterable(zip_longest(*sorts))
    return list(islice((one for one in mixed if one is not None), most))


def number_of(fact: Fact, book: Book) -> int:
    """The number of the agreement that *fact* became; 0 where it became none."""
    for one in book.all(Agreement):
        person = book.get(Counterpart, one.counterpart)
        named = person is not None and folded(fact.person.name) in folded(person.name)
        if named and folded(fact.word) in folded(one.text):
            return one.number
    return 0


def _numbered(year: Year, book: Book) -> Iterator[Question]:
    """An agreement by its number alone; one that was not read has none."""
    for fact in year.facts[::3]:
        number = number_of(fact, book) if fact.sort == "deal" else 0
        if number:
            yield Question("number", fact.person.owner, f"A-{number}", (fact.word,), fact=fact)


def _ask(sort: str, person: Person) -> str:
    return ASKS[sort][person.language].format(name=person.name)


def _about(sort: str) -> Callable[[Year], Iterator[Question]]:
    """Questions about the facts of one sort, each with its word and its day."""

    def make(year: Year) -> Iterator[Question]:
        for fact in reversed(year.facts):
            over = fact.sort == "deal" and fact.day is not None and fact.day < year.end.date()
            if fact.sort != sort or fact.status or over:
                continue
            say = Speech(fact.person.language)
            days = (say.short_day(fact.day),) if fact.day and sort != "next" else ()
            if sort == "next" and fact.day:
                days = (say.day(fact.day),)
            text = _ask(sort, fact.person)
            yield Question(
                sort, fact.person.owner, text, (*filter(None, (fact.word,)), *days), fact=fact
            )

    return make


def _seen(year: Year) -> Iterator[Question]:
    # Whether who introduces another was there too is not told; they are not asked about.
    introducing = {turn.word for turn in year.turns if turn.beat == "intro"}
    for person in (one for one in year.people[::3] if one.name not in introducing):
        on = Speech(person.language).day(year.last_contact(person))
        yield Question("seen", person.owner, _ask("seen", person), (on,))


def _quiet(year: Year) -> Iterator[Question]:
    for member in TEAM:
        theirs = [one for one in year.people if one.owner == member]
        days = {one: (year.end.date() - year.last_contact(one)).days for one in theirs}
        quiet = [one.name for one in theirs if days[one] >= SILENT_DAYS][:3]
        lately = [one.name for one in theirs if days[one] < SILENT_DAYS // 3][:3]
        if quiet:
            yield Question("quiet", member, ASKS["quiet"][member.language], (*quiet,), (*lately,))


def _mentioned(year: Year) -> Iterator[Question]:
    since = year.end.date().replace(day=1)
    for member in TEAM[:4]:
        for thing in THINGS[member.language]:
            told = [t for t in year.turns if t.person.owner == member and thing in t.text]
            names = {t.person.name for t in told if t.at.date() >= since}
            before = {t.person.name for t in told} - names
            month = month_in(member.language, since)
            text = ASKS["mentioned"][member.language].format(thing=thing, month=month)
            if names:
                yield Question("mentioned", member, text, (*sorted(names),), (*sorted(before),))


def _personal(year: Year) -> Iterator[Question]:
    for fact in year.facts:
        if fact.sort == "personal":
            text = f"/about {fact.person.name}"
            yield Question("personal", fact.person.owner, text, (fact.word,), fact=fact)


def _settled(year: Year) -> Iterator[Question]:
    """A promise that went one way or another stands in the ledger, and is not owed any more."""
    for fact in year.facts:
        if fact.status:
            text = f"/promises {fact.person.name}"
            status = Speech(fact.person.language)(STATUSES[fact.status])
            yield Question(fact.status, fact.person.owner, text, (fact.word, status), fact=fact)


def _holder(year: Year) -> Iterator[Question]:
    """Who holds an office now that another has left."""
    for fact in year.facts:
        if fact.sort == "moved":
            text = ASKS["seen"][fact.person.language].format(name=fact.person.office)
            gone = (fact.person.name,)
            yield Question("holder", fact.person.owner, text, (fact.word,), gone, fact)


def _history(year: Year) -> Iterator[Question]:
    """What was agreed with somebody who has left is still there."""
    for fact in year.facts:
        if fact.sort == "moved":
            for deal in year.of(fact.person, "deal"):
                text = f"/agreements {fact.person.name}"
                yield Question("after", fact.person.owner, text, (deal.word,), fact=deal)


def _introduced(year: Year) -> Iterator[Question]:
    for fact in year.facts:
        if fact.sort == "intro":
            yield Question("knows", fact.person.owner, _ask("knows", fact.person), (fact.word,))


def _searched(year: Year) -> Iterator[Question]:
    """What was told in one language, looked for in another."""
    for fact in year.facts[::2]:
        things = THINGS[fact.person.language]
        if fact.sort == "refusal" and fact.word in things:
            place = things.index(fact.word)
            language = {"en": "fr", "fr": "en", "es": "en", "ar": "en"}[fact.person.language]
            if place < len(THINGS[language]):
                text = f"/search {THINGS[language][place]}"
                yield Question("search", fact.person.owner, text, (fact.word,), fact=fact)


def _hidden(year: Year) -> Iterator[Question]:
    """Nobody learns what a colleague keeps."""
    for fact in year.facts:
        if fact.sort == "deal":
            other = next(one for one in TEAM[:3] if one != fact.person.owner)
            text = ASKS["deal"][other.language].format(name=fact.person.name)
            day = Speech(other.language).short_day(fact.day) if fact.day else ""
            yield Question("hidden", other, text, (), (fact.word, day))


_MAKERS: tuple[Callable[[Year], Iterator[Question]], ...] = (
    *(_about(sort) for sort in ("deal", "ours", "theirs", "refusal", "next")),
    *(_seen, _quiet, _mentioned, _personal, _settled, _holder, _history),
    *(_introduced, _searched, _hidden),
)
