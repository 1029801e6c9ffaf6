"""Reads one message into a note: who was met, what was agreed, who promised what by when."""

from __future__ import annotations

from dataclasses import replace

from handlers.reading import dates, people
from handlers.reading.agreements import agreements
from handlers.reading.asks import asks
from handlers.reading.facts import facts, introduced_by, trust, updates
from handlers.reading.flags import flags
from handlers.reading.intents import intent
from handlers.reading.layout import Layout
from handlers.reading.meeting import channel, happened, kind, level, tells_of_contact
from handlers.reading.note import Found, Intent, Note, Person, Setting
from handlers.reading.page import Page
from handlers.reading.promises import promises
from handlers.reading.redaction import beneficiaries, redactions
from handlers.reading.refusals import refusals
from handlers.reading.steps import next_step
from handlers.reading.tongues import tongues
from storage.records import Side


_READ = 20_000
"""Characters that are read for meaning; what follows is kept, and searched for what to mask."""


def read(text: str, setting: Setting) -> Note:
    """What *text* was understood to say; never raises, whatever the text is."""
    layout = laid_out(text, setting)
    wanted = intent(layout)
    met, ours = people.people(layout)
    note = Note(
        text=text, intent=wanted, language=layout.languages[0], people=tuple(met), ours=tuple(ours)
    )
    if tells_of_contact(wanted):
        note = _recorded(layout, note)
    else:
        note = _ordered(layout, note)
    return replace(note, asks=asks(note, layout), redact=redactions(text, layout, met))


def laid_out(text: str, setting: Setting) -> Layout:
    """*text* as tokens, clauses, cues and dates."""
    text = text[:_READ]
    page = Page(text)
    languages = tongues(page, setting.language)
    named = dates.find(
        text, setting.now, language=languages[0], week=setting.week, day_first=setting.day_first
    )
    return Layout(page, setting, languages, named)


def _recorded(layout: Layout, note: Note) -> Note:
    met = list(note.people)
    on = happened(layout, met)
    accepted = agreements(layout, on.day if on else layout.setting.now.date())
    taken = {index for one in accepted for index in one.clauses}
    agreed = [one.agreed for one in accepted]
    promised = promises(layout, met, taken)
    refused, lines = refusals(layout)
    how = channel(layout)
    step = next_step(layout, agreed, promised)
    given = any(
        p.by is Side.THEM and not layout.has(layout.page.tokens_of(p.span), "intro", "next")
        for p in promised
        if p.span
    )
    what = kind(layout, terms=bool(agreed), hard=bool(refused), given=given)
    return replace(
        note,
        on=on,
        channel=how,
        kind=what,
        level=level(layout, what.value, step is not None),
        asked=_asked(layout),
        agreements=tuple(agreed),
        promises=tuple(promised),
        refusals=tuple(refused),
        red_lines=tuple(lines),
        facts=tuple(facts(layout, met, taken)),
        trust=tuple(trust(layout)),
        updates=tuple(updates(layout)),
        introduced_by=introduced_by(layout),
        next_step=step,
        flags=flags(
            layout,
            note.intent,
            agreed=bool(agreed),
            redact=bool(redactions(note.text, layout, met)),
            beneficiary=beneficiaries(layout),
        ),
    )


def _asked(layout: Layout) -> Found[str] | None:
    at = layout.first(None, "demand_us")
    clause = next((c for c in layout.clauses if at and at.first in c.at), None)
    return Found(layout.said(clause.at), layout.span(clause.at)) if clause else None


def _ordered(layout: Layout, note: Note) -> Note:
    """A message that asks for something done rather than telling of a contact."""
    met: list[Person] = list(note.people)
    step = next_step(layout, [], [])
    marks = flags(layout, note.intent, agreed=False, redact=False, beneficiary=False)
    if note.intent is Intent.CONTEXT:
        return replace(note, people=(), flags=marks)
    if note.intent is Intent.HANDOVER:
        promised = promises(layout, met, set())
        return replace(
            note,
            promises=tuple(promised),
            facts=tuple(facts(layout, met, set())),
            next_step=step,
            flags=marks,
        )
    if note.intent in {Intent.RESCHEDULE, Intent.REMINDER}:
        return replace(
            note,
            channel=channel(layout) if note.intent is Intent.RESCHEDULE else None,
            next_step=step or _dated(layout),
            flags=(),
        )
    return note


def _dated(layout: Layout):
    from handlers.reading.note import Step

    clause = next((c for c in layout.clauses if layout.dates_in(c.at)), None)
    return (
        Step(layout.said(clause.at), layout.dates_in(clause.at)[0], layout.span(clause.at))
        if clause
        else None
    )
