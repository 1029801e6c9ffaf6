"""Who was met: counterparts told from our own people and from those only mentioned."""

from __future__ import annotations

from handlers.reading.known import resolved, spots
from handlers.reading.layout import Layout
from handlers.reading.mentions import Mention, bare_name, mentions, named, role_at, subjects
from handlers.reading.note import Found, Person, Span, Sure
from handlers.reading.page import Stretch, fold

_BACK = 2
_MOST = 60


def people(layout: Layout) -> tuple[list[Person], list[Found[str]]]:
    """The counterparts, the main one first, and our own people who were named."""
    ours = _ours(layout)
    taken = [f.span for f in ours if f.span]
    seen = [m for m in mentions(layout) if not _inside(layout, m.at, taken)]
    seen += _untitled(layout, seen, taken)
    seen += _of_the_roster(layout, seen, taken)
    kept = [m for m in seen if not _aside(layout, m, seen)]
    kept.sort(key=lambda m: m.at.first)
    kept = kept or _in_brackets(layout)
    met: list[Person] = []
    for mention in kept:
        person = _as_person(layout, mention)
        if person and not _known_already(met, person, layout):
            met.append(person)
    return resolved(layout, met), ours


def _of_the_roster(layout: Layout, seen: list[Mention], taken: list[Span]) -> list[Mention]:
    """Everyone named as the roster names them, however it is typed."""
    return [
        Mention(at, name=at)
        for at in spots(layout)[:_MOST]
        if not _inside(layout, at, taken)
        and not any(m.at.first < at.last and at.first < m.at.last for m in seen)
    ]


def _in_brackets(layout: Layout) -> list[Mention]:
    """A name alone in brackets, where nobody else is named: "for the trucks (Idris)"."""
    words = layout.page.typed
    found = [bare_name(layout, at + 1) for at, word in enumerate(words) if word == "("]
    return [Mention(n, name=n) for n in found if n and words[n.last : n.last + 1] == (")",)]


def _inside(layout: Layout, at: Stretch, taken: list[Span]) -> bool:
    span = layout.span(at)
    return any(span.start < t.end and t.start < span.end for t in taken)


def _ours(layout: Layout) -> list[Found[str]]:
    """Untitled names after "with" beside a counterpart, and those called ours."""
    found: list[Found[str]] = []
    met = {
        i
        for m in ("met", "phone", "video")
        for at in layout.all(m)
        for i in range(at.first, at.last)
    }
    team = {fold(name): name for name in layout.setting.team}
    for at, word in enumerate(layout.page.typed):
        if word not in layout.named("with") or at in met:
            continue
        if named(layout, at + 1) or role_at(layout, at + 1):
            continue
        name = bare_name(layout, at + 1, loose="\u0600" <= word[0])
        if name and not _office(layout, name):
            found.append(Found(layout.said(name), layout.span(name), Sure.LIKELY))
    for name in _partners(layout, mentions(layout)):
        found.append(Found(layout.said(name), layout.span(name), Sure.LIKELY))
    for at in layout.all("ours"):
        back = max(0, at.first - _BACK)
        name = next((n for i in range(back, at.first) if (n := bare_name(layout, i))), None)
        if name:
            found.append(Found(layout.said(name), layout.span(name)))
    for token in layout.page.tokens if team else ():
        if token.word in team:
            span = Span(token.start, token.end)
            found.append(Found(layout.page.text[token.start : token.end], span))
    if layout.has(None, "handover"):
        found += _successor(layout)
    return _once(found)


def _successor(layout: Layout) -> list[Found[str]]:
    """Who takes over: the last untitled name after "to", "à", "a"."""
    found: list[Found[str]] = []
    for at, word in enumerate(layout.page.typed):
        if word in {"to", "a", "ل", "إلى", "الى"} and (name := bare_name(layout, at + 1)):
            found = [Found(layout.said(name), layout.span(name), Sure.LIKELY)]
    return found


def _once(found: list[Found[str]]) -> list[Found[str]]:
    kept: list[Found[str]] = []
    for one in found[:_MOST]:
        if not any(
            one.span and k.span and one.span.start < k.span.end and k.span.start < one.span.end
            for k in kept
        ):
            kept.append(one)
    return kept


def _office(layout: Layout, name: Stretch) -> bool:
    words = layout.page.typed[name.first : name.last]
    organisations = layout.named("organisations")
    said = layout.said(name)
    return (
        any(word in organisations for word in words)
        or sum(c.isupper() for c in said.split()[0]) > 1
    )


