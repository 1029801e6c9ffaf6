"""Who was met: counterparts told from our own people and from those only mentioned."""

from __future__ import annotations

from functools import lru_cache

from handlers.reading.holding import held
from handlers.reading.known import resolved, spots
from handlers.reading.layout import Layout
from handlers.reading.mentions import Mention, mentions
from handlers.reading.naming import bare_name, given_name
from handlers.reading.note import Found, Person, Span, Sure
from handlers.reading.ours import inside, office, ours_of
from handlers.reading.page import Stretch, fold
from handlers.reading.subjects import subjects

_BACK = 2
_MOST = 60
_FAR = 8
_LEADING = frozenset(("w/", "w", "with", "avec", "con", "مع", "the", "le", "la", "el", "l'", "ب"))
_NAMED_AFTER = ("met", "phone", "by_message", "whatsapp", "then_name")
_TOUCH = ("met", "phone", "by_message")
_HAD = frozenset(("eu", "eue", "joint", "jointe"))
_TO_US = frozenset(("me", "us", "to", "nos", "a"))
_ARTICLES = frozenset(("the", "le", "la", "l'", "el", "un", "une", "a", "o", "2", "3", "new"))
_OWNING = frozenset(("of", "de", "du", "by", "his", "her", "par"))


def people(layout: Layout) -> tuple[list[Person], list[Found[str]]]:
    """The counterparts, the main one first, and our own people who were named."""
    ours = ours_of(layout)
    taken = [f.span for f in ours if f.span]
    seen = [m for m in mentions(layout) if not inside(layout, m.at, taken)]
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
    return resolved(layout, held(layout, met)), ours


def _of_the_roster(layout: Layout, seen: list[Mention], taken: list[Span]) -> list[Mention]:
    """Everyone named as the roster names them, however it is typed."""
    return [
        Mention(at, name=at)
        for at in spots(layout)[:_MOST]
        if not inside(layout, at, taken)
        and not any(m.at.first < at.last and at.first < m.at.last for m in seen)
    ]


def _in_brackets(layout: Layout) -> list[Mention]:
    """A name alone in brackets, where nobody else is named: "for the trucks (Idris)"."""
    words = layout.page.typed
    found = [bare_name(layout, at + 1) for at, word in enumerate(words) if word == "("]
    return [Mention(n, name=n) for n in found if n and words[n.last : n.last + 1] == (")",)]


def _untitled(layout: Layout, seen: list[Mention], taken: list[Span]) -> list[Mention]:
    """Names with no title where somebody was met, or who open a clause and do something."""
    spots = list(subjects(layout))
    for at in [a for m in _NAMED_AFTER for a in layout.all(m)]:
        here = at.last
        while here < len(layout.page.typed) and layout.page.typed[here] in _LEADING:
            here += 1
        if name := bare_name(layout, here) or given_name(layout, here):
            spots.append(name)
    spots += _led_to(layout)
    spots += _had_on_the_phone(layout)
    found: list[Mention] = []
    for name in sorted(spots, key=lambda s: s.first)[:_MOST]:
        busy = any(m.at.first < name.last and name.first < m.at.last for m in [*seen, *found])
        before = layout.page.typed[name.first - 1] if name.first else ""
        if before in layout.named("places"):
            continue
        if not busy and not office(layout, name) and not inside(layout, name, taken):
            found.append(Mention(name, name=name))
    return found


def _led_to(layout: Layout) -> list[Stretch]:
    """To whom somebody led us: "Salma introduced me to Nabil Maruk"."""
    found = []
    for at in layout.all("intro"):
        here = at.last
        while here < len(layout.page.typed) and layout.page.typed[here] in _TO_US:
            here += 1
        name = bare_name(layout, here) if here > at.last else None
        if name:
            found.append(name)
    return found


def _had_on_the_phone(layout: Layout) -> list[Stretch]:
    """Whom we "had" on the telephone, in French: "eu Emil Lozanne au tel"."""
    found = []
    for at in layout.all("phone"):
        had = range(max(0, at.first - _FAR), at.first)
        here = next((n for n in had if layout.page.words[n] in _HAD), None)
        name = bare_name(layout, here + 1) if here is not None else None
        if name and at.first - name.last <= 1:
            found.append(name)
    return found


