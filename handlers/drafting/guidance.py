"""Guidance once a note is saved: a cold ask, too close, a judgement, annoyance, who goes first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers import hints, who
from handlers.chat import Outcome
from handlers.desk import Desk
from handlers.rules.careful import familiar_word, loaded_word
from handlers.rules.network import links_of, living
from handlers.words import hints as words
from storage.records import Agreement, Change, Commitment, Counterpart, Meeting, Side, TrustEvent

WARM = timedelta(days=60)
"""Somebody we spoke with so lately may put in a word."""
NAMED = 3


def guided(outcome: Outcome, changes: Sequence[Change], desk: Desk) -> Outcome:
    """*outcome* with the first line of guidance that fits and was not given yet; none is a must."""
    met = next((one for change in changes if isinstance(one := change.after, Meeting)), None)
    if met is None:
        return outcome
    say, about = desk.say, met.counterpart
    if met.number == 1 and met.asked and not met.urgent:
        outcome = hints.hint(outcome, desk, "cold", _cold(about, desk), about=about)
    if familiar_word(met.words):
        outcome = hints.hint(outcome, desk, "familiar", say(words.FAMILIAR), about=about)
    if word := loaded_word(met.words):
        told = say(words.IMPRESSION, word=word)
        outcome = hints.hint(outcome, desk, "impression", told, about=about)
    if _annoyed(about, changes):
        outcome = hints.hint(outcome, desk, "annoyed", say(words.ANNOYED), about=about)
    if _both_bound(changes):
        outcome = hints.hint(outcome, desk, "first", say(words.WHO_FIRST), about=about)
    return outcome


def _cold(about: str, desk: Desk) -> str:
    """A first contact that asks for something, and who could put in a word."""
    warm = [who.name_of(one) for one in _warm(about, desk)][:NAMED]
    if not warm:
        return desk.say(words.COLD)
    return desk.say(words.COLD_WARM, names=desk.say.list(warm))


def _warm(about: str, desk: Desk) -> list[Counterpart]:
    """Those joined to them with whom we spoke lately."""
    links = (link for link in links_of(about, desk.book, desk.today) if link.open)
    people = (living(link.end(about), desk.book) for link in links)
    known = {one.id: one for one in people if one is not None}
    return [
        one
        for one in known.values()
        if (day := who.last_contact(desk.book, one)) and desk.today - day <= WARM
    ]


def _annoyed(about: str, changes: Sequence[Change]) -> bool:
    """Whether the meeting was tense, so that we keep our distance (PRACTICE row 21)."""
    told = (one for change in changes if isinstance(one := change.after, TrustEvent))
    return any(one.kind == "tension" and one.counterpart == about for one in told)


def _both_bound(changes: Sequence[Change]) -> bool:
    """Whether both sides have a part in what was agreed, and nothing says whose comes first."""
    agreed = [one for change in changes if isinstance(one := change.after, Agreement)]
    bound = {one.by for change in changes if isinstance(one := change.after, Commitment)}
    return bool(agreed) and bound == set(Side) and not any(one.sequence for one in agreed)