def _untitled(layout: Layout, seen: list[Mention], taken: list[Span]) -> list[Mention]:
    """Names with no title where somebody was met, or who open a clause and do something."""
    spots = [name for name in subjects(layout)]
    for at in [a for m in ("met", "phone", "by_message", "whatsapp") for a in layout.all(m)]:
        here = at.last
        if here < len(layout.page.typed) and layout.page.typed[here] in {
            "w/",
            "w",
            "with",
            "avec",
            "con",
            "مع",
            "the",
            "le",
            "la",
            "el",
            "l'",
            "ب",
        }:
            here += 1
        if name := bare_name(layout, here):
            spots.append(name)
    found: list[Mention] = []
    for name in sorted(spots, key=lambda s: s.first)[:_MOST]:
        busy = any(m.at.first < name.last and name.first < m.at.last for m in [*seen, *found])
        if not busy and not _office(layout, name) and not _inside(layout, name, taken):
            found.append(Mention(name, name=name))
    return found


def _partners(layout: Layout, seen: list[Mention]) -> list[Stretch]:
    return [
        name
        for m in seen
        if m.titled
        and layout.page.typed[m.at.last : m.at.last + 1]
        and layout.page.typed[m.at.last] in layout.named("and")
        and (name := bare_name(layout, m.at.last + 1))
        and not _office(layout, name)
        and named(layout, m.at.last + 1) is None
        and role_at(layout, m.at.last + 1) is None
    ]


def _aside(layout: Layout, one: Mention, seen: list[Mention]) -> bool:
    """Whether *one* is only mentioned: a relative, an owner, a go-between, a passing role."""
    words = layout.page.typed
    after = words[one.at.last : one.at.last + 2]
    if one.kin and one.name is None:
        return True
    if one.name is None and after and after[0] in {"'s", "s"}:
        return True
    if (
        one.name is None
        and len(seen) > 1
        and one.role
        and len(one.role) == 1
        and words[one.role.first] in layout.named("plain_roles")
    ):
        return True
    if _introducer(layout, one):
        return len(seen) > 1
    if one.name is not None:
        return False
    return not _speaks(layout, one) and any(
        m is not one and (m.name or _speaks(layout, m)) for m in seen
    )


def _introducer(layout: Layout, one: Mention) -> bool:
    by = layout.all("intro_by")
    if any(0 <= one.at.first - at.last <= _BACK for at in by):
        return True
    return (
        any(one.at.last == at.first for at in layout.all("intro"))
        and one.organisation is None
        and not layout.has(None, "no_ask_x")
    )


def _speaks(layout: Layout, one: Mention) -> bool:
    """Whether a role-only mention is a party: met, or opening a clause and doing something."""
    words = layout.page.typed
    first = one.at.first
    while first > 0 and words[first - 1] in {
        "the",
        "le",
        "la",
        "l'",
        "el",
        "un",
        "une",
        "a",
        "o",
        "2",
        "3",
        "new",
    }:
        first -= 1
    before = Stretch(max(0, first - 3), first)
    if any(
        at.last in {first, first - 1}
        for m in ("met", "phone", "by_message")
        for at in layout.all(m)
    ):
        return True
    if any(c.at.first == first for c in layout.clauses):
        return True
    if layout.has(Stretch(one.at.last, one.at.last + 1), "verbs") and words[first - 1] not in {
        "of",
        "de",
        "du",
        "by",
        "his",
        "her",
        "par",
    }:
        return True
    if any(at.last == first for at in layout.all("intro")) or layout.page.typed[
        max(0, first - 1) : first
    ] == ("see",):
        return True
    joined = before.last > before.first and words[first - 1] in (
        layout.named("and") | layout.named("links")
    )
    return joined and layout.has(Stretch(max(0, first - 8), first), "met", "intro", "handover")


def _as_person(layout: Layout, one: Mention) -> Person | None:
    said = layout.said
    organisation = said(one.organisation) if one.organisation else ""
    role = said(one.role) if one.role else _title(layout, one)
    name = said(one.name) if one.name else ""
    if not (name or role):
        return None
    return Person(
        name,
        role,
        organisation,
        span=layout.span(one.at),
        sure=Sure.CERTAIN if name else Sure.LIKELY,
    )


def _title(layout: Layout, one: Mention) -> str:
    if one.name is None or not one.titled:
        return ""
    first = Stretch(one.name.first, one.name.first + 1)
    return layout.said(first) if layout.page.typed[one.name.first] in layout.named("roles") else ""


def _known_already(met: list[Person], person: Person, layout: Layout) -> bool:
    return any(_same(a, person, layout) for a in met)


def _same(a: Person, b: Person, layout: Layout) -> bool:
    titles = layout.named("titles") | layout.named("stop")
    mine, theirs = _core(a.name or a.role, titles), _core(b.name or b.role, titles)
    if not b.name and a.name:
        all_of = set(fold(f"{a.name} {a.role}").replace(".", " ").split())
        return bool(theirs) and theirs <= all_of
    if not a.name and not b.name and mine & theirs - {"de", "of"}:
        return True
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def _core(name: str, titles: frozenset[str]) -> set[str]:
    words = set(fold(name).replace(".", " ").split())
    return (words - titles) or words
