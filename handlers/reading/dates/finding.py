"""Which of the things that look like dates in a text are dates."""

from __future__ import annotations

from dataclasses import replace

from handlers.reading.dates.draft import Ask, Draft
from handlers.reading.dates.grammar import STAGES
from handlers.reading.dates.joins import with_clock
from handlers.reading.dates.rules import moved
from handlers.reading.dates.tokens import Token, tokens
from handlers.reading.note import Span, Sure

_ANY = frozenset({"by", "bythe", "on", "since", "after", "before"})
_SINCE = frozenset({"gone"})
_CUES = {
    "on": frozenset({"on", "by", "bythe", "since", "before", "every"}),
    "in_month": frozenset({"in_month", "by", "since", "before"}),
    "any_month": frozenset({"in_month", "for_month", "by", "since", "before"}),
    "in_feast": frozenset({"in_feast", "by", "bythe", "before", "after", "since"}),
    "by": _ANY,
}
_FILLERS = (
    frozenset(
        {
            "the",
            "dayword",
            "comma",
            "follow",
            "at",
            "in",
            "in_month",
            "in_feast",
            "to",
            "from",
            "and",
            "every",
            "this",
            "dash",
            "of",
            "over",
        }
    )
    | _ANY
)
_NAMES = frozenset({"sunday", "friday", "monday", "domingo"})
_STOPS = frozenset(".;!?()")
_NEARBY = 8
"""Words between a day and the time of day that belongs to it."""


def read(text: str, ask: Ask) -> list[Token]:
    """Return the tokens of *text* after every pass of the grammar."""
    row = tokens(text, ask.language)
    for stage in STAGES:
        row = stage.run(row, ask)
    return row


def drafts(text: str, ask: Ask) -> list[tuple[Draft, Span]]:
    """Return what counts as a date in a sentence, in order, each with its place."""
    row = read(text, ask)
    kept: list[tuple[Draft, Span]] = []
    last = -_NEARBY
    for at, token in enumerate(row):
        draft = _draft(token)
        if token.raw in _STOPS:
            last = -_NEARBY
        if "and" in token.kinds and kept and kept[-1][0].kind == "clock":
            last = -_NEARBY
        if draft is None or not _counts(draft, row, at):
            continue
        if draft.kind == "clock" and at - last < _NEARBY and _timeless(kept[-1][0]):
            kept[-1] = with_clock(kept[-1][0], draft), kept[-1][1]
            continue
        if kept and kept[-1][0].kind == "clock" and at - last <= _NEARBY // 2 and _timeless(draft):
            draft = with_clock(draft, kept.pop()[0])
        if _cued(row, at, _SINCE, ""):
            draft = replace(draft, past=True)
        last = at
        kept.append((draft, Span(token.start, token.end)))
    return kept


def _timeless(draft: Draft) -> bool:
    return draft.at is None and draft.until is None and draft.kind != "clock"


def whole(text: str, ask: Ask) -> tuple[Draft, Span] | None:
    """Return the only date of a text that says nothing else."""
    found: tuple[Draft, Span] | None = None
    row = read(text, ask)
    for at, token in enumerate(row):
        draft = _draft(token) or _length(token, ask)
        if draft is None:
            if token.raw[:1].isalnum() and not token.kinds.keys() & _FILLERS:
                return None
            continue
        if found is not None:
            return None
        gone = _cued(row, at, _SINCE, "")
        found = replace(draft, past=gone), Span(token.start, token.end)
    return found


def _draft(token: Token) -> Draft | None:
    for kind in ("day", "clk"):
        if kind in token.kinds:
            draft: Draft = token.value(kind)
            return None if draft.kind == "none" else draft
    return None


def _length(token: Token, ask: Ask) -> Draft | None:
    if "dur" not in token.kinds:
        return None
    count, unit = token.value("dur")
    if unit in ("hour", "minute"):
        return None
    day = moved(ask.today, count, unit, ask)
    return Draft(day, sure=Sure.LIKELY) if day else None


def _counts(draft: Draft, row: list[Token], at: int) -> bool:
    if draft.kind == "weekday" and (_surnamed(row, at) if draft.needs else _is_name(row, at)):
        return False
    if (
        draft.kind == "relative"
        and row[at].raw.lower() == "mañana"
        and at
        and row[at - 1].text == "la"
    ):
        return False
    if not draft.needs:
        return True
    wanted = _CUES.get(draft.needs)
    return wanted is not None and _cued(row, at, wanted, draft.language)


def _cued(row: list[Token], at: int, wanted: frozenset[str], language: str) -> bool:
    """Whether a word before the date (articles apart) shows that a date is meant."""
    for back in range(at - 1, max(at - 4, -1), -1):
        kinds = row[back].kinds
        if any(kind in kinds and language in ("", kinds[kind].language) for kind in wanted):
            return True
        if not kinds.keys() & {"the", "dayword", "of"}:
            return False
    return False


def _is_name(row: list[Token], at: int) -> bool:
    """Whether a capitalised weekday is somebody's name: Sunday Okafor, Don Domingo."""
    token = row[at]
    if not token.raw[:1].isupper() or token.raw.lower() not in _NAMES:
        return False
    if token.end - token.start != len(token.raw):
        return False
    before = row[at - 1] if at else None
    cued = before is not None and before.kinds.keys() & (_ANY | {"to", "every"})
    if cued and before is not None and "person" not in before.kinds:
        return False
    called = before is not None and "person" in before.kinds and "and" not in before.kinds
    return called or _surnamed(row, at)


def _surnamed(row: list[Token], at: int) -> bool:
    """Whether a capitalised word with a capitalised unknown one behind it reads as a full name."""
    if at + 1 >= len(row) or not row[at].raw[:1].isupper():
        return False
    after = row[at + 1]
    return not after.kinds and after.raw[:1].isupper() and after.raw[1:2].islower()
