from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from itertools import pairwise

import pytest

from bot.pacing import Limits, Queue
from handlers.chat import Address, Card, DeliveryError, Reply
from storage.codec import from_text, to_text
from storage.records import Delivery, Identity, Passage, added
from tests.fakes import NOON, FakeChat, card_to, settle
from tests.house import Disk, House

TELEGRAM = Limits(bulk_per_second=25, all_per_second=29, burst=3, burst_seconds=3.0, bulk_gap=1.0)


async def owe(house: House, *replies: Reply) -> list[Delivery]:
    """What the inbox does: add the deliveries to the store, flush, and let them go."""
    owed = house.outbox.owe(replies)
    await house.commit(house.store.apply([added(delivery) for delivery in owed]))
    house.outbox.take(owed)
    await settle()
    return owed


def states(house: House) -> list[Passage]:
    return [delivery.state for delivery in house.store.all(Delivery)]


async def test_a_card_is_sent_once_and_its_words_are_dropped() -> None:
    async with House().lived_in() as house:
        await owe(house, card_to("amal", "Hello"))
        (delivery,) = house.store.all(Delivery)
        assert house.chat.titles == ["Hello"]
        assert delivery.state is Passage.SENT
        assert (delivery.sent_id, delivery.body) == ("m1", "")
        await house.clock.pass_time(100)
        assert house.chat.titles == ["Hello"]


async def test_a_claim_is_on_disk_before_the_card_leaves() -> None:
    house = House(Disk())
    house.chat.hold = asyncio.Event()
    async with house.lived_in():
        await owe(house, card_to("amal", "Hello"))
        assert states(house) == [Passage.CLAIMED]
        assert house.chat.titles == []
        house.chat.hold.set()
        await settle()
        assert states(house) == [Passage.SENT]


async def test_nothing_leaves_while_the_claim_cannot_be_written() -> None:
    house = House(Disk())
    assert isinstance(house.store, Disk)
    async with house.lived_in():
        owed = house.outbox.owe([card_to("amal", "Hello")])
        await house.commit(house.store.apply([added(delivery) for delivery in owed]))
        house.store.full = True
        house.outbox.take(owed)
        await house.clock.pass_time(20)
        assert house.chat.titles == []
        house.store.full = False
        await house.clock.pass_time(20)
        assert house.chat.titles == ["Hello"]


async def test_a_card_that_arrived_is_not_sent_again_because_the_disk_refused() -> None:
    house = House(Disk())
    store = house.store
    assert isinstance(store, Disk)
    house.chat.hold = asyncio.Event()
    async with house.lived_in():
        await owe(house, card_to("amal", "Hello"))
        store.full = True
        house.chat.hold.set()
        await house.clock.pass_time(20)
        store.full = False
        await house.clock.pass_time(20)
        assert house.chat.titles == ["Hello"]
        assert states(house) == [Passage.SENT]


def left_claimed(house: House, reply: Reply) -> str:
    delivery = Delivery(
        "d1", "fake", reply.to.place, NOON, to_text(reply), 1, Passage.CLAIMED, tries=1
    )
    house.store.apply([added(delivery)])
    house.build()
    return delivery.id


async def test_after_a_crash_a_doubtful_card_is_sent_once_more_and_marked() -> None:
    house = House()
    house.chat.remembers = False
    left_claimed(house, card_to("amal", "Hello"))
    async with house.lived_in():
        assert house.chat.log == [(0.0, "amal", "d1", True)]
        assert states(house) == [Passage.SENT]


async def test_after_a_crash_a_card_that_surely_never_arrived_is_sent_without_a_mark() -> None:
    house = House()
    left_claimed(house, card_to("amal", "Hello"))
    async with house.lived_in():
        assert house.chat.asked == ["d1"]
        assert [repeat for *_, repeat in house.chat.log] == [False]


async def test_after_a_crash_a_card_that_is_known_to_have_arrived_is_not_sent() -> None:
    house = House()
    house.chat.known["d1"] = "m77"
    left_claimed(house, card_to("amal", "Hello"))
    async with house.lived_in():
        assert house.chat.titles == []
        (delivery,) = house.store.all(Delivery)
        assert (delivery.state, delivery.sent_id) == (Passage.SENT, "m77")


@pytest.mark.parametrize(
    "again", [{"replaces": "m1"}, {"tick": "m1"}, {"page": True}], ids=["edit", "tick", "page"]
)
async def test_what_shows_nothing_twice_is_simply_done_again(again: dict[str, str]) -> None:
    house = House()
    left_claimed(house, replace(card_to("amal", "Hello"), **again))  # type: ignore[arg-type]  # One field each.
    async with house.lived_in():
        assert house.chat.asked == []
        assert [repeat for *_, repeat in house.chat.log] == [False]


