"""Signs that words of agreement are no agreement with us: said of others, in jest, or too soon."""

from __future__ import annotations

from handlers.reading.layout import Clause, Layout
from handlers.reading.note import When
from handlers.reading.page import Stretch

_NEAR = 4
_OLD = 10
"""Days after which something told as past, and of no later day, may be over."""


def soft(layout: Layout, clause: Clause, cue: Stretch) -> bool:
    """Whether the agreement told at *cue* is somebody else's, a joke, a plan, or not settled."""
    return (
        _of_others(layout, clause, cue)
        or _long_ago(layout, clause, cue)
        or _supposed(layout, clause, cue)
        or _unsettled(layout, clause)
        or _to_be_done(layout, clause, cue)
    )


def doubtful(layout: Layout, clause: Clause) -> bool:
    """Whether only an old day is named, so that the agreement may be over."""
    named = layout.dates_in(clause.at)
    return bool(named) and not _holds(layout, clause) and all(_old(layout, one) for one in named)


def _of_others(layout: Layout, clause: Clause, cue: Stretch) -> bool:
    """Whether another organisation was given it: named as its subject, or whom it is for."""
    others = layout.all("others", clause.at)
    if not others:
        return False
    words, us = layout.page.words, layout.either("us", "ours_too")
    if any(word in us for word in words[clause.at.first : clause.at.last]):
        return False
    return any(at.first < cue.first or at.first - cue.last <= _NEAR for at in others)


def _long_ago(layout: Layout, clause: Clause, cue: Stretch) -> bool:
    """Whether it was given once and is over: "had agreed", lapsed, gone quiet."""
    before = Stretch(max(clause.at.first, cue.first - _NEAR), cue.first)
    return layout.has(before, "had") or layout.has(_here_and_next(layout, clause), "lapsed")


def _supposed(layout: Layout, clause: Clause, cue: Stretch) -> bool:
    """Whether the clause hangs on an "if" or "once" before *cue*, or opening one before it."""
    for other in layout.of_sentence(clause.sentence):
        if other.index > clause.index:
            break
        last = cue.first if other.index == clause.index else other.at.first + 2
        told = layout.has(other.at, "met", "phone")
        if layout.has(Stretch(other.at.first, max(last, other.at.first + 2)), "hypo") and not told:
            return True
    return False


def _unsettled(layout: Layout, clause: Clause) -> bool:
    """Whether it was in jest, told by others, or waits for somebody above."""
    here = layout.sentences[clause.sentence]
    if layout.has(here, "pending", "hearsay", "not_us", "unbound"):
        return True
    return layout.has(_here_and_next(layout, clause), "jest")


def _here_and_next(layout: Layout, clause: Clause) -> Stretch:
    number = clause.sentence + 1
    after = number < len(layout.sentences)
    last = layout.sentences[number if after else clause.sentence].last
    return Stretch(layout.sentences[clause.sentence].first, last)


def _to_be_done(layout: Layout, clause: Clause, cue: Stretch) -> bool:
    """Whether they only say they will sign, on a day to come: a promise, not terms."""
    today = layout.setting.now.date()
    if not layout.has(cue, "act_later") or _holds(layout, clause):
        return False
    return any((when.until or when.day) > today for when in layout.dates_in(clause.at))


def _holds(layout: Layout, clause: Clause) -> bool:
    return layout.has(clause.at, "until_firm", "valid")


def _old(layout: Layout, when: When) -> bool:
    return (layout.setting.now.date() - (when.until or when.day)).days > _OLD
