"""What happens in the made-up year, and who tells it in which words; the truth is kept beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from bot.demo.cast import Person, cast
from bot.demo.wording import BEATS, PAPERS, PERSONAL, THINGS, day_in
from storage.values import dataclass

SILENT_DAYS = 45
"""Days at the end in which some counterparts are not heard of."""
PACE = 12
"""Days between two notes about the same counterpart, more or less."""
EVERY, SILENT = 9, 5
"""Of so many counterparts, the one at this place falls silent."""
PLANNED, TITLED = 0.12, 0.6
"""How often a next meeting is set, and how often a name is written with its title."""
CONTACTS = frozenset(("tea", "call", "personal", "deal", "ours", "theirs", "refusal", "intro"))
"""The beats in which somebody was met or spoken with."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of one member, and what they would press on the cards that answer it."""

    at: datetime
    person: Person
    text: str
    beat: str
    word: str = ""
    """The word by which what it tells is known again."""
    day: date | None = None
    """The day it speaks of."""
    author: str = ""
    """Who first wrote it, where it was forwarded."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that was told, and is true at the end."""

    sort: str
    """The beat it came from."""
    person: Person
    on: date
    word: str = ""
    day: date | None = None
    status: str = ""
    """How a promise went; empty while it is open."""


@dataclass(slots=True)
class Year:
    """All that is told, in its order, and all that is then true."""

    end: datetime
    people: list[Person]
    turns: list[Turn] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def of(self, person: Person, sort: str) -> list[Fact]:
        """What of that sort is true of *person*, the oldest first."""
        return [one for one in self.facts if one.person == person and one.sort == sort]

    def last_contact(self, person: Person) -> date:
        """The day on which *person* was last met or spoken with."""
        return max(
            turn.at.date() for turn in self.turns if turn.person == person and turn.beat in CONTACTS
        )


def imagined(seed: int, months: int, end: datetime, people: int) -> Year:
    """A year, or as many *months*, that ends on the day of *end*."""
    rng = Random(seed)  # noqa: S311  # A story, not a secret.
    year = Year(end, cast(rng, people))
    start = end.date() - timedelta(days=30 * months)
    for number, person in enumerate(year.people):
        _Life(rng, year, person, start, silent=number % EVERY == SILENT).lived()
    _introduce(rng, year)
    _change(rng, year)
    year.turns.sort(key=lambda turn: turn.at)
    return year


class _Life:
    """What there is between us and one counterpart."""

    def __init__(
        self, rng: Random, year: Year, person: Person, start: date, *, silent: bool
    ) -> None:
        self._rng, self._year, self._person = rng, year, person
        self._papers = list(PAPERS[person.language])
        self._things = list(THINGS[person.language])
        rng.shuffle(self._papers)
        rng.shuffle(self._things)
        self._facts = list(PERSONAL[person.language])
        self._day = start + timedelta(days=rng.randint(0, PACE))
        last = year.end.date() - timedelta(days=1)
        self._last = last - timedelta(days=SILENT_DAYS) if silent else last

    def lived(self) -> None:
        """Tell it from the first meeting to the last."""
        self._say("tea", self._day)
        self._say("role", self._day, text=f"/role {self._person.name} = {self._person.office}")
        while (day := self._step()) <= self._last:
            beat = self._rng.choices(
                ("tea", "call", "personal", "deal", "ours", "theirs", "refusal", "forward"),
                (6, 6, 1, 1.6, 1.4, 1.2, 0.6, 1.6),
            )[0]
            self._beat(beat, day)
        if self._rng.random() < PLANNED and self._last >= self._year.end.date() - timedelta(days=1):
            then = self._year.end.date() + timedelta(days=self._rng.randint(2, 6))
            self._say("next", self._last, day=then, fact=True)

    def _step(self) -> date:
        self._day += timedelta(days=self._rng.randint(3, 2 * PACE - 3))
        return self._day

    def _beat(self, beat: str, day: date) -> None:
        if beat in ("ours", "theirs"):
            self._promise(beat, day)
        elif beat in ("deal", "refusal", "forward"):
            self._matter(beat, day)
        elif beat == "personal" and self._facts:
            fact, word = self._facts.pop()
            self._say(beat, day, word=word, fact=True, also={"fact": fact})
        else:
            self._say("tea" if beat == "personal" else beat, day)

    def _matter(self, beat: str, day: date) -> None:
        if not self._things:
            return self._say("tea", day)
        thing = self._things.pop() if beat != "forward" else self._rng.choice(self._things)
        until = day + timedelta(days=self._rng.randint(20, 120)) if beat == "deal" else None
        return self._say(beat, day, word=thing, day=until, fact=beat != "forward")

    def _promise(self, side: str, day: date) -> None:
        if not self._papers:
            return self._say("call", day)
        paper, due = self._papers.pop(), day + timedelta(days=self._rng.randint(3, 9))
        ends = ("kept", "late", "broken", "") if side == "ours" else ("kept", "broken", "")
        ends = (*("kept",) * 3, *ends)
        status = self._rng.choice(ends)
        told = due + timedelta(days=self._rng.randint(2, 4) if status != "kept" else -1)
        if told > self._last:
            status = ""
        self._say(side, day, word=paper, day=due, fact=True, status=status)
        if status:
            self._say(f"{side}_{status}", told, word=paper)
        return None

    def _say(  # noqa: PLR0913  # Each is one thing a message may have.
        self,
        beat: str,
        on: date,
        *,
        word: str = "",
        day: date | None = None,
        text: str = "",
        fact: bool = False,
        status: str = "",
        also: dict[str, str] | None = None,
    ) -> None:
        text = text or told(self._rng, self._person, beat, word, day, also or {})
        at = _at(self._rng, on)
        if beat == "role":
            at = self._year.turns[-1].at + timedelta(minutes=3)
        author = self._person.called if beat == "forward" else ""
        self._year.turns.append(Turn(at, self._person, text, beat, word, day, author))
        if fact:
            self._year.facts.append(Fact(beat, self._person, on, word, day, status))


