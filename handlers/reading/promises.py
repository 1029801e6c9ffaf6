"""Who will do what by when, theirs and ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from handlers.reading import dates
from handlers.reading.agreements import mentions_of
from handlers.reading.layout import Clause, Layout
from handlers.reading.mentions import subjects
from handlers.reading.note import Person, Promised, Sure, When
from handlers.reading.page import Stretch
from storage.records import Side

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_BRIEF = 5
_OTHERWISE = (
    "agree",
    "refuse",
    "demand",
    "absence",
    "death",
    "ill",
    "birthday",
    "family",
    "hedge",
    "no_such",
    "observe",
    "reschedule",
    "leaving",
    "greet",
    "until_firm",
    "fear",
    "offer",
    "next",
)
_WE_AR = ("منن", "من", "بن", "سن", "هن", "حن")
_NOT_WE_AR = frozenset(
    "منطقه منظمه منذ منع منسق منزل منزله منتصف مندوب منهم منها منه بنته بنتها بنت بنك بنزين بناء سنه سنوات هناك هنا حنان منطقتنا سنتين منحه بنود".split()
)
_STARTS = (
    ("mon", "lun", "seg", "lendi"),
    ("tue", "mar", "ter", "mad"),
    ("wed", "mer", "mie", "qua", "mekr"),
    ("thu", "jeu", "jue", "qui", "jedi"),
    ("fri", "ven", "vie", "sex", "vandr"),
    ("sat", "sam", "sab"),
    ("sun", "dim", "dom"),
)


def promises(layout: Layout, people: list[Person], taken: set[int]) -> list[Promised]:
    """Every promise in the message, in order; clauses in *taken* are agreements."""
    found: list[Promised] = []
    for clause in layout.clauses:
        side = None if clause.index in taken else _by(layout, clause)
        if side is None or _void(layout, clause):
            continue
        found.append(_promised(layout, clause, side, people))
    return _merged(found)


def _void(layout: Layout, clause: Clause) -> bool:
    last = layout.sentences[clause.sentence].last
    asked = layout.page.words[last : last + 1] in {("?",), ("؟",)}
    return (
        asked
        or layout.has(clause.at, "fear", "rumour")
        or sum(layout.page.tokens[i].is_word for i in range(clause.at.first, clause.at.last)) < 2
    )


def _by(layout: Layout, clause: Clause) -> Side | None:
    """Whose promise the clause is, or None where it is none."""
    at = clause.at
    subject = doer(layout, clause)
    if layout.has(at, "refuse", "said_no") and subject is not Side.US:
        return None
    if layout.has(at, "hedge") and subject is not Side.US and not layout.has(at, "must"):
        return None
    if layout.has(at, "handover") and layout.has(None, "leaving"):
        return Side.US
    for meaning, settle in _RULES:
        cue = layout.first(at, meaning)
        if cue and not layout.negated(cue, at):
            side = settle(layout, clause, subject, cue)
            if side:
                return side
    if subject is Side.US and layout.subject(clause) and _present(layout, clause):
        return Side.US
    return _dated(layout, clause, subject)


def _dated(layout: Layout, clause: Clause, subject: Side | None) -> Side | None:
    """Something told with a day ahead is a promise: "Elle revient lundi", "Subo esto mañana"."""
    today = layout.setting.now.date()
    ahead = [
        w
        for w in layout.dates_in(clause.at)
        if w.day > today and not w.until or w.until and w.until > today
    ]
    if not ahead or layout.has(clause.at, *_OTHERWISE):
        return None
    spoken = [i for i in range(clause.at.first, min(clause.at.first + 3, clause.at.last))]
    for at in spoken:
        side = _person_of(layout, at)
        if side:
            return side
    return Side.THEM if layout.subject(clause) is Side.THEM and not _past(layout, clause) else None


def _past(layout: Layout, clause: Clause) -> bool:
    words = layout.page.words[clause.at.first : clause.at.first + 4]
    past = layout.named("past")
    return any(word in past or word.endswith("ed") for word in words)


def _person_of(layout: Layout, at: int) -> Side | None:
    """Who acts, by the form of a verb at *at* in Spanish, Portuguese or Arabic."""
    word, typed = layout.page.words[at], layout.page.typed[at]
    if "es" in layout.languages[:2] or "pt" in layout.languages[:1]:
        if typed.endswith(("ará", "erá", "irá", "arán", "erán", "irán")):
            return Side.THEM
        if word.endswith(("amos", "emos", "imos")) and word not in layout.named("past"):
            return Side.US
        before = layout.page.words[at - 1] if at else "."
        if (
            typed.endswith("o")
            and typed not in layout.named("stop")
            and (before in {".", ",", "yo", "le", "lo", "se", "les"} or at == 0)
            and len(typed) > 3
        ):
            return Side.US
    if word.startswith(_WE_AR) and len(word) > _BRIEF - 1 and word not in _NOT_WE_AR:
        return Side.US
    if (
        word.startswith(("سي", "بي"))
        and len(word) > _BRIEF - 1
        and word not in {"بيننا", "بيته", "بيتها", "بيان"}
    ):
        return Side.THEM
    return None


def doer(layout: Layout, clause: Clause) -> Side | None:
    """The clause's subject, or that of the clause it leans on."""
    subject = layout.subject(clause)
    if subject:
        return subject
    if any(
        m.first - clause.at.first in {0, 1} for m in mentions_of(layout) if m.first in clause.at
    ):
        return Side.THEM
    if any(name.first == clause.at.first for name in subjects(layout)):
        return Side.THEM
    before = clause.index - 1
    while before >= 0 and layout.clauses[before].sentence == clause.sentence:
        other = layout.clauses[before]
        side = layout.subject(other)
        if side is None and any(m.first in other.at for m in mentions_of(layout)):
            side = Side.THEM
        if side:
            return side
        before -= 1
    return None


