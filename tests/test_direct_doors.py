"""A message to a counterpart through the real doors: once, whatever goes wrong on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.pacing import Limits
from bot.slack import connect as connect_slack
from bot.telegram import connect as connect_telegram
from handlers.chat import Address, Card, Chat, Reply, Text
from handlers.words import direct as words
from storage.codec import to_text
from storage.memory import MemoryStore
from storage.records import (
    Consent,
    Correspondent,
    Counterpart,
    Course,
    Delivery,
    DirectMessage,
    Evidence,
    Meeting,
    Member,
    Nudge,
    Passage,
    Policy,
    Reason,
    Stage,
)
from tests.door_stages import DoorStage, Front, House, open_house
from tests.doubles.slack import SlackDouble
from tests.doubles.telegram import Fault, TelegramDouble
from tests.fakes import NOON, until
from tests.fronts import SlackFront, TelegramFront
from tests.scene import NAMES, scene
from tests.telegram_rig import QUICK, settings

LETTER = "Peace be upon you, Ali."
NUDGE = Nudge(
    *("checkin:ali:20260317", "sara", Reason.CHECKIN, "ali", NOON.date(), NOON),
    counterpart="ali",
    stage=Stage.PLANNED,
)


@dataclass
class Run:
    """A house behind one door, with Sara and Ali on their phones."""

    stage: DoorStage
    house: House
    double: TelegramDouble | SlackDouble
    chat: Chat
    letters: Callable[[], list[str]]
    """Everything Ali ever saw."""

    async def asked(self) -> None:
        """Sara is reminded of Ali, and presses [Send now]."""
        await self.stage.passes(timedelta(minutes=1))
        await self.stage.presses("sara", words.SEND_NOW)

    async def moved_on(self, label: str) -> None:
        """Sara presses, and time goes on until all is sent."""
        phone = self.house.front.phone("sara")
        accepted = self.house.accepted
        await phone.presses(phone.looks()[-1], label)
        await until(self.waiting)
        self.house.now += timedelta(minutes=1)
        await self.house.answered(accepted + 1)

    def waiting(self) -> bool:
        """Whether a card has been put off by the platform."""
        return any(one.not_before for one in self.house.store.all(Delivery))

    def reopen(self) -> None:
        """The door is there again."""
        self.house.outbox.open(self.house.front.platform, self.chat, Limits())

    def course(self) -> Course:
        (sent,) = self.house.store.all(DirectMessage)
        return sent.course

    def consent(self) -> Correspondent:
        (known,) = self.house.store.all(Correspondent)
        return known


def furnished(front: Front) -> MemoryStore:
    """Ali agreed on this platform, Sara wants names on her screen, and a nudge is due."""
    account = front.account("ali")
    his = Correspondent(
        *(f"{front.platform}:{account}", "ali", account, "en", "sara", NOON),
        consent=Consent.AGREED,
        answered_at=NOON,
    )
    ali = Counterpart("ali", "Ali", "sara", added_at=NOON - timedelta(days=60))
    return MemoryStore((*NAMES, Policy("team", True, "sara", NOON), ali, his, NUDGE))


def outspoken(house: House) -> None:
    """Sara's cards show names at once."""
    sara = house.store.get(Member, "sara")
    assert sara is not None
    house.store.put(replace(sara, discreet=False))


@asynccontextmanager
async def on_telegram(folder: Path, *, killed: bool = False) -> AsyncIterator[Run]:
    played = scene({"role": "mandator"})
    async with TelegramDouble(strict_rates=False) as double:
        front = TelegramFront(double)
        for person in ("sara", "karim", "ali"):
            front.phone(person)
        house = House(played, front, folder, furnished(front))
        _with(house, front, killed=killed)
        async with (
            connect_telegram(settings(double), house.ways, pace=QUICK) as chat,
            open_house(house, chat) as stage,
        ):
            chat.pause = 0.0
            yield Run(
                stage,
                house,
                double,
                chat,
                lambda: [look.text for look in front.phone("ali").looks()],
            )


@asynccontextmanager
async def on_slack(folder: Path, *, killed: bool = False) -> AsyncIterator[Run]:
    played = scene({"role": "mandator"})
    async with SlackDouble("socket", rate=0) as double:
        front = SlackFront(double)
        for person in ("sara", "karim", "ali"):
            front.phone(person)
        house = House(played, front, folder, furnished(front))
        _with(house, front, killed=killed)
        double.fail("views.open", "expired_trigger_id", times=-1)
        async with (
            connect_slack(double.settings(), house.ways) as chat,
            open_house(house, chat) as stage,
        ):
            yield Run(
                stage,
                house,
                double,
                chat,
                lambda: [look.text for look in front.phone("ali").looks()],
            )


