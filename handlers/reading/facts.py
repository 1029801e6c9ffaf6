"""What people let us know of themselves, and moments that built or cost trust."""

from __future__ import annotations

from dataclasses import replace

from handlers.reading.layout import Clause, Layout
from handlers.reading.mentions import mentions_of
from handlers.reading.naming import bare_name
from handlers.reading.note import Found, Person, Span, Sure, Told, Updated
from handlers.reading.page import Stretch
from storage.records import Side, Status

_KINDS = (
    ("death", "bereavement"),
    ("birthday", "birthday"),
    ("ill", "health"),
    ("absence", "absence"),
    ("prefer", "communication_preference"),
    ("greet", "greeting_preference"),
    ("fear", "concern"),
    ("sees_us", "sees_us"),
    ("risk_yes", "risk"),
    ("observe", "observance"),
    ("family", "family"),
    ("interest", "interest"),
    ("history", "history"),
)
_MEANINGS = tuple(meaning for meaning, _ in _KINDS)
_NOT_REFUSED = ("ill", "absence", "interest", "history", "family")
"""What is no personal matter where the clause is a refusal: access to the hospital, a visit."""
_BACK = 2
_NAME = 3
"""Words of a name."""


def facts(layout: Layout, people: list[Person], taken: set[int]) -> list[Told]:
    """Personal facts in order, each told of the person named last before it."""
    found: list[Told] = []
    for clause in layout.telling(*_MEANINGS):
        if clause.index in taken or _about_us(layout, clause) or _asked(layout, clause):
            continue
        kind = _kind(layout, clause)
        if kind and not _again(layout, clause, kind, found):
            part = _personal(layout, clause, kind)
            about = _about(layout, clause, people)
            found.append(Told(layout.said(part), kind, about, layout.span(part), Sure.LIKELY))
    return found


def _about_us(layout: Layout, clause: Clause) -> bool:
    """Whether it tells of us; how they see us is theirs, though "nos" stands first."""
    return layout.subject(clause) is Side.US and not layout.has(clause.at, "sees_us")


def _again(layout: Layout, clause: Clause, kind: str, found: list[Told]) -> bool:
    """Whether the clause only goes on about what was just told."""
    last = found[-1] if found else None
    if last is None or last.kind != kind or last.span is None:
        return False
    if kind == "bereavement":
        return True
    if clause.lead == "(":
        start = last.span.start
        found[-1] = replace(
            last,
            text=layout.page.text[start : layout.span(clause.at).end],
            span=Span(start, layout.span(clause.at).end),
        )
        return True
    return False


def _personal(layout: Layout, clause: Clause, kind: str) -> Stretch:
    """The clause, or only its end where the rest tells something else."""
    cue = layout.first(clause.at, kind) if kind == "birthday" else None
    if cue is None or not layout.has(clause.at, "tense", "warm"):
        return clause.at
    after = layout.clauses[clause.index + 1] if clause.index + 1 < len(layout.clauses) else None
    dated = after and after.sentence == clause.sentence and layout.dates_in(after.at)
    return Stretch(
        max(clause.at.first, cue.first - 1), after.at.last if after and dated else clause.at.last
    )


def _asked(layout: Layout, clause: Clause) -> bool:
    last = layout.sentences[clause.sentence].last
    return layout.page.words[last : last + 1] in {("?",), ("؟",)}


def _kind(layout: Layout, clause: Clause) -> str:
    at = clause.at
    if layout.has(at, "agree", "demand") and not layout.has(at, "death", "birthday"):
        return ""
    kin = _kin(layout, at)
    refused = layout.has(at, "refuse")
    for meaning, kind in _KINDS:
        if refused and meaning in _NOT_REFUSED:
            continue
        cue = layout.first(at, meaning)
        if cue is None or (meaning == "family" and not kin) or _ours(layout, clause, meaning):
            continue
        if kin and kind in {"health", "absence"}:
            return "health_family" if kind == "health" else "family"
        if meaning == "greet" and not layout.has(at, "warm", "refuse", "prefer"):
            continue
        return kind
    return ""


def _ours(layout: Layout, clause: Clause, meaning: str) -> bool:
    """Whether the cue is in something we will do: "present our condolences"."""
    return meaning in {"death", "absence", "greet"} and layout.has(clause.at, "must", "will_us")


