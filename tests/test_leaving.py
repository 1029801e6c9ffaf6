"""An answer is on disk, and that it may have been shown is, before it leaves: in one write."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.commit import Commit
from bot.exit import Hands
from bot.outbox import Outbox
from bot.pacing import Limits, Queue
from handlers.chat import Card, Message, Outcome, Reply
from handlers.desk import Desk
from storage.records import Delivery, Organisation, Passage, added
from tests.fakes import card_to, said, settle
from tests.house import Disk, House


def in_place(message: Message, desk: Desk) -> Outcome:
    """Show the text in place of a card that stands there already."""
    return Outcome((Reply(message.place, Card(message.text), replaces="m7"),))


def states(house: House) -> list[Passage]:
    return [delivery.state for delivery in house.store.all(Delivery)]


async def test_an_answer_and_its_claim_come_to_disk_together() -> None:
    house = House(Disk())
    assert isinstance(house.store, Disk)
    house.chat.hold = asyncio.Event()
    async with house.lived_in():
        before = house.store.flushes
        await house.hear(said("tea"))
        assert house.store.flushes - before == 2
        assert (states(house), house.chat.titles) == ([Passage.CLAIMED], [])
        house.chat.hold.set()
        await settle()
        assert (states(house), house.chat.titles) == ([Passage.SENT], ["Amal: tea"])
        assert [repeat for *_, repeat in house.chat.log] == [False]
        assert house.chat.asked == []


async def test_what_stands_in_place_of_a_card_needs_no_claim_of_its_own() -> None:
    house = House(Disk(), in_place)
    assert isinstance(house.store, Disk)
    house.chat.hold = asyncio.Event()
    async with house.lived_in():
        before = house.store.flushes
        await house.hear(said("tea"))
        assert house.store.flushes - before == 2
        assert states(house) == [Passage.OWED]
        house.chat.hold.set()
        await settle()
        assert (states(house), house.chat.titles) == ([Passage.SENT], ["tea"])


async def test_where_the_disk_refuses_nothing_leaves_and_the_next_answer_finds_its_way() -> None:
    house = House(Disk())
    store = house.store
    assert isinstance(store, Disk)
    async with house.lived_in():
        ticket, owed = _owed(house, card_to("amal", "one"))
        store.full = True
        with pytest.raises(Exception, match="no space"):
            await house.outbox.send(ticket, owed)
        store.full = False
        await house.outbox.idle()
        assert (house.chat.titles, states(house)) == ([], [])
        await house.outbox.send(*_owed(house, card_to("amal", "two")))
        await settle()
        assert house.chat.titles == ["two"]


async def test_several_cards_for_one_place_leave_in_their_order() -> None:
    house = House(Disk(), limits=Limits(burst=1, burst_seconds=1.0))
    async with house.lived_in():
        replies = [card_to("amal", "one"), card_to("x", "there"), card_to("amal", "two")]
        await house.outbox.send(*_owed(house, *replies))
        await house.clock.pass_time(3)
        own = [one.card.title for one in house.chat.shown if one.to.place == "amal"]
        assert own == ["one", "two"]
        assert sorted(house.chat.titles) == ["one", "there", "two"]


async def test_what_must_never_come_twice_is_claimed_when_it_is_known_to_be_in_time() -> None:
    house = House(Disk())
    house.chat.hold = asyncio.Event()
    async with house.lived_in():
        ticket, owed = _owed(house, replace(card_to("amal", "letter"), once=True))
        house.clock.advance(days=1)
        await house.outbox.send(ticket, owed)
        await settle()
        assert (states(house), house.chat.titles) == ([Passage.FAILED], [])


async def test_a_door_that_shuts_while_the_disk_is_slow_sends_nothing_twice() -> None:
    slow = asyncio.Event()

    async def in_its_time(work: Callable[[], None]) -> None:
        await slow.wait()
        work()

    house = House(Disk())
    hands = Hands(house.clock, house.clock.timer, house.clock.sleep)
    outbox = Outbox(house.store, Commit(house.store.flush, in_its_time), hands)
    outbox.open("fake", house.chat, Limits())
    owed = outbox.owe([card_to("amal", "one")])
    sending = asyncio.ensure_future(outbox.send(house.store.apply([added(owed[0])]), owed))
    await asyncio.sleep(0)
    await outbox.shut("fake")
    slow.set()
    await sending
    await settle()
    assert (house.chat.titles, states(house)) == ([], [Passage.CLAIMED])
    outbox.open("fake", house.chat, Limits())
    await settle()
    assert (house.chat.titles, states(house)) == (["one"], [Passage.SENT])
    await outbox.close(0.5)


def test_a_place_is_taken_only_where_nobody_waits_and_the_pace_allows_it() -> None:
    queue = Queue(Limits(burst=1, burst_seconds=2.0, alone_seconds=0.5, at_once=3))
    assert queue.seize("a", 0.0)
    assert not queue.seize("a", 0.1), "it is under way there"
    assert not queue.seize("b", 0.1), "the one under way is left alone for a moment"
    queue.done("a", 0.1)
    assert not queue.seize("a", 1.0), "its burst is spent"
    assert queue.seize("b", 1.0)
    queue.done("b", 1.0)
    queue.push("c", "c1", urgent=True)
    assert not queue.seize("d", 1.0), "somebody waits"
    assert queue.pop(1.0) == ("c", "c1", True)
    queue.done("c", 1.0)
    queue.hold(5.0)
    assert not queue.seize("a", 4.0), "everybody was asked to wait"
    assert queue.seize("a", 5.0)
    assert len(queue) == 1


def _owed(house: House, *replies: Reply) -> tuple[int, list[Delivery]]:
    """Those cards with what caused them, applied and not yet on disk."""
    owed = house.outbox.owe(replies)
    cause = added(Organisation(f"o{house.store.count(Organisation)}", "Port"))
    return house.store.apply([cause, *map(added, owed)]), owed