def _with(house: House, front: Front, *, killed: bool) -> None:
    outspoken(house)
    if killed:
        _killed(house, front)


def _killed(house: House, front: Front) -> None:
    """The store as a kill between the claim and the record leaves it."""
    account = front.account("ali")
    letter = Reply(
        *(Address(front.platform, account), Card("", (Text(LETTER),))),
        guest=True,
        once=True,
        known_as="sent",
    )
    sara = f"{front.platform}:{front.account('sara')}"
    house.store.put(replace(NUDGE, stage=Stage.SENT, card=NUDGE.id, told_on=NOON.date()))
    house.store.put(
        DirectMessage(
            *("sent", "ali", "sara", f"{front.platform}:{account}", NUDGE.id, LETTER, NOON),
            door=sara,
        )
    )
    house.store.put(
        Delivery(
            *("d0", front.platform, account, house.now, to_text(letter), 1, Passage.CLAIMED),
            tries=1,
            answers="sent",
        )
    )
    # What was left is taken up by the parts that a start builds.
    house.outbox.take(house.store.all(Delivery))


Door = Callable[..., AbstractAsyncContextManager[Run]]

DOORS = pytest.mark.parametrize("door", [on_telegram, on_slack], ids=["telegram", "slack"])


@DOORS
async def test_it_arrives_to_the_letter_and_once_though_it_is_pressed_twice(
    door: Door, tmp_path: Path
) -> None:
    async with door(tmp_path) as run:
        await run.asked()
        phone = run.house.front.phone("sara")
        shown = phone.looks()[-1]
        text = next(line for line in shown.text.splitlines() if line.startswith("Dear Ali"))
        accepted = run.house.accepted
        await phone.presses(shown, words.YES_SEND)
        await phone.presses(shown, words.YES_SEND)
        await run.house.answered(accepted + 2)
        assert run.letters() == [text]
        assert run.course() is Course.ARRIVED
        (sent,) = run.house.store.all(DirectMessage)
        assert sent.sent_id
        assert len(run.house.store.all(Meeting)) == 1
        assert "Sent to Ali" in phone.looks()[-1].text


@pytest.mark.parametrize("words_of", ["bot was blocked by the user", "user is deactivated"])
async def test_who_blocks_us_on_telegram_has_left_and_the_text_is_given_back(
    words_of: str, tmp_path: Path
) -> None:
    async with on_telegram(tmp_path) as run:
        await run.asked()
        assert isinstance(run.double, TelegramDouble)
        run.double.person(int(run.consent().place)).blocks(words_of)
        (shown,) = await run.stage.presses("sara", words.YES_SEND)
        assert "It did not reach Ali." in shown
        assert "Dear Ali" in shown
        assert run.letters() == []
        assert run.consent().consent is Consent.LEFT
        assert run.house.store.all(Meeting) == []


async def test_who_is_deactivated_on_slack_cannot_be_written_to(tmp_path: Path) -> None:
    async with on_slack(tmp_path) as run:
        await run.asked()
        assert isinstance(run.double, SlackDouble)
        run.double.world.people[run.consent().place].gone = True
        (shown,) = await run.stage.presses("sara", words.YES_SEND)
        assert "It did not reach Ali." in shown
        assert run.consent().consent is Consent.LEFT


@pytest.mark.parametrize("cut", ["before", "after"])
async def test_a_lost_answer_on_telegram_is_never_sent_again_by_us(
    cut: str, tmp_path: Path
) -> None:
    async with on_telegram(tmp_path) as run:
        await run.asked()
        assert isinstance(run.double, TelegramDouble)
        run.double.fail("sendMessage", Fault(cut=cut))
        (shown,) = await run.stage.presses("sara", words.YES_SEND)
        assert "It may have reached Ali, or not." in shown
        assert run.course() is Course.DOUBTFUL
        assert len(run.letters()) == (cut == "after")
        await run.stage.passes(timedelta(hours=2))
        assert len(run.letters()) == (cut == "after")
        assert "[It arrived]" in shown


