"""Where people are named or called by what they are: titles, names, roles, organisations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from handlers.reading.layout import Layout
from handlers.reading.page import Stretch

_PARTICLES = frozenset(
    "al el ul bin ibn ben ould ag abu abou abo bint van von de del della di da dos ad as ash d' l' 'd".split()
)
_OF = frozenset("of de du des d' del da do dos des for l' la le los las the ال at".split())
_NAME_WORDS = 4
_TITLES = 6
_MOST = 60
"""Mentions after which a text is no note any more and the rest is left alone."""
_LOOSE_WORDS = 2
_ROLE_WORDS = 6
_BRIEF = 2
_KUNYA = frozenset("abu abou abo umm oum um ابو ام im em".split())
_ABBREVIATED = 4
_COMMON = frozenset(
    "general major mayor don king queen prince father sister brother uncle chief chef president minister director deputy elder judge secretary inspector miss sir madam mama padre père soeur frère directeur frere pere hermana cabo presidente juez inspector secretario jefe chefe dona professor prof imam".split()
)
_SPECIAL = frozenset("u m me p a sh min د م ا el la fr mr mp an fi".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """One person as named in one place."""

    at: Stretch
    name: Stretch | None = None
    role: Stretch | None = None
    organisation: Stretch | None = None
    titled: bool = False
    kin: bool = False
    """Named only as someone's relative or property."""


def mentions(layout: Layout) -> list[Mention]:
    """Everyone named with a title or called by a role, in order."""
    kept = layout.memo.get("mentions")
    if kept is None:
        kept = layout.memo["mentions"] = _mentions(layout)
    return kept


def _mentions(layout: Layout) -> list[Mention]:
    found: list[Mention] = []
    at = 0
    while at < len(layout.page.tokens) and len(found) < _MOST:
        one = _person(layout, at)
        if one is None:
            at += 1
            continue
        one = _beside(layout, one)
        if found and _continues(layout, found[-1], one):
            found[-1] = _joined(found[-1], one)
        else:
            found.append(one)
        at = max(one.at.last, at + 1)
    return found


def _person(layout: Layout, at: int) -> Mention | None:
    name = named(layout, at)
    if name:
        aide = _aide(layout, name)
        if aide:
            return aide
        return Mention(name, name=name, titled=True)
    role = role_at(layout, at)
    if role is None:
        return None
    kin = _kin_of(layout, role)
    if kin:
        return Mention(kin, kin=True)
    if _is_office(layout, role.last):
        return None
    after = named(layout, role.last) if role.last < len(layout.page.tokens) else None
    if after:
        return Mention(Stretch(role.first, after.last), name=after, role=role, titled=True)
    bare = bare_name(layout, role.last)
    if bare and not _is_place(layout, role):
        return Mention(Stretch(role.first, bare.last), name=bare, role=role, titled=True)
    return _qualified(layout, role) or Mention(role, role=role)


def _qualified(layout: Layout, role: Stretch) -> Mention | None:
    """A role with an adjective or a quotation mark before the name."""
    words, at = layout.page.typed, role.last
    if at + 1 >= len(words):
        return None
    quoted = words[at] in {"'", '"', "«"}
    if not quoted and not (words[at].isalpha() and _may_name(layout, at)):
        return None
    name = named(layout, at + 1) or (bare_name(layout, at + 1) if quoted else None)
    if name is None:
        return None
    whole = role if quoted else Stretch(role.first, at + 1)
    return Mention(Stretch(role.first, name.last), name=name, role=whole, titled=True)


def _kin_of(layout: Layout, role: Stretch) -> Stretch | None:
    """A relative known by an official: "Gov's brother"."""
    words, at = layout.page.typed, role.last
    if (
        words[at : at + 1] == ("'s",)
        and at + 1 < len(words)
        and words[at + 1] in layout.named("kin")
    ):
        return Stretch(role.first, at + 2)
    return None


def _is_office(layout: Layout, at: int) -> bool:
    """Whether what looked like a role is part of an office's name: "Gov. office"."""
    return (
        layout.page.typed[at : at + 1] != ()
        and layout.page.typed[at] in layout.named("organisations")
        and layout.page.typed[at - 1] not in _OF
    )


