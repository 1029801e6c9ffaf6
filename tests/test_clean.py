"""The quick way, where there is nothing to clean, comes to what the thorough one would."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.clean import clean, clean_text
from bot.slack.text import bare, unescape, whole
from bot.telegram.drawing import clean as without_halves
from handlers import commands
from handlers.chat import TEXT_LIMIT, Address, Attachment, Message

HOSTILE = st.text(
    st.one_of(st.characters(), st.sampled_from("\0\r\n<>&;|@ab \ud800\udfff\u202e")), max_size=40
)
AT = datetime(2026, 3, 1, tzinfo=UTC)


def thorough(text: str, limit: int) -> str:
    told = re.sub("[\ud800-\udfff]", "\ufffd", text[: 2 * limit]).replace("\0", "")
    return told.replace("\r\n", "\n").replace("\r", "\n")[:limit]


@given(HOSTILE, st.integers(0, 50))
def test_a_text_is_cleaned_whichever_way_it_goes(text: str, limit: int) -> None:
    assert clean_text(text, limit) == thorough(text, limit)


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE, st.booleans())
def test_so_is_a_message(text: str, press: str, name: str, language: str, long: bool) -> None:
    told = Message("k", "s", Address("fake", "1"), AT, text * (1 + 999 * long), press)
    told = replace(told, name=name * (1 + 99 * long), language=language)
    # A file is always looked into, and with it all the rest.
    file = Attachment("photo")
    assert clean(told) == replace(clean(replace(told, files=(file,))), files=())
    assert clean(told).text == thorough(told.text, TEXT_LIMIT + 1)


@given(HOSTILE)
def test_a_text_from_slack_is_the_same_with_and_without_a_mention(text: str) -> None:
    mention = "<@U1>"
    assert bare(f"{mention}{text}") == f"@U1{bare(text)}"
    assert whole(text) == text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    told = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert unescape(text) == told


@given(HOSTILE)
def test_a_text_from_telegram_loses_its_halves_only(text: str) -> None:
    assert without_halves(text) == re.sub("[\ud800-\udfff]", "\ufffd", text)


def test_a_command_is_the_same_however_it_is_spelt() -> None:
    for word, command in commands.BY_WORD.items():
        assert commands.BY_WORD[commands.key(word)] is command
        for spelt in (word, word.upper(), word.title()):
            found = commands.read(f"/{spelt}")
            assert found is not None
            assert found.command is command
