from __future__ import annotations

import asyncio
import logging
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot import app, control
from bot.app import Adapter
from bot.health import Health
from bot.house import House, opened
from bot.pacing import Limits
from bot.scheduler import scheduler
from bot.settings import Settings
from handlers.chat import Chat
from storage.meter import Progress
from storage.records import Counterpart, Identity, Meeting, Member, Setting, added
from storage.store import Unready, Unwritable
from storage.trouble import Busy
from tests.fakes import NOON, FakeChat, FakeClock, said, until
from tests.house import AMAL


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", key_file=tmp_path / "key")


def adapter(
    name: str, chat: FakeChat, entered: Callable[[House], None] = lambda house: None
) -> Adapter:
    @asynccontextmanager
    async def connect(house: House) -> AsyncIterator[Chat]:
        entered(house)
        yield chat

    def connected(house: House) -> AbstractAsyncContextManager[Chat]:
        return connect(house)

    return Adapter(name, connected, Limits())


async def test_one_failing_door_does_not_stop_the_other(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(house: House) -> None:
        raise OSError("the port of Idris is taken")

    caplog.set_level(logging.INFO)
    houses: list[House] = []
    good, bad = FakeChat(), FakeChat()
    stop = asyncio.Event()
    found = [adapter("bad", bad, fail), adapter("fake", good, houses.append)]
    running = asyncio.create_task(app.run(settings, found, stop))
    await until(lambda: houses)
    await houses[0].ways("fake").accept(said("hello", sender="fake:stranger"))
    await until(lambda: good.shown)
    assert "bad: OSError" in caplog.text
    assert "Idris" not in caplog.text
    stop.set()
    await asyncio.wait_for(running, 10)


async def test_what_is_accepted_while_stopping_is_answered_after_the_next_start(
    settings: Settings,
) -> None:
    async with opened(settings) as house:
        house.inbox.start()
        await house.close()
        assert await house.inbox.accept(said("late", sender="fake:stranger"))
    chat = FakeChat()
    async with opened(settings) as house:
        house.inbox.start()
        house.outbox.open("fake", chat, Limits())
        await until(lambda: chat.shown)


async def test_a_store_is_held_by_one_process_at_a_time(settings: Settings) -> None:
    async with opened(settings):
        with pytest.raises(Busy, match=str(os.getpid())):
            async with opened(settings):
                pytest.fail("two on one store")


async def test_what_a_door_is_given_reaches_the_disk(settings: Settings) -> None:
    async with opened(settings) as house:
        ways = house.ways("telegram")
        assert ways.recall("offset") == ""
        await ways.remember("offset", "12")
        blob = await ways.keep(b"a photograph")
        assert not ways.may_keep("telegram:1")
    async with opened(settings) as house:
        assert house.ways("telegram").recall("offset") == "12"
        assert house.ways("slack").recall("offset") == ""
        assert await house.ways("slack").fetch(blob) == b"a photograph"
        with pytest.raises(KeyError):
            await house.ways("slack").fetch("../../etc/passwd")
        assert house.store.count(Setting) == 1


async def test_whoever_writes_to_a_store_that_is_gone_is_told_and_the_platform_is_not_told_yes(
    settings: Settings,
) -> None:
    chat = FakeChat()
    with suppress(Unwritable):
        async with opened(settings) as house:
            account = Identity("fake:amal", "amal", "amal", NOON)
            house.store.flush(house.store.apply([added(AMAL), added(account)]))
            house.outbox.open("fake", chat, Limits())
            shutil.rmtree(settings.data)
            with pytest.raises(Unwritable):
                await house.ways("fake").accept(said("met Idris"))
    assert "cannot keep what you wrote" in "".join(chat.titles)


async def test_a_tick_looks_after_the_store_and_reports(settings: Settings) -> None:
    async with opened(settings) as house:
        await house.tick()
        assert house.health.states()["store"].state == "ok"


async def test_a_tick_leaves_the_indexes_so_that_a_start_after_a_kill_is_quick(
    settings: Settings, tmp_path: Path
) -> None:
    many = [added(Setting(f"s{number}", "1")) for number in range(4_000)]
    async with opened(settings) as house:
        house.store.flush(house.store.apply(many))
        await house.tick()
        house.store.flush(house.store.apply([added(AMAL)]))
        shutil.copytree(settings.data, tmp_path / "killed")
    killed = replace(settings, data=tmp_path / "killed")
    async with opened(killed) as house:
        assert house.store._standing.covered > 3_900
        assert house.store.count(Setting) >= len(many)
        assert house.store.get(Member, AMAL.id) == AMAL


async def test_the_clock_ticks_again_and_again() -> None:
    ticks: list[int] = []

    async def tick() -> None:
        ticks.append(1)

    clock = scheduler(tick, 0.02)
    clock.start()
    await until(lambda: len(ticks) >= 3)
    clock.shutdown(wait=False)


async def test_the_control_socket_answers_its_owner_only_and_survives_nonsense(
    tmp_path: Path,
) -> None:
    path = tmp_path / "control"

    async def answer(asked: control.Asked, progress: Progress) -> control.Asked:
        for done in range(0, 1001, 5):
            await asyncio.to_thread(progress, done, 1000)
        return {"heard": asked["do"]}

    assert control.ask(path, {"do": "x"}) is None
    async with control.listening(path, answer) as listens:
        assert listens
        assert path.stat().st_mode & 0o777 == 0o600
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(b"nonsense\n")
        assert await reader.read() == b""
        writer.close()
        await writer.wait_closed()
        seen: list[int] = []
        asked = partial(control.ask, path, {"do": "tell"}, progress=lambda at, of: seen.append(at))
        assert await asyncio.to_thread(asked) == {"heard": "tell"}
        assert seen == list(range(0, 1001, 10))
    assert not path.exists()


async def test_a_path_too_long_for_a_socket_is_done_without(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 120)

    async def answer(asked: control.Asked, progress: Progress) -> control.Asked:
        return asked

    async with control.listening(path, answer) as listens:
        assert not listens
    assert control.ask(path, {}) is None


def test_health_logs_what_is_new_and_remembers_since_when(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    clock = FakeClock()
    health = Health(clock)
    report = health.of("telegram")
    report("poll", "ok")
    clock.advance(60)
    report("poll", "ok")
    clock.advance(60)
    report("poll", "down")
    assert [record.getMessage() for record in caplog.records] == [
        "telegram poll: ok",
        "telegram poll: down",
    ]
    state = health.states()["telegram poll"]
    assert (state.state, state.since) == ("down", clock.now)


async def filled(settings: Settings) -> None:
    """A store in which it takes a while until all words can be searched."""
    async with opened(settings) as house:
        people = [Member("sara", "Sara"), Member("karim", "Karim")]
        accounts = [Identity(f"fake:{one.id}", one.id, one.id, NOON) for one in people]
        house.store.apply([added(one) for one in (*people, *accounts)])
        house.store.apply([added(Counterpart("c1", "Zephyrine", "sara"))])
        for number in range(600):
            words = " ".join(f"w{number}x{n}" for n in range(60))
            met = Meeting(f"g{number}", "c1", "sara", NOON.date(), words, NOON)
            house.store.apply([added(met)])
        other = Meeting("g", "c2", "karim", NOON.date(), "with Zephyrine, tea", NOON)
        house.store.apply([added(Counterpart("c2", "Musa", "karim")), added(other)])


async def test_whoever_searches_right_after_a_start_keeps_nobody_waiting(
    settings: Settings,
) -> None:
    await filled(settings)
    chat = FakeChat()
    async with opened(settings) as house:
        house.outbox.open("fake", chat, Limits())
        await house.inbox.accept(said("/search w5x5", sender="fake:sara"))
        await house.inbox.accept(said("/whoami", sender="fake:karim"))
        with pytest.raises(Unready):
            house.store.ranked([])
        house.inbox.start()
        await house.idle()
    first, second = chat.titles
    assert "Karim" in first
    assert "w5x5" in second


async def test_what_would_be_forgotten_is_shown_at_once_and_all_of_it_is_forgotten(
    settings: Settings,
) -> None:
    await filled(settings)
    chat = FakeChat()
    async with opened(settings) as house:
        house.outbox.open("fake", chat, Limits())
        house.inbox.start()
        await house.inbox.accept(said("/forget Zephyrine", sender="fake:sara"))
        await until(lambda: chat.titles)
        assert "Zephyrine" in chat.titles[0]
        with pytest.raises(Unready):
            house.store.ranked([])
        press = said(sender="fake:sara", press="erase:person:c1", card="card")
        await house.inbox.accept(press)
        await house.idle()
        assert house.store.get(Counterpart, "c1") is None
        (left,) = house.store.all(Meeting)
        assert "Zephyrine" not in left.words
