"""What a search in words asks for and answers with: the vocabulary, apart from any index."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from storage.records import Record
from storage.values import dataclass

Sees = Callable[[Record], bool]
"""Whether somebody may read a record whole."""

Name = tuple[type[Record], str]
"""A record by its kind and id."""

MOST = 200
"""Records one search answers with."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is looked for, by every stem that stands for it and how well it does."""

    stems: Mapping[str, float]
    """From a stem, or several with spaces between that must all be there, to its weight."""
    near: str = ""
    """A stem whose look-alikes count too, as far as they are alike; empty for none."""
    weight: float = 1.0


Terms = Sequence[Term]
"""All that is looked for."""


@dataclass(frozen=True, slots=True)
class Within:
    """What alone is looked through; all else takes no part, as if it were not there."""

    kinds: tuple[type[Record], ...] = ()
    """Only these kinds; empty for all."""
    people: tuple[str, ...] = ()
    """Only what is about one of those counterparts; empty for anybody."""
    sees: Sees | None = None
    """What lets a record through; asked once for all that are seen alike (``storage/texts.py``)."""

    without: frozenset[Name] = frozenset()
    """What is left out one by one, whatever *sees* says of those that are seen alike."""

    def through(self, sees: Sees, without: frozenset[Name] = frozenset()) -> Within:
        """The same, of which *sees* decides what is let through, and nothing of *without* is."""
        return Within(self.kinds, self.people, sees, self.without | without)


ALL = Within()
"""Everything there is."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that answers, by its kind and id, and how well it does."""

    kind: type[Record]
    id: str
    score: float
