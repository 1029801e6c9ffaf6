"""Days that are part of a name: Mme Dimanche, the 17 February Brigade, barrio 20 de Julio."""

from __future__ import annotations

import re
from datetime import timedelta

from handlers.patterns import pattern
from handlers.reading.dates.draft import Ask, Draft
from handlers.reading.dates.pieces import Token

_NAMES = frozenset({"sunday", "friday", "monday", "domingo", "dimanche"})
_CUES = frozenset({"by", "bythe", "on", "since", "after", "before", "to", "every"})
_BORNE = frozenset({"date", "weekday", "full"})
_SHORT = pattern(r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b", re.IGNORECASE)
_CAPITAL = pattern(r"(?<=\s)[^\W\d_a-z]\w{2,}")
_YEAR = pattern(r"\d{4}")
_LONG_AGO = timedelta(days=3 * 365)
_JUST_GONE, _SOON = -30, 45
"""Days around now in which a day behind a place is more often a day than its name."""
_BOTH = frozenset({"الاثنين", "الاثنان", "الإثنين", "الإثنان", "الاتنين"})


def is_name(text: str, row: list[Token], at: int, draft: Draft, ask: Ask) -> bool:
    """Whether the day at that place of *row* is somebody's or something's name, or both of two."""
    if draft.kind == "weekday":
        person = surnamed(row, at) if draft.needs else _first_name(row, at)
        if person or _addressed(row, at) or _both_of_them(row, at):
            return True
    if draft.kind not in _BORNE or draft.until or draft.at:
        return False
    said = text[row[at].start : row[at].end]
    if _YEAR.search(said) and draft.day and ask.today - draft.day < _LONG_AGO:
        return False
    return _borne_before(said, row, at, draft, ask) or _borne_behind(said, row, at)


def _first_name(row: list[Token], at: int) -> bool:
    """Whether a capitalised weekday is somebody's name: Sunday Okafor, Don Domingo."""
    token = row[at]
    if not token.raw[:1].isupper() or token.raw.lower() not in _NAMES:
        return False
    if token.end - token.start != len(token.raw):
        return False
    before = row[at - 1] if at else None
    cued = before is not None and before.kinds.keys() & _CUES
    if cued and before is not None and "person" not in before.kinds:
        return False
    called = before is not None and "person" in before.kinds and "and" not in before.kinds
    return called or surnamed(row, at)


def surnamed(row: list[Token], at: int) -> bool:
    """Whether a capitalised word with a capitalised unknown one behind it reads as a full name."""
    if at + 1 >= len(row) or not row[at].raw[:1].isupper():
        return False
    after = row[at + 1]
    return not after.kinds and after.raw[:1].isupper() and after.raw[1:2].islower()


def _addressed(row: list[Token], at: int) -> bool:
    """Whether a form of address stands before: Mrs Tuesday, M. Vendredi, أبو الخميس."""
    back = at - 2 if at > 1 and row[at - 1].raw == "." else at - 1
    if back < 0 or "address" not in row[back].kinds or (back and "the" in row[back - 1].kinds):
        return False  # Nobody says "the Mr Friday", but they do "saw the doctor Friday".
    return row[at].raw[:1].isupper() or row[back].kinds["address"].language == "ar"


def _both_of_them(row: list[Token], at: int) -> bool:
    """Whether the Arabic for Monday means two people, by the verb of two behind it."""
    if row[at].raw not in _BOTH or at + 1 >= len(row) or (at and row[at - 1].kinds.keys() & _CUES):
        return False
    after = row[at + 1]
    verb = after.text.endswith("ا") or (after.text[:1] in "يت" and after.text.endswith("ان"))
    if at and row[at - 1].text.startswith("كان"):
        verb = verb or after.text.endswith("ين")
    return not after.kinds and len(after.text) > 3 and verb  # noqa: PLR2004  # هما and the like are none.


def _borne_before(said: str, row: list[Token], at: int, draft: Draft, ask: Ask) -> bool:
    """Whether what bears the day as its name stands before it, as its language puts it there."""
    language, near = ask.language, _is_near(draft, ask)
    back, linked = at - 1, said.lower().startswith(("du ", "del "))
    while back >= 0 and row[back].text in ("du", "del", "de"):
        back, linked = back - 1, True
    if back < 0 or "bearer" not in row[back].kinds:
        return False
    bearer = row[back]
    if bearer.kinds["bearer"].language == "ar":
        return not bearer.text.startswith("ال") and not said.startswith("يوم")
    capital = bool(_CAPITAL.search(f" {said}"))
    if linked:  # French and Spanish; "en place du 8" is no square.
        meant = back > 0 and row[back - 1].text == "en"
        return not meant and (capital or not (near or draft.kind == "weekday"))
    if language == "es":
        return capital and " de " in said
    english = language == "en" and back > 0 and bearer.raw[:1].isupper() and draft.kind == "date"
    return english and not _SHORT.search(said)


def _is_near(draft: Draft, ask: Ask) -> bool:
    """Whether the day is close enough to be that of a visit (l'hôpital du 3 décembre)."""
    days = ((one - ask.today).days for one in (draft.day, draft.other) if one is not None)
    return any(_JUST_GONE <= day <= _SOON for day in days)


def _borne_behind(said: str, row: list[Token], at: int) -> bool:
    """Whether English puts what bears the day behind it: the 17 February Brigade."""
    after = row[at + 1] if at + 1 < len(row) else None
    if after is None or "bearer" not in after.kinds or _SHORT.search(said):
        return False
    before = row[at - 1] if at else None
    the = said.lower().startswith("the ") or (before is not None and before.text == "the")
    if before is not None and not the and before.kinds.keys() & _CUES:
        return False
    return the or after.raw[:1].isupper()
