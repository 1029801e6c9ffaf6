"""Who will do what by when, theirs and ours."""

from __future__ import annotations

from handlers.reading import reported
from handlers.reading.doing import assigned, dated, doer, present
from handlers.reading.dues import due, recurring
from handlers.reading.layout import Clause, Layout
from handlers.reading.mentions import mentions_of
from handlers.reading.note import Person, Promised, Sure
from handlers.reading.page import Stretch
from storage.records import Side

_BRIEF = 5
_COMING_AR = frozenset(("رح", "راح", "سوف"))
_FEWEST = 2


def promises(layout: Layout, people: list[Person], taken: set[int]) -> list[Promised]:
    """Every promise in the message, in order; clauses in *taken* are agreements."""
    found: list[Promised] = []
    for clause in layout.clauses:
        if clause.index not in taken and _granted(layout, clause):
            found.append(_promised(layout, clause, Side.US, people))
            continue
        side = None if clause.index in taken else _by(layout, clause)
        if side is None or _void(layout, clause):
            continue
        found.append(_promised(layout, clause, side, people))
    return _merged(found)


def _granted(layout: Layout, clause: Clause) -> bool:
    """Whether they asked for something here, and the next clause says that we said yes."""
    after = layout.clauses[clause.index + 1 : clause.index + 2]
    if not layout.has(clause.at, "demand") or not after or not layout.dates_in(clause.at):
        return False
    return after[0].sentence - clause.sentence <= 1 and layout.has(after[0].at, "said_yes")


def _supposed(layout: Layout, clause: Clause) -> bool:
    """Whether the clause opens with an "if": what would follow is no promise yet."""
    opening = Stretch(clause.at.first, clause.at.first + 1)
    return layout.has(opening, "hypo") and not layout.has(clause.at, "must")


def _void(layout: Layout, clause: Clause) -> bool:
    last = layout.sentences[clause.sentence].last
    asked = layout.page.words[last : last + 1] in {("?",), ("؟",)}
    solid = sum(layout.page.solid[clause.at.first : clause.at.last])
    few = solid < _FEWEST + layout.has(clause.at, "promised")
    if asked or few or _supposed(layout, clause) or layout.has(clause.at, "fear", "rumour", "jest"):
        return True
    if _meets_again(layout, clause.at):
        return True
    told = layout.has(clause.at, "we_said", "leaving") and not layout.has(clause.at, "promised")
    if told and not layout.has(clause.at, "will", "handover") and not reported.ours(layout, clause):
        return True
    after = layout.clauses[clause.index + 1 : clause.index + 2]
    unbound = after and after[0].sentence == clause.sentence and layout.has(after[0].at, "unbound")
    return bool(unbound) and layout.subject(clause) is not Side.US


def _by(layout: Layout, clause: Clause) -> Side | None:
    """Whose promise the clause is, or None where it is none."""
    at = clause.at
    subject = doer(layout, clause)
    if subject is not Side.US and _declined(layout, at):
        return None
    if reported.ours(layout, clause) or _handed(layout, clause):
        return Side.US
    for meaning, settle in _RULES if layout.has(at, *_RULED) else ():
        cue = layout.first(at, meaning)
        if cue and not layout.negated(cue, at):
            side = settle(layout, clause, subject, cue)
            if side:
                return side
    if layout.has(at, "must_dated") and layout.dates_in(at) and layout.subject(clause) is Side.US:
        return Side.US
    ours = subject is Side.US and layout.subject(clause) and present(layout, clause)
    if ours or assigned(layout, clause):
        return Side.US
    return dated(layout, clause, subject)


def _meets_again(layout: Layout, at: Stretch) -> bool:
    """Whether it tells only that we meet again, which is the next step and binds nobody."""
    cue = layout.first(at, "meet_again")
    if cue is None or layout.has(at, "promised"):
        return False
    return not layout.has(Stretch(cue.first + 1, at.last), "action", "will", "must")


def _declined(layout: Layout, at: Stretch) -> bool:
    """Whether they refuse here, or only say that they will see."""
    if not layout.has(at, "hedge", "refuse", "said_no"):
        return False
    hedged = layout.has(at, "hedge") and not layout.has(at, "must")
    return hedged or layout.has(at, "refuse", "said_no")


def _handed(layout: Layout, clause: Clause) -> bool:
    """Whether the clause says who takes what over, more than that there is a handover."""
    cue = layout.first(clause.at, "handover")
    return cue is not None and layout.has(None, "leaving") and clause.at.last - cue.last > 0


def _will(layout: Layout, clause: Clause, subject: Side | None, cue: Stretch) -> Side | None:
    head = layout.page.words[cue.first]
    if (
        head.endswith(("emos", "amos", "rons"))
        or head.startswith(("سن", "سا", "هن", "حن"))
        or head in {"vamos", "voy", "allons", "vais", "vou"}
    ):
        return Side.US
    coming = layout.page.words[cue.first + 1 : cue.first + 2]
    if head in _COMING_AR and coming and coming[0].startswith("ن"):
        return Side.US
    if _threat(layout, clause):
        return None
    near = layout.page.words[max(clause.at.first, cue.first - 3) : cue.last]
    if any(w in layout.named("our_subjects") for w in near[:-1]) and layout.languages[0] != "es":
        return Side.US
    if any(w in layout.named("them") for w in near):
        return Side.THEM
    bare = cue.first - clause.at.first <= 1 and layout.languages[0] == "en"
    return subject or (Side.US if bare else Side.THEM)


def _threat(layout: Layout, clause: Clause) -> bool:
    return layout.has(clause.at, "demand") and layout.first(clause.at, "condition") is not None


def _promise(layout: Layout, clause: Clause, subject: Side | None, cue: Stretch) -> Side | None:
    word = layout.page.words[cue.first]
    ours = word.endswith(("imos", "ons")) or "عدنا" in word or "هدنا" in word
    return Side.US if ours or subject is Side.US else Side.THEM


def _must(layout: Layout, clause: Clause, subject: Side | None, cue: Stretch) -> Side | None:
    pronoun = layout.subject(clause)
    if pronoun is Side.THEM and layout.languages[0] != "ar":
        return None
    before = Stretch(clause.at.first, cue.first)
    if subject is Side.THEM and layout.languages[0] == "fr" and layout.has(before, "position"):
        # "Yusuf nous demande d'appeler": what they ask of us is no promise of ours.
        return None
    return Side.US


def _coming(layout: Layout, clause: Clause, subject: Side | None, cue: Stretch) -> Side | None:
    if layout.has(Stretch(clause.at.first, cue.first), "demand", "demand_us", "asked_of", "wish"):
        return None
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
_RULED = tuple(meaning for meaning, _ in _RULES)


def _promised(layout: Layout, clause: Clause, side: Side, people: list[Person]) -> Promised:
    part = _widened(layout, clause)
    part = _without_speaker(layout, part)
    often = recurring(layout, part)
    condition = layout.first(part, "condition")
    return Promised(
        side,
        layout.said(part),
        who=_who(layout, clause, side, people),
        due=due(layout, clause, part),
        recurring=often,
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


def _merged(found: list[Promised]) -> list[Promised]:
    kept: list[Promised] = []
    for one in found:
        if not any(
            k.span and one.span and k.span.start < one.span.end and one.span.start < k.span.end
            for k in kept[-3:]
        ):
            kept.append(one)
    return kept
