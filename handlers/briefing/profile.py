"""What is known of a counterpart beyond meetings, each with whose word it is and when (D14)."""

from __future__ import annotations

from datetime import date

from handlers.desk import Desk
from handlers.portrait import member_name
from handlers.words import briefing as words
from handlers.words import ground
from storage.records import Counterpart, Meeting, PersonalFact

FIELDS: dict[str, str] = {
    "concern": words.FEARS,
    "sees_us": words.SEES_US,
    "position": words.POSITION,
    "priority": words.PRIORITIES,
    "risk": words.COST,
    "value": words.VALUE,
    "told_them": words.TOLD_THEM,
    "expectation": words.EXPECTATIONS,
    "constituency": words.CONSTITUENCY,
    "hidden_from": words.HIDDEN_FROM,
    "wont": words.WONT,
    "do": words.DO,
    "dont": words.DONT,
    "help": words.HELP,
    **ground.KINDS,
}
"""The kinds of fact a profile has, as read.

PRACTICE rows 2, 5, 14, 18, 22, 23, 29, 36, 38, 54, 65, 71 and 77.
"""

OPENING = ("interest", "family", "birthday", "absence", "history")
"""Facts one may open a talk with. Health, faith and mourning are never among them (D13)."""

HABITS = ("communication_preference", "greeting_preference")
"""How they want to be spoken to: part of what to do."""


def known(one: Counterpart, desk: Desk, *kinds: str) -> list[PersonalFact]:
    """The facts of those kinds, the newest first."""
    held = desk.book.find(PersonalFact, "counterpart", one.id)
    found = [fact for fact in held if fact.kind in kinds]
    return sorted(found, key=lambda fact: (day_of(fact, desk) or date.min, fact.id), reverse=True)


def day_of(fact: PersonalFact, desk: Desk) -> date | None:
    """When it was heard."""
    if fact.heard_on is not None or not fact.meeting:
        return fact.heard_on
    meeting = desk.book.get(Meeting, fact.meeting)
    return meeting.on if meeting is not None else None


def told(fact: PersonalFact, desk: Desk) -> str:
    """A fact with whose word it is, whether it is only an impression, and its day."""
    say, marks = desk.say, []
    if fact.impression:
        marks.append(say(words.IMPRESSION))
    if fact.source:
        marks.append(fact.source)
    elif fact.member and fact.member != desk.member.id:
        marks.append(member_name(fact.member, desk))
    if (day := day_of(fact, desk)) is not None:
        marks.append(say.short_day(day))
    return say(words.TOLD, text=fact.text, when=", ".join(marks)) if marks else fact.text
