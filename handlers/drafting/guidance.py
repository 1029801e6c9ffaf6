"""Guidance once a note is saved: threats, a cold ask, too close, a judgement, who goes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers import hints, who
from handlers.chat import Button, Outcome
from handlers.desk import Desk
from handlers.nearby import BELOW
from handlers.patterns import pattern
from handlers.rules.careful import familiar_word, loaded_word
from handlers.rules.newcomers import new_since
from handlers.rules.threats import threat_word
from handlers.rules.veils import RISK
from handlers.rules.warm import warm
from handlers.words import ground as ground_words
from handlers.words import hints as words
from storage.after import After
from storage.records import (
    Agreement,
    Change,
    Commitment,
    Counterpart,
    Meeting,
    PersonalFact,
    Side,
    TrustEvent,
)

NAMED = 3
_FIRST = pattern(r"[,،;؛]")
"""What stands between who it is and why."""


def guided(outcome: Outcome, changes: Sequence[Change], desk: Desk) -> Outcome:
    """*outcome* with the first line of guidance that fits and was not given yet; none is a must."""
    met = next((one for change in changes if isinstance(one := change.after, Meeting)), None)
    if met is None:
        return outcome
    say, about = desk.say, met.counterpart
    if threat_word(met.words):
        outcome = _threatened(outcome, about, desk)
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
    return _newcomer(outcome, changes, about, desk) if met.number == 1 else outcome


def _threatened(outcome: Outcome, about: str, desk: Desk) -> Outcome:
    """Who bears the risk of going there again; said for each threat that is told (row 54)."""
    facts = desk.book.find(PersonalFact, "counterpart", about)
    people = [_FIRST.split(fact.text)[0] for fact in facts if fact.kind == RISK]
    say = desk.say
    told = say(ground_words.THREAT)
    if people:
        told = say(ground_words.THREAT_KNOWN, people=say.list(people[:NAMED]))
    day = f"{about}:{desk.today.isoformat()}"
    advised = hints.hint(outcome, desk, "threat", told, about=day)
    if advised is outcome or people:
        return advised
    first, *others = advised.replies
    who_bears = Button(say(ground_words.RISK_BUTTON), f"{BELOW}:aboutadd:{about}:{RISK}")
    shown = replace(first.card, buttons=(*first.card.buttons, who_bears))
    return replace(advised, replies=(replace(first, card=shown), *others))


def _cold(about: str, desk: Desk) -> str:
    """A first contact that asks for something, and who could put in a word."""
    near = [who.name_of(one) for _, one in warm(about, desk.book, desk.today)][:NAMED]
    if not near:
        return desk.say(words.COLD)
    return desk.say(words.COLD_WARM, names=desk.say.list(near))


def _newcomer(outcome: Outcome, changes: Sequence[Change], about: str, desk: Desk) -> Outcome:
    """At the first contact with whoever is new in office, what help we could offer (row 77)."""
    after = After(desk.book, changes)
    one = after.get(Counterpart, about)
    if one is None or new_since(one, after, desk.today) is None:
        return outcome
    if any(fact.kind == "help" for fact in after.find(PersonalFact, "counterpart", about)):
        return outcome
    told = desk.say(ground_words.HELP_ASK, name=who.name_of(one))
    return hints.hint(outcome, desk, "newcomer", told, about=about)


def _annoyed(about: str, changes: Sequence[Change]) -> bool:
    """Whether the meeting was tense, so that we keep our distance (PRACTICE row 21)."""
    told = (one for change in changes if isinstance(one := change.after, TrustEvent))
    return any(
        one.kind == "tension" and one.counterpart == about and not threat_word(one.text)
        for one in told
    )


def _both_bound(changes: Sequence[Change]) -> bool:
    """Whether both sides have a part in what was agreed, and nothing says whose comes first."""
    agreed = [one for change in changes if isinstance(one := change.after, Agreement)]
    bound = {one.by for change in changes if isinstance(one := change.after, Commitment)}
    return bool(agreed) and bound == set(Side) and not any(one.sequence for one in agreed)
