"""Where the house is opened for one person in this terminal: the command line alone imports it."""

from __future__ import annotations

import sys

from bot import terminal
from bot.console import PLATFORM, ConsoleChat, converse
from bot.console_files import accepting
from bot.house import opened
from bot.pacing import Limits
from bot.residents import account_of, settling_in
from bot.settings import Settings
from handlers import commands
from handlers.words.speech import Speech
from handlers.words.terminal import NO_FILE


async def chat(settings: Settings, name: str) -> None:
    """Talk to one person in this terminal until they end it."""
    seated = sys.stdin.isatty()
    async with opened(settings) as house:
        speech = Speech(settings.language, settings.zone)
        if newcomer := settling_in(house.store, name, speech, house.clock):
            await house.commit(house.store.apply(newcomer))
        account = account_of(name)
        ways = house.ways(PLATFORM)
        here = ConsoleChat(
            print,
            account,
            language=settings.language,
            colours=terminal.colours(),
        )
        house.outbox.open(PLATFORM, here, Limits(), serves=account.__eq__)
        house.inbox.start()
        lines = terminal.Lines(terminal.typed if seated else terminal.piped)
        if seated:
            terminal.prepare(lambda: [*here.labels(), *_slashed()])
            here.greet()
        accept = accepting(ways, lambda: here.tell(NO_FILE))
        await converse(here, lines, accept, house.idle, house.clock)


def _slashed() -> list[str]:
    return [f"/{command.name}" for command in commands.COMMANDS]
