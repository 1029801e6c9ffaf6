from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clean import clean_text
from bot.commit import Commit
from handlers.chat import TEXT_LIMIT, Card, Message, Outcome, Reply
from handlers.desk import Desk
from storage.codec import from_text, to_text
from storage.memory import MemoryStore
from storage.records import (
    Change,
    Delivery,
    Identity,
    Member,
    Organisation,
    Passage,
    Received,
    Waiting,
    added,
)
from storage.store import Unwritable
from tests.fakes import NOON, said, settle
from tests.house import AMAL, Disk, House, echo


async def test_a_message_is_answered_and_what_it_came_to_is_kept() -> None:
    async with House().lived_in() as house:
        assert await house.inbox.accept(said("tea with Idris"))
        await settle()
        assert house.chat.titles == ["Amal: tea with Idris"]
        assert [kept.name for kept in house.store.all(Organisation)] == ["tea with Idris"]
        (received,) = house.store.all(Received)
        assert (received.state, received.body) == (Waiting.DONE, "")


async def test_the_same_key_is_answered_once_even_after_a_restart() -> None:
    house = House()
    async with house.lived_in():
        assert await house.inbox.accept(said("one", key="k"))
        assert not await house.inbox.accept(said("one", key="k"))
        await settle()
    house.build()
    async with house.lived_in():
        assert not await house.inbox.accept(said("one", key="k"))
        await settle()
    assert house.chat.titles == ["Amal: one"]


async def test_two_deliveries_of_one_message_at_the_same_moment_are_one() -> None:
    async with House().lived_in() as house:
        message = said("one", key="k")
        told = await asyncio.gather(*(house.inbox.accept(message) for _ in range(5)))
        await settle()
        assert sorted(told) == [False] * 4 + [True]
        assert house.chat.titles == ["Amal: one"]


async def test_nothing_is_accepted_that_is_not_on_disk() -> None:
    house = House(Disk())
    assert isinstance(house.store, Disk)
    async with house.lived_in():
        house.store.full = True
        with pytest.raises(Unwritable):
            await house.inbox.accept(said("one", key="k"))
        house.store.full = False
        await settle()
        assert house.chat.titles == []
        assert await house.inbox.accept(said("one", key="k"))
        await settle()
        assert house.chat.titles == ["Amal: one"]


async def test_an_answer_waits_for_a_disk_that_refuses_and_is_then_given_once() -> None:
    house = House(Disk())
    store = house.store
    assert isinstance(store, Disk)

    def answer_and_break(message: Message, desk: Desk) -> Outcome:
        store.full = len(house.chat.shown) == 0 and not store.all(Organisation) and once.pop()
        return echo(message, desk)

    once = [False, True]
    house.answer = answer_and_break
    house.build()
    async with house.lived_in():
        await house.hear(said("one"))
        assert house.chat.titles == []
        assert store.all(Organisation) == []
        store.full = False
        await house.clock.pass_time(6)
        assert house.chat.titles == ["Amal: one"]
        assert len(store.all(Organisation)) == 1


async def test_messages_accepted_together_share_their_waits_for_the_disk() -> None:
    house = House(Disk())
    assert isinstance(house.store, Disk)
    async with house.lived_in():
        before = house.store.flushes
        await asyncio.gather(*(house.inbox.accept(said(f"{n}")) for n in range(50)))
        assert house.store.flushes - before <= 3


async def test_a_person_is_answered_in_order_and_others_do_not_wait() -> None:
    async with House().lived_in() as house:
        messages = [said(f"{n}", sender=f"fake:{who}") for n in range(4) for who in ("amal", "x")]
        await asyncio.gather(*(house.inbox.accept(message) for message in messages))
        await settle()
        assert [title for title in house.chat.titles if title.startswith("Amal")] == [
            "Amal: 0",
            "Amal: 1",
            "Amal: 2",
            "Amal: 3",
        ]
        assert house.chat.titles.count("Who is there?") == 4


async def test_both_doors_of_one_person_share_one_lane() -> None:
    house = House()
    house.store.apply([added(Identity("other:99", "amal", "99"))])
    order: list[str] = []

    def note_order(message: Message, desk: Desk) -> Outcome:
        order.append(message.text)
        return Outcome()

    house.answer = note_order
    house.build()
    senders = ["fake:amal", "other:99"] * 3
    await asyncio.gather(
        *(house.inbox.accept(said(f"{n}", sender=sender)) for n, sender in enumerate(senders))
    )
    async with house.lived_in():
        assert order == ["0", "1", "2", "3", "4", "5"]


async def test_someone_who_was_removed_is_a_stranger() -> None:
    house = House()
    house.store.apply([Change(AMAL, replace(AMAL, active=False))])
    async with house.lived_in():
        await house.hear(said("history idris"))
        assert house.chat.titles == ["Who is there?"]


