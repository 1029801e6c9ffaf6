"""What people are: a role with what goes before it and what it is over."""

from __future__ import annotations

from handlers.reading.layout import Layout
from handlers.reading.naming import close, may_name, named
from handlers.reading.page import Stretch

_ROLE_WORDS = 6
_BRIEF = 2
_ABBREVIATED = 4
_ARTICLES = frozenset(("le", "la", "l'", "el", "the", "o", "a"))
_NEW = frozenset(("الجديد", "الجديده"))


def role_at(layout: Layout, at: int) -> Stretch | None:
    """A role with what goes before and after it: "prov. dir. of Economy", "chef de village"."""
    words, roles = layout.page.typed, layout.named("roles")
    if at >= len(words) or words[at] not in layout.either("roles", "role_before", "before_role"):
        return None
    end = _after_politeness(layout, at)
    at_role = end
    while end < min(len(words), at + _ROLE_WORDS) and _goes_on(layout, at, end):
        end += 1
    while end > at_role and words[end - 1] not in roles:
        end -= 1
    if end == at_role:
        return None
    stop = end < len(words) and words[end] == "." and close(layout, end)
    if stop and len(words[end - 1]) <= _ABBREVIATED:
        end += 1
    return Stretch(at, _arabic(layout, end) if words[end - 1] >= "\u0600" else _over(layout, end))


def _after_politeness(layout: Layout, at: int) -> int:
    """Past "Monsieur le" or "Madame la" where a role follows, else *at* itself."""
    words = layout.page.typed
    if at + 2 >= len(words) or words[at] not in layout.named("before_role"):
        return at
    step = at + 2 if words[at + 1] == "." else at + 1
    if step + 1 >= len(words) or words[step] not in _ARTICLES:
        return at
    known = layout.either("roles", "role_before")
    return step + 1 if words[step + 1] in known else at


def _goes_on(layout: Layout, at: int, end: int) -> bool:
    """Whether the word at *end* is a role, goes before one, or is a mark between two such."""
    words, known = layout.page.typed, layout.either("roles", "role_before")
    if words[end] in known:
        return True
    joins = words[end] in {".", "-", "'s"} and end > at and close(layout, end)
    return joins and end + 1 < len(words) and words[end + 1] in known


def _arabic(layout: Layout, at: int) -> int:
    """Past the one or two words that an Arabic role is over."""
    words, start = layout.page.typed, at
    stop, titles = layout.named("stop"), layout.named("titles")
    while at < min(len(words), start + _BRIEF):
        word = words[at]
        if not word.isalpha() or word in titles or (word in stop and word not in _NEW):
            break
        at += 1
    return at


def _over(layout: Layout, at: int) -> int:
    """Past "of Customs", "de village de Boni", "Adré": what the role is over."""
    start = at
    adjectives = layout.named("role_after")
    while at < len(layout.page.typed) and layout.page.typed[at] in adjectives:
        at += 1
    while at < min(len(layout.page.typed), start + _ROLE_WORDS):
        after = _after_of(layout, at) or _place(layout, at, start)
        if not after:
            break
        at = after
    return at


def _after_of(layout: Layout, at: int) -> int:
    """Past "of the port", or 0 where no such words begin at *at*."""
    words, of = layout.page.typed, layout.named("of")
    step = at
    while step < len(words) and words[step] in of:
        step += 1
    if step == at or step >= len(words) or not _may_be_over(layout, step):
        return 0
    return step + 1


def _place(layout: Layout, at: int, start: int) -> int:
    """Past a capitalised place, or an adjective before a bracket; else 0."""
    words, tokens = layout.page.typed, layout.page.tokens
    if not may_name(layout, at) or named(layout, at):
        return 0
    if at > start:
        bracket = words[at].isalpha() and words[at + 1 : at + 2] == ("(",)
        return at + 1 if bracket or (tokens[at].capital and tokens[at - 1].capital) else 0
    titled = words[at - 1] in layout.named("titles") and tokens[at - 1].capital
    return at + 1 if tokens[at].capital and not titled else 0


def _may_be_over(layout: Layout, at: int) -> bool:
    word = layout.page.typed[at]
    clear = word in layout.named("organisations") or not layout.has(Stretch(at, at + 1), "verbs")
    return (
        word[0].isalpha()
        and clear
        and not named(layout, at)
        and word not in layout.named("us")
        and not word.startswith("'")
    )
