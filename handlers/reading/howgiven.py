"""Sentences that only tell how something was agreed, and what they say of the agreements near."""

from __future__ import annotations

from dataclasses import replace

from handlers.reading.content import says_only_how
from handlers.reading.layout import Clause, Layout
from handlers.reading.page import Stretch
from handlers.reading.terms import FORMS, Accepted, form_in, witnesses
from storage.records import Form

_FORMS = tuple(meaning for meaning, _ in FORMS)
_TOLD = ("refuse", "hedge", "demand", "demand_us", "offer", "will", "to_come", "until_firm")


def only_how(layout: Layout, part: Stretch) -> bool:
    """Whether *part* names a form and nothing but how something was agreed."""
    if not layout.has(part, *_FORMS) or layout.has(part, *_TOLD) or layout.dates_in(part):
        return False
    return says_only_how(layout, part, wide=True)


def tells_how(layout: Layout, clause: Clause) -> bool:
    """Whether the sentence of *clause* only tells how, and no terms follow a colon in it."""
    return only_how(layout, layout.sentences[clause.sentence])


def with_forms(layout: Layout, found: list[Accepted]) -> list[Accepted]:
    """*found*, in order, with the forms and witnesses that sentences of their own tell."""
    given = list(found)
    if not found:
        return given
    for number, sentence in enumerate(layout.sentences):
        if not only_how(layout, sentence):
            continue
        near = [at for at in _near(layout, given, number) if not _own(layout, given[at])]
        for at, form in _told(layout, sentence, near, len(given)):
            seen = given[at].agreed.witnesses or witnesses(layout, sentence)
            given[at] = replace(
                given[at], agreed=replace(given[at].agreed, form=form, witnesses=seen)
            )
    return given


def _own(layout: Layout, one: Accepted) -> bool:
    """Whether the agreement's own sentence tells its form."""
    sentence = layout.sentences[layout.clauses[max(one.clauses)].sentence]
    return form_in(layout, sentence) is not None


def _told(layout: Layout, sentence: Stretch, near: list[int], count: int) -> list[tuple[int, Form]]:
    """Which agreement was given in which form."""
    first, second = _place(layout, sentence, "firsts"), _place(layout, sentence, "seconds")
    if count > 1 and first is not None and second is not None and first < second:
        pair = (Stretch(first, second), Stretch(second, sentence.last))
        return [(at, form) for at, part in enumerate(pair) if (form := form_in(layout, part))]
    form = form_in(layout, sentence)
    if form is None:
        return []
    everything = _place(layout, sentence, "both") is not None
    return [(at, form) for at in (range(count) if everything else near)]


def _place(layout: Layout, part: Stretch, name: str) -> int | None:
    words = layout.named(name)
    return next((at for at in range(part.first, part.last) if layout.page.typed[at] in words), None)


def _near(layout: Layout, found: list[Accepted], number: int) -> list[int]:
    """The agreements of the nearest sentence before that has any; else of the first after."""
    at = [layout.clauses[max(one.clauses)].sentence for one in found]
    before = [sentence for sentence in at if sentence < number]
    nearest = max(before) if before else min(at)
    return [place for place, sentence in enumerate(at) if sentence == nearest]
