"""Finds whom a command means; where that is not certain, asks with buttons and then goes on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from itertools import islice

from handlers import who
from handlers.chat import PRESS_LIMIT, Button, Card, Message, Outcome, Refusal, Text
from handlers.desk import Desk
from handlers.patterns import pattern
from handlers.rules.rights import Visible
from handlers.rules.roles import Action, may
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import people as words
from storage.records import Counterpart, Draft, Meeting, added, removed

Edit = Callable[[Message, Desk, Counterpart, str], Outcome]
"""What a command does to one person, given what was written after the name."""

LONGEST = 200
"""Characters of a name, a role or an organisation that are kept."""
LOOKED_AT = 40
"""Meetings that are looked through for those met last."""
OFFERED = 5
"""People who are offered at most."""
KIND = "pick"
"""The kind of draft that remembers a command while we ask whom it means."""

_EQUALS = pattern(r"\s*(?:=|→|->)\s*")


_NAME_WORDS = 5
"""Words of a name that no sign parts from what follows."""


def for_named(
    message: Message, desk: Desk, rest: str, press: str, do: Callable[[Counterpart], Outcome]
) -> Outcome:
    """What *do* comes to for whoever *rest* names, or the question who it is, answered by *press*.

    Refuses, offering those met last, where nobody is named.
    """
    if not rest.strip():
        raise nobody_named(desk, press)
    one, question = found_or_asked(message, desk, rest, press)
    return do(one) if one is not None else question or Outcome()


def found_or_asked(
    message: Message, desk: Desk, text: str, verb: str
) -> tuple[Counterpart | None, Outcome | None]:
    """Whom *text* means, or the question to show; each choice's button carries ``verb:id``.

    Raises `Refusal` where nobody comes near.
    """
    match = _matched(desk, text)
    if match.only is not None:
        return match.only, None
    buttons = tuple(Button(who.label(one, desk), f"{verb}:{one.id}") for one in match.offered)
    return None, answered(message, _question(desk, text, match.offered, buttons))


def by_id(desk: Desk, id: str) -> Counterpart:
    """The person of that id; the same refusal whether there is none or they are a colleague's."""
    one = desk.book.get(Counterpart, id)
    if one is not None and one.merged_into:
        one = desk.book.get(Counterpart, one.merged_into)
    if one is None:
        raise Refusal(desk.say(help_words.STALE))
    return one


def nobody_named(desk: Desk, verb: str) -> Refusal:
    """What to say where a name is missing, with those met last to choose from."""
    met = islice(desk.book.newest(Meeting, "member", desk.member.id), LOOKED_AT)
    known = (desk.book.get(Counterpart, id) for id in dict.fromkeys(one.counterpart for one in met))
    buttons = tuple(
        Button(who.label(one, desk), f"{verb}:{one.id}") for one in known if one is not None
    )
    name = "who" if verb == "person" else verb
    asked = desk.say(help_words.GIVE_NAME, example=f"/{name} {desk.say(help_words.EX_NAME)}")
    return Refusal(asked, buttons=buttons[:OFFERED])


def certain(desk: Desk, text: str) -> Counterpart:
    """The one person *text* means exactly; refuses where that is not certain."""
    match = _matched(desk, text)
    if match.only is None:
        near = desk.say.list(who.label(one, desk) for one in match.offered)
        raise Refusal(desk.say(words.WHICH_OF, name=shortened(text), people=near))
    return match.only


def command(
    name: str, edit: Edit, example: str, between: re.Pattern[str] = _EQUALS
) -> Callable[[Message, Desk, str], Outcome]:
    """A command that changes one person: a name, a sign between, and what it should be."""

    def run(message: Message, desk: Desk, rest: str) -> Outcome:
        sign = between.search(rest)
        whom, value = (
            (rest[: sign.start()].strip(), rest[sign.end() :].strip()) if sign else ("", "")
        )
        if sign is None and (led := _led(desk, rest)) is not None:
            whom, value = led
        if not whom:
            raise Refusal(desk.say(words.HOW_TO_WRITE, example=f"/{name} {desk.say(example)}"))
        if len(value) > LONGEST:
            raise Refusal(desk.say(words.TOO_LONG, n=LONGEST))
        return edited(message, desk, _matched(desk, whom), (whom, name, value), edit)

    return run


