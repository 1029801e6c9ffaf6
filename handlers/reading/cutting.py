"""Where sentences and clauses begin and end, with or without punctuation."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.reading.cued import Cued
from handlers.reading.lexicon import vocabulary
from handlers.reading.page import Stretch

_ENDS = frozenset(("?", "!", "؟", "\n", "…", "؛", "•", "·", "।"))
_CUTS = frozenset((",", ";", ":", "،", "(", ")", "[", "]", "|", "→", "⇒", ">", "="))
_MAY_CUT = _CUTS | {"-", "nous", "nos", "on", "el"}
"""Beside the languages' own breaks and pronouns; "el" may have been typed "él"."""
_MARKERS = frozenset((")", "-", "*"))
"""Marks that a list's next item may begin with."""
_SHORT = frozenset(
    ("prov", "dep", "dept", "approx", "st", "tel", "etc", "vs", "env", "min", "ref", "art", "av")
)
_SHORT_WORD = 4
_LONGEST = 150
"""Words after which a sentence without an end is taken to end."""
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


def sentences(layout: Cued) -> Iterator[Stretch]:
    """The sentences of a message, in order."""
    tokens = layout.page.tokens
    start = 0
    for at, word in enumerate(layout.page.words):
        if word in _ENDS or (word == "." and _stops(layout, at)):
            if at > start:
                yield Stretch(start, at)
            start = at + 1
        elif at - start >= _LONGEST:
            yield Stretch(start, at)
            start = at
        elif word in _MARKERS and _marker(layout, at, start):
            end = at - 1 if tokens[at - 1].word.isdigit() else at
            if end > start:
                yield Stretch(start, end)
            start = at + 1
    if start < len(tokens):
        yield Stretch(start, len(tokens))


def _stops(layout: Cued, at: int) -> bool:
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


def _marker(layout: Cued, at: int, start: int) -> bool:
    """Whether a list's next item begins at *at*: "(2)", "2)", a dash that opens a line."""
    tokens = layout.page.tokens
    word = tokens[at].word
    if word == ")" and at > 0 and tokens[at - 1].word.isdigit() and len(tokens[at - 1].word) == 1:
        return True
    return word in {"-", "*"} and at == start and at + 1 < len(tokens)


def clauses(layout: Cued, sentence: Stretch) -> Iterator[tuple[Stretch, str]]:
    """The clauses of *sentence*, each with the mark or word that cut it off."""
    start, lead = sentence.first, ""
    signs = layout.either("breaks", "joins", "us", "them")
    words = layout.page.words[sentence.first : sentence.last]
    for at, word in enumerate(words, sentence.first):
        if word not in signs and word not in _MAY_CUT and word[0] != "و":
            continue
        cut = _cut(layout, at, start)
        if not cut:
            continue
        if at > start:
            yield Stretch(start, at), lead
        start = at + 1 if cut == "mark" else at
        lead = layout.page.words[at]
    if sentence.last > start:
        yield Stretch(start, sentence.last), lead


def _cut(layout: Cued, at: int, start: int) -> str:
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


def _joined(layout: Cued, at: int) -> bool:
    """Whether an Arabic "and" written onto its verb begins a new clause."""
    word = layout.page.words[at]
    if word[0] != "و" or len(word) < _SHORT_WORD or word in vocabulary("ar"):
        return False
    return layout.has(Stretch(at, at + 1), *_DEEDS)


def _new_subject(layout: Cued, at: int) -> bool:
    words = layout.page.words
    if words[at] in layout.named("joins") and at + 1 < len(words):
        after = Stretch(at + 1, at + 2)
        return _pronoun(layout, at + 1) or layout.has(after, "will", "refuse", "promised")
    if not _pronoun(layout, at):
        return False
    before = words[at - 1]
    if before in _QUOTES or before in layout.either("links", "joins"):
        return False
    return layout.languages[0] != "en" or not layout.has(Stretch(at - 1, at), "verbs")


def _pronoun(layout: Cued, at: int) -> bool:
    words = layout.page.words
    word = words[at]
    if word in {"nous", "nos"}:
        return at + 1 < len(words) and words[at + 1].endswith("ons")
    if word == "on":
        after = words[at + 1] if at + 1 < len(words) else ""
        return layout.languages[0] == "fr" and after.isalpha() and len(after) > 1
    if word in {"us", "me", "our", "my", "moi", "m", "yo"}:
        return False
    if layout.page.typed[at] == "él":
        return True
    return word in layout.named("us") or word in layout.named("them")
