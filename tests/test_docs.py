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


ROW = re.compile(r"^\|(\d+)\|", re.MULTILINE)
SHOWN = re.compile(r"^\| (\d+) \| \[(\w+)\]\([^)]*\) \| (.+) \|$", re.MULTILINE)
MISSING = re.compile(r"^\| (\d+) \| [^\[|]+ \|$", re.MULTILINE)


def test_every_practice_is_shown_in_a_conversation_or_said_to_be_missing() -> None:
    told = (ROOT / "docs" / "practice-shown.md").read_text("utf-8")
    shown = {int(row): (name, words) for row, name, words in SHOWN.findall(told)}
    missing = [int(row) for row in MISSING.findall(told)]
    rows = [int(row) for row in ROW.findall((ROOT / "docs" / "practice.md").read_text("utf-8"))]
    assert sorted([*shown, *missing]) == sorted(rows)
    for name, words in shown.values():
        assert words in (ROOT / "tests" / "dialogues" / f"{name}.txt").read_text("utf-8"), words
    assert f"## Shown: {len(shown)} of {len(rows)}" in told
