"""The one question a card asks, what its buttons do, and the hint at its foot."""

from __future__ import annotations

from handlers.chat import Button
from handlers.desk import Desk
from handlers.drafting import people, shown
from handlers.drafting.doubts import DAY, SURE, URGENT, WHO, Question, doubts_of
from handlers.drafting.sheet import find, meeting_of
from handlers.rules.meetings import Advice, advise, number_of
from handlers.words import common
from handlers.words import evidence as evidence_words
from handlers.words import note as words
from storage.records import Counterpart, Draft, Meeting
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in words, and the buttons that answer it."""

    text: str
    buttons: tuple[Button, ...]


def open_question(draft: Draft, desk: Desk) -> Question | None:
    """What the card asks: what the reader left open, else about an early ask; never two things."""
    doubts = doubts_of(draft)
    if doubts.first is not None:
        return doubts.first
    meeting = meeting_of(draft)
    if meeting is None or URGENT in doubts.answered:
        return None
    early = advise(meeting, _earlier(meeting, desk)) is Advice.ASKED_EARLY
    return Question(URGENT, meeting.id) if early else None


def ask(draft: Draft, desk: Desk) -> Asked | None:
    """The card's question, or ``None`` where nothing is open."""
    question = open_question(draft, desk)
    if question is None:
        return None
    return _ASK[question.sort](question, draft, desk)


def _who(question: Question, draft: Draft, desk: Desk) -> Asked:
    name = people.name_in(question.about, draft, desk)
    offered = (desk.book.get(Counterpart, id) for id in question.choices)
    buttons = [
        Button(shown.short(people.choice_label(one, desk), 60), f"who:{draft.id}:{one.id}")
        for one in offered
        if one is not None
    ]
    if name or buttons:
        left = len(doubts_of(draft).questions)
        buttons.append(Button(desk.say(words.SOMEONE_NEW), f"who:{draft.id}:+{left}"))
    if name:
        return Asked(desk.say(words.WHICH_ONE, name=name), tuple(buttons))
    asked = words.WHO_WAS_IT if meeting_of(draft) else evidence_words.WHOSE
    return Asked(desk.say(asked if buttons else words.WHOSE_NAME), tuple(buttons))


def _day(question: Question, draft: Draft, desk: Desk) -> Asked:
    record = find(draft, question.about)
    text = desk.say(words.WHICH_DAY)
    if record is not None and not isinstance(record, Meeting):
        text = desk.say(words.WHICH_DAY_FOR, text=shown.short(getattr(record, "text", "")))
    press = f"day:{draft.id}:{question.about}:{question.field}"
    return Asked(
        text,
        tuple(
            Button(desk.say.day(day), f"{press}:{index}") for index, day in enumerate(question.days)
        ),
    )


def _sure(question: Question, draft: Draft, desk: Desk) -> Asked:
    text = shown.short(getattr(find(draft, question.about), "text", ""), 80)
    press = f"sure:{draft.id}:{question.about}"
    yes = Button(desk.say(common.YES), f"{press}:y")
    no = Button(desk.say(common.NO), f"{press}:n")
    return Asked(desk.say(words.WAS_IT_SAID, text=text), (yes, no))


def _urgent(question: Question, draft: Draft, desk: Desk) -> Asked:
    meeting = meeting_of(draft)
    name, number = "", 0
    if meeting is not None:
        name = people.name_in(meeting.counterpart, draft, desk)
        number = number_of(meeting, _earlier(meeting, desk))
    press = f"urgent:{draft.id}"
    yes = Button(desk.say(words.COULD_NOT_WAIT), f"{press}:y")
    no = Button(desk.say(common.NO), f"{press}:n")
    return Asked(desk.say(words.URGENT_ASK, number=number, name=name), (yes, no))


_ASK = {WHO: _who, DAY: _day, SURE: _sure, URGENT: _urgent}


def hint(draft: Draft, desk: Desk) -> str:
    """Where the meeting stands against the two-meeting rule; empty where nothing need be said."""
    meeting = meeting_of(draft)
    if meeting is None or doubts_of(draft).blocking is not None:
        return ""
    earlier = _earlier(meeting, desk)
    if advise(meeting, earlier) is not Advice.WITHOUT_ASKS:
        return ""
    return desk.say(words.WITHOUT_ASKS, number=number_of(meeting, earlier))


def _earlier(meeting: Meeting, desk: Desk) -> list[Meeting]:
    return desk.book.find(Meeting, "counterpart", meeting.counterpart)