@pytest.mark.parametrize("cut", ["before", "after"])
async def test_a_lost_answer_on_slack_is_asked_for(cut: str, tmp_path: Path) -> None:
    async with on_slack(tmp_path) as run:
        await run.asked()
        assert isinstance(run.double, SlackDouble)
        run.double.fail("chat.postMessage", cut=cut)
        await run.moved_on(words.YES_SEND)
        assert run.course() is Course.ARRIVED
        assert len(run.letters()) == 1


async def test_where_telegram_asks_to_wait_it_goes_once_after_that(tmp_path: Path) -> None:
    async with on_telegram(tmp_path) as run:
        await run.asked()
        assert isinstance(run.double, TelegramDouble)
        run.double.fail("sendMessage", Fault(retry_after=1))
        await run.moved_on(words.YES_SEND)
        assert run.course() is Course.ARRIVED
        assert len(run.letters()) == 1


async def test_leaving_while_it_waits_keeps_it_from_going(tmp_path: Path) -> None:
    async with on_telegram(tmp_path) as run:
        await run.asked()
        assert isinstance(run.double, TelegramDouble)
        run.double.fail("sendMessage", Fault(retry_after=1))
        sara, ali = run.house.front.phone("sara"), run.house.front.phone("ali")
        await sara.presses(sara.looks()[-1], words.YES_SEND)
        await until(run.waiting)
        accepted = run.house.accepted
        await ali.says("stop")
        await until(lambda: run.house.accepted > accepted)
        await run.house.inbox.idle()
        assert run.course() is Course.FAILED
        run.house.now += timedelta(minutes=5)
        await run.house.outbox.idle()
        assert run.letters() == [words.LEFT]


@DOORS
async def test_what_could_not_leave_for_an_hour_is_given_back(door: Door, tmp_path: Path) -> None:
    async with door(tmp_path) as run:
        await run.asked()
        store = run.house.store
        sara = run.house.front.phone("sara")
        await run.house.outbox.shut(run.house.front.platform)
        accepted = run.house.accepted
        await sara.presses(sara.looks()[-1], words.YES_SEND)
        await until(lambda: run.house.accepted > accepted)
        await run.house.inbox.idle()
        assert any(one.answers for one in store.all(Delivery) if one.state is Passage.OWED)
        run.house.now += timedelta(hours=2)
        run.reopen()
        await run.house.outbox.idle()
        assert run.letters() == []
        assert run.course() is Course.FAILED
        assert words.WHY_LATE in sara.looks()[-1].text


async def test_killed_between_claim_and_record_telegram_leaves_it_to_the_person(
    tmp_path: Path,
) -> None:
    async with on_telegram(tmp_path, killed=True) as run:
        await run.house.outbox.idle()
        assert run.letters() == []
        assert run.course() is Course.DOUBTFUL
        assert "It may have reached Ali" in run.house.front.phone("sara").looks()[-1].text


async def test_killed_between_claim_and_record_slack_is_asked(tmp_path: Path) -> None:
    async with on_slack(tmp_path, killed=True) as run:
        await run.house.outbox.idle()
        assert run.letters() == [LETTER]
        assert run.course() is Course.ARRIVED
        assert len(run.house.store.all(Meeting)) == 1


async def test_telegram_shows_a_counterpart_no_menu_but_the_way_out(tmp_path: Path) -> None:
    async with on_telegram(tmp_path) as run:
        await run.asked()
        await run.stage.presses("sara", words.YES_SEND)
        assert isinstance(run.double, TelegramDouble)
        menu = run.double.menus[f"chat:{run.consent().place}", ""]
        assert menu == [{"command": "stop", "description": words.MENU_STOP}]


async def test_a_file_of_a_counterpart_is_taken_and_one_of_a_stranger_is_not(
    tmp_path: Path,
) -> None:
    async with on_telegram(tmp_path) as run:
        await run.stage.sends("ali", "photo", "", "the road")
        (piece,) = run.house.store.all(Evidence)
        assert (piece.kind, piece.text, bool(piece.blob)) == ("photo", "the road", True)
        known = run.consent()
        run.house.store.put(replace(known, consent=Consent.LEFT))
        assert not run.house.ways.may_keep(known.id)


async def test_slack_prompts_nobody_but_members(tmp_path: Path) -> None:
    async with on_slack(tmp_path) as run:
        assert isinstance(run.double, SlackDouble)
        assert not run.house.ways.is_member(run.consent().id)
        await run.double.person(run.consent().place).opens_home("messages")
        await run.double.settle()
        assert run.double.called("assistant.threads.setSuggestedPrompts") == []