def _led(desk: Desk, rest: str) -> tuple[str, str] | None:
    """The name that *rest* begins with and what follows it, where no sign stands between."""
    told = rest.split()
    for many in range(min(_NAME_WORDS, len(told) - 1), 0, -1):
        name = " ".join(told[:many])
        if who.find(desk.book, name).exact or (many == 1 and who.bearing(name, desk.book)):
            return name, " ".join(told[many:])
    return None


def edited(
    message: Message, desk: Desk, match: who.Match, asked: tuple[str, str, str], edit: Edit
) -> Outcome:
    """*edit* done to whom *match* means, or the question which of several it is.

    *asked* is who was named, the command, and what was written after the name.
    """
    whom, name, value = asked
    if match.only is not None:
        return edit(message, desk, match.only, value)
    return _ask(message, desk, match.offered, whom, json.dumps([name, value]))


def picked(message: Message, desk: Desk, rest: str, edits: Mapping[str, Edit]) -> Outcome:
    """A choice was pressed: do what was asked before, to the person who was picked."""
    draft_id, _, id = rest.partition(":")
    draft = desk.book.get(Draft, draft_id)
    if draft is None or draft.kind != KIND:
        raise Refusal(desk.say(help_words.STALE))
    name, value = json.loads(draft.reading)
    done = edits[name](message, desk, by_id(desk, id), value)
    return Outcome(done.replies, (removed(draft), *done.changes))


def shortened(text: str) -> str:
    """*text* on one line, short enough to be said back."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _matched(desk: Desk, text: str) -> who.Match:
    match = who.find(desk.book, text[:LONGEST])
    if not match.offered:
        name = shortened(text)
        unless_elsewhere(desk, text)
        raise Refusal(
            f"{desk.say(words.NOT_FOUND, name=name)} {desk.say(words.NOT_FOUND_HOW, name=name)}",
            buttons=_instead(name, desk),
        )
    return match


def unless_elsewhere(desk: Desk, text: str) -> None:
    """Refuse where a colleague knows somebody of that name, and lets it be known."""
    known = desk.book.elsewhere(text) if isinstance(desk.book, Visible) else ()
    if known:
        colleague = desk.say.list(one.name for one in known)
        raise Refusal(desk.say(words.ELSEWHERE, member=colleague, name=shortened(text)))


def _instead(name: str, desk: Desk) -> tuple[Button, ...]:
    """What to press where nobody of that name is known: all who are, or somebody new."""
    everybody = Button(desk.say(help_words.MY_PEOPLE), "do:people")
    press = f"do:add {name}"
    if not may(desk.member, Action.WRITE) or len(press.encode()) > PRESS_LIMIT:
        return (everybody,)
    return (everybody, Button(f"/add {name}", press))


def _ask(
    message: Message, desk: Desk, offered: tuple[Counterpart, ...], whom: str, reading: str
) -> Outcome:
    draft = Draft(desk.new_id(), desk.member.id, (), desk.now, kind=KIND, reading=reading)
    buttons = tuple(Button(who.label(one, desk), f"pick:{draft.id}:{one.id}") for one in offered)
    return answered(message, _question(desk, whom, offered, buttons), (added(draft),))


def _question(
    desk: Desk, text: str, offered: tuple[Counterpart, ...], buttons: tuple[Button, ...]
) -> Card:
    say = desk.say
    lines = tuple(
        Text(say(words.IN_LIST, who=who.label(one, desk), last=who.last_contact_text(one, desk)))
        for one in offered
    )
    title = say(words.WHICH, name=shortened(text))
    return card(say, title, lines, buttons, say(words.SAME_NAME_HINT))
