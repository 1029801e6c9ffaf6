"""No token, name or word of a note leaves the service by logs, files or its command line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.doubles.slack import SlackDouble
from tests.doubles.telegram import Fault, TelegramDouble
from tests.service import Service, admit, until
from tests.service_fronts import OnSlack, OnTelegram

TOKEN = "1234567890:AAEmadeUpTokenOfNobodyAtAllForTests"
BOT_TOKEN, APP_TOKEN = "xoxb-777-madeup-of-nobody", "xapp-1-madeup-of-nobody"
WRITER, COUNTERPART, WORDS = "Zephyrine", "Quillonbrax", "pangolin"
NOTE = f"Met Colonel {COUNTERPART} today, he likes {WORDS} tea. He opens the road on Monday."
PICTURE = b"the bytes of a made-up photograph"


@dataclass
class Watched:
    """The service at its most talkative, on both platforms, and all that must stay inside."""

    service: Service
    telegram: OnTelegram
    slack: OnSlack
    secrets: list[str]

    async def arguments(self) -> str:
        """What anybody on the machine sees of its command line."""
        assert self.service.process is not None
        listed = await asyncio.create_subprocess_exec(
            *("ps", "-ww", "-o", "args=", "-p", str(self.service.process.pid)),
            stdout=asyncio.subprocess.PIPE,
        )
        told, _ = await listed.communicate()
        return told.decode()

    def written(self) -> dict[str, bytes]:
        """Every file that it ever made, its own key apart."""
        files = (file for file in self.service.folder.rglob("*") if file.is_file())
        return {file.name: file.read_bytes() for file in files if file != self.service.key}


@asynccontextmanager
async def watched(folder: Path) -> AsyncIterator[Watched]:
    telegram = TelegramDouble(TOKEN)
    slack = SlackDouble("socket")
    slack.bot_token, slack.app_token = BOT_TOKEN, APP_TOKEN
    async with telegram, slack:
        fronts = OnTelegram(telegram), OnSlack(slack)
        both = {**fronts[0].environ(), **fronts[1].environ(), "RAPPORT_LOG": "DEBUG"}
        service = Service(folder / "home", both)
        names = [WRITER, COUNTERPART, WORDS]
        secrets = [TOKEN, TOKEN.partition(":")[2], BOT_TOKEN, APP_TOKEN, *names]
        try:
            await service.start()
            await fronts[0].heard()
            yield Watched(service, *fronts, [*secrets, PICTURE.decode()])
        finally:
            await service.kill()


async def troubled(there: Watched) -> None:
    """The same note on both platforms, while everything goes wrong at times."""
    telegram, slack = there.telegram.double, there.slack.double
    telegram.fail("sendMessage", Fault(status=502), Fault(cut="before"), Fault(retry_after=1))
    telegram.fail("getUpdates", Fault(status=502), Fault(status=200, body="not JSON"))
    telegram.fail("getFile", Fault(status=404))
    slack.fail("chat.postMessage", "internal_error")
    slack.fail("chat.postMessage", "ratelimited")
    for front in (there.telegram, there.slack):
        await front.says(0, NOTE)
        await until(front, lambda front=front: COUNTERPART in front.cards(0)[-1])  # type: ignore[misc]  # The default binds this round's front.
    person = telegram.person(1)
    seen = len(person.cards)
    await person.sends_file("document", PICTURE, f"{WORDS}.pdf", "application/pdf", NOTE)
    await person.sends_file("document", PICTURE, f"{WORDS}.pdf", "application/pdf", NOTE)
    await until(there.telegram, lambda: len(person.cards) > seen + 1)
    slack.fail("chat.postMessage", "invalid_auth")
    await slack.person("U1").says(NOTE)
    await slack.settle()
    telegram.revoked = True
    await person.says(NOTE)


async def test_no_secret_is_logged_written_in_plain_or_shown(tmp_path: Path) -> None:
    async with watched(tmp_path) as there:
        for front in (there.telegram, there.slack):
            await admit(there.service, front, [WRITER])
        await troubled(there)
        await until(there.telegram, lambda: "unauthorised" in there.service.told)
        arguments = await there.arguments()
        assert await there.service.stop() == 0
        assert arguments.count("bot run") == 1
        assert [secret for secret in there.secrets if secret in arguments] == []
        key = there.service.key.read_text().strip()
        for name, content in there.written().items():
            found = [secret for secret in (*there.secrets, key) if secret.encode() in content]
            assert (name, found) == (name, [])
