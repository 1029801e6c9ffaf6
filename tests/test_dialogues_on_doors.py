"""The golden dialogues once more, word for word, with a platform between."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.console_front import NotHere, on_console
from tests.drawing import act, script
from tests.fronts import FRONTS, Opened
from tests.scene import scene
from tests.test_dialogues import DIALOGUES

paths = pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)


@pytest.mark.parametrize("opened", FRONTS.values(), ids=FRONTS)
@paths
async def test_dialogue_on_door(path: Path, opened: Opened, tmp_path: Path) -> None:
    played = script(path)
    async with opened(scene(played.scene), tmp_path / "blobs") as stage:
        for turn in played.turns:
            assert (turn.written, await act(stage, turn)) == (turn.written, turn.shown)


@paths
async def test_dialogue_on_console(path: Path, tmp_path: Path) -> None:
    """Word for word, but not line for line: a terminal breaks lines to fit."""
    played, acted = script(path), 0
    async with on_console(scene(played.scene), tmp_path / "blobs") as stage:
        for turn in played.turns:
            try:
                shown = await act(stage, turn)
            except NotHere:
                # A terminal has no files and changes nothing that was typed: the rest needs it.
                break
            assert (turn.written, _words(shown)) == (turn.written, _words(turn.shown))
            acted += 1
    assert acted


def _words(lines: list[str]) -> list[str]:
    """What is read, without the bar that a terminal draws beside a quotation."""
    return [word for line in lines for word in line.split() if word != "│"]
