"""When Telegram does not take a card, it is said what that means."""

from __future__ import annotations

import asyncio

import pytest

from handlers.chat import (
    Address,
    DeliveryError,
    Reply,
)
from tests.doubles.telegram import Fault
from tests.telegram_rig import reply, rig


async def test_a_card_that_cannot_be_replaced_is_shown_anew() -> None:
    async with rig() as run:
        theirs = await run.amina.says("mine, not yours")
        for gone in ("999", str(theirs), "not-a-number"):
            assert await run.chat.send(reply(replaces=gone), gone, repeat=False)
        assert len(run.amina.cards) == 3


async def test_a_long_card_broken_off_goes_on_where_it_stopped() -> None:
    async with rig() as run:
        run.double.fail("sendMessage", Fault(), Fault(retry_after=3))
        with pytest.raises(DeliveryError) as refused:
            await run.chat.send(reply("word " * 2000), "d1", repeat=False)
        assert refused.value.wait == 3
        assert not refused.value.lost
        await run.chat.send(reply("word " * 2000), "d1", repeat=False)
        assert len(run.amina.cards) == 3
        assert "".join(card.text for card in run.amina.cards).count("word") == 2000


async def test_what_was_refused_for_good_leaves_nothing_behind_for_a_plainer_card() -> None:
    async with rig() as run:
        run.double.fail("sendMessage", Fault(), Fault(status=400, body='{"ok":false}'))
        with pytest.raises(DeliveryError):
            await run.chat.send(reply("word " * 2000), "d1", repeat=False)
        await run.chat.send(reply("plainer"), "d1", repeat=False)
        assert run.amina.cards[-1].text.endswith("plainer")


async def test_a_lost_answer_is_told_apart_from_a_call_that_never_left() -> None:
    async with rig() as run:
        run.double.fail("sendMessage", Fault(cut="after"))
        with pytest.raises(DeliveryError) as lost:
            await run.chat.send(reply(), "d1", repeat=False)
        assert lost.value.lost
        assert not lost.value.permanent
        assert len(run.amina.cards) == 1
        await run.double.stop()
        with pytest.raises(DeliveryError) as unsent:
            await run.chat.send(reply(), "d2", repeat=False)
        assert not unsent.value.lost
        assert not unsent.value.permanent


async def test_a_blocked_bot_cannot_reach_the_person() -> None:
    async with rig() as run:
        run.amina.blocks()
        with pytest.raises(DeliveryError) as blocked:
            await run.chat.send(reply(), "d1", repeat=False)
        assert blocked.value.unreachable
        run.amina.deactivates()
        with pytest.raises(DeliveryError) as gone:
            await run.chat.send(reply(), "d1", repeat=False)
        assert gone.value.unreachable
        with pytest.raises(DeliveryError) as nobody:
            await run.chat.send(reply(to=404), "d1", repeat=False)
        assert nobody.value.unreachable


async def test_a_chat_that_moved_says_where_to() -> None:
    async with rig() as run:
        group = run.double.group(-5, type="group")
        run.double.migrate(group, -1005)
        with pytest.raises(DeliveryError) as moved:
            await run.chat.send(reply(to=-5), "d1", repeat=False)
        assert moved.value.moved == "-1005"
        assert not moved.value.permanent
        assert await run.chat.send(reply(to=-1005), "d1", repeat=False)


FAULTS = [
    (Fault(retry_after=35), {"wait": 35.0, "permanent": False, "lost": False}),
    (Fault(status=502), {"wait": 0.0, "permanent": False, "lost": True}),
    (Fault(status=500, body="{}"), {"wait": 0.0, "permanent": False, "lost": True}),
    (Fault(status=400, body='{"ok":false}'), {"permanent": True, "unreachable": False}),
    (Fault(cut="before"), {"wait": 0.0, "permanent": False, "lost": True}),
]


@pytest.mark.parametrize(("fault", "meaning"), FAULTS)
async def test_each_refusal_has_its_meaning(fault: Fault, meaning: dict[str, object]) -> None:
    async with rig() as run:
        run.double.fail("sendMessage", fault)
        with pytest.raises(DeliveryError) as refused:
            await run.chat.send(reply(), "d1", repeat=False)
        assert {name: getattr(refused.value, name) for name in meaning} == meaning


async def test_a_slow_answer_holds_up_nobody_else() -> None:
    async with rig() as run:
        run.double.fail("sendMessage", Fault(slow=60))
        slow = asyncio.ensure_future(run.chat.send(reply(), "d1", repeat=False))
        await run.double.until(lambda: len(run.double.called("sendMessage")) == 1)
        run.double.person(8)
        assert await run.chat.send(reply(to=8), "d2", repeat=False)
        assert not slow.done()
        slow.cancel()


async def test_a_refused_token_keeps_what_is_owed() -> None:
    async with rig() as run:
        run.double.revoked = True
        with pytest.raises(DeliveryError) as refused:
            await run.chat.send(reply(), "d1", repeat=False)
        assert refused.value.wait > 0
        assert not refused.value.permanent
        assert run.double.token not in str(refused.value)


async def test_a_place_that_is_none_is_refused_for_good() -> None:
    async with rig() as run:
        with pytest.raises(DeliveryError) as refused:
            await run.chat.send(
                Reply(Address("telegram", "C123"), reply().card), "d1", repeat=False
            )
        assert refused.value.permanent
