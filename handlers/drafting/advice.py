"""What is worth a thought once an agreement is saved: one line, once, in nobody's way."""

from __future__ import annotations

from collections.abc import Sequence

from handlers import hints, who
from handlers.chat import Outcome
from handlers.desk import Desk
from handlers.reading import acts
from handlers.reading.names import strip_title
from handlers.rules.legal import legal_word
from handlers.words import hints as words
from storage.records import Agreement, Change, Counterpart, Meeting, Position


def advised(outcome: Outcome, changes: Sequence[Change], desk: Desk) -> Outcome:
    """*outcome* with the first advice that fits what was saved and has not been given yet.

    Legal words want the focal point (PRACTICE row 48); a yes from somebody of low rank is not yet
    an authorisation, and one from somebody of high rank has to reach who carries it out (FM
    Tool 9, p. 170).
    """
    agreed = [one for change in changes if isinstance(one := change.after, Agreement)]
    if not agreed:
        return outcome
    about, say = agreed[0].counterpart, desk.say
    if any(legal_word(one.text) for one in agreed):
        outcome = hints.hint(outcome, desk, "legal", say(words.LEGAL), about=about)
    role = _role(about, changes, desk)
    rank = acts.said(role)
    if rank.has("low_rank") and not rank.has("high_rank"):
        told = say(words.AUTHORITY, role=role)
        outcome = hints.hint(outcome, desk, "authority", told, about=about)
    elif rank.has("high_rank") and _alone(changes):
        outcome = hints.hint(outcome, desk, "implementers", say(words.IMPLEMENTERS))
    return outcome


def _role(counterpart: str, changes: Sequence[Change], desk: Desk) -> str:
    """The role they hold, where these changes or the book tell it; else the title they go by."""
    fresh = [one.after for one in changes if one.subject.id == counterpart]
    told = (one.after for one in changes if isinstance(one.after, Position))
    title = next((one.title for one in told if one.counterpart == counterpart), "")
    named = next((one for one in fresh if isinstance(one, Counterpart)), None)
    one = desk.book.get(Counterpart, counterpart) or named
    if title or one is None:
        return title
    return who.role_of(one, desk) or strip_title(one.name)[0]


def _alone(changes: Sequence[Change]) -> bool:
    """Whether nobody else of theirs was there."""
    met = [one for change in changes if isinstance(one := change.after, Meeting)]
    return all(not one.others for one in met)
