"""The same assistant in a terminal, for trying it with no account anywhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot import ids
from bot.album import Album, kept_in_album
from bot.making import Unmade, made
from bot.painting import Unpainted, painted
from bot.paper import to_text, wrapped
from handlers.chat import Address, Button, Card, Message, Reply, Text
from handlers.words import doors, faults, terminal
from handlers.words.speech import Speech
from storage.store import Unwritable
from storage.values import dataclass

PLATFORM = "console"
TICK = "✓"

__all__ = ["PLATFORM", "ConsoleChat", "to_text"]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A button that was shown, the card it stands on, and its number."""

    button: Button
    card: str
    number: int
    version: int = 1
    """How often the card had been shown by then."""


class ConsoleChat:
    """Prints cards, and reads lines: a number or a ``[Label]`` presses a button.

    Numbers are those of the cards shown since the last line, counted on from one card to the
    next; a label in brackets finds its newest button, however old.
    """

    def __init__(  # noqa: PLR0913  # Each is one thing of a terminal's own.
        self,
        show: Callable[[str], None],
        account: str = "me",
        *,
        language: str = "en",
        colours: bool = False,
        new_id: Callable[[], str] = ids.new_id,
        album: Album = kept_in_album,
    ) -> None:
        self.account = account
        self._album = album
        self._show, self._language, self._colours = show, language, colours
        self._new_id = new_id
        self._shown: list[_Shown] = []
        self._versions: dict[str, int] = {}
        self._numbers = 0
        self._spoken = True

    async def send(self, reply: Reply, delivery: str, *, repeat: bool) -> str:
        """Print the card; a page of one's own is not shown here."""
        if reply.page:
            return ""
        if reply.gone:
            # What a terminal has printed cannot be taken back; its buttons can.
            self._shown = [one for one in self._shown if one.card != reply.replaces]
            return ""
        if reply.tick:
            self._show(TICK)
            return reply.tick
        if self._spoken:
            self._spoken, self._numbers = False, 0
        card = _marked(reply) if repeat else reply.card
        if reply.picture or reply.document:
            self._show(await self._laid(reply))
        id = reply.replaces or self._new_id()
        self._versions[id] = self._versions.get(id, 0) + 1
        first = self._numbers + 1
        self._numbers += len(card.buttons)
        numbers = range(first, self._numbers + 1)
        self._shown += [
            _Shown(button, id, number, self._versions[id])
            for button, number in zip(card.buttons, numbers, strict=True)
        ]
        self._show(to_text(card, numbers, colours=self._colours) + "\n")
        return id

    async def _laid(self, reply: Reply) -> str:
        """Where the picture or the file is now, for a terminal shows none."""
        say = Speech(reply.card.language)
        try:
            if reply.document:
                path = await self._album(await made(reply.document))
                return wrapped(say(terminal.LAID, path=path))
            if reply.picture:
                path = await self._album(await painted(reply.picture))
                return wrapped(say(doors.PICTURE_AT, path=path))
        except Unpainted:
            return say(doors.NOT_DRAWN)
        except Unmade as why:
            return say(str(why))
        return ""

    async def sent(self, reply: Reply, delivery: str) -> str | None:
        """A terminal does not tell what it showed."""
        return None

    def to_message(self, line: str, at: datetime) -> Message:
        """What the person did by typing *line*."""
        pressed = self._pressed(line.strip())
        self._spoken = True
        id = self._new_id()
        message = Message(
            f"{PLATFORM}:{self.account}:{id}",
            f"{PLATFORM}:{self.account}",
            Address(PLATFORM, self.account),
            at,
            id=id,
            language=self._language,
        )
        if pressed is None:
            return replace(message, text=line)
        return replace(message, press=pressed.button.press, card=pressed.card)

    def greet(self) -> None:
        """Say what this is and how buttons are pressed, to somebody who sits here."""
        self.tell(terminal.HELLO, terminal.HOW)

    def tell(self, title: str, hint: str = "") -> None:
        """Print a card of the terminal's own."""
        say = Speech(self._language)
        card = Card(say(title), hint=say(hint) if hint else "", language=self._language)
        self._show(to_text(card, colours=self._colours) + "\n")

    def labels(self) -> list[str]:
        """What can be pressed by label, newest first, for completion."""
        return [f"[{shown.button.label}]" for shown in reversed(self._shown)]

    def _pressed(self, line: str) -> _Shown | None:
        bare = line[1:-1] if line.startswith("[") and line.endswith("]") else ""
        newest_first = self._shown[::-1]
        for shown in sorted(newest_first, key=self._outdated):
            if not shown.button.press:
                continue
            if bare and bare == shown.button.label:
                return shown
            if str(shown.number) in (line, bare) and shown in self._newest():
                return shown
        return None

    def _outdated(self, shown: _Shown) -> bool:
        """Whether the card has changed since: its buttons are found last."""
        return shown.version != self._versions[shown.card]

    def _newest(self) -> list[_Shown]:
        """The buttons that the numbers of the moment are on."""
        return self._shown[len(self._shown) - self._numbers :] if self._numbers else []


def _marked(reply: Reply) -> Card:
    """The card with a word in front that it may have been shown before."""
    again = Text(Speech(reply.card.language)(doors.REPEATED))
    return replace(reply.card, parts=(again, *reply.card.parts))


class Lines(Protocol):
    """Where lines come from."""

    async def next(self) -> str | None:
        """The next line, ``None`` at the end."""
        ...


async def converse(
    chat: ConsoleChat,
    lines: Lines,
    accept: Callable[[Message], Awaitable[bool]],
    idle: Callable[[], Awaitable[None]],
    clock: Callable[[], datetime],
) -> None:
    """Pass on line after line to *accept*, each answered before the next is read."""
    await idle()
    while (line := await lines.next()) is not None:
        if not line.strip():
            continue
        try:
            await accept(chat.to_message(line, clock()))
        except Unwritable:
            chat.tell(faults.NOT_KEPT)
        await idle()