async def test_a_fault_of_ours_changes_nothing_and_is_told_by_reference(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def break_on_secret(message: Message, desk: Desk) -> Outcome:
        if "secret" in message.text:
            raise ZeroDivisionError(message.text)
        return echo(message, desk)

    caplog.set_level(logging.DEBUG)
    async with House(answer=break_on_secret).lived_in() as house:
        await house.hear(said("the secret of Idris"), said("next"))
        assert "REF" in house.chat.titles[0]
        assert "ZeroDivision" not in house.chat.titles[0]
        assert house.chat.titles[1] == "Amal: next"
        assert [kept.name for kept in house.store.all(Organisation)] == ["next"]
        assert house.states() == [Waiting.DONE, Waiting.DONE]
    assert "fault REF: ZeroDivisionError at" in caplog.text
    assert "Idris" not in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(("stale", "told"), [(1, "Amal: hello"), (9, "This changed")])
async def test_a_conflict_is_tried_once_more_and_then_told(stale: int, told: str) -> None:
    left = [stale]
    house = House()

    def answer_from_yesterday(message: Message, desk: Desk) -> Outcome:
        outcome = echo(message, desk)
        left[0] -= 1
        if left[0] < 0:
            return outcome
        old = replace(AMAL, name="An older Amal")
        return replace(outcome, changes=(*outcome.changes, Change(old, AMAL)))

    house.answer = answer_from_yesterday
    house.build()
    async with house.lived_in():
        await house.hear(said("hello"))
        assert [title[: len(told)] for title in house.chat.titles] == [told]
        assert len(house.store.all(Organisation)) == (stale == 1)


def unfinished(key: str, number: int, *, tries: int = 0, text: str = "") -> Received:
    message = said(text or key, key=key)
    return Received(key, message.sender, NOON, to_text(message), number, tries=tries)


async def test_what_a_crash_left_is_handled_first_and_in_order() -> None:
    house = House()
    house.store.apply([added(unfinished("second", 8)), added(unfinished("first", 7))])
    house.build()
    await house.inbox.accept(said("third"))
    async with house.lived_in():
        assert house.chat.titles == ["Amal: first", "Amal: second", "Amal: third"]
        third = house.store.all(Received)[-1]
        assert third.number == 9


async def test_a_message_that_crashed_us_three_times_is_set_aside() -> None:
    house = House()
    house.store.apply([added(unfinished("poison", 1, tries=2)), added(unfinished("fine", 2))])
    house.build()
    async with house.lived_in():
        assert "put it aside" in house.chat.titles[0]
        assert "REF" in house.chat.titles[0]
        assert house.chat.titles[1] == "Amal: fine"
        assert house.states() == [Waiting.ASIDE, Waiting.DONE]


async def test_a_try_is_counted_on_disk_before_it_is_made() -> None:
    house = House()
    house.store.apply([added(unfinished("poison", 1)), added(unfinished("fine", 2))])
    seen: list[list[int]] = []

    def look(message: Message, desk: Desk) -> Outcome:
        seen.append([received.tries for received in house.store.all(Received)])
        return Outcome()

    house.answer = look
    house.build()
    async with house.lived_in():
        assert seen == [[1, 0], [1, 1]]


async def test_an_accept_that_was_cancelled_is_still_handled() -> None:
    async with House().lived_in() as house:
        task = asyncio.create_task(house.inbox.accept(said("half a request")))
        await asyncio.sleep(0)
        task.cancel()
        await settle()
        assert house.chat.titles == ["Amal: half a request"]


async def test_a_stop_leaves_the_rest_on_disk_and_a_start_takes_it_up() -> None:
    house = House()
    house.open()
    for n in range(3):
        await house.inbox.accept(said(f"{n}"))
    await house.inbox.close(1)
    await house.outbox.close(1)
    house.build()
    async with house.lived_in():
        await settle()
    assert house.chat.titles == ["Amal: 0", "Amal: 1", "Amal: 2"]


async def test_replies_are_owed_in_the_same_step_as_the_changes() -> None:
    house = House()
    house.inbox.start()
    await house.hear(said("owed"))
    (owed,) = house.store.all(Delivery)
    (received,) = house.store.all(Received)
    assert (owed.state, owed.answers) == (Passage.OWED, received.id)
    assert from_text(Reply, owed.body).card == Card("Amal: owed")
    await house.inbox.close()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("bad \ud800 text", "bad \ufffd text"),
        ("a\0b", "ab"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("x" * (TEXT_LIMIT + 500), "x" * (TEXT_LIMIT + 1)),
        ("👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"),
        ("", ""),
    ],
)
def test_text_is_made_safe_to_keep_and_otherwise_left_alone(sent: str, kept: str) -> None:
    assert clean_text(sent) == kept


async def test_a_lone_surrogate_is_answered_like_any_other_text() -> None:
    async with House().lived_in() as house:
        await house.hear(said("bad \ud800 text"))
        assert house.chat.titles == ["Amal: bad \ufffd text"]


async def test_one_failed_flush_fails_all_who_shared_it_and_nobody_else() -> None:
    store = Disk()

    async def in_thread(work: object) -> None:
        await asyncio.to_thread(work)  # type: ignore[arg-type]  # Commit hands in a callable.

    commit = Commit(store.flush, in_thread)
    store.full = True
    tickets = [store.apply([added(Member(f"m{n}", "M"))]) for n in range(3)]
    told = await asyncio.gather(*(commit(ticket) for ticket in tickets), return_exceptions=True)
    assert [type(answer) for answer in told] == [Unwritable] * 3
    store.full = False
    await commit(store.apply([added(Member("m9", "M"))]))
    assert [member.id for member in store.all(Member)] == ["m9"]


async def test_old_keys_and_old_deliveries_are_dropped_after_a_week() -> None:
    async with House(MemoryStore()).lived_in() as house:
        await house.hear(said("old"))
        house.clock.advance(days=6)
        await house.hear(said("newer"))
        await house.inbox.tidy()
        assert house.store.count(Received) == 2
        house.clock.advance(days=2)
        await house.inbox.tidy()
        assert [received.at for received in house.store.all(Received)] == [NOON + timedelta(days=6)]
        assert house.store.count(Delivery) == 1
