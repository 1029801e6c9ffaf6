"""What was agreed: accepted terms with their form, end and condition, and nothing softer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.reading import dates
from handlers.reading.layout import Clause, Layout
from handlers.reading.mentions import mentions
from handlers.reading.note import Agreed, Sure, When
from handlers.reading.page import Stretch, fold
from storage.records import Form

_LENGTH = re.compile(
    r"\b(\d{1,3}|a|one|two|three|six|un|une|deux|trois|six|dos|tres|seis)[ -]?"
    r"(days?|d|weeks?|wks?|months?|mths?|years?|yrs?|jours?|semaines?|mois|ans?|"
    r"dias?|semanas?|mes(?:es)?|anos?|يوم|ايام|اسبوع|اسابيع|شهر|اشهر|شهور|سنه|سنوات)\b"
)
_COUNTS = {
    "a": 1,
    "one": 1,
    "un": 1,
    "une": 1,
    "two": 2,
    "deux": 2,
    "dos": 2,
    "three": 3,
    "trois": 3,
    "tres": 3,
    "six": 6,
    "seis": 6,
}
_DUAL = {
    "شهرين": (2, "m"),
    "اسبوعين": (2, "w"),
    "يومين": (2, "d"),
    "سنتين": (2, "y"),
    "شهر": (1, "m"),
    "اسبوع": (1, "w"),
    "سنه": (1, "y"),
}
_BUSY = (
    "refuse",
    "demand",
    "will",
    "must",
    "promised",
    "hedge",
    "offer",
    "met",
    "tense",
    "warm",
    "to_come",
    "ill",
    "death",
    "next",
)
_BRIEF = 4
_FORMS = (("written", Form.WRITTEN), ("oral", Form.ORAL), ("by_message", Form.MESSAGE))
_WRITTEN_TO = ("by_message", "whatsapp", "sms", "message", "email")


@dataclass(frozen=True, slots=True)
class Accepted:
    """An agreement with the clauses it was read from."""

    agreed: Agreed
    clauses: frozenset[int]


def agreements(layout: Layout, made: date) -> list[Accepted]:
    """Every accepted term in the message, in order; *made* is the day they were made."""
    found: list[Accepted] = []
    taken: set[int] = set()
    for clause in layout.clauses:
        if clause.index in taken or not _accepts(layout, clause):
            continue
        one = _agreed(layout, clause, made)
        if one and not taken & one.clauses:
            found.append(one)
            taken |= one.clauses
    found += [one for one in _by_form(layout, taken, made) if not taken & one.clauses]
    found.sort(key=lambda a: min(a.clauses))
    return _with_note_range(layout, found)


def _accepts(layout: Layout, clause: Clause) -> bool:
    cue = layout.first(clause.at, "agree")
    if cue is None or layout.negated(cue, clause.at) or _hollow(layout, clause):
        return False
    before = Stretch(clause.at.first, cue.first)
    if _supposed(layout, clause) or _small_talk(layout, clause, cue) or _taken_back(layout, clause):
        return False
    if layout.has(clause.at, "hedge") or layout.has(
        before, "offer", "demand_us", "demand", "refuse", "condition", "must", "will", "promised"
    ):
        return False
    if layout.has(cue, "refuse") or _asked(layout, clause):
        return False
    seen = any(
        layout.has(c.at, "agree")
        for c in layout.of_sentence(clause.sentence)
        if c.index < clause.index
    )
    if seen and layout.has(cue, "written") and not layout.page.words[cue.first : cue.last] == ():
        return False
    if (
        clause.lead == "("
        and layout.has(layout.sentences[clause.sentence], "agree")
        and clause.index != layout.of_sentence(clause.sentence)[0].index
    ):
        return False
    return bool(_content(layout, clause, cue))


def _supposed(layout: Layout, clause: Clause) -> bool:
    """Whether the clause only supposes: "if he accepts", our own proposal, a rumour."""
    opening = layout.page.typed[clause.at.first : clause.at.first + 2]
    if any(word in layout.named("ifs") for word in opening):
        return True
    if layout.has(layout.sentences[clause.sentence], "rumour"):
        return True
    before = layout.clauses[clause.index - 1] if clause.index else None
    return (
        clause.lead == ":"
        and before is not None
        and layout.has(before.at, "offer", "demand_us", "demand")
    )


def _small_talk(layout: Layout, clause: Clause, cue: Stretch) -> bool:
    """Whether an "ok" only says how something is: "road ok", "tout est ok chez lui"."""
    words = layout.page.words
    if words[cue.last - 1] not in {"ok", "okay"} or len(cue) > 2:
        return False
    after = words[cue.last : cue.last + 1] if cue.last < clause.at.last else ()
    if after and after[0] in layout.named("ok_to"):
        return False
    state = clause.at.first < cue.last - 1 and words[cue.last - 2] in layout.named("be")
    return state or not after and len(clause.at) <= _BRIEF


def _taken_back(layout: Layout, clause: Clause) -> bool:
    after = layout.clauses[clause.index + 1] if clause.index + 1 < len(layout.clauses) else None
    return (
        after is not None
        and after.sentence == clause.sentence
        and after.lead in layout.named("breaks")
        and layout.has(after.at, "refuse", "said_no", "breach")
    )


def _hollow(layout: Layout, clause: Clause) -> bool:
    here = layout.sentences[clause.sentence]
    after = (
        layout.sentences[clause.sentence + 1]
        if clause.sentence + 1 < len(layout.sentences)
        else here
    )
    return layout.has(Stretch(here.first, after.last), "agree_hollow")


def _asked(layout: Layout, clause: Clause) -> bool:
    last = layout.sentences[clause.sentence].last
    return layout.page.words[last : last + 1] in {("?",), ("؟",)}


def _content(layout: Layout, clause: Clause, cue: Stretch) -> Stretch | None:
    """The words of the terms: after the cue, around it, or in the next clause."""
    after = layout.clauses[clause.index + 1] if clause.index + 1 < len(layout.clauses) else None
    if (
        after
        and after.lead == ":"
        and after.sentence == clause.sentence
        and cue.last == clause.at.last
    ):
        return after.at
    rest = sum(layout.page.tokens[i].is_word for i in range(cue.last, clause.at.last))
    lead = Stretch(_lead(layout, clause), cue.first)
    before = sum(layout.page.tokens[i].is_word for i in range(lead.first, lead.last))
    if rest:
        return Stretch(cue.first if before <= 1 else lead.first, clause.at.last)
    if before > 1 and not layout.has(lead, "met"):
        return Stretch(lead.first, clause.at.last)
    if (
        after
        and after.sentence == clause.sentence
        and after.lead in {":", "-", ","}
        and not layout.has(after.at, "oral", "refuse", "demand")
    ):
        return Stretch(cue.first, after.at.last)
    if layout.has(cue, "written") and before:
        return Stretch(lead.first, clause.at.last)
    return None


def _lead(layout: Layout, clause: Clause) -> int:
    """Where the clause begins once who said it is left out."""
    first = clause.at.first
    for one in mentions_of(layout):
        if one.first <= first < one.last <= clause.at.last:
            first = one.last
    says = layout.first(Stretch(first, clause.at.last), "says")
    if says and says.first - first <= 1:
        first = says.last
    return first


def mentions_of(layout: Layout) -> list[Stretch]:
    """Where people are named; kept with the layout, for it is asked often."""
    kept = layout.memo.get("people_at")
    if kept is None:
        kept = layout.memo["people_at"] = [m.at for m in mentions(layout)]
    return kept


def _agreed(layout: Layout, clause: Clause, made: date) -> Accepted | None:
    cue = layout.first(clause.at, "agree")
    terms = _content(layout, clause, cue) if cue else None
    if terms is None:
        return None
    used = {c.index for c in layout.clauses if c.at.first < terms.last and terms.first < c.at.last}
    last = terms.last
    for after in layout.of_sentence(clause.sentence):
        if after.at.first >= last and after.index == max(used) + 1 and _more(layout, after):
            last = after.at.last
            used.add(after.index)
    terms = Stretch(terms.first, last)
    return Accepted(_built(layout, clause, terms, made), frozenset(used))


def _more(layout: Layout, clause: Clause) -> bool:
    """Whether a clause only says until when or on what terms the one before holds."""
    if layout.subject(clause) or layout.has(clause.at, "agree", "oral", *_BUSY):
        return False
    if layout.has(
        Stretch(clause.at.first, clause.at.first + 2), "until_firm", "valid", "after", "condition"
    ):
        return True
    return bool(layout.dates_in(clause.at)) and len(clause.at) <= _BRIEF * 2


def _built(layout: Layout, clause: Clause, terms: Stretch, made: date) -> Agreed:
    sentence = layout.sentences[clause.sentence]
    condition = _condition(layout, terms, sentence)
    until = _until(layout, terms, made) or _until(
        layout, _rest(layout, sentence, terms), made, firm=True
    )
    return Agreed(
        layout.said(terms),
        form=_form(layout, clause, terms),
        until=until,
        condition=layout.said(condition) if condition else "",
        witnesses=_witnesses(layout, sentence),
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


def _witnesses(layout: Layout, sentence: Stretch) -> tuple[str, ...]:
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
        for meaning, form in _FORMS:
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


def _until(layout: Layout, part: Stretch, made: date, *, firm: bool = False) -> When | None:
    named = [w for w in layout.dates_in(part) if firm is False or _led_by(layout, w, "until_firm")]
    ends = [w for w in named if _led_by(layout, w, "until_firm")]
    plain = [w for w in named if not _led_by(layout, w, "after") and not _repeats(layout, w)]
    if ends:
        return _end(ends[-1])
    length = _duration(layout, part, made, named)
    if length and not firm:
        return length
    return _end(plain[-1]) if plain else None


def _end(when: When) -> When:
    return replace(when, day=dates.deadline(when), until=None)


def _led_by(layout: Layout, when: When, meaning: str) -> bool:
    if when.span is None:
        return False
    at = layout.page.tokens_of(when.span)
    if when.until and meaning == "after" and when.sure is Sure.CERTAIN:
        return False
    near = Stretch(at.first - 3, at.first + 2)
    return any(cue.last <= at.last for cue in layout.all(meaning, near))


def _repeats(layout: Layout, when: When) -> bool:
    at = layout.page.tokens_of(when.span) if when.span else Stretch(0, 0)
    return layout.has(Stretch(at.first - 2, at.last), "weekday_each")


def _duration(layout: Layout, part: Stretch, made: date, named: list[When]) -> When | None:
    """The end of "valid 6 months", counted from the day it begins."""
    text = " ".join(layout.page.words[part.first : part.last])
    match = _LENGTH.search(text)
    valid = layout.first(part, "valid")
    starts = [w for w in named if _led_by(layout, w, "after")]
    if valid is not None and (
        dual := next(
            (w for w in layout.page.words[valid.first : valid.last + 2] if w in _DUAL), None
        )
    ):
        count, unit = _DUAL[dual]
        return _counted(starts, made, count, unit)
    if match is None or not (valid or starts):
        return None
    count = (
        _COUNTS.get(match[1]) or int(match[1]) if match[1] in _COUNTS or match[1].isdigit() else 0
    )
    return _counted(starts, made, count, _unit(match[2]))


def _unit(word: str) -> str:
    for unit, starts in (
        ("w", ("w", "sem", "اسبوع", "اسابيع")),
        ("m", ("mo", "mt", "mes", "شهر", "اشهر", "شهور")),
        ("y", ("y", "an", "سن")),
    ):
        if word.startswith(starts):
            return unit
    return "d"


def _counted(starts: list[When], made: date, count: int, unit: str) -> When | None:
    if not 0 < count < 400:
        return None
    first = starts[0].day if starts else made
    try:
        last = (
            _months(first, count * (12 if unit == "y" else 1))
            if unit in "my"
            else first + timedelta(days=count * (7 if unit == "w" else 1))
        )
        return When(last - timedelta(days=1 if starts else 0), sure=Sure.LIKELY)
    except (OverflowError, ValueError):
        return None


def _months(first: date, count: int) -> date:
    month = first.month - 1 + count
    year, month = first.year + month // 12, month % 12 + 1
    day = first.day
    while day > 28:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1
    return date(year, month, day)


def _by_form(layout: Layout, taken: set[int], made: date) -> Iterator[Accepted]:
    """Terms told only by their form: "travel permits 72h notice, oral"."""
    for clause in layout.clauses:
        cue = layout.first(clause.at, "oral", "written")
        if cue is None or clause.index in taken or layout.negated(cue, clause.at):
            continue
        sentence = layout.of_sentence(clause.sentence)
        if any(c.index in taken for c in sentence) or _soft(
            layout, layout.sentences[clause.sentence]
        ):
            continue
        bare = (
            sum(layout.page.tokens[i].is_word for i in range(clause.at.first, clause.at.last))
            - len(cue)
            <= 1
        )
        opens = cue.first == clause.at.first and layout.page.words[cue.last - 1 : cue.last + 1][
            -1
        ] in {"from", "de", "du", "from", "من"}
        if not (bare or opens or layout.page.words[cue.last - 1] == "from"):
            continue
        terms = (
            sentence[0]
            if bare and clause is not sentence[0] and clause.index - sentence[0].index == 1
            else clause
        )
        if bare and terms is clause:
            continue
        yield Accepted(
            _built(layout, clause, terms.at, made), frozenset((clause.index, terms.index))
        )


def _soft(layout: Layout, sentence: Stretch) -> bool:
    return layout.has(
        sentence,
        "refuse",
        "hedge",
        "demand",
        "offer",
        "to_come",
        "will",
        "must",
        "met",
        "prefer",
        "greet",
        "rumour",
        "next",
        "tense",
        "agree_not",
        "promised",
        "query",
    )


def _with_note_range(layout: Layout, found: list[Accepted]) -> list[Accepted]:
    """Where no agreement names an end and the note has one range, that range is the end."""
    ranges = [w for w in layout.dates if w.until and w.sure is Sure.CERTAIN]
    if len(ranges) != 1 or any(a.agreed.until for a in found):
        return found
    return [replace(a, agreed=replace(a.agreed, until=_end(ranges[0]))) for a in found]


def same_words(a: str, b: str) -> bool:
    """Whether two texts are the same but for accents and capitals."""
    return fold(a) == fold(b)
