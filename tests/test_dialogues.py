"""Whole conversations, word for word, as a member would see them.

`tests/drawing.py` says how a dialogue file is written. ``python -m tests.test_dialogues FILE``
prints what a file comes to now, for whoever writes one; nothing is ever rewritten by itself.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from tests.drawing import act, script, transcript
from tests.plain_stage import PlainStage

DIALOGUES = sorted(Path(__file__).parent.glob("dialogues/*.txt"))


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
async def test_dialogue(path: Path) -> None:
    played = script(path)
    stage = PlainStage(played.scene)

    for turn in played.turns:
        assert (turn.written, await act(stage, turn)) == (turn.written, turn.shown)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        told = script(Path(name))
        sys.stdout.write(asyncio.run(transcript(told, PlainStage(told.scene))))
