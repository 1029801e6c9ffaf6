"""Times of day: what the clock shows, in figures and in words."""

# ruff: noqa: PLR2004  # 24 hours and 60 minutes say what they are.
from __future__ import annotations

from datetime import time

from handlers.reading.dates.draft import Ask, Draft, Values

_TILL = frozenset(
    {"à", "a", "au", "till", "til", "until", "to", "hasta", "até", "إلى", "الى", "حتى"}
)
_TIMES = frozenset(
    {
        "at",
        "by",
        "before",
        "since",
        "and",
        "to",
        "follow",
        "day",
        "clk",
        "clock",
        "hour",
        "noon",
        "pod",
    }
)


def exact(v: Values, ask: Ask) -> Draft | None:
    """``9am``, ``14:30``, ``à 10h``; a bare 10h may be how long something takes."""
    said, bare = v.token("at"), v.has("hour")
    if bare and said is not None and said.text in ("de", "pour", "d"):
        return _clock(v.get("hour"), v, needs="day")
    if bare and said is not None and said.raw == "a" and ask.language == "en":
        return None
    return _clock(v.get("clock", "hour", "mil"), v)


def bare_hour(v: Values, ask: Ask) -> Draft | None:
    """``10h`` by itself: a time, unless the words around make it a length of time."""
    before, after = v.before, v.after
    if before is not None and (before.kinds.keys() & {"notime", "in", "ago", "one", "every"}):
        return None
    if after is not None and after.text and not after.kinds and after.text.isalpha():
        return _clock(v.get("hour"), v, needs="day")
    return (
        _clock(v.get("hour"), v) if ask.language != "en" else _clock(v.get("hour"), v, needs="day")
    )


def dotted(v: Values, _ask: Ask) -> Draft | None:
    """``at 15.30``: it might be a price, so it is a time only beside a day."""
    return _clock(v.get("dotclock"), v, needs="day")


def noon(v: Values, _ask: Ask) -> Draft | None:
    """``noon``, ``à minuit``: sure only with a word like *at* before it."""
    held = time.fromisoformat(v.get("noon"))
    return Draft(None, at=held, kind="clock", needs="" if v.has("at") else "day")


def spoken(v: Values, _ask: Ask) -> Draft | None:
    """``a las 3 de la tarde``, ``at 9 pm``, ``الساعة 3 مساء``, ``à 10 heures et demie``."""
    hour, said = _hour(v), v.token("at")
    if hour is None or hour > 23:
        return None
    if (
        v.has("dur")
        and said is not None
        and (said.kinds["at"].language == "en" or said.text in ("de", "pour", "d", "apres"))
    ):
        return None
    minute = (
        30 if v.has("half") or v.has("halfpast") else 15 if v.get("quarter", "quarterpast") else 0
    )
    return _clock(time(hour, minute), v)


def number_and_part(v: Values, ask: Ask) -> Draft | None:
    """``9 du matin``: a number with a part of the day, where no noun can be meant."""
    token = v.token("pod")
    if token is None or (
        token.text and token.kinds["pod"].language != "ar" and token.text not in ("am", "pm")
    ):
        return None
    return spoken(v, ask) if 1 <= v.get("n") <= 12 else None


def guessed(v: Values, _ask: Ask) -> Draft | None:
    """``at 10``: a time only beside a day, or where the language says the hour so."""
    hour = _hour(v)
    if hour is None or hour > 23 or not ends(v):
        return None
    token = v.token("at")
    said = token is not None and token.kinds["at"].language in ("es", "ar") and token.text != "as"
    return _clock(time(hour), v, needs="" if said else "day")


def ordinal(v: Values, ask: Ask) -> Draft | None:
    """``الساعة العاشرة``: Arabic counts its hours in ordinals."""
    token = v.token("at")
    if token is None or token.kinds["at"].language != "ar" or not 1 <= v.get("ord") <= 12:
        return None
    return spoken(v, ask)


def from_to(v: Values, _ask: Ask) -> Draft | None:
    """``from 9 to 12``: the meeting begins at the first."""
    first, last = v.drafts("clk")
    if first.needs and last.needs:
        return first
    return Draft(None, at=first.at, kind="clock")


def till(v: Values, ask: Ask) -> Draft | None:
    """``de 9h à 12h``: the word between was read as part of the second time."""
    return from_to(v, ask) if v.pairs[-1][1].raw.lower() in _TILL else None


def ends(v: Values) -> bool:
    """Whether nothing follows that the number could be counting."""
    after = v.after
    if after is None or not _TIMES.isdisjoint(after.kinds):
        return True
    return not after.raw[0].isalnum() and after.raw not in "%$€+°"


def _hour(v: Values) -> int | None:
    if v.has("dur"):
        count, unit = v.get("dur")
        return count if unit == "hour" else None
    hour = v.get("n", "ord")
    return hour if isinstance(hour, int) else None


def _clock(held: time | None, v: Values, needs: str = "") -> Draft | None:
    if held is None:
        return None
    if v.get("pod") == "pm" and held.hour < 12:
        held = held.replace(hour=held.hour + 12)
    if v.get("pod") == "am" and held.hour == 12:
        held = held.replace(hour=0)
    return Draft(None, at=held, kind="clock", needs=needs)
