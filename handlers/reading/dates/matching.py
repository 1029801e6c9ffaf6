"""Patterns over kinds of words, kept in one tree, so that a text is read in a single pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import product
from typing import Any

from handlers.reading.dates.draft import Ask, Values
from handlers.reading.dates.lexicon import Reading, bits
from handlers.reading.dates.pieces import Token, merged

Rule = Callable[[Values, Ask], Any]
"""Makes a value of what matched, or None where it makes no sense."""


class Node:
    """Where a pattern may go on, and the rules of patterns that end here."""

    __slots__ = ("next", "rules")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.rules: list[Rule] = []


Fit = tuple[int, Node, tuple[tuple[str, Token], ...]]
"""Where a match ends, the pattern's last node, and what was matched as which kind."""


class Stage:
    """One pass: where a pattern fits, its tokens become one of kind *makes*."""

    def __init__(self, makes: str, patterns: list[tuple[str, Rule]]) -> None:
        self.makes = makes
        self._patterns = patterns

    @cached_property
    def root(self) -> Node:
        """The tree of all patterns, grown when a text is first read."""
        root = Node()
        for pattern, rule in self._patterns:
            for kinds in _spelled(pattern):
                _add(root, kinds, rule)
        return root

    @cached_property
    def _roots(self) -> int:
        """The kinds that patterns begin with."""
        return bits(self.root.next)

    def kinds(self) -> Iterator[tuple[str, ...]]:
        """Every sequence of kinds that its patterns stand for."""
        return (kinds for pattern, _ in self._patterns for kinds in _spelled(pattern))

    def run(self, row: list[Token], tried: list[int], ask: Ask) -> list[Token]:
        """Return *row* with every fitting part made one, leftmost and longest first.

        It is looked at the places *tried* alone; where nothing fits, *row* itself is returned.
        """
        roots = self._roots
        made: list[Token] = []
        done = 0
        for at in [at for at in tried if row[at].tries & roots]:
            found = self._best(row, at, ask) if at >= done else None
            if found:
                made += (*row[done:at], found[0])
                done = found[1]
        return made + row[done:] if made else row

    def _best(self, row: list[Token], at: int, ask: Ask) -> tuple[Token, int] | None:
        fits: list[Fit] = []
        _walk(self.root, row, at, (), fits)
        if not fits:
            return None
        fits.sort(key=_length, reverse=True)
        for end, node, pairs in fits:
            values = Values(pairs, row, at, end)
            for rule in node.rules:
                made = rule(values, ask)
                if made is not None:
                    return _joined(self.makes, made, row[at:end]), end
        return None


def _add(node: Node, kinds: tuple[str, ...], rule: Rule) -> None:
    for kind in kinds:
        node = node.next.setdefault(kind, Node())
    if rule not in node.rules:
        node.rules.append(rule)


def _joined(makes: str, value: Any, parts: list[Token]) -> Token:
    language = next((r.language for p in parts for r in p.kinds.values() if r.language), "")
    return merged(parts, {makes: Reading(makes, value, language)})


def _walk(
    node: Node, row: list[Token], at: int, pairs: tuple[tuple[str, Token], ...], fits: list[Fit]
) -> None:
    """Collect every way a pattern fits from *at* on; the tree is shallow, so these are few."""
    if node.rules:
        fits.append((at, node, pairs))
    if at >= len(row) or not node.next:
        return
    token = row[at]
    for kind in token.kinds:
        after = node.next.get(kind)
        if after is not None:
            _walk(after, row, at + 1, (*pairs, (kind, token)), fits)


def _length(fit: Fit) -> int:
    return fit[0]


def _spelled(pattern: str) -> Iterator[tuple[str, ...]]:
    """Yield the plain sequences of kinds that *pattern* stands for (``a|b`` and ``c?``)."""
    choices = []
    for part in pattern.split():
        kinds = part.rstrip("?").split("|")
        choices.append([*kinds, ""] if part.endswith("?") else kinds)
    for chosen in product(*choices):
        yield tuple(kind for kind in chosen if kind)
