"""What a message costs: beside its library, end to end, and to be read. P12, P13, P20."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from telegram import Bot, Update

from benchmarks import answering, reading
from benchmarks.measuring import Report, interleaved, ratio
from bot.slack import events
from bot.telegram import messages
from handlers import commands
from storage.collecting import Sweeper

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
ROUNDS = 3000
TEXT = "/history Idris"

_UPDATE: dict[str, Any] = {
    "update_id": 1,
    "message": {
        "message_id": 5,
        "date": 1_772_000_000,
        "chat": {"id": 7, "type": "private", "first_name": "Amal"},
        "from": {"id": 7, "is_bot": False, "first_name": "Amal", "language_code": "en"},
        "text": TEXT,
    },
}
_EVENT: dict[str, Any] = {
    "type": "event_callback",
    "team_id": "T1",
    "event_id": "Ev1",
    "event_time": 1_772_000_000,
    "event": {
        "type": "message",
        "channel_type": "im",
        "channel": "D1",
        "user": "U1",
        "text": TEXT,
        "ts": "1772000000.000100",
    },
}


def everyday(report: Report, folder: Path, *, full: bool) -> None:
    """All three; *full* asks every sort of message of both doors."""
    _telegram(report)
    asyncio.run(_slack(report))
    if full:
        _end_to_end(report, folder)
    else:
        report.notes.append("P13 is measured in the long form: make bench ARGS='long everyday'")
    _reading(report, full=full)


def _telegram(report: Report) -> None:
    bot, me = Bot("1:made-up"), messages.Me(1, "rapport")
    update = Update.de_json(_UPDATE, bot)
    times = interleaved(
        {
            "python-telegram-bot": lambda _: Update.de_json(_UPDATE, bot),
            "ours": lambda _: _routed(messages.to_message(update, me, NOW)),
        },
        ROUNDS,
    )
    report.times["a Telegram update"] = times
    both = [lib + own for lib, own in zip(*times.values(), strict=True)]
    of = ratio([own * 100 for own in times["ours"]], both)
    report.add("P12-telegram", of, "python-telegram-bot's parsing")


async def _slack(report: Report) -> None:
    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-made-up")  # noqa: S106  # Made up.

    app = AsyncApp(authorize=authorize, signing_secret="made-up", process_before_response=True)  # noqa: S106  # Made up.

    @app.event("message")
    async def heard() -> None:
        pass

    body = json.dumps(_EVENT)
    lib, own = [], []
    for _ in range(ROUNDS // 3):
        start = time.perf_counter()
        await app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
        lib.append(time.perf_counter() - start)
        start = time.perf_counter()
        _routed(events.to_message(_EVENT, NOW))
        own.append(time.perf_counter() - start)
    report.times["a Slack event"] = {"slack-bolt": lib, "ours": own}
    both = [one + other for one, other in zip(lib, own, strict=True)]
    report.add("P12-slack", ratio([one * 100 for one in own], both), "slack-bolt's dispatch")


def _routed(message: Any) -> None:
    asked = commands.read(message.text)
    if asked is None or asked.command is None:
        raise AssertionError("a message was not understood")


def _end_to_end(report: Report, folder: Path) -> None:
    """What every sort of message takes on either door, over a bare echo's on the same door."""
    worst = None
    for name, times in answering.measured(folder / "answering").items():
        report.times[f"answers on {name}"] = {
            what: [one / 1e3 for one in taken] for what, taken in times.items()
        }
        mine, echo = times["note"], times["echo"]
        of = ratio(mine, echo[: len(mine)])
        if worst is None or of.middle > worst[0].middle:
            worst = of, name
    if worst is not None:
        report.add("P13", worst[0], "an echo on the same door", f"a note on {worst[1]}")


def _reading(report: Report, *, full: bool) -> None:
    roster, rows = reading.roster(), {}
    texts = {language: reading.pieces(text) for language, text in reading.texts().items()}
    for pieces in texts.values():
        # Other notes than those measured, so that all is loaded as in a service that runs.
        _each(pieces[1::8], roster)
    with Sweeper().on_duty():
        for language, pieces in texts.items():
            rows[language] = _each(pieces[::2] if full else pieces[::8], roster)
    report.times["reading a note of 1,000 characters"] = rows
    report.tell(
        "P20", max(median(taken) for taken in rows.values()) * 1e3, note="of the slowest language"
    )
    worst = {part: reading.taken(reading.filled(part), roster) for part in reading.HARD}
    slowest = max(worst, key=lambda part: worst[part])
    report.tell("P20-worst", worst[slowest], note=f"of {len(worst)}: {slowest!r} again and again")


def _each(pieces: list[str], roster: Any) -> list[float]:
    take: Callable[[str], float] = lambda piece: reading.taken(piece, roster) / 1e3  # noqa: E731
    return list(map(take, pieces))
