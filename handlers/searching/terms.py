"""What is looked for: each word of a question with all that means the same or looks alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from handlers.reading.languages import guess
from handlers.thesaurus import small_stems, stop_words, thesaurus
from storage.stems import stem, words
from storage.wording import Term

SAME, NEAR, PART = 0.6, 0.25, 0.3
"""How much another word for the same counts, one for what is near, and one of an expression's."""
_MOST = 24
"""Words of a question that are looked for."""


def terms(text: str, language: str = "en") -> list[Term]:
    """The terms of a question in words; *language* is the writer's own."""
    skipped = stop_words(guess(text, language)) | stop_words("en")
    told = words(text)[: 4 * _MOST]
    kept = [word for word in told if word not in skipped] or told
    return [_term(expression) for expression in _expressions([stem(word) for word in kept])][:_MOST]


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


def _expressions(stems: list[str]) -> Iterable[str]:
    """The expressions of the thesaurus and, between them, single stems; each once."""
    held, at = thesaurus(), 0
    found: dict[str, None] = {}
    while at < len(stems):
        expression, size = held.at(stems, at)
        found[expression] = None
        at += size
    return found


def _term(expression: str) -> Term:
    single = " " not in expression
    return Term(alternatives(expression), near=expression if single else "")


def alternatives(expression: str) -> Mapping[str, float]:
    """*expression* itself, other words for it, and words for what is near, by what they count."""
    held = thesaurus()
    found: dict[str, float] = {}
    concepts = held.concepts.get(expression, frozenset())
    for concept in concepts:
        for other in held.near[concept]:
            found.update(dict.fromkeys(held.stems[other] - found.keys(), NEAR))
    for concept in concepts:
        found.update(dict.fromkeys(held.stems[concept], SAME))
    for small in small_stems() & found.keys():
        found[small] = min(found[small], NEAR)
    for part in expression.split():
        found.setdefault(part, PART)
    found[expression] = 1.0
    return found
