"""The way out to Slack: cards posted, changed, opened as forms and published as pages."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.door import Ways
from bot.making import Unmade, made
from bot.painting import Unpainted
from bot.slack import errors, forms
from bot.slack.blocks import Block, fallback, messages, page
from handlers.chat import Card, Reply
from handlers.words import doors
from handlers.words.speech import Speech

EVENT = "rapport_delivery"
"""The metadata every message of ours carries, so that it can be found again."""
_PAGES, _PAGE = 5, 200
_MARK = "white_check_mark"


class SlackChat:
    """Writes to the people of one workspace."""

    def __init__(self, client: AsyncWebClient, ways: Ways) -> None:
        self._client = client
        self._ways = ways
        self._channels: dict[str, str] = {}

    async def send(self, reply: Reply, delivery: str, *, repeat: bool) -> str:
        """Show the card and return ``CHANNEL/ts`` of it, empty for pages, forms and ticks.

        Raises `DeliveryError`.
        """
        try:
            return await self._send(reply, delivery, repeat=repeat)
        except errors.FAILURES as error:
            raise errors.delivery(error) from error

    async def sent(self, reply: Reply, delivery: str) -> str | None:
        """``CHANNEL/ts`` of that delivery, empty where Slack has none; raises `DeliveryError`."""
        if reply.page or reply.tick or reply.gone:
            return None
        try:
            return await self._find(await self._channel(reply.to.place), delivery) or ""
        except errors.FAILURES as error:
            raise errors.delivery(error) from error

    async def _send(self, reply: Reply, delivery: str, *, repeat: bool) -> str:
        if reply.page:
            view = {"type": "home", "blocks": page(reply.card)}
            await self._client.views_publish(user_id=reply.to.place, view=view)
            return ""
        if reply.tick:
            await self._tick(reply.tick)
            return ""
        if reply.gone:
            await self._taken_away(reply, delivery)
            return ""
        if reply.form and reply.trigger and await self._opened(reply):
            return ""
        card = _noted(reply.card, doors.REPEATED) if repeat else reply.card
        # A post may name the person; opening the conversation first would be a second call, of
        # which Slack allows fewer than one a second.
        channel = self._channels.get(reply.to.place, reply.to.place)
        if reply.file or reply.picture or reply.document:
            channel = await self._channel(reply.to.place)
            card = await self._enclosed(channel, reply, card)
        return await self._show(channel, card, reply.replaces, delivery)

    async def _taken_away(self, reply: Reply, delivery: str) -> None:
        """The message is deleted; where Slack refuses that, its words are taken."""
        channel, _, stamp = reply.replaces.partition("/")
        if not stamp:
            return
        try:
            await self._client.chat_delete(channel=channel, ts=stamp)
        except SlackApiError as error:
            if errors.reason(error) not in errors.UNDELETABLE:
                raise
            await self._change(
                reply.replaces, messages(reply.card)[0], fallback(reply.card), delivery
            )

    async def _show(self, channel: str, card: Card, replaces: str, delivery: str) -> str:
        """Every message the card takes; the id is that of the last, which has the buttons."""
        drawn = messages(card)
        for number, blocks in enumerate(drawn):
            last = number == len(drawn) - 1
            # A part that is not the last is not yet the delivery.
            name = delivery if last else f"{delivery}#{number}"
            text = fallback(card)
            shown = replaces and not number and await self._change(replaces, blocks, text, name)
            id = shown or await self._post(channel, blocks, text, name)
        return id

    async def _post(self, channel: str, blocks: list[Block], text: str, delivery: str) -> str:
        told = await self._client.chat_postMessage(
            channel=channel,
            text=text,
            blocks=blocks,
            parse="none",
            link_names=False,
            unfurl_links=False,
            unfurl_media=False,
            metadata=_metadata(delivery),
        )
        return f"{told['channel']}/{told['ts']}"

    async def _change(self, id: str, blocks: list[Block], text: str, delivery: str) -> str:
        """The message's own id, or nothing where Slack no longer lets us change it."""
        channel, _, stamp = id.partition("/")
        if not stamp:
            return ""
        try:
            await self._client.chat_update(
                channel=channel,
                ts=stamp,
                text=text,
                blocks=blocks,
                parse="none",
                link_names=False,
                metadata=_metadata(delivery),
            )
        except SlackApiError as error:
            if errors.reason(error) not in errors.UNCHANGEABLE:
                raise
            return ""
        return id

    async def _opened(self, reply: Reply) -> bool:
        """Whether the form is open; a trigger lives for three seconds, then the card must do."""
        if reply.form is None or not forms.drawable(reply.form):
            return False
        try:
            await self._client.views_open(
                trigger_id=reply.trigger, view=forms.to_view(reply.form, reply.replaces)
            )
        except errors.FAILURES:
            return False
        return True

    async def _tick(self, id: str) -> None:
        channel, _, stamp = id.partition("/")
        try:
            await self._client.reactions_add(channel=channel, timestamp=stamp, name=_MARK)
        except SlackApiError as error:
            # A mark is a courtesy: only what may pass is worth another try.
            if errors.passing(error):
                raise

    async def _enclosed(self, channel: str, reply: Reply, card: Card) -> Card:
        """Send what goes with the card before it; the card, with a word where it is not there."""
        try:
            if reply.picture:
                drawn = await self._ways.paint(reply.picture)
                await self._upload(channel, drawn.data, drawn.name, reply.card.title)
            elif reply.document:
                file = await made(reply.document)
                await self._upload(channel, file.data, file.name, file.name)
            elif reply.file:
                content = await self._ways.fetch(reply.file)
                # What a blob is fetched by holds its key, which is nobody's to see.
                name = reply.file_name or PurePosixPath(reply.file).name.partition(".")[0]
                await self._upload(channel, content, name, name)
        except KeyError:
            return _noted(card, doors.FILE_GONE)
        except Unpainted:
            return _noted(card, doors.NOT_DRAWN)
        except Unmade as why:
            return _noted(card, str(why))
        return card

    async def _upload(self, channel: str, content: bytes, name: str, title: str) -> None:
        place = await self._client.files_getUploadURLExternal(
            filename=name, length=len(content), alt_txt=title
        )
        session, url = self._client.session, place["upload_url"]
        if session is None:
            raise TypeError("the client has no session of its own")
        async with session.post(url, data=BytesIO(content), proxy=self._client.proxy) as answer:
            answer.raise_for_status()
        files: list[dict[str, str | None]] = [{"id": str(place["file_id"]), "title": title}]
        await self._client.files_completeUploadExternal(files=files, channel_id=channel)

    async def _channel(self, place: str) -> str:
        """The conversation with a person, opened once; any other place is one already."""
        if not place.startswith(("U", "W")):
            return place
        if place not in self._channels:
            told = await self._client.conversations_open(users=place)
            self._channels[place] = told["channel"]["id"]
        return self._channels[place]

    async def _find(self, channel: str, delivery: str) -> str | None:
        cursor = ""
        for _ in range(_PAGES):
            told = await self._client.conversations_history(
                channel=channel, limit=_PAGE, include_all_metadata=True, cursor=cursor
            )
            for message in told["messages"]:
                carried = message.get("metadata", {}).get("event_payload", {})
                if carried.get("id") == delivery:
                    return f"{channel}/{message['ts']}"
            cursor = (told.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                break
        return None


def _metadata(delivery: str) -> dict[str, object]:
    return {"event_type": EVENT, "event_payload": {"id": delivery}}


def _noted(card: Card, sentence: str) -> Card:
    """The card with one more quiet line at its foot."""
    said = Speech(card.language)(sentence)
    return replace(card, hint=f"{card.hint}\n{said}" if card.hint else said)
