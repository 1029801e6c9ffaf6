"""A message cut into sentences and clauses, with the cues, dates and subjects found in each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from handlers.reading.lexicon import lexicon, words_of
from handlers.reading.note import Setting, Span, When
from handlers.reading.page import Page, Stretch
from storage.records import Side

_ENDS = frozenset(("?", "!", "؟", "\n", "…", "؛", "•", "·", "।"))
_CUTS = frozenset((",", ";", ":", "،", "(", ")", "[", "]", "|", "→", "⇒", ">", "="))
_SHORT = frozenset(
    ("prov", "dep", "dept", "approx", "st", "tel", "etc", "vs", "env", "min", "ref", "art", "av")
)
_SHORT_WORD = 4
_LONGEST = 150
"""Words after which a sentence without an end is taken to end."""
_SHARED = frozenset(("titles", "with"))
_LATIN = ("en", "fr", "es", "pt", "ht", "arabizi")
_DEEDS = (
    "agree",
    "refuse",
    "will",
    "must",
    "promised",
    "family",
    "ill",
    "death",
    "repair",
    "demand",
)
_QUOTES = frozenset(("'", '"', "«", "»"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of words that says one thing."""

    at: Stretch
    index: int
    sentence: int
    lead: str = ""
    """The mark or word that cut it off from the clause before; empty at a sentence's start."""


@dataclass
class Layout:
    """Everything the readers of parts need to know of one message."""

    page: Page
    setting: Setting
    languages: tuple[str, ...]
    dates: tuple[When, ...]
    memo: dict[str, list[Any]] = field(default_factory=dict)
    """What was worked out once for this message: mentions, subjects."""
    _named: dict[str, frozenset[str]] = field(default_factory=dict)
    _subjects: dict[int, Side | None] = field(default_factory=dict)

    @cached_property
    def cues(self) -> dict[str, list[Stretch]]:
        """Where each meaning stands, without those that a longer phrase takes back."""
        found: dict[str, list[Stretch]] = defaultdict(list)
        for cue in lexicon(self.languages).find(self.page):
            found[cue.meaning].append(cue.at)
        for meaning in [name for name in found if name.endswith("_not")]:
            kept = found[meaning.removesuffix("_not")]
            found[meaning.removesuffix("_not")] = _untouched(kept, found[meaning])
        return dict(found)

    def named(self, name: str) -> frozenset[str]:
        """The words listed under *name* in the languages of this message."""
        found = self._named.get(name)
        if found is None:
            everywhere = name in _SHARED and self.languages[0] != "ar"
            found = words_of(_LATIN if everywhere else self.languages, name)
            self._named[name] = found
        return found

    def all(self, meaning: str, part: Stretch | None = None) -> list[Stretch]:
        """Where *meaning* begins within *part*."""
        found = self.cues.get(meaning)
        if not found:
            return []
        if part is None:
            return found
        start = bisect_left(found, part.first, key=_first)
        return found[start : bisect_left(found, part.last, lo=start, key=_first)]

    def has(self, part: Stretch | None, *meanings: str) -> bool:
        """Whether any of *meanings* begins within *part*."""
        return any(meaning in self.cues and self.all(meaning, part) for meaning in meanings)

    def first(self, part: Stretch | None, *meanings: str) -> Stretch | None:
        """The first place within *part* where one of *meanings* begins; the longest there."""
        found = [at for meaning in meanings for at in self.all(meaning, part)]
        return min(found, key=lambda at: (at.first, -at.last)) if found else None

    def dates_in(self, part: Stretch) -> list[When]:
        """The dates named within *part*."""
        span = self.page.span(part)
        start = bisect_left(self.dates, span.start, key=_begins)
        return list(self.dates[start : bisect_left(self.dates, span.end, lo=start, key=_begins)])

    @cached_property
    def sentences(self) -> tuple[Stretch, ...]:
        """The sentences, in order."""
        return tuple(_sentences(self))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of every sentence, in order."""
        made: list[Clause] = []
        for number, sentence in enumerate(self.sentences):
            for at, lead in _clauses(self, sentence):
                made.append(Clause(at, len(made), number, lead))  # noqa: PERF401 - counts itself
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

    def subject(self, clause: Clause) -> Side | None:
        """Whose doing the clause tells, by the pronoun it opens with."""
        if clause.index not in self._subjects:
            self._subjects[clause.index] = self._subject(clause)
        return self._subjects[clause.index]

    def _subject(self, clause: Clause) -> Side | None:
        us, them = self.named("us"), self.named("them")
        words = self.page.words[clause.at.first : min(clause.at.first + 3, clause.at.last)]
        for word in words:
            if word in them:
                return Side.THEM
            if word in us:
                return Side.US
            if word in self.named("stop") and word not in self.named("joins"):
                return None
        return None

    def negated(self, at: Stretch, clause: Stretch) -> bool:
        """Whether a word of denial stands close before *at* (or just after, in French)."""
        if self.has(Stretch(max(clause.first, at.first - 3), at.first), "not"):
            return True
        follows = self.page.words[at.last : at.last + 1]
        return "fr" in self.languages and follows == ("pas",)

    def said(self, part: Stretch) -> str:
        """The message's own words of *part*."""
        return self.page.said(part)

    def span(self, part: Stretch) -> Span:
        """Where *part* stands in the message."""
        return self.page.span(part)


