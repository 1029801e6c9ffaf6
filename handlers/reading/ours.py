"""Our own people: named beside a counterpart, called ours, or on the team."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.reading.layout import Layout
from handlers.reading.mentions import Mention, mentions
from handlers.reading.naming import bare_name, named
from handlers.reading.note import Found, Span, Sure
from handlers.reading.page import Stretch, fold
from handlers.reading.roles import role_at

_BACK = 2
_MOST = 60
_SHORTEST = 3
_NO_NAMES = ("agree", "refuse", "matter", "interest", "condition", "family", "ill", "warm", "tense")


def ours_of(layout: Layout) -> list[Found[str]]:
    """Untitled names after "with" beside a counterpart, and those called ours."""
    likely = [*_with_us(layout), *_partners(layout, mentions(layout))]
    found = [Found(layout.said(name), layout.span(name), Sure.LIKELY) for name in likely]
    for at in layout.all("ours"):
        back = range(max(0, at.first - _BACK), at.first)
        called = next((n for i in back if (n := bare_name(layout, i))), None)
        if called:
            found.append(Found(layout.said(called), layout.span(called)))
    found += _on_the_team(layout)
    if layout.has(None, "handover"):
        found += _successor(layout)
        found += _taking_over(layout)
    return _once(found)


def _with_us(layout: Layout) -> Iterator[Stretch]:
    """Names after "with", unless it is whom we met with."""
    met = {
        token
        for meaning in ("met", "phone", "video")
        for at in layout.all(meaning)
        for token in range(at.first, at.last)
    }
    joining = layout.named("with")
    for at, word in enumerate(layout.page.typed):
        if word not in joining or (at in met and not _beside(layout, at)):
            continue
        if at - 1 in met and not _beside(layout, at):
            # "phone w Yusuf": that is whom we spoke with.
            continue
        if any(cue.last == at + 1 for cue in layout.all("check_with")):
            continue
        if named(layout, at + 1) or role_at(layout, at + 1):
            continue
        plain = word[0] >= "\u0600" or _alone(layout, at + 1)
        name = bare_name(layout, at + 1, loose=plain)
        if name and not office(layout, name):
            yield name


def _beside(layout: Layout, at: int) -> bool:
    """Whether a bare "con" follows somebody met in the sentence: "con el coronel con Nidia"."""
    if any(len(cue) > 1 and at in cue for cue in layout.all("met")):
        return False
    start = layout.sentences[_sentence(layout, at)].first
    return any(start <= one.at.first < at for one in mentions(layout))


def _alone(layout: Layout, at: int) -> bool:
    """Whether one small word stands between "w" and a mark, where nothing is capitalised."""
    words, tokens = layout.page.typed, layout.page.tokens
    if at >= len(words) or tokens[at].capital or len(words[at]) < _SHORTEST:
        return False
    known = layout.either("places", "organisations", "them")
    ends = at + 1 >= len(words) or not words[at + 1][0].isalnum() or _and_another(layout, at + 1)
    plain = words[at].isalpha() and words[at] not in known
    met = layout.has(layout.sentences[_sentence(layout, at)], "met", "phone")
    return ends and plain and met and not layout.has(Stretch(at, at + 1), *_NO_NAMES)


def _and_another(layout: Layout, at: int) -> bool:
    return layout.page.typed[at] in layout.either("and", "in_place")


def _sentence(layout: Layout, at: int) -> int:
    clause = layout.clause_of(at)
    return clause.sentence if clause else 0


def _on_the_team(layout: Layout) -> Iterator[Found[str]]:
    team: dict[str, set[str]] = {}
    for name in layout.setting.team:
        first, *others = fold(name).split() or [""]
        team.setdefault(first, set()).update(others)
    for at, token in enumerate(layout.page.tokens if team else ()):
        if token.word in team and token.capital and not _named_like(layout, at, team[token.word]):
            yield Found(layout.page.text[token.start : token.end], Span(token.start, token.end))


def _named_like(layout: Layout, at: int, others: set[str]) -> bool:
    """Whether somebody else has that first name: it follows a rank, or another name follows it."""
    tokens, words = layout.page.tokens, layout.page.typed
    before = at - 2 if at > 1 and words[at - 1] == "." else at - 1
    if before >= 0 and words[before] in layout.named("titles"):
        return True
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and after.capital and after.is_word and after.word not in others


def _successor(layout: Layout) -> list[Found[str]]:
    """Who takes over: the last untitled name after "to", "à", "a"."""
    found: list[Found[str]] = []
    for at, word in enumerate(layout.page.typed):
        if word in {"to", "a", "ل", "إلى", "الى"} and (name := bare_name(layout, at + 1)):
            found = [Found(layout.said(name), layout.span(name), Sure.LIKELY)]
    return found


def _taking_over(layout: Layout) -> Iterator[Found[str]]:
    """Who is named just before taking over: "Marko takes over", "Gaëlle reprend"."""
    for at in layout.all("handover"):
        name = bare_name(layout, at.first - 1) if at.first else None
        if name and name.last == at.first:
            yield Found(layout.said(name), layout.span(name), Sure.LIKELY)


def _once(found: list[Found[str]]) -> list[Found[str]]:
    kept: list[Found[str]] = []
    for one in found[:_MOST]:
        if not any(
            one.span and k.span and one.span.start < k.span.end and k.span.start < one.span.end
            for k in kept
        ):
            kept.append(one)
    return kept


def office(layout: Layout, name: Stretch) -> bool:
    """Whether what looks like a name is an office or an acronym."""
    words = layout.page.typed[name.first : name.last]
    organisations = layout.named("organisations")
    said = layout.said(name)
    return any(word in organisations for word in words) or any(
        sum(c.isupper() for c in part) > 1 for part in said.split()[0].split("-")
    )


def _partners(layout: Layout, seen: list[Mention]) -> list[Stretch]:
    return [
        name
        for m in seen
        if m.titled
        and layout.page.typed[m.at.last : m.at.last + 1]
        and layout.page.typed[m.at.last] in layout.named("and")
        and (name := bare_name(layout, m.at.last + 1))
        and not office(layout, name)
        and named(layout, m.at.last + 1) is None
        and role_at(layout, m.at.last + 1) is None
    ]


def inside(layout: Layout, at: Stretch, taken: list[Span]) -> bool:
    """Whether *at* overlaps any of *taken*."""
    span = layout.span(at)
    return any(span.start < t.end and t.start < span.end for t in taken)
