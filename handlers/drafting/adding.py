"""Adding to a draft by hand what the note did not say."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import Button, Card, Message, Outcome
from handlers.desk import Desk
from handlers.drafting import answers
from handlers.drafting.doubts import WHO, Question, doubting, doubts_of
from handlers.drafting.drafts import shown
from handlers.drafting.sheet import meeting_of, plus, swapped
from handlers.showing import card
from handlers.words import common
from handlers.words import note as words
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Draft,
    Meeting,
    NextStep,
    PersonalFact,
    Record,
    RedLine,
    Refusal,
    Side,
    TrustEvent,
)

AGREEMENT, OURS, THEIRS, REFUSAL, RED_LINE = "agreed", "ours", "theirs", "refused", "line"
FACT, TRUST, STEP, PERSON = "fact", "trust", "step", "person"

KINDS = {
    AGREEMENT: words.AGREEMENT,
    OURS: words.PROMISE_OURS,
    THEIRS: words.PROMISE_THEIRS,
    REFUSAL: words.REFUSAL,
    RED_LINE: words.RED_LINE,
    FACT: words.PERSONAL_FACT,
    TRUST: words.MOMENT_OF_TRUST,
    STEP: words.NEXT_STEP,
    PERSON: words.SOMEONE_ELSE,
}
"""What can be added, and what it is called."""


def menu(draft: Draft, desk: Desk) -> Card:
    """A button for each kind of thing that can be added."""
    say = desk.say
    buttons = [Button(say(label), f"add:{draft.id}:{kind}") for kind, label in KINDS.items()]
    buttons.append(Button(say(common.BACK), f"edit:{draft.id}"))
    return card(say, say(words.ADD_WHAT), (), buttons)


def asked(kind: str) -> str:
    """The sentence that asks for its words."""
    return words.WHOSE_NAME if kind == PERSON else words.WRITE_IT


def added(message: Message, desk: Desk, draft: Draft, kind: str) -> Outcome | None:
    """*draft* with one more thing, in the words just typed; ``None`` where nothing can be added."""
    meeting = meeting_of(draft)
    if meeting is None or kind not in KINDS:
        return None
    if kind == PERSON:
        return shown(message, desk, joined(draft, meeting, message.text, desk), draft)
    record = made(kind, message.text.strip(), meeting, desk)
    return shown(message, desk, plus(draft, record), draft)


def made(kind: str, text: str, meeting: Meeting, desk: Desk) -> Record:
    """A record of that kind in these words; anything else about it is said by correcting it."""
    id, about = desk.new_id(), (meeting.counterpart, meeting.id)
    match kind:
        case "agreed":
            return Agreement(id, *about, text, 0, meeting.on)
        case "ours" | "theirs":
            side = Side.US if kind == OURS else Side.THEM
            return Commitment(id, *about, side, text, meeting.on)
        case "refused":
            return Refusal(id, *about, Side.THEM, text)
        case "line":
            return RedLine(id, *about, Side.THEM, text)
        case "fact":
            return PersonalFact(id, *about, text, heard_on=meeting.on)
        case "trust":
            return TrustEvent(id, *about, "positive", text, meeting.on)
        case _:
            return NextStep(id, *about, text)


def joined(draft: Draft, meeting: Meeting, name: str, desk: Desk) -> Draft:
    """One more counterpart who was there: known, to be chosen, or new."""
    fresh = Counterpart(
        desk.new_id(), "", desk.member.id, known_since=meeting.on, added_at=desk.now
    )
    there = replace(meeting, others=(*meeting.others, fresh.id))
    wider = swapped(plus(draft, fresh), there)
    question = Question(WHO, fresh.id)
    doubts = doubts_of(wider)
    asking = doubting(wider, replace(doubts, questions=(question, *doubts.questions)))
    return answers.named(asking, question, name, desk)