def _will(layout: Layout, clause: Clause, subject: Side | None, cue: Stretch) -> Side | None:
    head = layout.page.words[cue.first]
    if (
        head.endswith(("emos", "amos", "rons"))
        or head.startswith(("سن", "سا", "هن", "حن"))
        or head in {"vamos", "voy", "allons", "vais", "vou"}
    ):
        return Side.US
    if _threat(layout, clause):
        return None
    near = layout.page.words[max(clause.at.first, cue.first - 3) : cue.last]
    if any(w in layout.named("us") for w in near[:-1]) and "es" != layout.languages[0]:
        return Side.US
    if any(w in layout.named("them") for w in near):
        return Side.THEM
    return subject or (
        Side.THEM if "\u0600" <= head[0] or layout.languages[0] in {"fr", "es"} else Side.US
    )


def _threat(layout: Layout, clause: Clause) -> bool:
    return layout.has(clause.at, "demand") and layout.first(clause.at, "condition") is not None


def _promise(layout: Layout, clause: Clause, subject: Side | None, cue: Stretch) -> Side | None:
    word = layout.page.words[cue.first]
    ours = word.endswith(("imos", "ons")) or "عدنا" in word or "هدنا" in word
    return Side.US if ours or subject is Side.US else Side.THEM


def _must(layout: Layout, clause: Clause, subject: Side | None, cue: Stretch) -> Side | None:
    pronoun = layout.subject(clause)
    if pronoun is Side.THEM and layout.languages[0] not in {"ar"}:
        return None
    return Side.US


def _coming(layout: Layout, clause: Clause, subject: Side | None, cue: Stretch) -> Side | None:
    if (
        layout.has(cue, "for_us")
        or layout.has(clause.at, "mandator")
        or layout.subject(clause) is Side.US
    ):
        return Side.US
    if cue.first == clause.at.first and layout.page.words[cue.first] == "to":
        return Side.US if clause.lead in {"", "-", ":"} else None
    return Side.THEM


def _inform(layout: Layout, clause: Clause, subject: Side | None, cue: Stretch) -> Side | None:
    return Side.US


_RULES = (
    ("promised", _promise),
    ("will", _will),
    ("inform", _inform),
    ("must", _must),
    ("to_come", _coming),
)


