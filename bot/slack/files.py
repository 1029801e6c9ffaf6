"""Files people share: fetched with our token, and refused where they are not what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.chats import kept
from bot.door import LARGEST, Ways
from bot.slack.errors import FAILURES
from bot.slack.text import whole
from handlers.chat import Attachment

MOST = 20
"""Files of one message."""
_CHUNK = 64 * 1024
_OK = 200


class Unfetched(Exception):
    """A file's bytes could not be had; its text says which trouble it is."""


WITHHELD = frozenset(("tombstone", "hidden_by_limit"))
"""How Slack marks a file that was deleted, or that the workspace's plan hides."""


class Files:
    """Fetches the files of messages with the token of *client*."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession, ways: Ways) -> None:
        self._client = client
        self._session = session
        self._ways = ways

    async def taken(self, shared: list[Mapping[str, Any]], sender: str) -> tuple[Attachment, ...]:
        """Every file as an attachment, its bytes sealed where *sender* may have them kept."""
        keep = self._ways.may_keep(sender)
        return tuple(
            [
                await self._kept(file, sender) if keep and kind(file) != "other" else _part(file)
                for file in shared[:MOST]
            ]
        )

    async def _kept(self, file: Mapping[str, Any], sender: str) -> Attachment:
        """The file with its bytes sealed, or with why they could not be."""
        try:
            file = await self._told(file)
            return await kept(_part(file), await self._fetched(file), sender, self._ways)
        except Unfetched as why:
            return replace(_part(file), trouble=str(why))
        except FAILURES:
            return replace(_part(file), trouble="unreachable")

    async def _told(self, file: Mapping[str, Any]) -> Mapping[str, Any]:
        """All that Slack says of the file; of some it first tells only the id."""
        if file.get("file_access") != "check_file_info" and "size" in file:
            return file
        found: Mapping[str, Any] = (await self._client.files_info(file=file["id"]))["file"]
        return found

    async def _fetched(self, file: Mapping[str, Any]) -> bytes:
        size = int(file.get("size") or 0)
        if size > LARGEST:
            raise Unfetched("large")
        if not size:
            raise Unfetched("empty")
        url = str(file.get("url_private_download") or file.get("url_private") or "")
        if not self._ours(url):
            raise Unfetched("unreachable")
        headers = {"Authorization": f"Bearer {self._client.token}"}
        proxy = self._client.proxy
        async with self._session.get(
            url, headers=headers, allow_redirects=False, proxy=proxy
        ) as answer:
            content = await _bounded(answer.content)
        # A token that lacks the right gets the sign-in page of Slack with status 200.
        page = answer.content_type == "text/html" != file.get("mimetype")
        if answer.status != _OK or page or len(content) != size:
            raise Unfetched("large" if len(content) > LARGEST else "unreachable")
        return content

    def _ours(self, url: str) -> bool:
        """Whether our token may be shown there: to Slack, or where the Web API is served."""
        there, home = urlsplit(url), urlsplit(self._client.base_url)
        if there.netloc == home.netloc:
            return there.scheme == home.scheme
        return there.scheme == "https" and (there.hostname or "").endswith(".slack.com")


def _part(file: Mapping[str, Any]) -> Attachment:
    """What Slack says of a file, without its bytes."""
    name, media_type = whole(file.get("name") or ""), file.get("mimetype") or ""
    return Attachment(kind(file), name, media_type, int(file.get("size") or 0))


def kind(file: Mapping[str, Any]) -> str:
    """photo, voice, video or document; ``other`` is one that Slack no longer gives out."""
    if file.get("mode") in WITHHELD:
        return "other"
    if file.get("subtype") == "slack_audio":
        return "voice"
    family = str(file.get("mimetype") or "").partition("/")[0]
    return {"image": "photo", "audio": "voice", "video": "video"}.get(family, "document")


async def _bounded(stream: aiohttp.StreamReader) -> bytes:
    """The whole stream, or a little more than the largest file where it does not end."""
    content = bytearray()
    async for chunk in stream.iter_chunked(_CHUNK):
        content += chunk
        if len(content) > LARGEST:
            break
    return bytes(content)
