"""What one person can do through each door, and the cards that they see there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from bot.console import PLATFORM, ConsoleChat, converse
from bot.house import House
from tests.doubles.slack_people import Person as SlackPerson
from tests.doubles.telegram import Person as TelegramPerson


@dataclass(frozen=True, slots=True)
class Sight:
    """A card of ours as it stands before a person now."""

    id: str
    text: str
    labels: tuple[str, ...]
    changes: int = 0


class Hand(Protocol):
    """What one person can do on one platform, and what they see there."""

    sender: str

    def cards(self) -> list[Sight]: ...

    async def says(self, text: str) -> None: ...

    async def presses(self, sight: Sight, label: str) -> None: ...

    async def forges(self, press: str) -> None:
        """Press what no card of ours ever offered, where the platform lets a forger do that."""
        ...


class OnConsole:
    """Somebody at a terminal; what it prints between two lines are their cards."""

    def __init__(self, house: House, account: str) -> None:
        self.sender = f"{PLATFORM}:{account}"
        self.chat = ConsoleChat(self._print, account)
        self.printed: list[Sight] = []
        self.labels = 0
        self._house = house

    def _print(self, text: str) -> None:
        labels = [label[1:-1] for label in self.chat.labels()]
        fresh = labels[: len(labels) - self.labels]
        self.labels = len(labels)
        self.printed.append(Sight(str(len(self.printed)), text, tuple(reversed(fresh))))

    def cards(self) -> list[Sight]:
        return self.printed

    async def says(self, text: str) -> None:
        house = self._house
        await converse(self.chat, _Once(text), house.inbox.accept, house.idle, house.clock)

    async def presses(self, sight: Sight, label: str) -> None:
        await self.says(f"[{label}]")

    async def forges(self, press: str) -> None:
        await self.says(press)


@dataclass
class _Once:
    """A terminal at which one line is typed."""

    line: str | None

    async def next(self) -> str | None:
        line, self.line = self.line, None
        return line


@dataclass
class OnTelegram:
    """Somebody with a phone."""

    person: TelegramPerson
    sender: str = field(init=False)

    def __post_init__(self) -> None:
        self.sender = f"telegram:{self.person.id}"

    def cards(self) -> list[Sight]:
        return [
            Sight(str(seen.id), seen.text, tuple(seen.labels), seen.edits)
            for seen in self.person.cards
        ]

    async def says(self, text: str) -> None:
        await self.person.says(text)

    async def presses(self, sight: Sight, label: str) -> None:
        await self.person.presses(int(sight.id), label)

    async def forges(self, press: str) -> None:
        await self.person.presses_data(self.person.cards[-1].id, press)


@dataclass
class OnSlack:
    """Somebody of the workspace."""

    person: SlackPerson
    sender: str = field(init=False)

    def __post_init__(self) -> None:
        self.sender = f"slack:{self.person.id}"

    def cards(self) -> list[Sight]:
        return [
            Sight(post.ts, post.plain, tuple(post.buttons), post.changes)
            for post in self.person.cards
        ]

    async def says(self, text: str) -> None:
        await self.person.says(text)

    async def presses(self, sight: Sight, label: str) -> None:
        await self.person.presses(sight.id, label)

    async def forges(self, press: str) -> None:
        """The last button of the last card, as Slack would tell of it, carrying *press*."""
        post = self.person.cards[-1]
        block = next(block for block in reversed(post.blocks) if block["type"] == "actions")
        button = block["elements"][-1]
        button["value"], kept = press, button["value"]
        await self.person.presses(post.ts, post.buttons[-1])
        button["value"] = kept
