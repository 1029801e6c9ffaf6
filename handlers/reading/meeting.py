"""When and how they were in touch, and whether terms were on the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.patterns import pattern
from handlers.reading.layout import Layout
from handlers.reading.note import Found, Intent, Person, Sure, When
from handlers.reading.page import Stretch
from storage.records import Kind, Level

_CHANNELS = ("video", "via", "whatsapp", "sms", "phone", "message", "email", "in_person", "letter")
_HEARD = ("met", "phone", "agree", "says", "demand", "refuse", "in_person")
_TOUCH = (
    *(*_HEARD, *_CHANNELS, "promised", "warm", "tense", "repair", "prefer", "will"),
    *("offer", "kept", "verbs", "to_come", "hedge", "oral", "written"),
)
_RECENT = 60
"""Days; a day longer ago is taken for that of the contact only where its year is told."""
_YEAR = pattern(r"\d{4}")
_NUMBER = 1
_TO_COME = ("will", "will_us", "to_come", "next")
_NAMES = {"via": "via_intermediary"}


def happened(layout: Layout, people: list[Person]) -> When | None:
    """The day they were in touch: one named with a past deed, else today; None if not at all."""
    today = layout.setting.now.date()
    for sentence in layout.sentences:
        if layout.has(sentence, "met", "agree", "phone"):
            past = _past(layout, sentence, today)
            if past:
                return past[0]
    if not people or not _in_touch(layout):
        return None
    return When(today, sure=Sure.LIKELY)


def _past(layout: Layout, sentence: Stretch, today: date) -> list[When]:
    told = (_gone(layout, when, today) for when in layout.dates_in(sentence) if not when.until)
    named = [when for when in told if when is not None]
    return [w for w in named if (today - w.day).days < _RECENT or _dated(layout, sentence, w)]


def _gone(layout: Layout, when: When, today: date) -> When | None:
    """*when* where it is over: "met Ali on 15 March", on the 17th, is no day next year."""
    if when.day <= today:
        return when
    clause = next((one for one in layout.clauses if when in layout.dates_in(one.at)), None)
    if clause is None or when.other is None or when.other > today:
        return None
    past = layout.has(clause.at, "met", "phone") and not layout.has(clause.at, *_TO_COME)
    return replace(when, day=when.other, other=None) if past else None


def _dated(layout: Layout, sentence: Stretch, when: When) -> bool:
    """Whether a day long past, told with its year, is that of the contact and not of the talk."""
    span = when.span
    text = layout.page.text
    if span is None or not _YEAR.search(text, span.start, span.end):
        return False
    if len(text[layout.page.span(sentence).start : span.start].split()) <= 1:
        # The note opens with it: "12 January 2024:", "On 12 January 2024 we met".
        return True
    clauses = (clause for clause in layout.clauses if when in layout.dates_in(clause.at))
    return any(layout.has(clause.at, "met", "phone") for clause in clauses)


def _in_touch(layout: Layout) -> bool:
    """Whether the words tell of a contact rather than of news or plans."""
    only_heard = layout.has(None, "death") and not layout.has(None, *_HEARD)
    return layout.has(None, *_TOUCH) and not only_heard and not layout.has(None, "change")


def channel(layout: Layout) -> Found[str] | None:
    """How they were in touch, as far as the words tell."""
    for name in _CHANNELS:
        at = next((a for a in layout.all(name) if not _planned(layout, a)), None)
        if at:
            return Found(_NAMES.get(name, name), layout.span(at))
    return None


def _planned(layout: Layout, at: Stretch) -> bool:
    """Whether the clause speaks of a contact to come, wished for or preferred, or of a number."""
    if any(word[0].isdigit() for word in layout.page.words[at.last : at.last + _NUMBER]):
        return True
    clause = layout.clause_of(at.first)
    if clause is None:
        return False
    return layout.has(
        Stretch(clause.at.first, at.first), "will", "demand", "prefer", "inform", "must"
    )


def _softly(layout: Layout) -> bool:
    """Whether an answer was put off: they said they would see, or try."""
    for sentence in layout.sentences:
        if layout.has(sentence, "hedge") and layout.has(
            sentence, "says", "will", "demand", "offer", "moon_willing"
        ):
            return True
    return False


def kind(layout: Layout, *, terms: bool, hard: bool, given: bool) -> Found[Kind]:
    """Negotiation where terms were asked, given or refused; engagement where none were."""
    if terms:
        return Found(Kind.NEGOTIATION)
    soft = layout.has(None, "no_ask", "first", "gift", "greet", "death", "change") and not hard
    asked = layout.has(None, "demand", "demand_us", "offer", "kept", "breach", "matter")
    social = layout.has(None, "gift", "greet")
    if social or soft or not (hard or given or asked or _softly(layout)):
        return Found(Kind.ENGAGEMENT, sure=Sure.LIKELY)
    return Found(Kind.NEGOTIATION, sure=Sure.LIKELY)


def level(layout: Layout, kind: Kind, *, step: bool) -> Found[Level] | None:
    """Policy and those who make it, or the immediate; None for a contact with no matter."""
    at = layout.first(None, "strategic")
    if at:
        return Found(Level.STRATEGIC, layout.span(at), Sure.LIKELY)
    if kind is Kind.ENGAGEMENT and not (layout.has(None, "in_person", "first") or step):
        return None
    return Found(Level.TACTICAL, sure=Sure.LIKELY)


def tells_of_contact(intent: Intent) -> bool:
    """Whether a message of this intent may record a contact at all."""
    return intent is Intent.RECORD
