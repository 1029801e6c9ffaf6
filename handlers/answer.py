"""The one way into the handlers: a message and a desk in, an outcome out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers import (
    against,
    briefing,
    choosing,
    commands,
    direct,
    enrol,
    groups,
    guarding,
    help,
    home,
    link,
    network,
    note,
    plans,
    preferences,
    routes,
)
from handlers.chat import Card, Message, Outcome, Refusal, Reply
from handlers.desk import Desk, Porch
from handlers.nearby import BELOW
from handlers.nudging import asking
from handlers.routes import ACTIONS, COMMANDS, EDITS, HEARERS, TOPICS, Handler
from handlers.rules.roles import Action, may
from handlers.words import enrol as enrol_words
from handlers.words import help as words
from storage.records import Dialogue, Draft, removed

__all__ = ["ACTIONS", "COMMANDS", "PRESSES", "TOPICS", "answer", "welcome"]

PRESSES: dict[str, Handler] = {
    **routes.PRESSES,
    "do": lambda message, desk, rest: _done(message, desk, f"/{rest}"),
    BELOW: lambda message, desk, rest: _pressed(replace(message, press=rest, card=""), desk),
    "pick": lambda message, desk, rest: choosing.picked(message, desk, rest, EDITS),
}
"""The verb a button carries before its colon → what deals with the press."""

_LINES = frozenset((*note.TOPICS, *plans.TOPICS, *briefing.TOPICS, *against.TOPICS))
"""Questions of ours that any line answers, so that one with a question mark is looked at first."""

PATIENCE = timedelta(hours=6)
"""How long a question of ours waits; words that come later are told afresh."""


def answer(message: Message, desk: Desk) -> Outcome:
    """What a member's message comes to; a refusal becomes a card that says what to do next."""
    try:
        return guarding.held(message, desk) or _anywhere(message, desk)
    except Refusal as refusal:
        return Outcome((_refused(message, desk, refusal),))


def welcome(message: Message, porch: Porch) -> Outcome:
    """What a message comes to whose sender is no member: a way in, or one constant sentence.

    A counterpart's account is looked at first: no invitation and no code makes it a member's.
    """
    if not message.private or message.opened:
        return Outcome()
    if (theirs := direct.heard(message, porch)) is not None:
        return theirs
    token = enrol.asked_token(message.text)
    if token is not None:
        entered = enrol.enter(message, porch, token) or direct.opened(message, porch, token)
        return entered or enrol.stranger(message, porch, enrol_words.BAD_INVITATION)
    code = link.asked_code(message.text)
    if code is None:
        return enrol.stranger(message, porch)
    joined = link.join(message, porch, code)
    if joined is not None and joined.replies:
        return joined
    refused = enrol.stranger(message, porch, enrol_words.BAD_CODE)
    tried = joined.changes if joined is not None else ()
    return Outcome(refused.replies, (*tried, *refused.changes))


def _anywhere(message: Message, desk: Desk) -> Outcome:
    if message.opened:
        return home.home(message, desk)
    if not message.private:
        return groups.overheard(message, desk, answer)
    return _private(message, desk)


def _private(message: Message, desk: Desk) -> Outcome:
    """A press by its verb, a command by its name, an answer by its topic, all else as a note."""
    if message.press:
        return _pressed(message, desk)
    plain = not (message.files or message.forwarded or message.edits)
    if plain and (name := direct.asked(message.text.lstrip("/"))) is not None:
        _check(desk, Action.WRITE)
        return direct.receive(message, desk, name)
    if plain and (done := _command(message, desk, message.text)) is not None:
        return done
    if (taken := _awaited(message, desk)) is not None:
        return taken
    if plain and (wanted := asking.asked(message.text)) is not None:
        return asking.remind(message, desk, wanted)
    if (plain or message.forwarded) and (heard := _heard(message, desk)) is not None:
        return heard
    if not may(desk.member, Action.WRITE):
        return help.read_only(message, desk)
    return network.with_suggestion(note.note(message, desk), message, desk)


def _waited(message: Message, desk: Desk, rest: str) -> Outcome:
    """What was told while all was locked, taken up as if it were told now, on the day it was."""
    draft = desk.book.get(Draft, rest)
    if draft is None or draft.kind != guarding.KIND:
        raise Refusal(desk.say(words.STALE))
    told = replace(message, press="", card="", id="", text=draft.words, at=draft.made_at)
    done = _private(told, desk)
    return Outcome(done.replies, (*done.changes, removed(draft)))


def _heard(message: Message, desk: Desk) -> Outcome | None:
    """What a short message about something on record comes to, where it is about that."""
    return next((told for hear in HEARERS if (told := hear(message, desk)) is not None), None)


def _awaited(message: Message, desk: Desk) -> Outcome | None:
    """What the words come to as the answer to our question, where one waits and they fit it."""
    waiting = desk.book.get(Dialogue, desk.member.id)
    if waiting is None or desk.now - waiting.since > PATIENCE:
        return None
    topic = TOPICS.get(waiting.topic)
    own = waiting.topic in (*preferences.TOPICS, *asking.TOPICS)
    if topic is None or not may(desk.member, Action.OWN if own else Action.WRITE):
        return None
    asks = waiting.topic in _LINES and message.text.rstrip().endswith(("?", "؟"))
    line = waiting.topic in plans.TOPICS and not waiting.about.endswith(":whom")
    if (asks or line) and (heard := _heard(message, desk)) is not None:
        # "Which roads are closed?" is no purpose, though we just asked for one.
        return heard
    return topic(message, desk, waiting)


def _pressed(message: Message, desk: Desk) -> Outcome:
    verb, _, rest = message.press.partition(":")
    handler = PRESSES.get(verb)
    if handler is None:
        raise Refusal(desk.say(words.STALE))
    _check(desk, ACTIONS.get(verb, Action.WRITE))
    return handler(message, desk, rest)


def _command(message: Message, desk: Desk, text: str) -> Outcome | None:
    asked = commands.read(text)
    if asked is None or help.reads_like_a_note(asked, desk):
        return None
    if asked.command is None:
        return help.unknown(message, desk, asked)
    _check(desk, asked.command.action)
    return COMMANDS[asked.command.name](message, desk, asked.rest)


def _done(message: Message, desk: Desk, text: str) -> Outcome:
    """A button that stands for a command."""
    done = _command(message, desk, text)
    if done is None:
        raise Refusal(desk.say(words.STALE))
    return done


def _check(desk: Desk, action: Action) -> None:
    """Refuse what this member's role may not do."""
    if may(desk.member, action):
        return
    write = action in (Action.WRITE, Action.SHARE)
    raise Refusal(desk.say(words.READ_ONLY if write else words.NOT_YOURS_TO_DO))


def _refused(message: Message, desk: Desk, refusal: Refusal) -> Reply:
    """The refusal's words, or the card as it stands now with the words at its foot."""
    said = str(refusal)
    if refusal.fresh is not None:
        shown = replace(refusal.fresh, hint=said)
    else:
        shown = Card(said, buttons=refusal.buttons, language=desk.say.language)
    return Reply(message.place, shown, replaces=message.card if message.press else "")


PRESSES["waited"] = _waited
