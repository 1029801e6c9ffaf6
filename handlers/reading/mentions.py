"""Where people are named or called by what they are, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace

from handlers.reading.layout import Layout
from handlers.reading.naming import bare_name, may_name, named
from handlers.reading.page import Stretch
from handlers.reading.roles import role_at
from storage.values import dataclass

_MOST = 60
"""Mentions after which a text is no note any more and the rest is left alone."""
_BRIEF = 2
_PLACE = 4


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
    ours = {cue.first: cue.last for cue in layout.all("mandator")}
    at, words = 0, layout.page.typed
    first = layout.either("titles", "roles", "role_before", "before_role")
    while at < len(words) and len(found) < _MOST:
        one = _person(layout, at) if words[at] in first and at not in ours else None
        if one is None:
            at = ours.get(at, at + 1)
            continue
        one = _beside(layout, one)
        if found and _continues(layout, found[-1], one):
            found[-1] = _joined(found[-1], one)
        else:
            found.append(one)
        at = max(one.at.last, at + 1)
    return found


def _person(layout: Layout, at: int) -> Mention | None:
    polite = layout.page.typed[at] in layout.named("before_role")
    name = None if polite and role_at(layout, at) else named(layout, at)
    if name:
        return _aide(layout, name) or Mention(name, name=name, titled=True)
    return _holder(layout, at)


def _holder(layout: Layout, at: int) -> Mention | None:
    """Somebody called by a role that begins at *at*, with the name that follows it."""
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
    if not quoted and not (words[at].isalpha() and may_name(layout, at)):
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
        and layout.page.typed[at - 1] not in layout.named("of")
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
    return layout.page.typed[role.last - 1] in layout.named("of")


def _beside(layout: Layout, one: Mention) -> Mention:
    """*one* with what stands in brackets or after a comma beside it."""
    words = layout.page.typed
    end = one.at.last
    if end < len(words) and words[end] == "(":
        close = next((i for i in range(end, min(end + 14, len(words))) if words[i] == ")"), None)
        if close:
            one = _bracketed(layout, one, Stretch(end + 1, close))
            end = close + 1
        one = replace(one, at=Stretch(one.at.first, end))
    return _after_comma(layout, one)


def _bracketed(layout: Layout, one: Mention, inside: Stretch) -> Mention:
    who = next((n for i in range(inside.first, inside.last) if (n := named(layout, i))), None)
    if who and layout.page.typed[one.at.last - 1] in layout.named("kin"):
        return _relative(layout, one, who, inside)
    named_after = inside.last + 2 < len(layout.page.typed) and named(layout, inside.last + 2)
    if who is None and one.name is None and not named_after:
        who = bare_name(layout, inside.first)
    if who and who.last <= inside.last and one.name is None:
        return replace(one, name=who, titled=True)
    role = next((r for i in range(inside.first, inside.last) if (r := role_at(layout, i))), None)
    if role and one.role is None:
        before = Stretch(inside.first, role.first)
        return replace(
            one,
            role=Stretch(role.first, min(role.last, inside.last)),
            organisation=before or one.organisation,
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
    if not one.name or last.at.last > one.at.first:
        return False
    between = layout.page.typed[last.at.last : one.at.first]
    if last.name:
        return not between and layout.page.typed[one.at.first] in layout.named("kunya")
    between = between[_place_length(layout, last.at.last, one.at.first) :]
    return len(between) <= _BRIEF and all(
        w in {",", "(", ":", "،", "'", '"', "the", "-", "l'", ".", "=", "le", "la", "el"}
        for w in between
    )


def _place_length(layout: Layout, at: int, before: int) -> int:
    """How many tokens say where between a role and its holder's name: "à l'immigration"."""
    words = layout.page.typed
    if at >= before or words[at] not in layout.named("in_place"):
        return 0
    step = at + 1
    while step < before and (words[step][0].isalpha() and step - at < _PLACE):
        step += 1
    return step - at


def _joined(last: Mention, one: Mention) -> Mention:
    at = Stretch(last.at.first, one.at.last)
    if last.name:
        whole = Stretch(last.name.first, one.at.last)
        return replace(last, at=at, name=whole, organisation=one.organisation or last.organisation)
    return replace(one, at=at, role=last.role, organisation=one.organisation or last.organisation)


def mentions_of(layout: Layout) -> list[Stretch]:
    """Where people are named; kept with the layout, for it is asked often."""
    kept = layout.memo.get("people_at")
    if kept is None:
        kept = layout.memo["people_at"] = [m.at for m in mentions(layout)]
    return kept
