"""How many things two short texts have in common, in whatever language each is written."""

from __future__ import annotations

from handlers.rules import likeness
from handlers.searching.terms import FAMILY, terms
from storage.sought import Term
from storage.stems import stem, words


def alike(asked: str, text: str, language: str) -> int:
    """How many words of *asked* stand in *text*: as they are, in another form, or translated."""
    held = frozenset(stem(word) for word in words(text))
    meant = sum(1 for term in terms(asked, language) if _stands(term, held)) if asked else 0
    return max(meant, likeness.alike(asked, text))


def share(asked: str, text: str, language: str) -> float:
    """Of the words of *asked*, the share that stands in *text*."""
    return alike(asked, text, language) / max(1, len(terms(asked, language)))


def _stands(term: Term, held: frozenset[str]) -> bool:
    """Whether a word that means the same, or all words of an expression that does, are there."""
    return any(
        weight >= FAMILY and held.issuperset(stems.split()) for stems, weight in term.stems.items()
    )
