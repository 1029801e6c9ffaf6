"""Pictures leave as pixels: drawn outside the service, whole, within each platform's limits."""

from __future__ import annotations

import asyncio
import stat
import struct
import zlib
from pathlib import Path

import pytest

from bot.album import kept_in_album
from bot.console import ConsoleChat
from bot.painting import Painted, Unpainted, painted
from bot.replies import simpler
from handlers.chat import Address, Button, Card, DeliveryError, Picture, Reply
from handlers.pictures.canvas import Canvas
from tests.doubles.telegram import Fault
from tests.slack_link import link
from tests.telegram_rig import rig

PNG = b"\x89PNG\r\n\x1a\n"
CARD = Card("Whom we know", (), (Button("As a file", "picture:n::f"),))


def sheet(words: str = "Hajj Musa الحاج موسى Идрис") -> Picture:
    canvas = Canvas()
    canvas.text(48, 84, words)
    return Picture(canvas.svg(200), "network")


def reply(place: Address, picture: Picture) -> Reply:
    return Reply(place, CARD, picture=picture)


async def test_a_picture_is_drawn_as_wide_as_a_phone_and_always_alike() -> None:
    first, second = await asyncio.gather(painted(sheet()), painted(sheet()))
    assert first == second
    assert first.data.startswith(PNG)
    assert struct.unpack(">II", first.data[16:24]) == (1080, 200)
    assert (first.name, first.image) == ("network.png", True)


async def test_others_are_served_while_a_picture_is_drawn() -> None:
    drawing = asyncio.create_task(painted(sheet()))
    served = 0
    while not drawing.done():
        served += 1
        await asyncio.sleep(0)
    assert (await drawing).image
    assert served > 100


@pytest.mark.parametrize("word", ["محمد", "السلام"])
async def test_arabic_letters_are_joined(word: str) -> None:
    joined, apart = await painted(sheet(word)), await painted(sheet("\u200c".join(word)))
    assert joined.data != apart.data


async def test_what_cannot_be_drawn_is_said_without_its_words() -> None:
    with pytest.raises(Unpainted) as told:
        await painted(Picture("<svg>Hajj Musa", "network"))
    assert "Musa" not in str(told.value)


async def test_a_file_is_the_picture_itself() -> None:
    made = await painted(Picture("<svg/>", "network", as_file=True))
    assert made == Painted(b"<svg/>", "network.svg", image=False)


# Telegram.


async def test_telegram_shows_a_photo_with_the_card_as_its_caption() -> None:
    async with rig() as run:
        id = await run.chat.send(reply(Address("telegram", "7"), sheet()), "d1", repeat=False)
        (card,) = run.amina.cards
        assert str(card.id) == id
        assert card.file is not None
        assert card.file.startswith(PNG)
        assert (card.text, card.labels) == ("Whom we know", ["As a file"])
        assert len(run.double.called("sendPhoto")) == 1


async def test_telegram_gets_a_file_as_a_document() -> None:
    async with rig() as run:
        file = Picture("<svg/>", "network", as_file=True)
        await run.chat.send(reply(Address("telegram", "7"), file), "d1", repeat=False)
        (card,) = run.amina.cards
        assert (card.file_name, card.file) == ("network.svg", b"<svg/>")
        assert run.double.called("sendPhoto") == []


async def test_what_is_too_large_for_a_photo_goes_to_telegram_as_a_document() -> None:
    async with rig() as run:
        large = Painted(PNG + bytes(10_000_001), "network.png", image=True)
        run.house.paint = lambda picture: _given(large)
        await run.chat.send(reply(Address("telegram", "7"), sheet()), "d1", repeat=False)
        assert run.amina.cards[0].file == large.data
        assert run.double.called("sendPhoto") == []


async def _given(made: Painted) -> Painted:
    return made


async def _failing(picture: Picture) -> Painted:
    raise Unpainted("made up")


async def test_a_photo_telegram_did_not_take_is_sent_again() -> None:
    async with rig() as run:
        run.double.fail("sendPhoto", Fault(retry_after=1))
        to = Address("telegram", "7")
        with pytest.raises(DeliveryError, match="wait"):
            await run.chat.send(reply(to, sheet()), "d1", repeat=False)
        await run.chat.send(reply(to, sheet()), "d1", repeat=False)
        assert [card.text for card in run.amina.cards] == ["Whom we know"]


def png(wide: int, high: int) -> bytes:
    """No more than what a platform looks at: the size it says."""
    head = struct.pack(">II", wide, high) + b"\x08\x02\x00\x00\x00"
    crc = struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return PNG + struct.pack(">I", len(head)) + b"IHDR" + head + crc


@pytest.mark.parametrize("data", [b"no picture", png(1080, 9000), png(10, 300)])
async def test_the_double_takes_no_photo_that_telegram_would_not(data: bytes) -> None:
    async with rig() as run:
        run.house.paint = lambda picture: _given(Painted(data, "x.png", image=True))
        with pytest.raises(DeliveryError) as told:
            await run.chat.send(reply(Address("telegram", "7"), sheet()), "d1", repeat=False)
        assert told.value.permanent
        assert run.amina.cards == []


async def test_a_picture_that_no_platform_takes_gives_way_to_its_card() -> None:
    plainer = simpler(reply(Address("telegram", "7"), sheet()))
    assert plainer is not None
    assert (plainer.picture, plainer.card) == (None, CARD)


async def test_telegram_says_that_a_picture_could_not_be_drawn() -> None:
    async with rig() as run:
        run.house.paint = _failing
        await run.chat.send(reply(Address("telegram", "7"), sheet()), "d1", repeat=False)
        assert "could not be drawn" in run.amina.cards[0].text


# Slack.


async def test_slack_shows_the_picture_and_the_card_below_it() -> None:
    async with link("socket") as linked:
        await linked.chat.send(reply(Address("slack", "U1"), sheet()), "d1", repeat=False)
        first, second = linked.amina.cards
        assert first.upload is not None
        assert first.upload.name == "network.png"
        assert first.upload.content.startswith(PNG)
        assert (second.plain, second.buttons) == ("Whom we know", ["As a file"])


async def test_slack_says_that_a_picture_could_not_be_drawn() -> None:
    async with link("socket") as linked:
        linked.house.paint = _failing
        await linked.chat.send(reply(Address("slack", "U1"), sheet()), "d1", repeat=False)
        (card,) = linked.amina.cards
        assert "could not be drawn" in card.plain


# The terminal.


def test_a_terminal_puts_a_picture_where_nobody_else_can_open_it() -> None:
    path = Path(asyncio.run(kept_in_album(Painted(b"png", "network.png", image=True))))
    assert path.read_bytes() == b"png"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.unlink()
    path.parent.rmdir()


async def test_a_terminal_prints_the_path_above_the_card() -> None:
    screen: list[str] = []

    async def album(picture: Painted) -> str:
        return f"/album/{picture.name}"

    chat = ConsoleChat(screen.append, album=album)
    await chat.send(reply(Address("console", "me"), sheet()), "d1", repeat=False)
    assert screen[0].startswith("The picture is in /album/network.png.")
    assert "not encrypted" in " ".join(screen[0].split())
    assert screen[1].startswith("Whom we know")


async def test_a_terminal_says_that_a_picture_could_not_be_drawn() -> None:
    screen: list[str] = []
    chat = ConsoleChat(screen.append)
    broken = Picture("<svg>", "network")
    await chat.send(reply(Address("console", "me"), broken), "d1", repeat=False)
    assert "could not be drawn" in screen[0]
