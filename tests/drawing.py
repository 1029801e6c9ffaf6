"""Dialogue files, read and played on any stage; and cards drawn as such files show them.

A dialogue is a text file that a negotiator can read:

- the first line is ``# a title``;
- ``= name value`` lines below it set the scene: ``= now 2026-03-17 12:00``, ``= language ar``,
  ``= zone Asia/Amman``, ``= role coordinator`` for Sara's, ``= platform slack`` where it can be
  played nowhere else;
- ``> text`` is said by Sara, and a ``| text`` line below it goes on with it;
- ``> [Label]`` is a press on the latest card that has that button, or had it before it changed;
- ``karim> text`` is another person who does so: Karim is a member, all others are strangers, and
  ``slack_sara>`` is Sara's account on another platform;
- ``karim< `` is Karim looking at his phone: what has come since he last did anything;
- ``^ `` opens one's own page, and ``% text`` is said to us in a group;
- ``~ text`` changes what that person said last;
- ``+ chat`` is a chat exported from a phone and ``+ table`` a table, with their lines below after
  ``| ``;
- ``+ photo caption`` is a file (``voice``, ``video``, ``document``, ``other``), with
  ``+ photo (large) caption`` where its bytes could not be taken, and
  ``+ forward Author: text`` is a message somebody else wrote first;
- ``@ 3 days`` lets time pass (``minutes``, ``hours``);
- every other line is what is shown: the card as plain text, then its buttons ``[Save] [Edit]``.
  ``(changed)`` stands before a card that takes the place of an earlier one, ``--`` between two
  cards that answer one thing, and ``(nothing)`` where nothing is shown. Empty lines are for the
  eye: they do not count.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from bot.drawing import plain
from handlers.chat import Card, Picture
from handlers.words.nudges import COPY
from handlers.words.speech import Speech

SARA = "sara"
_TURN = re.compile(r"(?:(\w+)([>~+<^%]) ?|([>~+@<^%])(?: |$))(.*)")
_SORTS = "photo|voice|video|document|chat|table|other"
_FILE = re.compile(rf"({_SORTS})(?: \((\w+)\))?\s?(.*)", re.DOTALL)
_FORWARD = re.compile(r"forward ([^:]*): (.*)", re.DOTALL)
_TIME = re.compile(r"(\d+) (minute|hour|day)s?")


class Stage(Protocol):
    """Somewhere a dialogue can be played; every act returns what became visible to that person."""

    async def says(self, person: str, text: str) -> list[str]: ...

    async def presses(self, person: str, label: str) -> list[str]: ...

    async def edits(self, person: str, text: str) -> list[str]: ...

    async def sends(self, person: str, kind: str, trouble: str, caption: str) -> list[str]: ...

    async def forwards(self, person: str, author: str, text: str) -> list[str]: ...

    async def looks(self, person: str) -> list[str]: ...

    async def opens(self, person: str) -> list[str]: ...

    async def calls(self, person: str, text: str) -> list[str]: ...

    async def passes(self, time: timedelta) -> list[str]: ...


@dataclass(slots=True)
class Turn:
    """One thing somebody does, as the file writes it, and what is then shown."""

    written: str
    person: str
    act: str
    text: str
    shown: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Script:
    """A whole dialogue."""

    title: str
    scene: dict[str, str]
    turns: list[Turn]


def script(path: Path) -> Script:
    """The dialogue in *path*; raises ``ValueError`` where a line stands before any turn."""
    title, *lines = path.read_text("utf-8").splitlines()
    scene: dict[str, str] = {}
    turns: list[Turn] = []
    for line in lines:
        if line.startswith("= ") and not turns:
            name, _, value = line.removeprefix("= ").partition(" ")
            scene[name] = value
        elif turn := _turn(line):
            turns.append(turn)
        elif line.startswith("| ") and turns:
            turns[-1].text += "\n" + line.removeprefix("| ")
            turns[-1].written += "\n" + line
        elif line.strip():
            if not turns:
                raise ValueError(f"{path.name}: a line before the first turn")
            turns[-1].shown.append(line.rstrip())
    return Script(title.removeprefix("# "), scene, turns)


def _turn(line: str) -> Turn | None:
    found = _TURN.fullmatch(line)
    if found is None:
        return None
    act = found[2] or found[3]
    return Turn(line, found[1] or SARA, act, found[4])


ENCLOSED = {".png": "(a picture)", ".svg": "(a file)"}
"""How a dialogue shows what came with a card, by how its file's name ends."""


def picture_mark(picture: Picture | None) -> str:
    """The same, of a reply that has not left yet."""
    if picture is None:
        return ""
    return ENCLOSED[".svg" if picture.as_file else ".png"]


_ACTS: dict[str, Callable[[Stage, str, str], Awaitable[list[str]]]] = {
    "<": lambda stage, person, text: stage.looks(person),
    "^": lambda stage, person, text: stage.opens(person),
    "%": lambda stage, person, text: stage.calls(person, text),
}


async def act(stage: Stage, turn: Turn) -> list[str]:
    """Do on *stage* what *turn* says; the lines that became visible."""
    person, text = turn.person, turn.text
    if turn.act == "@":
        shown = await stage.passes(_time(text))
    elif turn.act in _ACTS:
        shown = await _ACTS[turn.act](stage, person, text)
    elif turn.act == "~":
        shown = await stage.edits(person, text)
    elif turn.act == "+" and (forward := _FORWARD.fullmatch(text)):
        shown = await stage.forwards(person, forward[1], forward[2])
    elif turn.act == "+" and (sent := _FILE.fullmatch(text)):
        shown = await stage.sends(person, sent[1], sent[2] or "", sent[3])
    elif text.startswith("[") and text.endswith("]"):
        shown = await stage.presses(person, text[1:-1])
    else:
        shown = await stage.says(person, text)
    return lines_of(shown, waiting=turn.act != "@")


def _time(text: str) -> timedelta:
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError(f"no such time: {text}")
    return timedelta(**{f"{found[2]}s": int(found[1])})


def lines_of(shown: list[str], *, waiting: bool = True) -> list[str]:
    """What was shown as the lines of a dialogue, without empty ones."""
    if not shown:
        return ["(nothing)"] if waiting else []
    # What changed comes first: platforms do not tell in which order they show it.
    changed = sorted(card for card in shown if card.startswith("(changed)"))
    ordered = [*changed, *(card for card in shown if not card.startswith("(changed)"))]
    lines = "\n--\n".join(ordered).splitlines()
    return [line.rstrip() for line in lines if line.strip()]


def without_copy(lines: list[str]) -> list[str]:
    """The same where no button can copy: its people copy what stands in the box."""
    return [_COPY.sub("", line).rstrip() for line in lines]


_COPY = re.compile(
    "|".join(rf"\[{re.escape(Speech(code)(COPY))}\] ?" for code in ("en", "fr", "es", "ar"))
)


def drawn(card: Card, *, changed: bool = False) -> str:
    """A card as a dialogue shows it: its text, then its buttons on one line."""
    buttons = " ".join(f"[{button.label}]" for button in card.buttons)
    return "\n".join(filter(None, ("(changed)" if changed else "", plain(card), buttons)))


async def transcript(played: Script, stage: Stage) -> str:
    """What the dialogue is when played now, laid out as a file; for whoever writes one."""
    lines = [f"# {played.title}", *(f"= {name} {value}" for name, value in played.scene.items())]
    for turn in played.turns:
        lines.extend(("", turn.written, *await act(stage, turn)))
    return "\n".join(lines) + "\n"