def _aide(layout: Layout, name: Stretch) -> Mention | None:
    """Someone known by whom they serve: "Gen Aung's aide"."""
    if layout.page.typed[name.last : name.last + 1] != ("'s",):
        return None
    role = role_at(layout, name.last + 1)
    return (
        Mention(Stretch(name.first, role.last), role=Stretch(name.first, role.last))
        if role
        else None
    )


def _is_place(layout: Layout, role: Stretch) -> bool:
    return layout.page.typed[role.last - 1] in _OF


def named(layout: Layout, at: int) -> Stretch | None:
    """A title and the name after it, beginning at *at*."""
    titles = layout.named("titles")
    end = at
    words = layout.page.typed
    while end < min(len(words), at + _TITLES) and words[end] in titles and _is_title(layout, end):
        end += 1
        if (
            end < len(words)
            and words[end] == "."
            and _close(layout, end)
            and len(words[end - 1]) <= _ABBREVIATED
        ):
            end += 1
    over = end < len(words) and words[end] in _OF and words[end - 1] in layout.named("roles")
    if end == at or over or _rules_over(layout, end):
        return None
    last = _name_end(layout, end, arabic=words[at] >= "\u0600")
    if (
        last == end + 1
        and not layout.page.tokens[end].capital
        and words[at] < "\u0600"
        and not _plainly(layout, end)
    ):
        return None
    return Stretch(at, last) if last > end else None


def _rules_over(layout: Layout, at: int) -> bool:
    """Whether an Arabic title without article is followed by what it is over."""
    words = layout.page.typed
    if at >= len(words) or words[at - 1] < "\u0600":
        return False
    return (
        words[at - 1] in layout.named("roles")
        and not words[at - 1].startswith("ال")
        and words[at].startswith("ال")
    )


def _plainly(layout: Layout, at: int) -> bool:
    """Whether an uncapitalised word after a title is a name: the title is no common word."""
    words = layout.page.typed
    title = words[at - 1] if words[at - 1] != "." else words[at - 2]
    if title not in _COMMON and title not in layout.named("roles"):
        return True
    after = Stretch(at + 1, at + 2)
    if at + 1 < len(words) and (
        layout.page.tokens[at + 1].capital or words[at + 1] in layout.named("titles")
    ):
        return title not in layout.named("roles") and title not in _COMMON
    ends = (
        at + 1 >= len(words)
        or not words[at + 1][0].isalnum()
        or words[at + 1] in layout.named("with")
    )
    met = any(m.last >= at - 2 and m.first < at for m in layout.all("met") + layout.all("phone"))
    return title not in _COMMON and (ends or met or layout.has(after, "verbs"))


def _is_title(layout: Layout, at: int) -> bool:
    """Whether the short words that are titles only before a name stand before one."""
    words, tokens = layout.page.typed, layout.page.tokens
    if words[at] not in _SPECIAL or at + 1 >= len(words):
        return True
    dotted = words[at + 1] == "." and _close(layout, at + 1)
    return dotted or (tokens[at].capital and tokens[at + 1].capital)


def _close(layout: Layout, at: int) -> bool:
    return layout.page.tokens[at - 1].end == layout.page.tokens[at].start


def _name_end(layout: Layout, at: int, *, arabic: bool) -> int:
    tokens, start = layout.page.tokens, at
    while at < len(tokens) and at - start < _NAME_WORDS * 2:
        token = tokens[at]
        if token.word in _PARTICLES and _goes_on(layout, at + 1):
            at += 1
        elif token.word == "-" and at > start and _close(layout, at):
            at += 1
        elif _after_kunya(layout, at) and token.word.isalpha():
            at += 1
            break
        elif token.capital and _may_name(layout, at) or (at == start and _loose(layout, at)):
            at += 1
            if not tokens[at - 1].capital and not arabic:
                break
            if arabic:
                return _arabic_end(layout, at)
        else:
            break
    while at > start and tokens[at - 1].word in {"-", *_PARTICLES}:
        at -= 1
    return at


def _arabic_end(layout: Layout, at: int) -> int:
    """One more word where a kunya's or family's begins with the article."""
    words = layout.page.typed
    if words[at - 1] in _KUNYA and at < len(words) and _loose(layout, at):
        return at + 1
    if at < len(words) and words[at].startswith("ال") and _loose(layout, at):
        known = words[at] in layout.named("roles") or words[at] in layout.named("organisations")
        return at if known or words[at] in layout.named("titles") else at + 1
    return at


