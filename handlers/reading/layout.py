"""A message cut into sentences and clauses, with the dates and subjects of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import field
from functools import cached_property
from typing import Any

from handlers.reading import cutting
from handlers.reading.cued import Cued
from handlers.reading.note import When
from handlers.reading.page import Stretch
from storage.records import Side
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of words that says one thing."""

    at: Stretch
    index: int
    sentence: int
    lead: str = ""
    """The mark or word that cut it off from the clause before; empty at a sentence's start."""


@dataclass
class Layout(Cued):
    """Everything the readers of parts need to know of one message."""

    dates: tuple[When, ...] = ()
    memo: dict[str, list[Any]] = field(default_factory=dict)
    """What was worked out once for this message: mentions, subjects."""
    _subjects: dict[int, Side | None] = field(default_factory=dict)
    _dated: dict[tuple[int, int], list[When]] = field(default_factory=dict)

    def dates_in(self, part: Stretch) -> list[When]:
        """The dates named within *part*."""
        if not self.dates:
            return []
        key = part.first, part.last
        found = self._dated.get(key)
        if found is None:
            span = self.page.span(part)
            start = bisect_left(self._begun, span.start)
            end = bisect_left(self._begun, span.end, lo=start)
            found = self._dated[key] = list(self.dates[start:end])
        return found

    @cached_property
    def _begun(self) -> list[int]:
        """Where each date begins."""
        return [when.span.start if when.span else -1 for when in self.dates]

    @cached_property
    def sentences(self) -> tuple[Stretch, ...]:
        """The sentences, in order."""
        return tuple(cutting.sentences(self))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of every sentence, in order."""
        made: list[Clause] = []
        for number, sentence in enumerate(self.sentences):
            for at, lead in cutting.clauses(self, sentence):
                if not any(self.page.solid[at.first : at.last]):
                    continue
                made.append(Clause(at, len(made), number, lead))
        return tuple(made)

    def of_sentence(self, number: int) -> list[Clause]:
        """The clauses of one sentence."""
        return self._by_sentence.get(number, [])

    @cached_property
    def _by_sentence(self) -> dict[int, list[Clause]]:
        grouped: dict[int, list[Clause]] = defaultdict(list)
        for clause in self.clauses:
            grouped[clause.sentence].append(clause)
        return grouped

    def clause_of(self, at: int) -> Clause | None:
        """The clause that the token at *at* stands in."""
        found = bisect_right(self.clauses, at, key=lambda clause: clause.at.first) - 1
        return self.clauses[found] if found >= 0 and at in self.clauses[found].at else None

    def telling(self, *meanings: str) -> list[Clause]:
        """The clauses in which one of *meanings* begins, in order."""
        at = {self._places[first] for one in meanings for first in self._firsts.get(one, ())}
        return [self.clauses[place] for place in sorted(at) if place >= 0]

    @cached_property
    def _places(self) -> list[int]:
        """For each token the index of its clause, or -1."""
        places = [-1] * len(self.page.tokens)
        for clause in self.clauses:
            places[clause.at.first : clause.at.last] = [clause.index] * len(clause.at)
        return places

    def subject(self, clause: Clause) -> Side | None:
        """Whose doing the clause tells, by the pronoun it opens with."""
        if clause.index not in self._subjects:
            self._subjects[clause.index] = self._subject(clause)
        return self._subjects[clause.index]

    @cached_property
    def _us(self) -> frozenset[str]:
        return self.named("us") & self.named("our_subjects")

    def _subject(self, clause: Clause) -> Side | None:
        us, them = self._us, self.named("them")
        last = min(clause.at.first + 3, clause.at.last)
        words = self.page.words[clause.at.first : last]
        for at, word in enumerate(words, clause.at.first):
            if word in them or self.page.typed[at] == "él" or self._asked_of_us(word, at):
                return Side.THEM
            if word in us or (word == "nous" and self._we_do(clause)):
                return Side.US
            if word in self.named("stop") and word not in self.named("joins"):
                return None
        return None

    def _asked_of_us(self, word: str, at: int) -> bool:
        """Whether a Spanish "nos" is who is asked, not who does: "nos pide llamar"."""
        return word == "nos" and any(cue.first == at for cue in self.all("position"))

    def _we_do(self, clause: Clause) -> bool:
        """Whether a French "nous" is the subject: its verb ends in -ons."""
        words = self.page.words[clause.at.first : clause.at.last]
        at = words.index("nous")
        return any(word.endswith("ons") for word in words[at + 1 : at + 3])

    def negated(self, at: Stretch, clause: Stretch) -> bool:
        """Whether a word of denial stands close before *at* (or just after, in French)."""
        if self.has(Stretch(max(clause.first, at.first - 3), at.first), "not"):
            return True
        follows = self.page.words[at.last : at.last + 1]
        return "fr" in self.languages and follows == ("pas",)
