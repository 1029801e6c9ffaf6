"""Names as they are written: with a title, a kunya, capitals or none."""

from __future__ import annotations

from handlers.reading.folding import fold
from handlers.reading.layout import Layout
from handlers.reading.names_tables import borne, tables
from handlers.reading.page import Stretch

_DEPARTMENTS = frozenset(("dept", "department", "directorate", "ministry"))
_NAME_WORDS = 4
_TITLES = 6
_BRIEF = 2
_ABBREVIATED = 4


def named(layout: Layout, at: int) -> Stretch | None:
    """A title and the name after it, beginning at *at*."""
    words = layout.page.typed
    if at >= len(words) or words[at] not in layout.named("titles"):
        return None
    end = _titles_end(layout, at)
    if end > at and words[at] in layout.named("kin_titles") and _owned(layout, at):
        return None
    over = words[end : end + 1] and words[end] in layout.named("of")
    if end == at or (over and words[end - 1] in layout.named("roles")) or _rules_over(layout, end):
        return None
    arabic = words[at] >= "\u0600"
    last = _name_end(layout, end, arabic=arabic)
    bare = last == end + 1 and not layout.page.tokens[end].capital
    if bare and not arabic and not _plainly(layout, end):
        return None
    return Stretch(at, last) if last > end else None


def _owned(layout: Layout, at: int) -> bool:
    """Whether "his", "su", "sa" stands just before: "su mamá" is a relative, not Mama Rosa."""
    return at > 0 and layout.page.words[at - 1] in layout.named("possessives")


def _titles_end(layout: Layout, at: int) -> int:
    """Past the titles that begin at *at*, each with its full stop."""
    words, titles, end = layout.page.typed, layout.named("titles"), at
    while end < min(len(words), at + _TITLES) and words[end] in titles and _is_title(layout, end):
        end += 1
        stop = end < len(words) and words[end] == "." and close(layout, end)
        if stop and len(words[end - 1]) <= _ABBREVIATED:
            end += 1
    return end


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
    if title not in layout.named("common_titles") and title not in layout.named("roles"):
        return True
    after = Stretch(at + 1, at + 2)
    if at + 1 < len(words) and (
        layout.page.tokens[at + 1].capital or words[at + 1] in layout.named("titles")
    ):
        return title not in layout.named("roles") and title not in layout.named("common_titles")
    ends = (
        at + 1 >= len(words)
        or not words[at + 1][0].isalnum()
        or words[at + 1] in layout.named("with")
    )
    met = any(m.last >= at - 2 and m.first < at for m in layout.all("met") + layout.all("phone"))
    return title not in layout.named("common_titles") and (
        ends or met or layout.has(after, "verbs")
    )


def _is_title(layout: Layout, at: int) -> bool:
    """Whether the short words that are titles only before a name stand before one."""
    words, tokens = layout.page.typed, layout.page.tokens
    if words[at] not in layout.named("short_titles") or at + 1 >= len(words):
        return True
    dotted = words[at + 1] == "." and close(layout, at + 1)
    return dotted or (tokens[at].capital and tokens[at + 1].capital)


def close(layout: Layout, at: int) -> bool:
    """Whether nothing stands between the token at *at* and the one before."""
    return layout.page.tokens[at - 1].end == layout.page.tokens[at].start


def _name_end(layout: Layout, at: int, *, arabic: bool) -> int:
    tokens, start = layout.page.tokens, at
    while at < len(tokens) and at - start < _NAME_WORDS * 2:
        token = tokens[at]
        if (token.word in layout.named("particles") and _goes_on(layout, at + 1)) or (
            token.word == "-" and at > start and close(layout, at)
        ):
            at += 1
        elif _after_kunya(layout, at) and token.word.isalpha():
            at += 1
            break
        elif (token.capital and may_name(layout, at)) or (at == start and _loose(layout, at)):
            at += 1
            if not tokens[at - 1].capital and not arabic:
                return _surname_end(layout, at)
            if arabic:
                return _arabic_end(layout, at)
        else:
            break
    while at > start and (
        tokens[at - 1].word == "-" or tokens[at - 1].word in layout.named("particles")
    ):
        at -= 1
    return at