def told(  # noqa: PLR0913, PLR0917  # Each is one thing a message may have.
    rng: Random, person: Person, beat: str, word: str, day: date | None, also: dict[str, str]
) -> str:
    """The words in which one of ours tells *beat*."""
    language = person.language
    return rng.choice(BEATS[language][beat]).format(
        name=person.called if rng.random() < TITLED else person.name,
        town=person.town,
        thing=word,
        paper=word,
        day=day_in(language, day) if day else "",
        **also,
    )


def _at(rng: Random, on: date) -> datetime:
    """Some time in the working day, and never twice the same."""
    moment = time(rng.randint(7, 18), rng.randint(0, 59), rng.randint(0, 59))
    return datetime.combine(on, moment, UTC)


def _introduce(rng: Random, year: Year) -> None:
    """Some lead us to others of the same member's."""
    for person, other in _pairs(year, 6, 4):
        on = year.end.date() - timedelta(days=rng.randint(2, 20))
        text = told(rng, person, "intro", "", None, {"other": other.called})
        year.turns.append(Turn(_at(rng, on), person, text, "intro", other.name))
        year.facts.append(Fact("intro", person, on, other.name))


def _change(rng: Random, year: Year) -> None:
    """Some are transferred and another takes the office; one dies; near the end, all at once."""
    for person, other in _pairs(year, 15, 8):
        on = year.end.date() - timedelta(days=rng.randint(3, 9))
        also = {"other": other.called, "office": person.office}
        text = told(rng, person, "moved", "", None, also)
        moment = _at(rng, on)
        role = f"/role {other.name} = {person.office}"
        year.turns.append(Turn(moment, person, text, "moved", other.name))
        year.turns.append(Turn(moment + timedelta(minutes=3), other, role, "role"))
        year.facts.append(Fact("moved", person, on, other.name))
    for person in year.people[13::40]:
        on = year.end.date() - timedelta(days=2)
        text = told(rng, person, "died", "", None, {})
        year.turns.append(Turn(_at(rng, on), person, text, "died"))
        year.facts.append(Fact("died", person, on))


def _pairs(year: Year, every: int, first: int) -> Iterator[tuple[Person, Person]]:
    """Every so many people, one with another that the same member knows."""
    for number in range(first, len(year.people), every):
        person = year.people[number]
        others = [one for one in year.people[:number] if one.owner == person.owner]
        if others:
            yield person, others[-1]
