"""Dates in what people write: found in sentences or read from a phrase, in seven ways of writing.

``find`` gives every date, range and time of day a text names, with its place; ``phrase`` reads a
text that is nothing but a date; ``every`` tries the one, then the other. ``start`` and ``deadline``
say which day of a period counts, ``back`` turns a coming day into the one just past.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from handlers.reading.dates.draft import Ask
from handlers.reading.dates.finding import drafts, whole
from handlers.reading.dates.saying import back, deadline, start, written
from handlers.reading.languages import guess
from handlers.reading.note import When

__all__ = ["back", "deadline", "every", "find", "forget", "phrase", "start", "written"]

WORK_WEEK = (0, 1, 2, 3, 4)
"""Working days, Monday 0 to Sunday 6, where the place does not say."""


def find(
    text: str,
    now: datetime,
    *,
    language: str = "",
    week: tuple[int, ...] = WORK_WEEK,
    day_first: bool = True,
) -> tuple[When, ...]:
    """Return every date, range of dates or time of day in *text*, in the order written.

    *now* is when it was written, on the writer's clock; spans are in characters of *text*.
    *language* is a hint for the few words that mean different things. Never raises.
    """
    return _found(text, now, week, day_first, language or guess(text))


@lru_cache(maxsize=2)
def _found(
    text: str, now: datetime, week: tuple[int, ...], day_first: bool, language: str
) -> tuple[When, ...]:
    """The dates of a text; of the last two they are kept, as several topics look at one message."""
    ask = Ask(now, week, day_first, language)
    return tuple(draft.when(now, span) for draft, span in drafts(text, ask))


def forget() -> None:
    """Keep nothing of the texts last looked at."""
    _found.cache_clear()


def phrase(
    text: str,
    now: datetime,
    *,
    language: str = "",
    week: tuple[int, ...] = WORK_WEEK,
    day_first: bool = True,
) -> When | None:
    """Return the date that *text* is, or None where it is anything more or less than one."""
    ask = Ask(now, week, day_first, language or guess(text))
    found = whole(text, ask)
    return None if found is None else found[0].when(now, found[1])


def every(
    text: str,
    now: datetime,
    *,
    language: str = "",
    week: tuple[int, ...] = WORK_WEEK,
    day_first: bool = True,
) -> tuple[When, ...]:
    """Return the date that *text* is, or else all dates in it."""
    one = phrase(text, now, language=language, week=week, day_first=day_first)
    if one is not None:
        return (one,)
    return find(text, now, language=language, week=week, day_first=day_first)
