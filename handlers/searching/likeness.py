"""How many things two short texts have in common, in whatever language each is written."""

from __future__ import annotations

from functools import lru_cache

from handlers.rules import likeness
from handlers.searching.terms import FAMILY, terms
from storage.sought import Term
from storage.stems import stem, words


def alike(asked: str, text: str, language: str) -> int:
    """How many words of *asked* stand in *text*: as they are, in another form, or translated."""
    held = frozenset(stem(word) for word in words(text))
    meant = sum(1 for term in _asked(asked, language) if _stands(term, held)) if asked else 0
    return max(meant, likeness.alike(asked, text))


def share(asked: str, text: str, language: str) -> float:
    """Of the words of *asked*, the share that stands in *text*."""
    return alike(asked, text, language) / max(1, len(_asked(asked, language)))


@lru_cache(maxsize=4)  # One text is held against many.
def _asked(text: str, language: str) -> list[Term]:
    return terms(text, language)


def _stands(term: Term, held: frozenset[str]) -> bool:
    """Whether a word that means the same, or all words of an expression that does, are there."""
    return any(
        weight >= FAMILY and held.issuperset(stems.split()) for stems, weight in term.stems.items()
    )
