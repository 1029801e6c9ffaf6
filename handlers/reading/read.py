"""Reads one message into a note: who was met, what was agreed, who promised what by when."""

from __future__ import annotations

from dataclasses import replace

from handlers.reading import dates, grounds, people
from handlers.reading.agreements import agreements
from handlers.reading.asks import asks
from handlers.reading.facts import facts, introduced_by, trust, updates
from handlers.reading.flags import flags
from handlers.reading.intents import intent
from handlers.reading.layout import Layout
from handlers.reading.meeting import channel, happened, kind, level, tells_of_contact
from handlers.reading.note import (
    Found,
    Intent,
    Note,
    Person,
    Promised,
    Refused,
    Setting,
    Span,
    Step,
    Sure,
    Told,
)
from handlers.reading.page import Page
from handlers.reading.places import place
from handlers.reading.positions import positions
from handlers.reading.promises import promises
from handlers.reading.redaction import beneficiaries, redactions
from handlers.reading.refusals import refusals
from handlers.reading.steps import next_step
from handlers.reading.ties import acting
from handlers.reading.tongues import tongues
from storage.records import Side

_READ = 5_000
"""Characters that are read for meaning; what follows is kept, and searched for what to mask."""


def read(text: str, setting: Setting) -> Note:
    """What *text* was understood to say; never raises, whatever the text is."""
    layout = laid_out(text, setting)
    wanted = intent(layout)
    met, ours = people.people(layout)
    note = Note(
        text=text, intent=wanted, language=layout.languages[0], people=tuple(met), ours=tuple(ours)
    )
    drawn = _recorded if tells_of_contact(wanted) else _ordered
    note = drawn(layout, note)
    return replace(note, asks=asks(note, layout), redact=redactions(text, layout, met))


def laid_out(text: str, setting: Setting) -> Layout:
    """*text* as tokens, clauses, cues and dates."""
    text = text[:_READ]
    page = Page(text)
    languages = tongues(page, setting.language)
    named = dates.find(
        text, setting.now, language=languages[0], week=setting.week, day_first=setting.day_first
    )
    return Layout(page, setting, languages, dates=named)


def _recorded(layout: Layout, note: Note) -> Note:
    met = list(note.people)
    on = happened(layout, met)
    accepted = agreements(layout, on.day if on else layout.setting.now.date())
    taken = {index for one in accepted for index in one.clauses}
    agreed = [one.agreed for one in accepted]
    promised = promises(layout, met, taken)
    refused, lines = refusals(layout)
    what = kind(layout, terms=bool(agreed), hard=bool(refused), given=_given(layout, promised))
    step = next_step(layout, agreed, promised)
    told = replace(
        note,
        on=on,
        place=place(layout, _spans(met, note)),
        channel=channel(layout),
        kind=what,
        level=level(layout, what.value, step=step is not None),
        asked=_asked(layout),
        agreements=tuple(agreed),
        promises=tuple(promised),
        refusals=tuple(refused),
        red_lines=tuple(lines),
        next_step=step,
    )
    told = replace(told, positions=_positions(layout, told))
    return grounds.within(_against(_personal(layout, told, taken)))


def _positions(layout: Layout, note: Note) -> tuple[Told, ...]:
    """What they ask of us, beside what was agreed, promised and refused."""
    terms = [one.span for one in note.agreements] + [one.span for one in note.promises]
    refused = [one.span for one in (*note.refusals, *note.red_lines)]
    return tuple(positions(layout, [span for span in (*terms, *refused) if span]))


def _against(note: Note) -> Note:
    """A letter or a ban against us is nothing they agreed to, but what they refuse us (row 12)."""
    by = acting(note.text)
    if not by:
        return note
    refused = Refused(Side.THEM, note.text.strip(), sure=Sure.LIKELY)
    people = tuple(one for one in note.people if one.name not in by)
    refusals = note.refusals or (refused,)
    return replace(note, people=people, agreements=(), refusals=refusals)


def _spans(met: list[Person], note: Note) -> list[Span]:
    spans = [*(one.span for one in met), *(one.span for one in note.ours)]
    return [span for span in spans if span]


def _given(layout: Layout, promised: list[Promised]) -> bool:
    """Whether they promised something of substance, more than to introduce or receive us."""
    theirs = [p.span for p in promised if p.by is Side.THEM and p.span]
    return any(not layout.has(layout.page.tokens_of(span), "intro", "next") for span in theirs)


def _personal(layout: Layout, note: Note, taken: set[int]) -> Note:
    met = list(note.people)
    masked = beneficiaries(layout) and bool(redactions(note.text, layout, met))
    return replace(
        note,
        facts=tuple(facts(layout, met, taken)),
        trust=tuple(trust(layout)),
        updates=tuple(updates(layout)),
        introduced_by=introduced_by(layout),
        flags=flags(layout, note, masked=masked),
    )


def _asked(layout: Layout) -> Found[str] | None:
    at = layout.first(None, "demand_us")
    clause = next((c for c in layout.clauses if at and at.first in c.at), None)
    return Found(layout.said(clause.at), layout.span(clause.at)) if clause else None


def _ordered(layout: Layout, note: Note) -> Note:
    """A message that asks for something done rather than telling of a contact."""
    met = list(note.people)
    match note.intent:
        case Intent.CONTEXT:
            return replace(note, people=(), flags=flags(layout, note))
        case Intent.HANDOVER:
            return replace(
                note,
                promises=tuple(promises(layout, met, set())),
                facts=tuple(facts(layout, met, set())),
                next_step=next_step(layout, [], []),
                flags=flags(layout, note),
            )
        case Intent.RESCHEDULE:
            spoken = channel(layout)
            far = spoken if spoken and spoken.value != "in_person" else None
            return replace(note, channel=far, next_step=next_step(layout, [], []) or _dated(layout))
        case Intent.REMINDER:
            return replace(note, next_step=next_step(layout, [], []) or _dated(layout))
        case Intent.CORRECTION:
            return replace(note, next_step=_dated(layout))
        case _:
            return note


def _dated(layout: Layout) -> Step | None:
    """The last clause that names a day, as what is fixed now."""
    clause = next((c for c in reversed(layout.clauses) if layout.dates_in(c.at)), None)
    if clause is None:
        return None
    return Step(layout.said(clause.at), layout.dates_in(clause.at)[-1], layout.span(clause.at))
