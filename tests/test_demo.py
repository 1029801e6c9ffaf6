"""The made-up year: told through the real reader, asked for again, and kept from real data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import main
from bot.demo import folder, sights
from bot.demo.asking import questions
from bot.demo.cast import TEAM
from bot.demo.command import build, report
from bot.demo.judging import asked
from bot.demo.plot import imagined
from bot.demo.teller import Teller
from bot.settings import Settings
from handlers.words import enrol as words
from storage.memory import MemoryStore
from storage.records import (
    Agreement,
    Boundary,
    Counterpart,
    Member,
    Nudge,
    Observance,
    Offer,
    Reason,
    Stage,
    Standing,
)
from storage.trouble import Trouble
from tests.team import Team

ROOT = Path(__file__).parent.parent
END = datetime(2026, 3, 17, 20, tzinfo=UTC)


def test_a_month_is_told_and_asked_for_again() -> None:
    year = imagined(1, 1, END, 20)
    teller = Teller(MemoryStore(), year.turns[0].at)
    teller.gather()
    told = list(teller.tell(year.turns))
    assert len(told) == len(year.turns)
    teller.now = max(teller.now, END)
    answers = list(asked(teller, questions(year, teller.store, 15)))
    assert len(answers) == 15
    wrong = {one.question.sort for one in answers if one.why}
    assert "hidden" not in wrong
    assert len([one for one in answers if not one.why]) >= 12, report(answers)
    assert {one.name for one in teller.store.all(Member)} == {one.name for one in TEAM}


def test_an_answer_without_the_fact_is_told_with_its_reason() -> None:
    year = imagined(2, 1, END, 11)
    teller = Teller(MemoryStore(), year.turns[0].at)
    teller.gather()
    answers = list(asked(teller, questions(year, teller.store, 15)))
    untold = [one for one in answers if one.question.has]
    assert untold
    assert all(one.why for one in untold)
    assert report(answers).startswith(f"{len(answers) - len(untold)} of {len(answers)} ")


def test_the_same_seed_tells_the_same_story_and_another_one_does_not() -> None:
    assert imagined(3, 2, END, 20).turns == imagined(3, 2, END, 20).turns
    assert imagined(3, 2, END, 20).turns != imagined(4, 2, END, 20).turns


def test_a_newcomer_looks_around_and_hears_that_nothing_is_real(tmp_path: Path) -> None:
    where = tmp_path / "demo"
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
    }
    done = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--months", "1", "--folder", str(where)],
        cwd=tmp_path,
        env=environ,
        input="/people\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "All of this is made up" in done.stdout
    assert imagined(1, 1, END, 11).people[0].name in done.stdout
    assert not (tmp_path / ".local").exists()
    inside = folder.inside(where, Settings())
    with pytest.raises(Trouble, match="made-up year"):
        folder.refuse(inside)


def test_a_made_up_year_is_never_written_where_something_else_is(tmp_path: Path) -> None:
    real = Settings(data=tmp_path / "real")
    for where in (real.data, real.data / "in", tmp_path):
        with pytest.raises(Trouble, match="real data"):
            folder.prepare(where, real)
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter").write_text("ours")
    with pytest.raises(Trouble, match="not empty"):
        folder.prepare(full, real)
    assert [one.name for one in full.iterdir()] == ["letter"]
    folder.prepare(tmp_path / "half", real)
    with pytest.raises(Trouble, match="not finished"):
        folder.prepare(tmp_path / "half", real)


def test_a_made_up_store_is_not_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.prepare(tmp_path / "demo", Settings(data=tmp_path / "real"))
    monkeypatch.setenv("RAPPORT_DATA", str(tmp_path / "demo" / folder.STORE))
    for command in (["chat"], ["invite", "--name", "Sara"]):
        assert main(command) == 1
        assert "made-up year" in capsys.readouterr().err


def test_a_backup_of_the_made_up_year_says_that_it_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data=tmp_path / "real")
    year = imagined(1, 1, END, 5)
    build(tmp_path / "demo", settings, year)
    inside = folder.inside(tmp_path / "demo", settings)
    monkeypatch.setenv("RAPPORT_DATA", str(inside.data))
    monkeypatch.setenv("RAPPORT_KEY_FILE", str(inside.key_file))
    capsys.readouterr()
    assert main(["backup", "--to", str(tmp_path / "kept")]) == 0
    assert "nothing in it is real" in capsys.readouterr().out
    assert main(["backup", "--to", str(tmp_path / "kept"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out.strip().splitlines()[-1])["made_up"] is True


def test_whoami_says_that_all_is_made_up_there_and_nowhere_else() -> None:
    teller = Teller(MemoryStore(), END)
    teller.gather()
    assert words.MADE_UP in teller.ask(TEAM[0], "/whoami")
    assert words.MADE_UP not in Team().says("amal", "/whoami")


def test_whoever_looks_around_finds_a_nudge_a_feast_an_offer_and_words_confirmed_back() -> None:
    year = imagined(1, 2, END, 22)
    teller = Teller(MemoryStore(), year.turns[0].at)
    teller.gather()
    list(teller.tell(year.turns))
    sights.told(teller, year)
    store = teller.store
    nadia = {one.id for one in store.all(Counterpart) if one.owner == "demo-nadia"}
    waiting = [one for one in store.all(Nudge) if one.stage is Stage.PLANNED]
    soon = [one for one in waiting if one.due_at < END + timedelta(days=1)]
    assert Reason.OURS in {one.reason for one in soon if one.member == "demo-nadia"}
    assert all(one.due_at > END - timedelta(days=2) for one in waiting)
    assert any(one.counterpart in nadia for one in store.all(Observance))
    assert [one.to for one in store.all(Offer)] == ["demo-nadia"]
    assert any(one.standing is Standing.CONFIRMED for one in store.all(Agreement))
    assert len(store.all(Boundary)) == 2