def _first(at: Stretch) -> int:
    return at.first


def _begins(when: When) -> int:
    return when.span.start if when.span else -1


def _untouched(kept: list[Stretch], taken: list[Stretch]) -> list[Stretch]:
    covered = {token for at in taken for token in range(at.first, at.last)}
    return [at for at in kept if covered.isdisjoint(range(at.first, at.last))]


def _sentences(layout: Layout) -> Iterator[Stretch]:
    tokens = layout.page.tokens
    start = 0
    for at, token in enumerate(tokens):
        if token.word in _ENDS or (token.word == "." and _stops(layout, at)):
            if at > start:
                yield Stretch(start, at)
            start = at + 1
        elif at - start >= _LONGEST:
            yield Stretch(start, at)
            start = at
        elif _marker(layout, at, start):
            if at > start:
                yield Stretch(start, at)
            start = at + 1
    if start < len(tokens):
        yield Stretch(start, len(tokens))


def _stops(layout: Layout, at: int) -> bool:
    """Whether the full stop at *at* ends a sentence rather than an abbreviation."""
    tokens = layout.page.tokens
    if at == 0 or at + 1 == len(tokens):
        return True
    token, before, after = tokens[at], tokens[at - 1], tokens[at + 1]
    if after.start == token.end and after.is_word:
        return False
    word = before.word
    if before.end != token.start or len(word) > _SHORT_WORD:
        return True
    role = word in layout.named("roles") and not after.capital
    short = word in _SHORT or word in layout.named("titles") or role
    return not (short or (len(word) == 1 and word.isalpha() and before.capital))


def _marker(layout: Layout, at: int, start: int) -> bool:
    """Whether a list's next item begins at *at*: "(2)", "2)", a dash that opens a line."""
    tokens = layout.page.tokens
    word = tokens[at].word
    if word == ")" and at > 0 and tokens[at - 1].word.isdigit() and len(tokens[at - 1].word) == 1:
        return True
    return word in {"-", "*"} and at == start and at + 1 < len(tokens)


def _clauses(layout: Layout, sentence: Stretch) -> Iterator[tuple[Stretch, str]]:
    start, lead = sentence.first, ""
    for at in range(sentence.first, sentence.last):
        cut = _cut(layout, at, start)
        if not cut:
            continue
        if at > start:
            yield Stretch(start, at), lead
        start = at + 1 if cut == "mark" else at
        lead = layout.page.words[at]
    if sentence.last > start:
        yield Stretch(start, sentence.last), lead


def _cut(layout: Layout, at: int, start: int) -> str:
    """How a clause begins at *at*: after a mark, at a word, or not at all."""
    tokens = layout.page.tokens
    token = tokens[at]
    if token.word in _CUTS:
        return "mark"
    if token.word == "-":
        spaced = at > 0 and tokens[at - 1].end < token.start
        loose = at + 1 < len(tokens) and tokens[at + 1].start > token.end
        return "mark" if spaced and loose else ""
    if at <= start:
        return ""
    if token.word in layout.named("breaks") or _new_subject(layout, at) or _joined(layout, at):
        return "word"
    return ""


def _joined(layout: Layout, at: int) -> bool:
    """Whether an Arabic "and" written onto its verb begins a new clause."""
    word = layout.page.words[at]
    return (
        word[0] == "و" and len(word) > _SHORT_WORD - 1 and layout.has(Stretch(at, at + 1), *_DEEDS)
    )


def _new_subject(layout: Layout, at: int) -> bool:
    words = layout.page.words
    if words[at] in layout.named("joins") and at + 1 < len(words):
        after = Stretch(at + 1, at + 2)
        return _pronoun(layout, at + 1) or layout.has(after, "will", "refuse", "promised")
    before = words[at - 1]
    if layout.has(Stretch(at - 1, at), "verbs") and layout.languages[0] == "en":
        return False
    if before in _QUOTES or before in layout.named("links") or before in layout.named("joins"):
        return False
    return _pronoun(layout, at)


def _pronoun(layout: Layout, at: int) -> bool:
    words = layout.page.words
    word = words[at]
    if word in {"nous", "nos"}:
        return at + 1 < len(words) and words[at + 1].endswith("ons")
    if word == "on":
        after = words[at + 1] if at + 1 < len(words) else ""
        return layout.languages[0] == "fr" and after.isalpha() and len(after) > 1
    if word in {"us", "me", "our", "my", "moi", "m", "yo"}:
        return False
    return word in layout.named("us") or word in layout.named("them")
