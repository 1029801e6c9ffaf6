"""The power goes at every single write in turn; nothing accepted may be lost, nothing doubled."""

from __future__ import annotations

from collections import Counter

import pytest

from handlers.chat import Message
from storage.records import Delivery, Organisation, Passage, Received, Waiting
from storage.store import Unwritable
from tests.fakes import said, settle
from tests.house import Disk, House

MESSAGES = [said(f"note {n}", key=f"k{n}") for n in range(4)]


async def hear_all(house: House, messages: list[Message]) -> list[str]:
    """Send each message as a platform does; the keys that were taken on."""
    accepted = []
    for message in messages:
        try:
            await house.inbox.accept(message)
        except Unwritable:
            continue
        accepted.append(message.key)
        await settle(7)
    return accepted


async def live_until_the_power_goes(store: Disk, writes: int) -> tuple[House, list[str]]:
    """What was accepted in a life that ends after so many writes; its records are what is safe."""
    house = House(store)
    house.chat.remembers = False
    house.open()
    store.left = writes
    accepted = await hear_all(house, MESSAGES)
    await settle()
    await house.inbox.close(0.0)
    await house.outbox.close(0.0)
    store.left = 2**62
    return house, accepted


@pytest.mark.parametrize("writes", range(20))
async def test_nothing_is_lost_and_nothing_doubled_wherever_the_power_goes(writes: int) -> None:
    store = Disk()
    house, accepted = await live_until_the_power_goes(store, writes)
    for key in accepted:
        assert store.get(Received, key) is not None
    house.build()
    async with house.lived_in():
        await hear_all(house, MESSAGES)
        await house.clock.pass_time(30)
    names = Counter(kept.name for kept in store.all(Organisation))
    assert names == Counter(message.text for message in MESSAGES)
    assert {received.state for received in store.all(Received)} == {Waiting.DONE}
    assert {delivery.state for delivery in store.all(Delivery)} == {Passage.SENT}
    shown = Counter(house.chat.titles)
    assert set(shown) == {f"Amal: {message.text}" for message in MESSAGES}
    repeats = Counter(
        reply.card.title
        for reply, (*_, repeat) in zip(house.chat.shown, house.chat.log, strict=True)
        if repeat
    )
    assert sum(shown.values()) - len(shown) <= sum(repeats.values()) <= 1


async def test_the_power_goes_somewhere_in_the_middle_at_least_once() -> None:
    lost = []
    for writes in range(20):
        _, accepted = await live_until_the_power_goes(Disk(), writes)
        lost.append(len(MESSAGES) - len(accepted))
    assert lost[0] > 0
    assert lost[-1] == 0
