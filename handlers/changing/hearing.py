"""Takes what was told of a change, by command or in words, and asks who is meant where needed."""

from __future__ import annotations

import json
from dataclasses import astuple, replace
from datetime import date

from handlers import who
from handlers.changing import making, regime, renaming
from handlers.changing.making import Told
from handlers.chat import Button, Message, Outcome, Refusal
from handlers.choosing import by_id, shortened
from handlers.desk import Desk
from handlers.drafting import moved, moving
from handlers.drafting.dated import dated
from handlers.meant import kept_words, lately
from handlers.network.ends import is_role, named
from handlers.proposing import HELD_NEWS
from handlers.reading import moves
from handlers.reading.moves import Move, Said
from handlers.rules.roles import Action, may
from handlers.showing import answered, card
from handlers.words import changing as words
from handlers.words import help as help_words
from handlers.words import note as note_words
from handlers.words import proposing as proposing_words
from storage.records import Change, Counterpart, Dialogue, Draft, added, removed
from storage.values import dataclass

NEW = "new"
TOPIC = "successor"
"""The topic of the dialogue that waits for the name of whoever follows."""
OFFERED = 4


@dataclass(frozen=True, slots=True)
class Pending:
    """What was told, and who was chosen so far."""

    move: str
    to: str
    day: str
    about_id: str = ""
    to_id: str = ""
    how: str = ""
    """How a new name is kept."""
    successor: str = ""
    """Who follows whoever was moved, left or died."""
    role: str = ""

    @property
    def follows(self) -> str:
        """Who takes the place, in the words used; empty where nobody was named."""
        return self.to if self.move == Move.REPLACED else self.successor


def heard(message: Message, desk: Desk) -> Outcome | None:
    """What a message comes to that says what became of somebody; ``None`` for all else."""
    if message.forwarded or message.files or not may(desk.member, Action.WRITE):
        return None
    if (renamed := renaming.told(message.text)) is not None:
        asked = Pending(Move.RENAMED.value, renamed.name, desk.today.isoformat(), how=renamed.how)
        return _about(message, desk, renamed.about, asked, words.WHOSE_NAME)
    text, day = dated(message.text, message, desk)
    said = _said(text, message, desk)
    if said is None or said.move in (Move.HANDED, Move.RENAMED):
        return None
    if said.move is Move.FELL:
        return regime.told(message, desk, said.about, day)
    if said.move is Move.ROSE and not is_role(said.to.partition(",")[0]):
        return None
    asked = Pending(
        *(said.move.value, said.to, (day or desk.today).isoformat()),
        successor=said.successor,
        role=said.role,
    )
    return _about(message, desk, said.about or said.role, asked, words.WHOSE_PLACE)


def _about(message: Message, desk: Desk, about: str, asked: Pending, whose: str) -> Outcome | None:
    """Go on with whoever *about* means; *whose* asks where that goes without saying."""
    if not about:
        people = lately(desk)[:OFFERED]
        return _which(message, desk, people, asked, "about", whose) if people else None
    found = named(about, desk)
    # Before anything is changed the whole name is shown, so that a first name is enough.
    people = found.people if found.sure else who.bearing(about, desk.book)
    if not people:
        return None
    if len(people) > 1:
        title = desk.say(words.WHO_IS, name=shortened(about))
        return _which(message, desk, people[:OFFERED], asked, "about", title)
    return go_on(message, desk, replace(asked, about_id=people[0].id), _kept(message, desk))


def _said(text: str, message: Message, desk: Desk) -> Said | None:
    """The one thing a message says, in one clause or in two: "X was moved, Y replaces him"."""
    told, alone = moving.told(message.text, message, desk)
    one = told[0] if alone and len(told) == 1 else None
    if one is not None and (one.successor or one.role):
        return one
    return moves.said(text) or one


def _kept(message: Message, desk: Desk) -> str:
    return kept_words(message, desk)