def _after_kunya(layout: Layout, at: int) -> bool:
    return at > 0 and layout.page.typed[at - 1] in _KUNYA


def _goes_on(layout: Layout, at: int) -> bool:
    tokens = layout.page.tokens
    if at < len(tokens) and tokens[at].word == "-":
        at += 1
    return at < len(tokens) and tokens[at].capital and _may_name(layout, at)


def _may_name(layout: Layout, at: int) -> bool:
    word = layout.page.typed[at]
    return word[0].isalpha() and word not in layout.named("stop")


def _loose(layout: Layout, at: int) -> bool:
    """Whether an uncapitalised word may still be a name: unknown, and all letters."""
    if at >= len(layout.page.typed):
        return False
    word = layout.page.typed[at]
    if word in layout.named("organisations"):
        return False
    return (
        word.isalpha()
        and len(word) > _BRIEF - 1
        and _may_name(layout, at)
        and not layout.has(Stretch(at, at + 1), "verbs")
    )


def bare_name(layout: Layout, at: int, *, loose: bool = False) -> Stretch | None:
    """A name without a title: capitalised words, or where *loose* any unknown word."""
    tokens = layout.page.tokens
    end = at
    while end < len(tokens) and end - at < _NAME_WORDS:
        if tokens[end].word in _PARTICLES and end > at and _goes_on(layout, end + 1):
            end += 1
        elif (
            (tokens[end].capital or (loose and end == at))
            and _may_name(layout, end)
            and (tokens[end].capital or _loose(layout, end))
        ):
            if tokens[end].word in layout.named("roles"):
                break
            end += 1
        elif (
            tokens[end].word == "-"
            and end > at
            and _close(layout, end)
            and _goes_on(layout, end + 1)
        ):
            end += 1
        else:
            break
    return Stretch(at, end) if end > at else None


def role_at(layout: Layout, at: int) -> Stretch | None:
    """A role with what goes before and after it: "prov. dir. of Economy", "chef de village"."""
    words, roles, before = layout.page.typed, layout.named("roles"), layout.named("role_before")
    end = at
    while end < len(words) and end - at < _ROLE_WORDS:
        if words[end] in roles or words[end] in before:
            end += 1
        elif (
            words[end] in {".", "-", "'s"}
            and end > at
            and _close(layout, end)
            and end + 1 < len(words)
            and (words[end + 1] in roles or words[end + 1] in before)
        ):
            end += 1
        else:
            break
    while end > at and words[end - 1] not in roles:
        end -= 1
    if end == at or not any(words[i] in roles for i in range(at, end)):
        return None
    if end < len(words) and words[end] == "." and _close(layout, end) and len(words[end - 1]) < 5:
        end += 1
    return Stretch(at, _complement(layout, end))


def _complement(layout: Layout, at: int) -> int:
    """Past "of Customs", "de village de Boni", "Adré": what the role is over."""
    words, tokens = layout.page.typed, layout.page.tokens
    arabic = words[at - 1] >= "\u0600"
    start = at
    while at < len(words) and at - start < _ROLE_WORDS:
        if arabic:
            if (
                at - start >= _BRIEF
                or not words[at].isalpha()
                or (words[at] in layout.named("stop") and words[at] not in {"الجديد", "الجديده"})
                or words[at] in layout.named("titles")
            ):
                break
            at += 1
        elif words[at] in _OF and at + 1 < len(words) and words[at + 1][0].isalpha():
            step = at + 1
            while step < len(words) and words[step] in _OF:
                step += 1
            if step >= len(words) or not _may_be_over(layout, step):
                break
            at = step + 1
        elif (
            at > start
            and words[at].isalpha()
            and words[at + 1 : at + 2] == ("(",)
            and _may_name(layout, at)
        ):
            at += 1
        elif (
            tokens[at].capital
            and at == start
            and _may_name(layout, at)
            and not _is_person(layout, at)
        ):
            if (
                layout.page.typed[at - 1] in layout.named("titles")
                and words[at - 1] in layout.named("roles")
                and tokens[at - 1].capital
            ):
                break
            at += 1
        elif (
            at > start
            and tokens[at].capital
            and tokens[at - 1].capital
            and _may_name(layout, at)
            and not _is_person(layout, at)
        ):
            at += 1
        else:
            break
    return at


