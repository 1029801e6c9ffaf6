"""Where the house and its doors are put together: nobody imports this but the command line."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial

from bot import control
from bot.breathing import in_turn
from bot.control import Asked
from bot.house import House, opened
from bot.minds import limber
from bot.pacing import Limits
from bot.pulse import Pulse
from bot.redact import where
from bot.scheduler import at_once, scheduler
from bot.settings import Settings
from bot.watch import steady
from handlers.chat import Chat
from handlers.words.catalogue import LANGUAGES
from storage.collecting import Sweeper
from storage.meter import Progress
from storage.values import dataclass

log = logging.getLogger(__name__)

TELEGRAM = Limits(
    bulk_per_second=27,
    all_per_second=27,
    burst=3,
    burst_seconds=3.05,
    bulk_gap=1.02,
    at_once=8,
    alone_seconds=1.0,
    crowd=20,
)
"""Telegram takes 30 a second and one a second in a chat, counted as they arrive: on the way, what
left within a second and a tenth may come together, so we send a tenth less."""

SLACK = Limits(bulk_per_second=4.7, burst=3, burst_seconds=3.05, bulk_gap=1.02)
"""Slack takes one a second in a conversation and "several hundred a minute" in a workspace."""

FIRST_WAIT, LONGEST_WAIT = 5.0, 60.0
"""Seconds before a door that failed is opened again, growing from the one to the other."""


@dataclass(frozen=True, slots=True)
class Adapter:
    """A platform whose tokens are set: how to reach it and how fast it may be written to."""

    name: str
    connect: Callable[[House], AbstractAsyncContextManager[Chat]]
    limits: Limits


def adapters(settings: Settings) -> list[Adapter]:
    """Every platform whose tokens are set."""
    found = []
    if settings.telegram.token:
        found.append(Adapter("telegram", lambda house: _telegram(settings, house), TELEGRAM))
    if settings.slack.bot_token:
        found.append(Adapter("slack", lambda house: _slack(settings, house), SLACK))
    return found


def _telegram(settings: Settings, house: House) -> AbstractAsyncContextManager[Chat]:
    from bot import telegram  # noqa: PLC0415  # Half a second that the other doors do not need.
    from handlers import commands  # noqa: PLC0415  # So do its words in four languages.

    menus = {
        language if language != "en" else "": commands.menu(language) for language in LANGUAGES
    }
    return telegram.connect(settings.telegram, house.ways("telegram"), menus)


def _slack(settings: Settings, house: House) -> AbstractAsyncContextManager[Chat]:
    from bot import slack  # noqa: PLC0415  # Half a second that the other doors do not need.

    return slack.connect(settings.slack, house.ways("slack"))


async def run(settings: Settings, found: Sequence[Adapter], stop: asyncio.Event) -> None:
    """Serve every platform of *found* until *stop*; raises `Trouble`."""
    async with opened(settings) as house:
        gone = asyncio.Event()
        sweeper = Sweeper()
        clock = scheduler(partial(_tick, house, sweeper))
        async with control.listening(control.socket_path(settings.data), _answers(house)):
            # What the doors hear is on disk at once, and waits in its lane until all is loaded.
            doors = [
                asyncio.create_task(_keep_open(adapter, house, gone, partial(at_once, clock)))
                for adapter in found
            ]
            # They are on their way before anything else wants the interpreter.
            await asyncio.sleep(0)
            with in_turn():
                await asyncio.to_thread(limber)
                with sweeper.on_duty():
                    house.inbox.start()
                    clock.start()
                    pulse = asyncio.create_task(Pulse(steady, house.health.report).beats())
                    house.health.report("service", "ok")
                    await stop.wait()
        clock.shutdown(wait=False)
        pulse.cancel()
        # First what was heard is answered while the doors are still open, then they close.
        await house.close()
        gone.set()
        await _closed(doors)


async def _closed(doors: Sequence[asyncio.Task[None]]) -> None:
    """Wait for them for a moment; then they are left as they are."""
    _, late = await asyncio.wait(doors, timeout=2.0)
    for door in late:
        door.cancel()
    await asyncio.gather(*late, return_exceptions=True)


async def _tick(house: House, sweeper: Sweeper) -> None:
    await house.tick()
    sweeper.sweep(house.clock(), quiet=house.inbox.quiet)


async def _keep_open(
    adapter: Adapter, house: House, gone: asyncio.Event, opened_: Callable[[], None]
) -> None:
    """Open one door, and again where it fails, without troubling the others."""
    wait = FIRST_WAIT
    while not gone.is_set():
        try:
            async with adapter.connect(house) as chat:
                house.outbox.open(adapter.name, chat, adapter.limits)
                opened_()
                await gone.wait()
        except Exception as error:  # noqa: BLE001  # One door's trouble is not the other's.
            house.health.report(adapter.name, type(error).__name__)
            log.error("%s: %s at %s", adapter.name, type(error).__name__, where(error))  # noqa: TRY400  # A traceback carries words.
            await house.outbox.shut(adapter.name)
            await _until(gone, wait)
            wait = min(LONGEST_WAIT, wait * 2)


async def _until(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return


def _answers(house: House) -> control.Answer:
    async def answer(asked: Asked, progress: Progress) -> Asked:
        # A service may run for weeks and be asked nothing.
        from bot.doings import DOINGS  # noqa: PLC0415

        do = DOINGS.get(str(asked.get("do")))
        return await do(asked, house, progress) if do else {"error": "unknown"}

    return answer
