"""What somebody is said to be: "Met Omar. He is deputy minister", "Omar est préfet"."""

from __future__ import annotations

from dataclasses import replace

from handlers.reading.layout import Clause, Layout
from handlers.reading.naming import bare_name, named
from handlers.reading.note import Person
from handlers.reading.page import Stretch, fold
from handlers.reading.roles import role_at

_IS = frozenset(("is", "est", "es", "é"))
_IS_OR_S = _IS | {"'s"}
"""Behind a name an "'s" tells whose driver it is, not what somebody is."""
_NOW = frozenset(("now", "maintenant", "ahora", "also", "aussi", "still", "le", "la", "el", "the"))


def held(layout: Layout, people: list[Person]) -> list[Person]:
    """*people* with the roles that the note says they have, where it gave them none before."""
    told = list(people)
    for clause in layout.clauses if people else ():
        at, role = _said(layout, clause)
        whom = None if role is None else _whom(layout, clause, at, told)
        if role is not None and whom is not None and not told[whom].role:
            told[whom] = replace(told[whom], role=layout.said(role))
    return told


def _said(layout: Layout, clause: Clause) -> tuple[int, Stretch | None]:
    """Where the subject ends, and the role that is said to be theirs."""
    words, first = layout.page.typed, clause.at.first
    name = named(layout, first) or bare_name(layout, first)
    ends = name.last if name else first + (words[first] in layout.named("them"))
    at = ends + 1
    if ends == first or at >= clause.at.last or words[ends] not in (_IS if name else _IS_OR_S):
        return first, None
    while at < clause.at.last and words[at] in _NOW:
        at += 1
    role = role_at(layout, at)
    if role is None or role.last > clause.at.last or words[role.last : role.last + 1] == ("'s",):
        return ends, None
    return ends, role


def _whom(layout: Layout, clause: Clause, ends: int, people: list[Person]) -> int | None:
    """Which of *people* the clause begins with; a "he" is the one named last before it."""
    said = Stretch(clause.at.first, ends)
    start = layout.span(clause.at).start
    before = [at for at, one in enumerate(people) if one.span and one.span.start < start]
    if len(said) == 1 and layout.page.typed[said.first] in layout.named("them"):
        return before[-1] if before else None
    words = set(fold(layout.said(said)).split())
    return next((at for at in before if words <= set(fold(people[at].name).split())), None)
