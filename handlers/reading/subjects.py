"""Untitled names that open a clause and do something."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from handlers.reading.layout import Layout
from handlers.reading.naming import bare_name
from handlers.reading.page import Stretch


def subjects(layout: Layout) -> list[Stretch]:
    """Untitled names that open a clause and do something: "Rashid called the checkpoint"."""
    kept = layout.memo.get("subjects")
    if kept is None:
        kept = layout.memo["subjects"] = list(_subjects(layout))
    return kept


def begins(layout: Layout, at: int) -> bool:
    """Whether one of them begins at the token *at*."""
    found = subjects(layout)
    place = bisect_left(found, at, key=lambda name: name.first)
    return place < len(found) and found[place].first == at


def _subjects(layout: Layout) -> Iterator[Stretch]:
    for clause in layout.clauses:
        first = clause.at.first
        if layout.page.typed[first] in layout.named("not_names"):
            continue
        name = bare_name(layout, first)
        if name is None or name.last >= len(layout.page.typed):
            continue
        after = layout.page.typed[name.last]
        told = past_place(layout, name.last)
        if after == "(" or layout.has(Stretch(told, told + 1), "verbs"):
            yield name


def past_place(layout: Layout, at: int) -> int:
    """Past "at the port", where such words begin at *at*, else *at* itself."""
    words, end = layout.page.typed, at + 1
    if at >= len(words) or words[at] not in layout.named("in_place"):
        return at
    while end < len(words) and words[end] in layout.named("articles"):
        end += 1
    return end + 1 if end < len(words) and words[end] in layout.named("places") else at