def _aside(layout: Layout, one: Mention, seen: list[Mention]) -> bool:
    """Whether *one* is only mentioned: a relative, an owner, a go-between, a passing role."""
    if _introducer(layout, one):
        return len(seen) > 1
    if one.name is not None:
        return False
    after = layout.page.typed[one.at.last : one.at.last + 1]
    if one.kin or after in {("'s",), ("s",)}:
        return True
    plain = one.role is not None and len(one.role) == 1
    if plain and len(seen) > 1 and _first_word(layout, one) in layout.named("plain_roles"):
        return True
    if layout.has(None, "handover") and layout.has(None, "leaving") and not _owned(layout, one):
        return False
    others = [m for m in seen if m is not one]
    if others and _any_such(layout, one):
        return True
    return not _speaks(layout, one) and any(m.name or _speaks(layout, m) for m in others)


def _any_such(layout: Layout, one: Mention) -> bool:
    """Whether it is "a nurse" within a clause: anybody of that kind, not somebody met."""
    first = one.at.first
    before = layout.page.words[first - 1] if first else ""
    clause = layout.clause_of(first)
    inner = clause is not None and first - clause.at.first > _BACK
    met = any(at.last in {first, first - 1} for m in _TOUCH for at in layout.all(m))
    return inner and not met and before in {"a", "an", "un", "une", "una", "um", "uma"}


def _owned(layout: Layout, one: Mention) -> bool:
    before = layout.page.words[one.at.first - 1] if one.at.first else ""
    return before in layout.named("possessives")


def _first_word(layout: Layout, one: Mention) -> str:
    return layout.page.typed[one.role.first] if one.role else ""


def _introducer(layout: Layout, one: Mention) -> bool:
    """Whether *one* brought us together and is not told of besides."""
    by = layout.all("intro_by")
    if any(0 <= one.at.first - at.last <= _BACK for at in by):
        return True
    brought = any(one.at.last == at.first for at in layout.all("intro"))
    return brought and one.organisation is None


def _speaks(layout: Layout, one: Mention) -> bool:
    """Whether a role-only mention is a party: met, or opening a clause and doing something."""
    words = layout.page.typed
    first = one.at.first
    while first > 0 and words[first - 1] in _ARTICLES:
        first -= 1
    if any(at.last in {first, first - 1} for m in _TOUCH for at in layout.all(m)):
        return True
    clause = layout.clause_of(first)
    if clause and clause.at.first == first:
        return True
    before = words[first - 1] if first else ""
    if _compound(layout, one):
        return False
    if layout.has(Stretch(one.at.last, one.at.last + 1), "verbs") and before not in _OWNING:
        return True
    if before == "see" or any(at.last == first for at in layout.all("intro")):
        return True
    joined = before in layout.named("and") or before in layout.named("links")
    return joined and layout.has(Stretch(max(0, first - _FAR), first), "met", "intro", "handover")


def _compound(layout: Layout, one: Mention) -> bool:
    """Whether an English role only says of which kind the next word is: "driver list"."""
    if layout.languages[0] != "en" or one.at.last >= len(layout.page.typed):
        return False
    token, word = layout.page.tokens[one.at.last], layout.page.typed[one.at.last]
    known = layout.either("stop", "places", "role_after")
    plain = word.isalpha() and not token.capital and word not in known
    return plain and not layout.has(Stretch(one.at.last, one.at.last + 1), "verbs", "with")


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
    titles = layout.either("titles", "stop")
    mine, theirs = _core(a.name or a.role, titles), _core(b.name or b.role, titles)
    if not b.name and a.name:
        return bool(theirs) and theirs <= _words(f"{a.name} {a.role}")
    if not a.name and not b.name and mine & theirs - {"de", "of"}:
        return True
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def _core(name: str, titles: frozenset[str]) -> frozenset[str]:
    words = _words(name)
    return (words - titles) or words


@lru_cache(maxsize=1_000)
def _words(name: str) -> frozenset[str]:
    return frozenset(fold(name).replace(".", " ").split())