async def test_a_passing_error_is_tried_again_with_growing_pauses_of_a_minute_at_most() -> None:
    house = House()
    house.chat.failures = [DeliveryError("HTTP 502") for _ in range(20)]
    async with house.lived_in():
        await owe(house, card_to("amal", "Hello"))
        await house.clock.pass_time(10)
        assert len(house.chat.failures) == 16
        await house.clock.pass_time(20 * 60)
        assert house.chat.titles == ["Hello"]
        assert house.chat.log[0][3] is False


async def test_a_card_whose_answer_was_lost_comes_again_marked_and_once() -> None:
    house = House()
    house.chat.remembers = False
    house.chat.losses = [DeliveryError("cut", lost=True)]
    async with house.lived_in():
        await owe(house, card_to("amal", "Hello"))
        await house.clock.pass_time(60)
        assert [repeat for *_, repeat in house.chat.log] == [False, True]


async def test_a_platform_that_can_tell_is_asked_before_anything_is_sent_again() -> None:
    house = House()
    house.chat.losses = [DeliveryError("HTTP 500")]
    async with house.lived_in():
        await owe(house, card_to("amal", "Hello"))
        await house.clock.pass_time(60)
        assert house.chat.titles == ["Hello"]
        assert states(house) == [Passage.SENT]


async def test_a_platform_that_asks_us_to_wait_is_left_alone_and_order_is_kept() -> None:
    house = House()
    house.chat.failures = [DeliveryError("too many", wait=35)]
    async with house.lived_in():
        await owe(house, *(card_to(place, f"{n}") for n in range(3) for place in ("a", "b")))
        await house.clock.pass_time(34)
        assert house.chat.titles[1:] == []
        await house.clock.pass_time(10)
        for place in ("a", "b"):
            shown = [r.card.title for r in house.chat.shown if r.to.place == place]
            assert shown == ["0", "1", "2"]
        assert not any(repeat for *_, repeat in house.chat.log)


async def test_a_person_who_cannot_be_reached_is_marked_and_reported_without_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    house = House()
    house.chat.failures = [DeliveryError("blocked", permanent=True, unreachable=True)]
    async with house.lived_in():
        await owe(house, card_to("amal", "Idris said no"))
        (delivery,) = house.store.all(Delivery)
        assert (delivery.state, delivery.body) == (Passage.UNREACHABLE, "")
        assert house.reports == [("fake delivery", "unreachable: blocked")]
    assert delivery.id in caplog.text
    assert "Idris" not in caplog.text


async def test_a_chat_that_moved_gets_its_cards_at_the_new_place() -> None:
    house = House()
    house.chat.failures = [DeliveryError("upgraded", moved="-100200")]
    async with house.lived_in():
        await owe(house, card_to("amal", "one"), card_to("amal", "two"))
        await house.clock.pass_time(5)
        assert [(r.to.place, r.card.title) for r in house.chat.shown] == [
            ("-100200", "one"),
            ("-100200", "two"),
        ]
        identity = house.store.get(Identity, "fake:amal")
        assert identity is not None
        assert identity.place == "-100200"


async def test_an_edit_that_cannot_be_made_becomes_a_new_message_then_a_plain_sentence() -> None:
    house = House()
    house.chat.failures = [DeliveryError("gone", permanent=True), TypeError("drawing broke")]
    async with house.lived_in():
        await owe(house, replace(card_to("amal", "Saved"), replaces="m5"))
        (shown,) = house.chat.shown
        assert shown.replaces == ""
        assert "could not show it" in shown.card.title
        assert house.reports == []


async def test_a_card_takes_the_place_of_the_one_that_answered_an_earlier_message() -> None:
    async with House().lived_in() as house:
        (first,) = house.outbox.owe([card_to("amal", "Is this right?")], "amal/1")
        await house.commit(house.store.apply([added(first)]))
        house.outbox.take([first])
        await settle()
        anew = replace(card_to("amal", "Is this right now?"), instead_of="amal/1")
        elsewhere = replace(card_to("amal", "Nothing was there"), instead_of="amal/0")
        await owe(house, anew, elsewhere)
        assert [reply.replaces for reply in house.chat.shown] == ["", "m1", ""]


async def test_a_card_that_nothing_helps_is_given_up_loudly_and_only_once() -> None:
    house = House()
    house.chat.failures = [DeliveryError("no", permanent=True) for _ in range(2)]
    async with house.lived_in():
        await owe(house, card_to("amal", "one"), card_to("amal", "two"))
        assert states(house) == [Passage.FAILED, Passage.SENT]
        assert house.reports == [("fake delivery", "failed: no")]


async def test_after_a_day_of_trying_a_card_is_given_up() -> None:
    house = House()
    house.chat.failures = [DeliveryError("down") for _ in range(2000)]
    async with house.lived_in():
        await owe(house, card_to("amal", "one"))
        await house.clock.pass_time(23 * 3600)
        assert states(house) == [Passage.OWED]
        await house.clock.pass_time(2 * 3600)
        assert states(house) == [Passage.FAILED]


