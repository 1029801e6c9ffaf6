"""What a message costs: beside its library, end to end, and to be read. P12 to P14, P20."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from telegram import Bot, Update
from telegram.request import BaseRequest

from benchmarks import acknowledging, answering, echoing, reading
from benchmarks.measuring import Report, Times, ratio
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
        "entities": [{"type": "bot_command", "offset": 0, "length": len("/history")}],
    },
}


def everyday(report: Report, folder: Path, *, full: bool) -> None:
    """All of them; *full* asks every sort of message of both doors as well."""
    _telegram(report)
    asyncio.run(acknowledging.share(report, ROUNDS // 3))
    acknowledging.acknowledged(report, folder, 200 if full else 60)
    rounds, sizes = (300, (1_000, 100_000)) if full else (60, (1_000, 20_000))
    echoing.end_to_end(report, folder, rounds, sizes)
    if full:
        _end_to_end(report, folder)
    else:
        report.notes.append(
            "P13 is measured at 20,000 records here, P13-doors not at all: "
            "make bench ARGS='long everyday' does"
        )
    _reading(report, full=full)


def _telegram(report: Report) -> None:
    bot, me = Bot("1:made-up"), messages.Me(1, "rapport")
    text = json.dumps({"ok": True, "result": [_UPDATE]}).encode()
    times: Times = {"python-telegram-bot": [], "ours": [], "of it the routing": []}
    for _ in range(ROUNDS):
        start = time.perf_counter()
        raw = BaseRequest.parse_json_payload(text)["result"][0]
        update = Update.de_json(raw, bot)
        parsed = time.perf_counter()
        message = messages.to_message(update, me, NOW)
        middle = time.perf_counter()
        asked = commands.read(message.text if message else "")
        end = time.perf_counter()
        if asked is None or asked.command is None:
            raise AssertionError("a message was not understood")
        times["python-telegram-bot"].append(parsed - start)
        times["ours"].append(end - parsed)
        times["of it the routing"].append(end - middle)
    report.times["a Telegram update"] = times
    acknowledging.shares(report, "telegram", times, "python-telegram-bot")


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
        report.add("P13-doors", worst[0], "an echo on the same door", f"a note on {worst[1]}")


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
