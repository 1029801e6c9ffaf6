"""In danger the cards leave the chat itself, on every platform that can take a message back."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.words import enrol as words
from tests.fronts import FRONTS
from tests.scene import scene


@pytest.mark.parametrize("name", ["telegram", "slack"])
async def test_after_one_word_nothing_of_ours_is_left_but_what_strangers_read(
    name: str, tmp_path: Path
) -> None:
    async with FRONTS[name](scene({"now": "2026-03-17 12:00"}), tmp_path / "blobs") as stage:
        await stage.says("sara", "/add Ali, tea seller, CP3")
        await stage.says("sara", "who Ali")
        assert len(stage.left("sara")) == 2
        (told,) = await stage.says("sara", "panic")
        assert told == words.STRANGER
        assert stage.left("sara") == [words.STRANGER]


async def test_a_page_of_ones_own_is_emptied_too(tmp_path: Path) -> None:
    async with FRONTS["slack"](scene({"now": "2026-03-17 12:00"}), tmp_path / "blobs") as stage:
        await stage.says("sara", "/add Ali, tea seller, CP3")
        (page,) = await stage.opens("sara")
        assert page
        await stage.says("sara", "panic")
        assert stage.page("sara") == "·"