def go_on(
    message: Message, desk: Desk, asked: Pending, told: str, spent: Draft | None = None
) -> Outcome:
    """The next question, or what it comes to."""
    one, move, day = by_id(desk, asked.about_id), Move(asked.move), date.fromisoformat(asked.day)
    if move is Move.RENAMED:
        return renaming.propose(message, desk, one, asked.to, asked.how, told, spent=spent)
    day = min(day, desk.today) if move is Move.DIED else day
    done = Told(move, one, day, asked.to, words=told, role=asked.role)
    if not asked.follows:
        return making.propose(message, desk, done, spent=spent)
    successor = _successor(asked, desk)
    if successor is None:
        near = who.find(desk.book, asked.follows, OFFERED).offered
        title = desk.say(words.WHO_IS, name=shortened(asked.follows))
        return _which(message, desk, near, asked, "to", title, told=told, spent=spent)
    if successor.id == one.id:
        raise Refusal(desk.say(words.UNREAD, example=f"/successor {desk.say(words.EX_REPLACED)}"))
    return making.propose(message, desk, replace(done, successor=successor), spent=spent)


def _successor(asked: Pending, desk: Desk) -> Counterpart | None:
    """Who follows: chosen, known, or new where nobody comes near; ``None``: to be asked."""
    if asked.to_id and asked.to_id != NEW:
        return by_id(desk, asked.to_id)
    found = who.find(desk.book, asked.follows, OFFERED)
    if found.only is not None and not asked.to_id:
        return found.only
    if found.offered and asked.to_id != NEW:
        return None
    return moved.newcomer(asked.follows, desk)


def _which(  # noqa: PLR0913, PLR0917  # All of a question, and what it was asked for.
    message: Message,
    desk: Desk,
    people: tuple[Counterpart, ...],
    asked: Pending,
    end: str,
    title: str,
    told: str = "",
    spent: Draft | None = None,
) -> Outcome:
    say = desk.say
    told = told or (_kept(message, desk) if message.text and not message.press else "")
    reading = json.dumps(astuple(asked))
    draft = Draft(
        *(desk.new_id(), desk.member.id, (), desk.now), words=told, kind=HELD_NEWS, reading=reading
    )
    press = f"change:{draft.id}:{end}"
    buttons = [Button(who.label(one, desk), f"{press}:{one.id}") for one in people]
    if end == "to":
        buttons.append(Button(say(words.NEW, name=shortened(asked.follows)), f"{press}:{NEW}"))
    if told:
        buttons.append(Button(say(proposing_words.AS_NOTE), f"asnote:{draft.id}"))
    gone = (removed(spent),) if spent is not None else ()
    return answered(message, card(say, say(title), (), buttons), (*gone, added(draft)))


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """Who is meant was pressed."""
    id, _, more = rest.partition(":")
    end, _, choice = more.partition(":")
    draft = desk.book.get(Draft, id)
    if draft is None or draft.kind != HELD_NEWS:
        raise Refusal(desk.say(help_words.STALE))
    asked = Pending(*json.loads(draft.reading))
    if choice != NEW:
        choice = by_id(desk, choice).id
    asked = replace(asked, **{f"{end}_id": choice})
    return go_on(message, desk, asked, draft.words, spent=draft)


def follows(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Who replaces them?]: wait for the name."""
    one = by_id(desk, rest)
    before = desk.book.get(Dialogue, desk.member.id)
    waits = Change(before, Dialogue(desk.member.id, TOPIC, one.id, desk.now))
    cancel = Button(desk.say(note_words.CANCEL), f"person:{one.id}")
    title = desk.say(words.WHO_FOLLOWS_ASK, name=who.name_of(one))
    return answered(message, card(desk.say, title, (), (cancel,)), (waits,))


def named_successor(message: Message, desk: Desk, dialogue: Dialogue) -> Outcome | None:
    """The name of whoever follows; ``None`` where the words are something else."""
    one = desk.book.get(Counterpart, dialogue.about)
    text = message.text.strip()
    if one is None or message.files or message.forwarded or message.edits:
        return None
    if not text or "\n" in text or len(text.split()) > OFFERED + 2:
        return None
    to, day = dated(text, message, desk)
    role = making.last_role(one, desk)
    since = day or (role.until if role and role.until else desk.today)
    asked = Pending(Move.REPLACED.value, to, since.isoformat(), one.id)
    done = go_on(message, desk, asked, "")
    return Outcome(done.replies, (*done.changes, Change(dialogue, None)))


PRESSES = {"change": chosen, "follows": follows}
TOPICS = {TOPIC: named_successor}