def _surname_end(layout: Layout, at: int) -> int:
    """One more small word after a small first name, where it is a name that people bear."""
    tokens = layout.page.tokens
    if at >= len(tokens) or tokens[at].capital or not _loose(layout, at):
        return at
    return at + 1 if tokens[at].word in borne() else at


def _arabic_end(layout: Layout, at: int) -> int:
    """One more word where a kunya's or family's begins with the article."""
    words = layout.page.typed
    if words[at - 1] in layout.named("kunya") and at < len(words) and _loose(layout, at):
        return at + 1
    if at < len(words) and words[at].startswith("ال") and _loose(layout, at):
        known = words[at] in layout.named("roles") or words[at] in layout.named("organisations")
        return at if known or words[at] in layout.named("titles") else at + 1
    return at


def _after_kunya(layout: Layout, at: int) -> bool:
    return at > 0 and layout.page.typed[at - 1] in layout.named("kunya")


def _goes_on(layout: Layout, at: int) -> bool:
    tokens = layout.page.tokens
    if at < len(tokens) and tokens[at].word == "-":
        at += 1
    return at < len(tokens) and tokens[at].capital and may_name(layout, at)


def may_name(layout: Layout, at: int) -> bool:
    """Whether the word at *at* may belong to a name: letters, and no everyday word."""
    word = layout.page.typed[at]
    return word[0].isalpha() and (word not in layout.named("stop") or layout.in_a_town(at))


def _loose(layout: Layout, at: int) -> bool:
    """Whether an uncapitalised word may still be a name: unknown, and all letters."""
    if at >= len(layout.page.typed):
        return False
    word = layout.page.typed[at]
    if word in layout.named("organisations") or layout.page.typed[at] in layout.named("roles"):
        return False
    return (
        word.isalpha()
        and len(word) > _BRIEF - 1
        and may_name(layout, at)
        and not layout.has(Stretch(at, at + 1), "verbs")
    )


def bare_name(layout: Layout, at: int, *, loose: bool = False) -> Stretch | None:
    """A name without a title: capitalised words, or where *loose* any unknown word."""
    tokens = layout.page.tokens
    end = at
    while end < len(tokens) and end - at < _NAME_WORDS:
        if tokens[end].word in layout.named("particles") and end > at and _goes_on(layout, end + 1):
            end += 1
        elif (
            (tokens[end].capital or (loose and end == at))
            and may_name(layout, end)
            and (tokens[end].capital or _loose(layout, end))
        ):
            if tokens[end].word in layout.named("roles"):
                break
            end += 1
        elif (
            tokens[end].word == "-"
            and end > at
            and close(layout, end)
            and _goes_on(layout, end + 1)
        ):
            end += 1
        else:
            break
    return Stretch(at, end) if end > at and not _department(layout, at, end) else None


def given_name(layout: Layout, at: int) -> Stretch | None:
    """A given name in Arabic letters, which have no capitals, and the family's after it."""
    words, end = layout.page.typed, at
    known = tables().stems
    while end < len(words) and end - at < _NAME_WORDS and fold(words[end]) in known:
        if words[end].isascii() or not _loose(layout, end):
            break
        end += 1
    return Stretch(at, _arabic_end(layout, end)) if end > at else None


def _department(layout: Layout, at: int, end: int) -> bool:
    """Whether what looks like a name is the first word of an office: "the Labour dept"."""
    words = layout.page.typed
    if words[end : end + 1] == () or words[end] not in layout.named("organisations"):
        return False
    return words[end] in _DEPARTMENTS or (at > 0 and words[at - 1] == "the")
