"""One agreement in full: its words, form, condition, witnesses and end."""

from __future__ import annotations

from datetime import date

from handlers.reading.ends import until
from handlers.reading.layout import Clause, Layout
from handlers.reading.mentions import mentions_of
from handlers.reading.note import Agreed, Sure
from handlers.reading.page import Stretch
from storage.records import Form
from storage.values import dataclass

FORMS = (("written", Form.WRITTEN), ("oral", Form.ORAL), ("by_message", Form.MESSAGE))
_WRITTEN_TO = ("by_message", "whatsapp", "sms", "message", "email")


@dataclass(frozen=True, slots=True)
class Accepted:
    """An agreement with the clauses it was read from."""

    agreed: Agreed
    clauses: frozenset[int]


def built(layout: Layout, clause: Clause, terms: Stretch, made: date) -> Agreed:
    """The agreement whose words are *terms*, made on the day *made*."""
    sentence = layout.sentences[clause.sentence]
    condition = _condition(layout, terms, sentence)
    last = until(layout, terms, made) or until(
        layout, _rest(layout, sentence, terms), made, firm=True
    )
    return Agreed(
        layout.said(terms),
        form=_form(layout, clause, terms),
        until=last,
        condition=layout.said(condition) if condition else "",
        witnesses=witnesses(layout, sentence),
        span=layout.span(terms),
        sure=Sure.CERTAIN if layout.has(terms, "agree") else Sure.LIKELY,
    )


def _rest(layout: Layout, sentence: Stretch, terms: Stretch) -> Stretch:
    return Stretch(min(terms.last, sentence.last), sentence.last)


def _condition(layout: Layout, terms: Stretch, sentence: Stretch) -> Stretch | None:
    at = layout.first(Stretch(terms.first, sentence.last), "condition")
    if at is None:
        after = Stretch(sentence.last + 1, min(sentence.last + 6, len(layout.page.words)))
        opening = layout.first(after, "condition")
        if opening and opening.first == after.first:
            return next((s for s in layout.sentences if opening.first in s), None)
        return None
    clause = layout.clause_of(at.first)
    return Stretch(at.first, clause.at.last) if clause else None


def form_in(layout: Layout, part: Stretch) -> Form | None:
    """The form told within *part*, where one is; what was said of paper before what was typed."""
    return next((form for meaning, form in FORMS if layout.has(part, meaning)), None)


def witnesses(layout: Layout, sentence: Stretch) -> tuple[str, ...]:
    """Those named in *sentence* as having seen it."""
    cue = layout.first(sentence, "witness")
    if cue is None:
        return ()
    return tuple(
        layout.said(m)
        for m in mentions_of(layout)
        if cue.last <= m.first < min(cue.last + 3, sentence.last)
    )


def _form(layout: Layout, clause: Clause, terms: Stretch) -> Form | None:
    """How it was given: what the sentence or the next says, else how they spoke."""
    here = layout.sentences[clause.sentence]
    number = clause.sentence + 1
    after = layout.sentences[number] if number < len(layout.sentences) else here
    for part in (Stretch(terms.first, here.last), here, after):
        for meaning, form in FORMS:
            if any(not _ahead(layout, cue) for cue in layout.all(meaning, part)):
                return form
    told = [at for name in _WRITTEN_TO for at in layout.all(name)]
    if any(not _ahead(layout, at) for at in told) and not layout.has(None, "in_person", "phone"):
        return Form.MESSAGE
    return Form.ORAL


def _ahead(layout: Layout, cue: Stretch) -> bool:
    """Whether the form is one still to come: "letter to follow", "she'll confirm on WA"."""
    clause = layout.clause_of(cue.first)
    return clause is not None and layout.has(
        clause.at, "to_come", "will", "must", "demand", "prefer"
    )
