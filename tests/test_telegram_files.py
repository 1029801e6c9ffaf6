"""Files are fetched once, only for those whose files may be kept, and never trusted by name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.door import LARGEST
from bot.telegram.attachments import NAME_LIMIT, safe_name
from handlers.chat import Attachment
from tests.doubles.telegram import Fault
from tests.telegram_rig import Rig, rig


async def sent(run: Rig, kind: str, data: bytes, name: str = "", mime: str = "") -> Attachment:
    await run.amina.sends_file(kind, data, name, mime)
    message = (await run.house.sees(1))[0]
    (file,) = message.files
    return file


KINDS = [
    ("photo", "photo", "image/jpeg"),
    ("voice", "voice", "audio/ogg"),
    ("video", "video", "video/mp4"),
    ("video_note", "video", ""),
    ("audio", "document", "audio/mpeg"),
    ("document", "document", "application/pdf"),
]


@pytest.mark.parametrize(("sent_as", "kind", "mime"), KINDS)
async def test_a_file_is_kept_with_what_it_is(sent_as: str, kind: str, mime: str) -> None:
    async with rig() as run:
        file = await sent(run, sent_as, b"made up bytes", "", mime)
        assert (file.kind, file.media_type, file.size) == (kind, mime, 13)
        assert run.house.blobs[file.blob] == b"made up bytes"
        assert file.trouble == ""


async def test_a_caption_is_the_text_and_an_album_is_one_message_each() -> None:
    async with rig() as run:
        for number in range(3):
            await run.amina.sends_file(
                "photo", b"made up", caption=f"page {number}", media_group_id="g1"
            )
        messages = await run.house.sees(3)
        assert [message.text for message in messages] == ["page 0", "page 1", "page 2"]
        assert len({message.key for message in messages}) == 3


async def test_nothing_is_fetched_for_one_whose_files_may_not_be_kept() -> None:
    async with rig() as run:
        run.house.keepers = lambda sender: sender != "telegram:7"
        file = await sent(run, "document", b"made up", "note.txt")
        assert (file.blob, file.trouble) == ("", "")
        assert run.double.called("getFile") == []


async def test_a_file_too_large_is_not_asked_for() -> None:
    async with rig() as run:
        await run.amina.sends_file("document", b"x", "big.zip", size=LARGEST + 1)
        file = (await run.house.sees(1))[0].files[0]
        assert (file.trouble, file.blob, file.size) == ("large", "", LARGEST + 1)
        assert run.double.called("getFile") == []


async def test_a_file_larger_than_it_says_is_refused_by_telegram() -> None:
    async with rig() as run:
        await run.amina.sends_file("document", b"x", size=LARGEST + 1)
        raw = run.amina.log[0].raw
        run.double.updates.add(
            "message",
            {**raw, "message_id": 99, "document": {**raw["document"], "file_size": 5}},
        )
        file = (await run.house.sees(2))[1].files[0]
        assert (file.trouble, file.blob) == ("large", "")


async def test_an_empty_file_and_one_that_cannot_be_had_are_said() -> None:
    async with rig() as run:
        assert (await sent(run, "document", b"")).trouble == "empty"
    async with rig() as run:
        run.double.fail("download", Fault(cut="before"), Fault(status=502))
        file = await sent(run, "document", b"made up")
        assert (file.trouble, file.blob) == ("unreachable", "")


async def test_a_fetch_that_breaks_once_is_tried_again() -> None:
    async with rig() as run:
        run.double.fail("download", Fault(cut="before"))
        assert (await sent(run, "document", b"made up")).trouble == ""


async def test_a_disk_that_refuses_the_file_leaves_the_message_with_telegram() -> None:
    async with rig() as run:
        run.house.refuse(2)
        file = await sent(run, "document", b"made up")
        assert run.house.refused == 2
        assert run.house.blobs[file.blob] == b"made up"


@pytest.mark.parametrize(
    "content",
    [
        {"sticker": {"file_id": "s", "file_unique_id": "u", "type": "regular", "width": 1,
                     "height": 1, "is_animated": False, "is_video": False}},
        {"location": {"latitude": 1.0, "longitude": 2.0}},
        {"contact": {"phone_number": "+100", "first_name": "Yusuf"}},
        {"dice": {"emoji": "🎲", "value": 3}},
    ],
)  # fmt: skip
async def test_what_we_cannot_take_arrives_as_such(content: dict[str, object]) -> None:
    async with rig() as run:
        await run.amina.says("", **content)
        (message,) = await run.house.sees(1)
        assert message.text == ""
        assert message.files == (Attachment("other"),)


async def test_a_moving_location_is_not_an_edit() -> None:
    async with rig() as run:
        id = await run.amina.says("", location={"latitude": 1.0, "longitude": 2.0})
        await run.amina.edits(id, "")
        await run.double.until(lambda: len(run.double.updates.confirmed) == 2)
        assert len(run.house.accepted) == 1


NAMES = [
    ("agreement.pdf", "agreement.pdf"),
    ("../../etc/passwd", "passwd"),
    ("..\\..\\boot.ini", "boot.ini"),
    ("%2e%2e%2fsecret.txt", "secret.txt"),
    ("evil\u202efdp.exe", "evilfdp.exe"),
    ("a\x00b\n.txt", "ab.txt"),
    ("اتفاق.pdf", "اتفاق.pdf"),
    ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
    ("..", ""),
    ("half\ud83d.txt", "half\ufffd.txt"),
]


@pytest.mark.parametrize(("name", "safe"), NAMES)
def test_a_name_keeps_its_last_part_only(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@settings(deadline=None)
@given(st.text(max_size=400))
def test_no_name_leads_anywhere(name: str) -> None:
    safe = safe_name(name)
    assert len(safe) <= NAME_LIMIT
    assert not set("/\\\x00\n\u202e") & set(safe)
    assert safe not in (".", "..")
