from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from bot.logs import TALKATIVE, set_up
from bot.redact import HIDDEN, redacted
from handlers.chat import DeliveryError, Message, Outcome, Reply
from handlers.desk import Desk
from tests.fakes import card_to, said, settle
from tests.house import House, echo

TOKENS = (
    "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
    "xoxb-1-2-abcDEF",
    "xoxe.xoxp-1-Mi0yLT",
    "xapp-1-A0-1-abcdef",
)


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What our logging writes at DEBUG."""
    root = logging.getLogger()
    level = root.level
    stream = io.StringIO()
    handler = set_up("DEBUG", stream)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)
    logging.captureWarnings(capture=False)


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "POST https://api.telegram.org/bot{}/getMe",
        "token={} x",
        '{{"token": "{}"}}',
        "a,{},b",
    ],
)
def test_a_token_is_hidden_wherever_it_stands(token: str, line: str) -> None:
    hidden = redacted(line.format(token))
    assert token not in hidden
    assert HIDDEN in hidden


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Authorization: Bearer abc.def-ghi", f"Authorization: Bearer {HIDDEN}"),
        (
            "wss://x.slack.com/link?ticket=0f0f-1&app=2",
            f"wss://x.slack.com/link?ticket={HIDDEN}&app=2",
        ),
        ("https://amal:hush@proxy:80/", f"https://{HIDDEN}@proxy:80/"),
        ("https://hooks.slack.com/actions/T1/2/3", f"https://hooks.slack.com/{HIDDEN}"),
        ("X-Slack-Signature: v0=abcdef0123", f"X-Slack-Signature: {HIDDEN}"),
        ("12:30:45 delivery abc sent at 14:20", "12:30:45 delivery abc sent at 14:20"),
        ("fault REF234: ValueError at note.py:12", "fault REF234: ValueError at note.py:12"),
    ],
)
def test_what_is_secret_is_hidden_and_the_rest_is_left(line: str, left: str) -> None:
    assert redacted(line) == left


def test_an_exception_is_told_by_type_and_place_only(written: io.StringIO) -> None:
    try:
        int(f"Idris said no {TOKENS[0]}")
    except ValueError:
        logging.getLogger("apscheduler.executors").exception("tick failed")
    assert "ValueError at test_redact.py:" in written.getvalue()
    assert "Idris" not in written.getvalue()
    assert "Traceback" not in written.getvalue()


def test_an_entry_cannot_be_forged_by_a_line_end(written: io.StringIO) -> None:
    logging.getLogger("bot").warning("door: %s", "ok\n2026-03-17T09:00:00Z INFO bot: all is well")
    assert [line[:1] for line in written.getvalue().splitlines()] == ["2", " "]


def test_libraries_that_log_what_people_write_are_kept_quiet(written: io.StringIO) -> None:
    for name in TALKATIVE:
        logging.getLogger(f"{name}.inner").debug("%s: met Idris", name)
        logging.getLogger(name).info("%s: %s", name, TOKENS[0])
    assert written.getvalue() == ""


async def test_a_whole_round_at_debug_writes_no_text_name_or_token(written: io.StringIO) -> None:
    def break_sometimes(message: Message, desk: Desk) -> Outcome:
        if "break" in message.text:
            raise RuntimeError(message.text)
        return echo(message, desk)

    house = House(answer=break_sometimes)
    house.chat.failures = [
        DeliveryError("down"),
        DeliveryError("no", permanent=True),
        TypeError(f"cannot draw Idris {TOKENS[1]}"),
    ]
    async with house.lived_in():
        await house.hear(said(f"met Idris {TOKENS[0]}"), said("break Idris"), said("tea"))
        await house.inbox.accept(said("Idris", sender="fake:stranger"))
        gone: Reply = card_to("amal", "Idris")
        house.outbox.take(house.outbox.owe([gone]))
        await house.clock.pass_time(300)
        await settle()
    text = written.getvalue()
    assert "fault REF" in text
    assert "not taken" in text
    for hidden in ("Idris", "tea", "Amal", "amal", *TOKENS):
        assert hidden not in text
