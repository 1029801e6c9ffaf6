"""What can be asked for, made from the commands themselves."""

from __future__ import annotations

from handlers import commands, nearby, who
from handlers.chat import PRESS_LIMIT, Button, Card, Items, Line, Message, Outcome, Quote, Text
from handlers.commands import BY_WORD, EVERYTHING, Asked, Command, key, suggestions
from handlers.desk import Desk
from handlers.questions.grammar import opening
from handlers.rules.roles import may
from handlers.showing import answered, card
from handlers.words import common
from handlers.words import help as words

SHORT = ("history", "promises", "agreements", "people", "add", "undo", "settings")
"""What the short help names; the rest is one button away."""

SHORT_NAME = 2
"""Words after a command's name that are taken for a name even where nobody is called that."""


def help_(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/help`` for the few that matter daily, ``/help all`` for every one, ``/help undo``."""
    say = desk.say
    asked = rest.strip().removeprefix("/")
    first, _, group = asked.partition(" ")
    if key(first) in EVERYTHING:
        return answered(message, _group(group, desk) or _all(desk))
    one = BY_WORD.get(key(asked)) if asked else None
    if one is not None and may(desk.member, one.action):
        return answered(message, card(say, _usage(one, desk), (Text(say(one.sentence)),)))
    daily = (BY_WORD[name] for name in SHORT)
    lines = tuple(_line(one, desk) for one in daily if may(desk.member, one.action))
    parts = (
        Text(say(words.LEAD)),
        Quote(say(words.EXAMPLE)),
        Items(say(words.DAILY), lines),
    )
    buttons = (Button(say(words.ALL), "do:help all"),)
    return answered(message, card(say, say(words.TITLE), parts, buttons, say(words.HINT)))


def _groups(desk: Desk) -> dict[str, list[Command]]:
    """The commands this member may use, by the sentence that heads their group."""
    groups: dict[str, list[Command]] = {}
    for one in commands.COMMANDS:
        if one.name != "start" and may(desk.member, one.action):
            groups.setdefault(one.group, []).append(one)
    return groups


def _all(desk: Desk) -> Card:
    """The names of every command this member may use, by group; a button explains a group."""
    say, groups = desk.say, _groups(desk)
    parts = tuple(
        Line(say(group), say.joined(f"/{one.name}" for one in own)) for group, own in groups.items()
    )
    buttons = tuple(
        Button(say(group), f"do:help all {number}") for number, group in enumerate(groups, 1)
    )
    return card(say, say(words.ALL_TITLE), parts, buttons)


def _group(number: str, desk: Desk) -> Card | None:
    """One group, each command with what it is for; ``None`` where there is none of that number."""
    groups = list(_groups(desk).items())
    at = int(number) if number.isascii() and number.isdecimal() and len(number) == 1 else 0
    if not 1 <= at <= len(groups):
        return None
    group, own = groups[at - 1]
    lines = tuple(_line(one, desk) for one in own)
    buttons = (Button(desk.say(common.BACK), "do:help all"),)
    return card(desk.say, desk.say(words.ALL_TITLE), (Items(desk.say(group), lines),), buttons)


def _line(command: Command, desk: Desk) -> str:
    return desk.say(words.LINE, command=_usage(command, desk), what=desk.say(command.sentence))


def _usage(command: Command, desk: Desk) -> str:
    return f"/{command.name} {desk.say(command.usage) if command.usage else ''}".rstrip()


def unknown(message: Message, desk: Desk, asked: Asked) -> Outcome:
    """A slash before a word we do not know: the two nearest that we do."""
    say = desk.say
    buttons = tuple(_button(one, asked.rest) for one in suggestions(asked.word, desk.member))
    parts = (Text(say(words.UNKNOWN_CLOSE)),)
    return answered(message, card(say, say(words.UNKNOWN_COMMAND), parts, buttons))


def _button(command: Command, rest: str) -> Button:
    """The command as a button, with what was written after it where that fits."""
    press = f"do:{command.name} {rest}".strip()
    if not rest or not command.usage or command.name == "help" or len(press.encode()) > PRESS_LIMIT:
        return Button(f"/{command.name}", f"do:{command.name}")
    return Button(f"/{command.name} {rest}", press)


def reads_like_a_note(asked: Asked, desk: Desk) -> bool:
    """Whether a line that begins with a command's name, without its slash, tells something."""
    if asked.slashed or asked.command is None or asked.command.bare != commands.NAMED:
        return False
    if _asks(f"{asked.word} {asked.rest}"):
        return True
    return len(asked.rest.split()) > SHORT_NAME and not who.find(desk.book, asked.rest).offered


def _asks(text: str) -> bool:
    """Whether a line that begins with "who" asks more than who somebody is: who knows Nabil."""
    opened = opening(text)
    return opened is not None and opened.topic in _MORE


_MORE = ("knows", "mentioned", "quiet", "theirs")


def read_only(message: Message, desk: Desk) -> Outcome:
    """Who may only look wrote something to keep: say so, and offer what they can do."""
    say = desk.say
    buttons = nearby.suggested(message.text, desk)
    return answered(message, card(say, say(words.READ_ONLY), (Text(say(words.LOOK_HOW)),), buttons))


COMMANDS = {"help": help_}
