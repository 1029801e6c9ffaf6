"""What they ask of us: their position as they put it, which is neither agreed nor refused yet.

Behind it lie their reasons and motives (FM Tools 9-10); the words used are kept, for the next talk.
"""

from __future__ import annotations

from handlers.reading.layout import Clause, Layout
from handlers.reading.note import Span, Sure, Told
from storage.records import Side

KIND = "position"
_ELSEWHERE = ("agree", "refuse", "kept", "death", "hedge")


def positions(layout: Layout, told: list[Span]) -> list[Told]:
    """Every wish or demand of theirs that is in none of the spans *told* already, in order."""
    return [
        Told(layout.said(clause.at), KIND, "", layout.span(clause.at), Sure.LIKELY)
        for clause in layout.telling(KIND)
        if _is_theirs(layout, clause) and not _within(layout.span(clause.at), told)
    ]


def _is_theirs(layout: Layout, clause: Clause) -> bool:
    cue = layout.first(clause.at, KIND)
    if cue is None or layout.negated(cue, clause.at):
        return False
    if cue.first > clause.at.first and layout.subject(clause) is Side.US:
        return False
    if layout.has(clause.at, *_ELSEWHERE):
        return False
    last = layout.sentences[clause.sentence].last
    return layout.page.words[last : last + 1] not in {("?",), ("؟",)}


def _within(span: Span, told: list[Span]) -> bool:
    return any(one.start <= span.start and span.end <= one.end for one in told)
