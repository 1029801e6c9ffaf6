"""Which of the things that look like dates in a text are dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.reading.dates import calendar, grammar
from handlers.reading.dates.called import is_name
from handlers.reading.dates.draft import Ask, Draft
from handlers.reading.dates.joins import with_clock
from handlers.reading.dates.pieces import Token
from handlers.reading.dates.rules import moved
from handlers.reading.dates.tokens import tokens
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
_LISTING = frozenset({"and", "comma"})
_STEP = 2
"""From one of several days to the next, over the word or comma between."""
_STOPS = frozenset(".;!?()")
_NEARBY = 8
"""Words between a day and the time of day that belongs to it."""


def read(text: str, ask: Ask) -> list[Token]:
    """Return the tokens of *text* after every pass of the grammar."""
    row = tokens(text, ask.language)
    _leave_alone(row)
    tried = _tried(row)
    for stage in grammar.STAGES:
        made = stage.run(row, tried, ask)
        if made is not row:
            row, tried = made, _tried(made)
    return row


def _tried(row: list[Token]) -> list[int]:
    """Return where in *row* a date may begin."""
    return [at for at, token in enumerate(row) if token.tries]


def _leave_alone(row: list[Token]) -> None:
    """Try nothing from tokens on that only small words follow, up to one that is in no date."""
    telling, every = grammar.telling()
    told = False
    for token in reversed(row):
        if token.tries & telling:
            told = True
        elif not token.tries & every:
            told = False
        elif not told:
            token.tries = 0


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
        if draft is None or not _counts(draft, row, at) or is_name(text, row, at, draft, ask):
            continue
        if draft.kind == "clock" and at - last < _NEARBY and _timeless(kept[-1][0]):
            kept[-1] = with_clock(kept[-1][0], draft), kept[-1][1]
            continue
        if kept and kept[-1][0].kind == "clock" and at - last <= _NEARBY // 2 and _timeless(draft):
            draft = with_clock(draft, kept.pop()[0])
        if _cued(row, at, _SINCE, ""):
            draft = replace(draft, past=True)
        last = at
        _name_the_month(kept, draft, row, at)
        kept += _days_before(draft, row, at, kept[-1][1].end if kept else 0)
        kept.append((draft, Span(token.start, token.end)))
    return kept


def _name_the_month(kept: list[tuple[Draft, Span]], last: Draft, row: list[Token], at: int) -> None:
    """Let the month behind the last of several days (``le 10 et le 17 mars``) be that of all."""
    for place in range(len(kept) - 1, -1, -1):
        draft, span = kept[place]
        if last.kind != "date" or draft.kind != "number" or at < _STEP or not last.day:
            return
        if not row[at - 1].kinds.keys() & _LISTING or row[at - _STEP].end != span.end:
            return
        if draft.day and (day := _in_month(last.day, draft.day.day)):
            kept[place] = replace(draft, day=day, kind="date"), span
        at -= _STEP


def _days_before(draft: Draft, row: list[Token], at: int, read: int) -> list[tuple[Draft, Span]]:
    """Return the days said before a full date and not *read* yet: ``3, 10 and 17 December``."""
    found: list[tuple[Draft, Span]] = []
    if draft.kind != "date" or draft.until or not draft.day:
        return found
    wanted, latest = frozenset({"and"}), draft.day.day
    while at >= _STEP and row[at - 1].kinds.keys() & wanted:
        token = row[at - _STEP]
        number = 0 if token.start < read else _number(token)
        day = _in_month(draft.day, number) if 1 <= number < latest else None
        if day is None:
            break
        found.insert(0, (Draft(day), Span(token.start, token.end)))
        wanted, latest, at = _LISTING, number, at - _STEP
    return found


def _number(token: Token) -> int:
    """Return the day that a number may be, or the one it was read as (les 10); 0 for others."""
    if "n" in token.kinds and token.text.isdigit():
        return int(token.value("n"))
    draft: Draft | None = token.value("day") if "day" in token.kinds else None
    return draft.day.day if draft and draft.day and draft.kind == "number" else 0


def _in_month(day: date, number: int) -> date | None:
    return calendar.day(day.year, day.month, number)


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