def _may_be_over(layout: Layout, at: int) -> bool:
    word = layout.page.typed[at]
    clear = word in layout.named("organisations") or not layout.has(Stretch(at, at + 1), "verbs")
    return (
        word[0].isalpha()
        and clear
        and not _is_person(layout, at)
        and word not in layout.named("us")
        and not word.startswith("'")
    )


def _is_person(layout: Layout, at: int) -> bool:
    return named(layout, at) is not None


def _beside(layout: Layout, one: Mention) -> Mention:
    """*one* with what stands in brackets or after a comma beside it."""
    words = layout.page.typed
    end = one.at.last
    if end < len(words) and words[end] == "(":
        close = next((i for i in range(end, min(end + 14, len(words))) if words[i] == ")"), None)
        if close:
            one = _bracketed(layout, one, Stretch(end + 1, close))
            end = close + 1
    return _after_comma(layout, replace(one, at=Stretch(one.at.first, end)))


def _bracketed(layout: Layout, one: Mention, inside: Stretch) -> Mention:
    who = next((n for i in range(inside.first, inside.last) if (n := named(layout, i))), None)
    if who and layout.page.typed[one.at.last - 1] in layout.named("kin"):
        return _relative(layout, one, who, inside)
    if who is None and one.name is None:
        who = bare_name(layout, inside.first)
    if who and who.last <= inside.last and one.name is None:
        return replace(one, name=who, titled=True)
    role = next((r for i in range(inside.first, inside.last) if (r := role_at(layout, i))), None)
    if role and one.role is None:
        before = Stretch(inside.first, role.first)
        return replace(
            one,
            role=Stretch(role.first, min(role.last, inside.last)),
            organisation=before if before else one.organisation,
        )
    digits = any(layout.page.typed[i][0].isdigit() for i in range(inside.first, inside.last))
    return (
        one
        if digits or layout.has(Stretch(inside.first - 1, inside.last), "ours")
        else replace(one, organisation=inside)
    )


def _relative(layout: Layout, one: Mention, who: Stretch, inside: Stretch) -> Mention:
    role = role_at(layout, inside.first)
    return replace(one, name=who, role=role, titled=True)


def _after_comma(layout: Layout, one: Mention) -> Mention:
    words, end = layout.page.typed, one.at.last
    if end + 1 >= len(words) or words[end] not in {",", "،", "-"}:
        return one
    role = role_at(layout, end + 1)
    if (
        role
        and one.role is None
        and named(layout, role.first) is None
        and named(layout, role.last) is None
    ):
        return replace(one, role=role, at=Stretch(one.at.first, role.last))
    place = None if named(layout, end + 1) else bare_name(layout, end + 1)
    after = words[place.last : place.last + 1] if place else ()
    if (
        place
        and (not after or after[0] in {".", ",", ":", "-", "\n", ")"})
        and one.organisation is None
    ):
        return replace(one, organisation=place, at=Stretch(one.at.first, place.last))
    return one


def _continues(layout: Layout, last: Mention, one: Mention) -> bool:
    """Whether *one* only says more of *last*: a role, a comma or bracket, then the name."""
    if last.name or not one.name or last.at.last > one.at.first:
        return False
    between = layout.page.typed[last.at.last : one.at.first]
    return len(between) <= _BRIEF and all(
        w in {",", "(", ":", "،", "'", '"', "the", "-", "l'", ".", "=", "le", "la", "el"}
        for w in between
    )


def _joined(last: Mention, one: Mention) -> Mention:
    at = Stretch(last.at.first, one.at.last)
    return replace(one, at=at, role=last.role, organisation=one.organisation or last.organisation)


def subjects(layout: Layout) -> list[Stretch]:
    """Untitled names that open a clause and do something: "Rashid called the checkpoint"."""
    kept = layout.memo.get("subjects")
    if kept is None:
        kept = layout.memo["subjects"] = list(_subjects(layout))
    return kept


def _subjects(layout: Layout) -> Iterator[Stretch]:
    for clause in layout.clauses:
        first = clause.at.first
        if layout.page.typed[first] in layout.named("not_names"):
            continue
        name = bare_name(layout, first)
        if name is None or name.last >= len(layout.page.typed):
            continue
        after = layout.page.typed[name.last]
        if after == "(" or layout.has(Stretch(name.last, name.last + 1), "verbs"):
            yield name
