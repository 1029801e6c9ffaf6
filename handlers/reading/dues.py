"""By when a promise is due, and how often."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.reading import dates
from handlers.reading.layout import Clause, Layout
from handlers.reading.note import Sure, When
from handlers.reading.page import Stretch

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_STARTS = (
    ("mon", "lun", "seg", "lendi"),
    ("tue", "mar", "ter", "mad"),
    ("wed", "mer", "mie", "qua", "mekr"),
    ("thu", "jeu", "jue", "qui", "jedi"),
    ("fri", "ven", "vie", "sex", "vandr"),
    ("sat", "sam", "sab"),
    ("sun", "dim", "dom"),
)
_ALONE = 4
_ELSE = ("agree", "refuse", "will", "must", "met", "promised", "demand", "past", "until_firm")


def due(layout: Layout, clause: Clause, part: Stretch) -> When | None:
    """The day named in the promise, or the one its sentence hangs on."""
    named = layout.dates_in(part)
    eve = layout.first(part, "eve_of")
    if eve:
        before = [w for w in layout.dates if w.span and w.span.start < layout.span(part).start]
        if before and (not named or named[0].day >= before[-1].day):
            return replace(before[-1], day=before[-1].day - timedelta(days=1), until=None)
    if named:
        chosen = named[-1] if len(named) > 1 and layout.has(part, "until_firm") else named[0]
        return replace(chosen, day=dates.deadline(chosen), until=None)
    opening = opening_day(layout, clause)
    if opening:
        return replace(opening, day=dates.deadline(opening), until=None)
    if layout.has(part, "handover"):
        leaving = [
            w for c in layout.clauses if layout.has(c.at, "leaving") for w in layout.dates_in(c.at)
        ]
        return leaving[0] if leaving else None
    each = layout.first(part, "weekday_each")
    return _each(layout, each) if each else _of_sentence(layout, clause)


def _of_sentence(layout: Layout, clause: Clause) -> When | None:
    """The one day of a sentence that tells of a next time, for a clause after a comma."""
    here = layout.sentences[clause.sentence]
    others = layout.dates_in(here)
    if (
        len(others) == 1
        and clause.lead in {",", "،"}
        and layout.subject(clause) is None
        and layout.has(here, "next")
    ):
        return replace(others[0], day=dates.deadline(others[0]), until=None, sure=Sure.LIKELY)
    return None


def opening_day(layout: Layout, clause: Clause) -> When | None:
    """The day that stands alone before *clause*: "Monday we bring it", "By Friday, he sends it"."""
    if clause.index == 0 or clause.lead == ":" or layout.dates_in(clause.at):
        return None
    before = layout.clauses[clause.index - 1]
    if before != layout.of_sentence(clause.sentence)[0] or len(before.at) > _ALONE:
        return None
    named = layout.dates_in(before.at)
    return named[0] if len(named) == 1 and not layout.has(before.at, *_ELSE) else None


def _each(layout: Layout, cue: Stretch) -> When | None:
    """The coming day of "todas as sextas", "every Monday"."""
    name = layout.page.words[cue.last - 1]
    weekday = next((i for i, starts in enumerate(_STARTS) if name.startswith(starts)), None)
    if weekday is None:
        named = layout.dates_in(cue)
        return named[0] if named else None
    today = layout.setting.now.date()
    ahead = (weekday - today.weekday()) % 7 or 7
    return When(today + timedelta(days=ahead), span=layout.span(cue), sure=Sure.LIKELY)


def recurring(layout: Layout, part: Stretch) -> str:
    """How often: ``weekly:fri``, ``monthly`` … or nothing."""
    cue = layout.first(part, "weekday_each")
    if cue:
        when = _each(layout, cue)
        return f"weekly:{_DAYS[when.day.weekday()]}" if when else "weekly"
    for meaning, often in (("daily_each", "daily"), ("weekly", "weekly"), ("monthly", "monthly")):
        if layout.has(part, meaning):
            return often
    if layout.has(part, "each_time"):
        return "monthly" if layout.has(None, "monthly") else "each time"
    return ""