async def test_cards_for_a_closed_door_wait_until_it_opens() -> None:
    async with House().lived_in() as house:
        await owe(house, card_to("x", "later", platform="other"))
        other = FakeChat()
        house.outbox.open("other", other, Limits())
        await settle()
        assert other.titles == ["later"]


async def test_one_failing_platform_does_not_hold_the_other() -> None:
    async with House().lived_in() as house:
        other = FakeChat()
        other.failures = [DeliveryError("down") for _ in range(50)]
        house.outbox.open("other", other, Limits())
        await owe(house, card_to("x", "there", platform="other"), card_to("amal", "here"))
        assert house.chat.titles == ["here"]


async def test_a_drain_of_bulk_keeps_every_limit_and_an_answer_overtakes_it() -> None:
    house = House(limits=TELEGRAM)
    async with house.lived_in():
        bulk = [card_to(f"c{n % 100}", f"{n}", urgent=False) for n in range(1000)]
        await owe(house, *bulk)
        await house.clock.pass_time(10)
        asked = house.clock.elapsed
        await owe(house, card_to("c5", "answer"))
        await house.clock.pass_time(60)
    answered = next(
        at for (at, *_), r in zip(house.chat.log, house.chat.shown, strict=True) if r.urgent
    )
    assert answered - asked <= 1.5
    times = [at for at, *_ in house.chat.log]
    assert len(times) == 1001
    assert max(sum(at <= other < at + 1 for other in times) for at in times) <= 30
    assert times[-1] - times[0] <= 1000 / 25 * 1.05
    for place in {f"c{n}" for n in range(100)} - {"c5"}:
        own = [at for at, to, *_ in house.chat.log if to == place]
        assert all(later - at >= 1 - 1e-6 for at, later in pairwise(own))


async def test_a_chat_may_have_a_short_burst_of_answers_and_then_waits() -> None:
    house = House(limits=TELEGRAM)
    async with house.lived_in():
        await owe(house, *(card_to("amal", f"{n}") for n in range(7)))
        await house.clock.pass_time(10)
    times = [at for at, *_ in house.chat.log]
    assert house.chat.titles == [f"{n}" for n in range(7)]
    assert times[2] < 1
    assert all(fourth - first >= 3 for first, fourth in zip(times, times[3:], strict=False))


def test_a_card_is_left_alone_for_a_moment_so_that_a_crash_leaves_one_in_doubt() -> None:
    queue = Queue(Limits(alone_seconds=0.25))
    for place in "abc":
        queue.push(place, place, urgent=True)
    assert queue.pop(0.0) is not None
    assert queue.pop(0.1) is None
    assert queue.wait(0.1) == pytest.approx(0.15)
    queue.done("a", 0.1)
    assert queue.pop(0.1) == ("b", "b", True)
    assert queue.pop(0.36) == ("c", "c", True)


def test_a_crowd_leaves_as_fast_as_the_rate_allows_and_its_last_ones_alone_again() -> None:
    queue = Queue(Limits(bulk_per_second=10, alone_seconds=1.0, crowd=2, at_once=8))
    for place in "abcd":
        queue.push(place, place, urgent=False)
    assert queue.pop(0.0) == ("a", "a", False)
    assert queue.wait(0.0) == pytest.approx(0.1)
    assert queue.pop(0.11) == ("b", "b", False)
    assert queue.pop(0.5) is None
    queue.done("a", 0.6)
    queue.done("b", 0.6)
    assert queue.pop(0.6) == ("c", "c", False)


def test_what_answers_take_is_missing_from_the_rate_of_bulk() -> None:
    queue = Queue(Limits(bulk_per_second=1))
    queue.push("a", "answer", urgent=True)
    queue.push("b", "bulk", urgent=False)
    queue.push("c", "answer", urgent=True)
    assert queue.pop(0.0) == ("a", "answer", True)
    assert queue.pop(0.0) == ("c", "answer", True)
    assert queue.pop(1.5) is None
    assert queue.pop(2.0) == ("b", "bulk", False)


def test_a_queue_counts_what_waits_and_what_is_under_way() -> None:
    queue = Queue(Limits(at_once=1))
    assert queue.wait(0.0) is None
    queue.push("a", "1", urgent=True)
    queue.push("b", "2", urgent=False)
    assert queue.pop(0.0) == ("a", "1", True)
    assert queue.pop(0.0) is None
    assert (len(queue), queue.wait(0.0)) == (2, None)
    queue.done("a", 0.0)
    assert queue.pop(0.0) == ("b", "2", False)
    queue.done("b", 0.0)
    assert len(queue) == 0


async def test_a_reply_keeps_everything_on_its_way_through_the_store() -> None:
    reply = Reply(Address("fake", "amal", "t1"), Card("T", language="ar"), quotes="5", urgent=False)
    async with House().lived_in() as house:
        (owed,) = await owe(house, reply)
        assert from_text(Reply, owed.body) == reply
        assert house.chat.shown == [reply]
