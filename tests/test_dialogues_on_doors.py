"""The golden dialogues once more, word for word, with a platform between."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.console_front import on_console
from tests.door_stages import NotHere
from tests.drawing import act, script, without_copy
from tests.fronts import FRONTS, Opened
from tests.scene import scene
from tests.test_dialogues import DIALOGUES

ANYWHERE = ""


def played_on(platform: str) -> list[Path]:
    return [
        path for path in DIALOGUES if scene(script(path).scene).platform in (ANYWHERE, platform)
    ]


ON_DOORS = [
    pytest.param(path, opened, id=f"{path.stem}-{name}")
    for name, opened in FRONTS.items()
    for path in played_on(name)
]


@pytest.mark.parametrize(("path", "opened"), ON_DOORS)
async def test_dialogue_on_door(path: Path, opened: Opened, tmp_path: Path) -> None:
    played, acted = script(path), 0
    async with opened(scene(played.scene), tmp_path / "blobs") as stage:
        for turn in played.turns:
            try:
                shown = await act(stage, turn)
            except NotHere:
                # What this platform has not, such as a page of one's own: the rest needs it.
                break
            wanted = without_copy(turn.shown) if opened is FRONTS["slack"] else turn.shown
            assert (turn.written, shown) == (turn.written, wanted)
            acted += 1
    assert acted


@pytest.mark.parametrize("path", played_on("console"), ids=lambda path: path.stem)
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
