"""Files shared in Slack are fetched with care, sealed, and never stand in a message's way."""

from __future__ import annotations

import pytest

from bot.door import LARGEST
from bot.slack.files import kind
from handlers.chat import Attachment
from tests.slack_link import MODES, link

both = pytest.mark.parametrize("mode", MODES)


@both
async def test_a_file_is_sealed_before_its_message_is_accepted(mode: str) -> None:
    async with link(mode) as linked:
        await linked.amina.uploads("list.pdf", b"%PDF", "application/pdf", "the <list>")
        (message,) = await linked.house.sees(1)
        assert message.text == "the <list>"
        assert message.files == (
            Attachment("document", "list.pdf", "application/pdf", 4, "blob-1"),
        )
        assert linked.house.blobs == {"blob-1": b"%PDF"}


@pytest.mark.parametrize(
    ("trouble", "how"),
    [
        ("large", {"size": LARGEST + 1}),
        ("empty", {"size": 0}),
        ("unreachable", {"size": 5}),
    ],
)
async def test_a_file_that_is_not_what_it_says_is_refused(
    trouble: str, how: dict[str, int]
) -> None:
    async with link("socket") as linked:
        await linked.amina.uploads("a.jpg", b"1234", "image/jpeg", "look", **how)
        (message,) = await linked.house.sees(1)
        assert [(file.trouble, file.blob) for file in message.files] == [(trouble, "")]
        assert message.text == "look"
        assert linked.house.blobs == {}


@pytest.mark.parametrize("status", [200, 403, 503])
async def test_a_sign_in_page_is_not_taken_for_the_file(status: int) -> None:
    async with link("socket") as linked:
        linked.slack.fail("file", status=status)
        page = b"<html>Sign in to Field</html>"
        await linked.amina.uploads("a.jpg", page, "image/jpeg")
        (message,) = await linked.house.sees(1)
        assert message.files[0].trouble == "unreachable"


async def test_a_file_slack_names_only_by_id_is_asked_for() -> None:
    async with link("socket") as linked:
        await linked.amina.uploads("v.m4a", b"voice", "audio/mp4", bare=True)
        (message,) = await linked.house.sees(1)
        assert message.files == (Attachment("voice", "v.m4a", "audio/mp4", 5, "blob-1"),)


async def test_files_of_whoever_may_not_keep_any_are_not_fetched() -> None:
    async with link("socket") as linked:
        linked.house.keepers = lambda _: False
        await linked.amina.uploads("a.jpg", b"1234", "image/jpeg")
        (message,) = await linked.house.sees(1)
        assert (message.files[0].blob, message.files[0].trouble) == ("", "")
        assert linked.house.blobs == {}


@both
async def test_a_disk_that_refuses_the_file_refuses_the_message(mode: str) -> None:
    async with link(mode) as linked:
        linked.slack.ack_seconds = 0.3
        linked.house.refuse(1)
        await linked.amina.uploads("a.jpg", b"1234", "image/jpeg")
        await linked.slack.settle()
        assert linked.slack.sent[0].attempts[-1] == "ok"
        assert len(linked.slack.sent[0].attempts) > 1
        assert linked.house.accepted[0].files[0].blob == "blob-1"


async def test_a_repeat_does_not_fetch_the_file_again() -> None:
    async with link("socket") as linked:
        await linked.amina.uploads("a.jpg", b"1234", "image/jpeg")
        await linked.house.sees(1)
        assert await linked.slack.repeat(linked.slack.sent[0], 1)
        assert len(linked.house.blobs) == len(linked.house.accepted) == 1


async def test_our_token_is_shown_to_slack_alone() -> None:
    async with link("socket") as linked:
        place = {"type": "message", "channel": "DU1", "channel_type": "im", "ts": "1.1"}
        file = {"id": "F1", "name": "x", "mimetype": "image/png", "size": 4}
        for number, url in enumerate(
            ("https://evil.example/x", "http://files.slack.com/x", "https://slack.com.evil/x")
        ):
            told = place | {"ts": f"1.{number}", "user": "U1", "subtype": "file_share"}
            linked.slack.event(told | {"text": "", "files": [file | {"url_private": url}]})
        messages = await linked.house.sees(3)
        assert {message.files[0].trouble for message in messages} == {"unreachable"}


@pytest.mark.parametrize(
    ("mime", "subtype", "told"),
    [
        ("image/png", "", "photo"),
        ("video/mp4", "", "video"),
        ("video/mp4", "slack_audio", "voice"),
        ("audio/ogg", "", "voice"),
        ("text/plain", "", "document"),
        ("", "", "document"),
    ],
)
def test_what_kind_of_file_it_is(mime: str, subtype: str, told: str) -> None:
    assert kind({"mimetype": mime, "subtype": subtype}) == told