def _kin(layout: Layout, at: Stretch) -> bool:
    """Whether somebody's family is told of, rather than families at large."""
    words = layout.page.words
    for cue in layout.all("family", at):
        word = words[cue.first]
        if word >= "\u0600" or word not in layout.named("kin") or len(cue) > 1:
            return True
        if any(
            w in layout.named("owners") for w in words[max(at.first, cue.first - 2) : cue.first]
        ):
            return True
    return False


def _about(layout: Layout, clause: Clause, people: list[Person]) -> str:
    if not people:
        return ""
    end = layout.span(clause.at).end
    before = [p for p in people if p.span and p.span.start < end]
    chosen = (
        before[-1]
        if before and any(p.span and p.span.start >= layout.span(clause.at).start for p in before)
        else people[0]
    )
    return chosen.name or chosen.role


def trust(layout: Layout) -> list[Told]:
    """Breaches, repairs, warmth and tension, in order."""
    found: list[Told] = []
    for clause in layout.telling("breach", "repair", "tense", "warm", "kept"):
        kind = _trust_kind(layout, clause)
        if kind:
            part = _whom(layout, clause)
            found.append(Told(layout.said(part), kind, "", layout.span(part), Sure.LIKELY))
    return found


def _whom(layout: Layout, clause: Clause) -> Stretch:
    """The clause, with the person before a bracket where it says only "hostile"."""
    if clause.lead != ")" or len(clause.at) > _BACK:
        return clause.at
    before = [m for m in mentions_of(layout) if m.first < clause.at.first <= m.last + 1]
    return Stretch(before[-1].first, clause.at.last) if before else clause.at


def _trust_kind(layout: Layout, clause: Clause) -> str:
    at = clause.at
    breach = layout.first(at, "breach")
    if breach and (layout.has(at, "not") or not layout.has(at, "kept")):
        return "breach"
    if layout.has(at, "repair"):
        return "repair"
    tense = layout.first(at, "tense")
    if tense and not layout.negated(tense, at):
        return "tension"
    warm = layout.first(at, "warm", "kept")
    if warm and not layout.negated(warm, at) and layout.subject(clause) is not Side.US:
        return "positive"
    return ""


def updates(layout: Layout) -> list[Updated]:
    """News of earlier promises: kept, late or broken, in the words used."""
    found: list[Updated] = []
    for clause in layout.telling("kept", "breach"):
        kept = layout.first(clause.at, "kept")
        broken = layout.has(clause.at, "breach") and (layout.has(clause.at, "not") or kept is None)
        if broken:
            status = Status.BROKEN
        elif kept:
            status = Status.LATE if layout.has(clause.at, "late") else Status.KEPT
        else:
            continue
        found.append(Updated(layout.said(clause.at), status, layout.span(clause.at), Sure.LIKELY))
    return found


def introduced_by(layout: Layout) -> Found[str] | None:
    """Who brought us together with the counterpart."""
    for at in layout.all("intro_by"):
        if name := _named_from(layout, at.last):
            return Found(layout.said(name), layout.span(name))
    for at in layout.all("intro"):
        sentence = next((s for s in layout.sentences if at.first in s), None)
        before = [
            m
            for m in mentions_of(layout)
            if sentence and m.first in sentence and m.first < at.first
        ]
        if layout.has(at, "intro_ahead"):
            before = _offered(layout, at)
            if not before:
                continue
        if before:
            return Found(layout.said(before[-1]), layout.span(before[-1]))
        name = sentence and (bare_name(layout, sentence.first) or _up_to(layout, sentence, at))
        if name:
            return Found(layout.said(name), layout.span(name))
    return None


def _up_to(layout: Layout, sentence: Stretch, at: Stretch) -> Stretch | None:
    """An Arabic name, which no capital shows, between the beginning and what tells of it."""
    words = layout.page.typed[sentence.first : at.first]
    stop = layout.either("stop", "roles")
    plain = all(word >= "\u0600" and word.isalpha() and word not in stop for word in words)
    return Stretch(sentence.first, at.first) if 0 < len(words) <= _NAME and plain else None


def _offered(layout: Layout, at: Stretch) -> list[Stretch]:
    """Who offers to introduce us, where the one to meet is named too."""
    after = [m for m in mentions_of(layout) if 0 <= m.first - at.last <= _BACK]
    return [m for m in mentions_of(layout) if m.last <= at.first] if after else []


def _named_from(layout: Layout, at: int) -> Stretch | None:
    for mention in mentions_of(layout):
        if 0 <= mention.first - at <= _BACK:
            return mention
    return bare_name(layout, at)
