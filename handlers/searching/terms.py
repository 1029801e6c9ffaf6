"""What is looked for: each word of a question with all that means the same or looks alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from handlers.reading.languages import guess
from handlers.thesaurus import (
    Thesaurus,
    number_stems,
    same,
    small_stems,
    stop_words,
    thesaurus,
)
from storage.sought import Term
from storage.stems import stem, words

TRUE, SAME, FAMILY, NEAR, PART = 0.9, 0.6, 0.45, 0.25, 0.3
"""How much another word for the very thing counts, one for the same, one of a large family, one for
what is near, and a part of an expression."""
_LARGE = 40
"""Words of a concept from which on it is a family: tents and blankets are both shelter."""
COUNT = 0.3
"""How much a number written as a word counts: "two families" asks for the families."""
_MOST = 24
"""Words of a question that are looked for."""


def terms(text: str, language: str = "en") -> list[Term]:
    """The terms of a question in words; *language* is the writer's own."""
    found = _expressions(_stems(text, language), thesaurus())
    spoken = guess(text, language)
    return [_term(expression, spoken) for expression in found][:_MOST]


def exactly(text: str, language: str = "en") -> list[Term]:
    """The terms of a question after the thing itself: its own word, and other words for it."""
    return [_same(one) for one in _expressions(_stems(text, language), same())][:_MOST]


def _stems(text: str, language: str) -> list[str]:
    skipped = stop_words(guess(text, language)) | stop_words("en")
    told = words(text)[: 4 * _MOST]
    return [stem(word) for word in told if word not in skipped] or [stem(word) for word in told]


def _same(expression: str) -> Term:
    rows = same().concepts.get(expression, frozenset())
    found = {other: SAME for row in rows for other in same().stems[row]}
    known = bool(rows) or expression in thesaurus().concepts or " " in expression
    return Term({**found, expression: 1.0}, near="" if known else expression)


def trimmed(text: str, language: str = "en") -> str:
    """*text* without the small words at its ends, so that it can be said back."""
    skipped = stop_words(guess(text, language)) | stop_words("en")
    told = text.split()
    small = [skipped.issuperset(words(word)) for word in told]
    while small and small[0]:
        told, small = told[1:], small[1:]
    while small and small[-1]:
        told, small = told[:-1], small[:-1]
    return " ".join(told) or " ".join(text.split())


def _expressions(stems: list[str], held: Thesaurus) -> Iterable[str]:
    """The expressions that are held and, between them, single stems; each once."""
    at = 0
    found: dict[str, None] = {}
    while at < len(stems):
        expression, size = held.at(stems, at)
        found[expression] = None
        at += size
    return found


def _term(expression: str, language: str) -> Term:
    single = " " not in expression
    weight = COUNT if expression in number_stems() else 1.0
    return Term(
        alternatives(expression, language), near=expression if single else "", weight=weight
    )


def alternatives(expression: str, language: str = "") -> Mapping[str, float]:
    """*expression* itself, other words for it, and words for what is near, by what they count.

    In *language* where it is a word of that one; in any that knows it, where it is not.
    """
    held = thesaurus()
    found: dict[str, float] = {}
    concepts = held.meant(expression, language)
    for concept in concepts:
        for other in held.near[concept]:
            found.update(dict.fromkeys(held.stems[other] - found.keys(), NEAR))
    for concept in sorted(concepts, key=lambda one: -len(held.stems[one])):
        large = len(held.stems[concept]) > _LARGE
        found.update(dict.fromkeys(held.stems[concept], FAMILY if large else SAME))
    for row in same().meant(expression, language):
        found.update(dict.fromkeys(same().stems[row], TRUE))
    for small in small_stems() & found.keys():
        found[small] = min(found[small], NEAR)
    for part in expression.split():
        found.setdefault(part, PART)
    found[expression] = 1.0
    return found
