"""Of an exported chat only its lines are kept; any other file is kept as it came."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.chats import chat_in, kept
from bot.console import ConsoleChat
from bot.console_files import accepting
from bot.door import LARGEST
from handlers.chat import Attachment
from handlers.reading.exports import Export, unpack
from tests.doubles.ways import FakeWays
from tests.slack_link import MODES, link
from tests.telegram_rig import rig

HERE = datetime(2026, 11, 28, 12, tzinfo=UTC)
CHAT = "25/11/2026, 10:15 - Idris: four trucks\n25/11/2026, 10:16 - Sara: thank you\n"


def archive(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        for name, data in files.items():
            into.writestr(name.replace("_txt", ".txt"), data)
    return packed.getvalue()


def read(data: bytes) -> Export | None:
    packed = chat_in(data, HERE)
    return unpack(packed) if packed else None


CHATS = {
    "plain": CHAT.encode(),
    "with a mark of its coding": CHAT.encode("utf-8-sig"),
    "in two bytes a sign": CHAT.encode("utf-16"),
    "in an archive": archive(photo=b"\xff\xd8", chat_txt=CHAT.encode()),
}


@pytest.mark.parametrize("how", CHATS)
def test_a_chat_is_read_however_it_was_saved(how: str) -> None:
    found = read(CHATS[how])
    assert found is not None
    assert found.authors == ("Idris", "Sara")


NO_CHATS = {
    "empty": b"",
    "letters": b"Dear Colonel, we met at 10:15 - yes: you agreed.",
    "bytes": bytes(range(256)),
    "an archive of photos": archive(photo=b"\xff\xd8"),
    "a broken archive": archive(chat_txt=CHAT.encode())[:-30],
    "half an archive": b"PK\x03\x04" + bytes(40),
    "an archive that swells": archive(chat_txt=b"0" * (LARGEST + 1)),
}


@pytest.mark.parametrize("what", NO_CHATS)
def test_what_is_no_chat_is_not_taken_for_one(what: str) -> None:
    assert read(NO_CHATS[what]) is None


async def test_only_the_lines_are_sealed_and_never_the_file() -> None:
    house = FakeWays()
    data = archive(chat_txt=CHAT.encode(), photo=b"somebody's child")
    part = Attachment("document", "WhatsApp Chat.zip", "application/zip")
    file = await kept(part, data, "fake:sara", house.ways)
    assert file.kind == "chat"
    assert unpack(house.blobs[file.blob].decode()).authors == ("Idris", "Sara")
    assert list(house.blobs) == [file.blob]


async def test_a_letter_stays_a_letter() -> None:
    house = FakeWays()
    file = await kept(Attachment("document", "letter.txt"), b"Dear Colonel", "x", house.ways)
    assert (file.kind, house.blobs[file.blob]) == ("document", b"Dear Colonel")


async def test_a_chat_comes_through_telegram() -> None:
    async with rig() as run:
        await run.amina.sends_file("document", CHAT.encode(), "chat.txt", "text/plain")
        (file,) = (await run.house.sees(1))[0].files
        assert (file.kind, unpack(run.house.blobs[file.blob].decode()).source) == (
            "chat",
            "whatsapp",
        )


@pytest.mark.parametrize("mode", MODES)
async def test_a_chat_comes_through_slack(mode: str) -> None:
    async with link(mode) as linked:
        await linked.amina.uploads("chat.txt", CHAT.encode(), "text/plain")
        (message,) = await linked.house.sees(1)
        assert message.files[0].kind == "chat"


SENT = [
    ("/send {path}", "document", "", ""),
    ("/send '{path}' the list", "document", "", "the list"),
    ('/send "{path}"', "document", "", ""),
]


@pytest.mark.parametrize(("line", "kind", "trouble", "caption"), SENT)
async def test_a_file_comes_through_the_terminal(
    tmp_path: Path, line: str, kind: str, trouble: str, caption: str
) -> None:
    path = tmp_path / "list.pdf"
    path.write_bytes(b"%PDF")
    house = FakeWays()
    message = ConsoleChat(print).to_message(line.format(path=path), HERE)
    assert await accepting(house.ways, pytest.fail)(message)
    (file,) = house.accepted[0].files
    assert (file.kind, file.trouble, house.accepted[0].text) == (kind, trouble, caption)
    assert house.blobs[file.blob] == b"%PDF"


async def test_a_file_that_is_not_there_is_said_and_nothing_is_accepted(tmp_path: Path) -> None:
    house, missed = FakeWays(), []
    message = ConsoleChat(print).to_message(f"/send {tmp_path}/none.txt", HERE)
    assert not await accepting(house.ways, lambda: missed.append(1))(message)
    assert (missed, house.accepted) == ([1], [])
