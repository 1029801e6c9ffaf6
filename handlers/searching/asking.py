"""``/search WORDS``, its pages, and what opens an answer."""

from __future__ import annotations

from handlers.chat import PRESS_LIMIT, Card, Message, Outcome, Refusal
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.portrait import person_card
from handlers.rules.rights import Visible
from handlers.searching import cards
from handlers.searching.finding import Found, Wanted, find, latest, spoken_of, wanted
from handlers.showing import answered
from handlers.words import help as help_words
from handlers.words import searching as words
from storage.records import (
    KINDS,
    Counterpart,
    Draft,
    Meeting,
    Organisation,
    added,
)

KIND = "search"
"""The kind of draft that remembers a search too long for a button."""
LONGEST = 300
"""Characters of a question that are looked for."""
WHO, WHAT = "who", "what"
"""Whether the answer is told person by person."""


def search(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/search WORDS``: what was told of that, in any language, the best answer first."""
    text = " ".join(rest.split())[:LONGEST].strip(" ?؟¿.!")
    if not text:
        example = f"/search {desk.say(words.EX_SEARCH)}"
        raise Refusal(desk.say(words.WHAT, example=example))
    return looked(message, desk, text)


def looked(message: Message, desk: Desk, text: str, how: str = WHAT) -> Outcome:
    """The first page of what *text* asks for."""
    press = f"search:{how}:{text}:"
    if len(press.encode()) + 4 <= PRESS_LIMIT:
        return answered(message, page(text, how, "", press, desk))
    draft = Draft(desk.new_id(), desk.member.id, (), desk.now, kind=KIND, reading=text)
    shown = page(text, how, "", f"search:{how}/:{draft.id}:", desk)
    paged = any(button.press.startswith("search:") for button in shown.buttons)
    return answered(message, shown, (added(draft),) if paged else ())


def page(text: str, how: str, start: str, more: str, desk: Desk) -> Card:
    """One page of what *text* asks for."""
    asked = wanted(text, desk)
    found = _weighed(asked, how, desk)
    shown = cards.people_card if how == WHO else cards.found_card
    return shown(asked, found, start, more, desk)


def _weighed(asked: Wanted, how: str, desk: Desk) -> list[Found]:
    """All that answers; whoever was only weighed for it does not count as looked at."""
    book = desk.book
    before = dict(book.looked_at) if isinstance(book, Visible) else {}
    if not asked.words.strip():
        found = latest(asked, desk)
    else:
        found = spoken_of(asked, desk) if how == WHO else find(asked, desk)
    if isinstance(book, Visible):
        book.looked_at = before
    return found


def turned(message: Message, desk: Desk, rest: str) -> Outcome:
    """[More] of a search."""
    how, _, told = rest.partition(":")
    text, _, start = told.rpartition(":")
    if how.endswith("/"):
        draft = desk.book.get(Draft, text)
        if draft is None or draft.kind != KIND:
            raise Refusal(desk.say(help_words.STALE))
        text = draft.reading
    more = f"search:{rest.rpartition(':')[0]}:"
    return answered(message, page(text, how.rstrip("/"), start, more, desk))


def found(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Open]: the meeting something came of, in the words it was told in, or the person."""
    name, _, id = rest.partition(":")
    kind = KINDS.get(name)
    record = desk.book.get(kind, id) if kind is not None else None
    if record is None:
        raise Refusal(desk.say(help_words.STALE))
    meeting = record if isinstance(record, Meeting) else _meeting(record, desk)
    if meeting is not None:
        return answered(message, cards.meeting_card(meeting, desk))
    if isinstance(record, Organisation):
        return looked(message, desk, record.name)
    about = record.id if isinstance(record, Counterpart) else getattr(record, "counterpart", "")
    return answered(message, person_card(by_id(desk, about), desk))


def _meeting(record: object, desk: Desk) -> Meeting | None:
    return desk.book.get(Meeting, getattr(record, "meeting", "") or "")


__all__ = ["COMMANDS", "PRESSES", "Wanted", "found", "looked", "page", "search", "turned"]
COMMANDS = {"search": search}
PRESSES = {"search": turned, "found": found}
