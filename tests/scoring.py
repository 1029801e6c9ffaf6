"""Scores what was understood from notes against what they mean.

A record is taken apart into facts: an agreement, its form, its end, a promise, who gave it, when it
is due … Items of a list are paired by the overlap of their words. Core facts are people, agreements
and promises with their attributes; a false agreement is one claimed where there is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

CORE = frozenset(
    (
        *("intent", "counterpart", "agreement", "agreement.form", "agreement.valid_until"),
        *("commitment", "commitment.by", "commitment.due"),
    )
)
_TITLES = frozenset(
    re.findall(
        r"\w+",
        "mr mrs ms dr col colonel gen general cmdr cdt capt captain maj major lt sheikh sh cheikh "
        "haji hajj don mme m madame sr sra lic ato u kak ugas mullah imam chief gov governor amb "
        "dg min abou el la le les the de du al",
    )
)
_LISTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "agreements": ("agreement", ("form", "valid_until")),
    "commitments": ("commitment", ("by", "due")),
    "refusals": ("refusal", ("by",)),
    "red_lines": ("red_line", ("of",)),
    "personal_facts": ("personal_fact", ("kind",)),
    "trust_events": ("trust_event", ("kind",)),
}
_ALIKE = 0.4
_NOTHING: tuple[object, ...] = (None, [], "")

Record = dict[str, Any]


def words(text: object) -> list[str]:
    """The words of *text* without accents or capitals."""
    plain = unicodedata.normalize("NFKD", str(text or "")).casefold()
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))


def overlap(a: object, b: object) -> float:
    """How far two texts share their words, 0 to 1."""
    mine, theirs = set(words(a)), set(words(b))
    if not mine or not theirs:
        return 0.0
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def name_match(a: object, b: object) -> bool:
    """Whether two names, titles aside, share at least half of the shorter."""
    mine, theirs = _bare(a), _bare(b)
    return bool(mine and theirs) and len(mine & theirs) / min(len(mine), len(theirs)) >= 0.5


def _bare(name: object) -> set[str]:
    said = words(name)
    return {word for word in said if word not in _TITLES} or set(said)


def pair(
    gold: Sequence[Any], claimed: Sequence[Any], like: Callable[[Any, Any], float]
) -> list[tuple[int, int]]:
    """One-to-one pairs of places in *gold* and *claimed*, the likeliest first."""
    scored = sorted(
        ((like(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(claimed)),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    for score, i, j in scored:
        if score >= _ALIKE and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


@dataclass
class Tally:
    """Facts that are right, claimed and true, by kind."""

    right: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    claimed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    true: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    false_agreements: int = 0

    def scalar(self, kind: str, gold: object, said: object, credit: float = 1.0) -> None:
        """Count one value of its kind."""
        self.true[kind] += gold not in _NOTHING
        self.claimed[kind] += said not in _NOTHING
        if gold not in _NOTHING and gold == said:
            self.right[kind] += credit

    def f1(self, kinds: Iterable[str] | None = None) -> float:
        """The F1 over *kinds*, or over all."""
        chosen = set(kinds) if kinds is not None else {*self.true, *self.claimed}
        right, claimed, true = (
            sum(counts.get(kind, 0) for kind in chosen)
            for counts in (self.right, self.claimed, self.true)
        )
        precision = right / claimed if claimed else 1.0
        recall = right / true if true else 1.0
        total = precision + recall
        return 2 * precision * recall / total if total else 0.0


def score(gold: Record, said: Record, asks: set[str], tally: Tally) -> None:
    """Add one note to *tally*; a value to be confirmed counts half when it was not asked about."""
    confirm = set(gold.get("needs_confirmation") or [])

    def credit(path: str) -> float:
        return 0.5 if path in confirm and path not in asks else 1.0

    for kind in ("intent", "date", "type", "level", "channel"):
        tally.scalar(kind, gold.get(kind), said.get(kind), credit(kind))
    step, told = gold.get("next_step") or {}, said.get("next_step") or {}
    tally.scalar("next_step.date", step.get("date"), told.get("date"), credit("next_step.date"))
    _people(gold, said, tally)
    for name, (kind, _) in _LISTS.items():
        _items(gold.get(name) or [], said.get(name) or [], kind, tally)
        _attributes(name, gold.get(name) or [], said.get(name) or [], credit, tally)


def _people(gold: Record, said: Record, tally: Tally) -> None:
    first, second = gold.get("introduced_by"), said.get("introduced_by")
    tally.true["introduced_by"] += bool(first)
    tally.claimed["introduced_by"] += bool(second)
    tally.right["introduced_by"] += bool(first and second and name_match(first, second))
    true, claimed = ([_who(p) for p in r.get("counterparts") or []] for r in (gold, said))
    tally.true["counterpart"] += len(true)
    tally.claimed["counterpart"] += len(claimed)
    tally.right["counterpart"] += len(pair(true, claimed, lambda a, b: float(name_match(a, b))))


def _who(person: Record) -> str:
    return str(person.get("name") or person.get("role") or "")


def _same(a: Record, b: Record) -> float:
    return overlap(a.get("text"), b.get("text"))


def _items(gold: list[Record], said: list[Record], kind: str, tally: Tally) -> None:
    pairs = pair(gold, said, _same)
    tally.true[kind] += len(gold)
    tally.claimed[kind] += len(said)
    tally.right[kind] += len(pairs)
    if kind == "agreement":
        tally.false_agreements += len(said) - len(pairs)


def _attributes(
    field_name: str,
    gold: list[Record],
    said: list[Record],
    credit: Callable[[str], float],
    tally: Tally,
) -> None:
    pairs = pair(gold, said, _same)
    left, over = {i for i, _ in pairs}, {j for _, j in pairs}
    fact, attributes = _LISTS[field_name]
    for name in attributes:
        kind = f"{fact}.{name}"
        for i, j in pairs:
            worth = credit(f"{field_name}[{i}].{name}")
            tally.scalar(kind, gold[i].get(name), said[j].get(name), worth)
        tally.true[kind] += sum(bool(g.get(name)) for i, g in enumerate(gold) if i not in left)
        tally.claimed[kind] += sum(bool(s.get(name)) for j, s in enumerate(said) if j not in over)