def _present(layout: Layout, clause: Clause) -> bool:
    """Whether "we ..." tells what we do, not what we did, are or think."""
    words = layout.page.words[clause.at.first : clause.at.last]
    us = layout.named("us")
    at = next((i for i, word in enumerate(words[:3]) if word in us), None)
    if at is None or at + 1 >= len(words):
        return False
    verb = words[at + 1]
    if verb in layout.named("past") or (verb.endswith("ed") and verb not in {"need", "feed"}):
        return False
    action = layout.has(Stretch(clause.at.first + at + 1, clause.at.first + at + 3), "action")
    today = layout.setting.now.date()
    ahead = [w for w in layout.dates_in(clause.at) if dates.deadline(w) > today or w.at]
    return action or bool(ahead)


def _promised(layout: Layout, clause: Clause, side: Side, people: list[Person]) -> Promised:
    part = _widened(layout, clause)
    part = _without_speaker(layout, part)
    recurring = _recurring(layout, part)
    due = _due(layout, clause, part)
    condition = layout.first(part, "condition")
    return Promised(
        side,
        layout.said(part),
        who=_who(layout, clause, side, people),
        due=due,
        recurring=recurring,
        condition=layout.said(Stretch(condition.first, part.last)) if condition else "",
        span=layout.span(part),
        sure=Sure.CERTAIN if layout.has(part, "promised", "will") else Sure.LIKELY,
    )


def _without_speaker(layout: Layout, part: Stretch) -> Stretch:
    says = layout.first(part, "says")
    if (
        says
        and says.last < part.last
        and says.first - part.first <= 1
        and not layout.has(part, "promised")
    ):
        return Stretch(says.last, part.last)
    return part


def _widened(layout: Layout, clause: Clause) -> Stretch:
    """The clause with a short date, place or purpose that follows it."""
    last = clause.at.last
    for after in layout.of_sentence(clause.sentence):
        bare = not layout.subject(after) and not layout.has(
            after.at, "agree", "refuse", "will", "must", "demand", "oral", "promised", "to_come"
        )
        if (
            after.at.first in {last, last + 1}
            and after.index > clause.index
            and bare
            and len(after.at) <= _BRIEF
            and layout.dates_in(after.at)
        ):
            last = after.at.last
    return Stretch(clause.at.first, last)


def _who(layout: Layout, clause: Clause, side: Side, people: list[Person]) -> str:
    named = [m for m in mentions_of(layout) if m.first in clause.at]
    if side is Side.US:
        return ""
    if named:
        span = layout.span(named[0])
        for person in people:
            if person.span and person.span.start <= span.start < person.span.end:
                return person.name or person.role
    return (people[0].name or people[0].role) if people else ""


def _due(layout: Layout, clause: Clause, part: Stretch) -> When | None:
    named = layout.dates_in(part)
    eve = layout.first(part, "eve_of")
    if eve:
        before = [w for w in layout.dates if w.span and w.span.start < layout.span(part).start]
        if before and (not named or named[0].day >= before[-1].day):
            return replace(before[-1], day=before[-1].day - timedelta(days=1), until=None)
    if named:
        chosen = named[-1] if len(named) > 1 and layout.has(part, "until_firm") else named[0]
        return replace(chosen, day=dates.deadline(chosen), until=None)
    if layout.has(part, "handover"):
        leaving = [
            w for c in layout.clauses if layout.has(c.at, "leaving") for w in layout.dates_in(c.at)
        ]
        return leaving[0] if leaving else None
    each = layout.first(part, "weekday_each")
    if each:
        return _each(layout, each)
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


def _recurring(layout: Layout, part: Stretch) -> str:
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


def _merged(found: list[Promised]) -> list[Promised]:
    kept: list[Promised] = []
    for one in found:
        if not any(
            k.span and one.span and k.span.start < one.span.end and one.span.start < k.span.end
            for k in kept[-3:]
        ):
            kept.append(one)
    return kept


def due_day(promise: Promised) -> date | None:
    """The day *promise* is due, where one was named."""
    return promise.due.day if promise.due else None
