"""What the README promises is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.drawing import act, script
from tests.plain_stage import PlainStage

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


async def test_the_conversation_of_the_readme_is_word_for_word(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    told = next(block for block in readme.split("```")[1::2] if block.startswith("\n> "))
    (tmp_path / "readme.txt").write_text(f"# README\n{told}", "utf-8")
    played = script(tmp_path / "readme.txt")
    stage = PlainStage(played.scene)
    for turn in played.turns:
        assert (turn.written, await act(stage, turn)) == (turn.written, turn.shown)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_make_target_of_the_readme_exists() -> None:
    readme, makefile = ((ROOT / name).read_text("utf-8") for name in ("README.md", "Makefile"))
    told = set(re.findall(r"(?:^|`)make ([a-z]+)", readme, re.MULTILINE))
    assert {"chat", "test", "run"} <= told
    assert [target for target in told if f"\n{target}:" not in makefile] == []
