"""Whose doing a clause tells, by its subject or by the form of its verb."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from handlers.reading import dates
from handlers.reading.dues import opening_day
from handlers.reading.layout import Clause, Layout
from handlers.reading.mentions import mentions_of
from handlers.reading.naming import bare_name
from handlers.reading.note import When
from handlers.reading.page import Stretch
from handlers.reading.subjects import begins
from storage.records import Side

_BRIEF = 5
_BACK = 6
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
    "lapsed",
    "hypo",
)
_LASTING = frozenset(("being", "staying", "living", "waiting", "hoping", "thinking", "considering"))
_WE_AR = ("منن", "من", "بن", "سن", "هن", "حن")


def doer(layout: Layout, clause: Clause) -> Side | None:
    """The clause's subject, or that of the clause it leans on."""
    subject = layout.subject(clause)
    if subject:
        return subject
    opening = Stretch(clause.at.first, min(clause.at.first + 2, clause.at.last))
    if layout.has(opening, "mandator"):
        return Side.US
    if _named_in(layout, opening):
        return Side.THEM
    if begins(layout, clause.at.first):
        return Side.THEM
    return _leaned_on(layout, clause)


def _leaned_on(layout: Layout, clause: Clause) -> Side | None:
    """The subject of the nearest clause before in the same sentence that has one."""
    for back in range(clause.index - 1, max(-1, clause.index - _BACK), -1):
        other = layout.clauses[back]
        if other.sentence != clause.sentence:
            return None
        side = layout.subject(other)
        if side is None and _named_in(layout, other.at):
            side = Side.THEM
        if side:
            return side
    return None


def _named_in(layout: Layout, part: Stretch) -> bool:
    """Whether somebody is named from a word of *part* on."""
    people = mentions_of(layout)
    at = bisect_left(people, part.first, key=lambda mention: mention.first)
    return at < len(people) and people[at].first < part.last


def assigned(layout: Layout, clause: Clause) -> bool:
    """Whether someone untitled is given something to do: "Asma to drop off the plates"."""
    name = bare_name(layout, clause.at.first)
    if name is None or layout.page.words[name.last : name.last + 1] != ("to",):
        return False
    return not _named_in(layout, name) and layout.page.words[name.first] not in layout.named(
        "not_names"
    )


def dated(layout: Layout, clause: Clause, subject: Side | None) -> Side | None:
    """Something told with a day ahead is a promise: "Elle revient lundi", "Subo esto mañana"."""
    today = layout.setting.now.date()
    ahead = [
        w
        for w in _days(layout, clause)
        if (w.day > today and not w.until) or (w.until and w.until > today)
    ]
    if ahead and (side := _sided(layout, clause)):
        return side
    later = bool(ahead) or layout.has(clause.at, "later_today")
    signed = later and layout.has(clause.at, "act_later")
    otherwise = [m for m in _OTHERWISE if not (signed and m == "agree")]
    if not later or layout.has(clause.at, *otherwise):
        return None
    if layout.has(Stretch(clause.at.first, clause.at.first + 2), "mandator"):
        return Side.US
    says = layout.first(clause.at, "says")
    first = says.last if says and says.last < clause.at.last else clause.at.first
    for at in range(first, min(first + 3, clause.at.last)):
        side = _person_of(layout, at)
        if side:
            return side
    if _acts_for_us(layout, clause):
        return Side.THEM
    theirs = layout.subject(clause) is Side.THEM or (signed and doer(layout, clause) is Side.THEM)
    return Side.THEM if theirs and not _past(layout, clause) else None


def _days(layout: Layout, clause: Clause) -> list[When]:
    """The days named in *clause*, or the one that stands alone before it."""
    opening = opening_day(layout, clause)
    return [opening] if opening else layout.dates_in(clause.at)


def _sided(layout: Layout, clause: Clause) -> Side | None:
    """Whose thing it is by the words of it: "his answer by Thursday", "our side: plates Friday"."""
    if layout.has(clause.at, *(m for m in _OTHERWISE if m != "next"), "demand_us", "wish"):
        return None
    first = clause.at.first
    if clause.lead == ":" and clause.index:
        first = layout.clauses[clause.index - 1].at.first
    part = Stretch(first, clause.at.last)
    if layout.has(part, "our_side"):
        return Side.US
    return Side.THEM if layout.has(part, "their_side", "answer_due") else None


def _acts_for_us(layout: Layout, clause: Clause) -> bool:
    """Whether somebody named at the start does something for us: "Monsieur Saleh me rappelle"."""
    named = next((m for m in mentions_of(layout) if 0 <= m.first - clause.at.first <= 1), None)
    acts, words, typed = layout.named("acts"), layout.page.words, layout.page.typed
    if named is None:
        return typed[clause.at.first] in acts and layout.languages[0] in {"es", "pt"}
    if named.last >= clause.at.last:
        return False
    told = words[named.last : named.last + 2]
    if told[0] in {"is", "are"} and told[-1].endswith("ing"):
        return told[-1] not in _LASTING
    if _past(layout, clause):
        return False
    return told[0] in {"me", "nous", "nos", "m'", "te"} or typed[named.last] in acts


def _past(layout: Layout, clause: Clause) -> bool:
    words = layout.page.words[clause.at.first : clause.at.first + 4]
    past = layout.named("past")
    if any(w in {"is", "are", "'s", "'re"} and n.endswith("ing") for w, n in pairwise(words)):
        return any(word in _LASTING for word in words)
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
            and len(typed) >= _BRIEF - 1
        ):
            return Side.US
    if (
        word.startswith(_WE_AR)
        and len(word) > _BRIEF - 1
        and word not in layout.named("not_our_verbs")
    ):
        return Side.US
    if (
        word.startswith(("سي", "بي"))
        and len(word) > _BRIEF - 1
        and word not in {"بيننا", "بيته", "بيتها", "بيان"}
    ):
        return Side.THEM
    return None


def present(layout: Layout, clause: Clause) -> bool:
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
    ahead = [w for w in layout.dates_in(clause.at) if dates.deadline(w) >= today]
    return action or (bool(ahead) and not layout.has(clause.at, "met", "phone"))
