"""Backups by themselves: one a day, so many kept, each as it was; and erasing reaches into them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import cli
from bot.backups import FORGOTTEN, Keeper, backups_in, forgotten_in
from bot.settings import Settings
from storage.keys import KeyFile
from storage.records import added
from storage.restoring import restore
from storage.tiny import TinyStore, open_store
from tests.fakes import FakeClock
from tests.shelves import met, numbers
from tests.test_erasing import everything, forgotten, story
from tests.test_keyring import machine

__all__ = ["machine"]


@dataclass
class Kept:
    """A store that is backed up by a clock which moves only when told."""

    folder: Path
    keep: int = 30

    def __post_init__(self) -> None:
        self.clock = FakeClock()
        self.settings = Settings(
            data=self.folder / "data",
            key_file=self.folder / "key",
            backups=self.folder / "backups",
            backup_keep=self.keep,
        )
        self.source = KeyFile(self.settings.key_file)
        self.store: TinyStore = open_store(self.settings.data, self.source)
        self.keeper = Keeper(self.store, self.settings, self.clock)

    def files(self) -> list[Path]:
        return list(backups_in(self.settings.backups).values())


async def test_a_backup_a_day_is_made_and_the_thirty_newest_are_kept(tmp_path: Path) -> None:
    there = Kept(tmp_path)
    sums: dict[str, list[int]] = {}
    for day in range(40):
        there.store.flush(there.store.apply(met(day)))
        for _ in range(3):
            assert await there.keeper.tick() == "ok"
            there.clock.advance(8 * 3600)
        sums[there.files()[-1].name] = list(range(day + 1))
    there.store.close()
    files = there.files()
    assert len(files) == 30
    for file in (files[0], files[11], files[-1]):
        back = restore(file, tmp_path / file.stem, there.source)
        assert back.same
        store = open_store(tmp_path / file.stem, there.source)
        assert numbers(store) == sums[file.name]
        store.close()


async def test_no_backup_is_made_where_none_is_wanted(tmp_path: Path) -> None:
    there = Kept(tmp_path, keep=0)
    assert await there.keeper.tick() == "ok"
    assert there.files() == []
    there.store.close()


async def test_a_clock_that_was_put_back_does_not_stop_the_backups(tmp_path: Path) -> None:
    there = Kept(tmp_path)
    await there.keeper.tick()
    there.clock.advance(days=-400)
    await there.keeper.tick()
    assert len(there.files()) == 2
    there.store.close()


async def test_a_backup_that_cannot_be_made_is_told_and_tried_again_after_an_hour(
    tmp_path: Path,
) -> None:
    there = Kept(tmp_path)
    there.settings.backups.write_text("in the way")
    assert "cannot be written" in await there.keeper.tick()
    there.settings.backups.unlink()
    there.clock.advance(600)
    assert "cannot be written" in await there.keeper.tick()
    there.clock.advance(3600)
    assert await there.keeper.tick() == "ok"
    assert len(there.files()) == 1
    there.store.close()


async def test_erasing_makes_a_new_backup_and_wipes_the_older_ones(tmp_path: Path) -> None:
    there = Kept(tmp_path)
    for record in story("Qamarzaad"):
        there.store.apply([added(record)])
    there.store.flush()
    await there.keeper.tick()
    there.clock.advance(3600)
    await there.keeper.tick()
    there.store.flush(there.store.apply(forgotten(there.store)))
    assert await there.keeper.tick() == "ok"
    (newest,) = there.files()
    told = forgotten_in(there.settings.backups / FORGOTTEN)
    assert told == there.store.forgotten == forgotten_in(tmp_path / "key.forgotten")
    there.store.close()
    assert restore(newest, tmp_path / "new", there.source).same
    assert "Omar" in everything(tmp_path / "new", there.source)


async def test_an_older_day_is_wiped_in_place(tmp_path: Path) -> None:
    there = Kept(tmp_path)
    for record in story("Qamarzaad"):
        there.store.apply([added(record)])
    await there.keeper.tick()
    there.clock.advance(days=2)
    there.store.flush(there.store.apply(forgotten(there.store)))
    await there.keeper.tick()
    there.store.close()
    older, newer = there.files()
    assert restore(older, tmp_path / "old", there.source).erased == 3
    assert "Qamarzaad" not in everything(tmp_path / "old", there.source)
    assert restore(newer, tmp_path / "new", there.source).same


async def test_a_backup_that_cannot_be_looked_into_is_said_until_it_is_gone(tmp_path: Path) -> None:
    there = Kept(tmp_path)
    for record in story("Qamarzaad"):
        there.store.apply([added(record)])
    await there.keeper.tick()
    (older,) = there.files()
    whole = older.read_bytes()
    older.write_bytes(whole[: len(whole) // 2])
    there.clock.advance(days=2)
    there.store.flush(there.store.apply(forgotten(there.store)))
    for _ in range(5):
        # Told each time, and not tried at each tick.
        assert f"{older.name} in {there.settings.backups} cannot be looked into" in (
            await there.keeper.tick()
        )
        there.clock.advance(60)
    assert len(there.files()) == 2
    # It may be mended, or come back with a disk: then it is wiped, also after a restart.
    older.write_bytes(whole)
    there.keeper = Keeper(there.store, there.settings, there.clock)
    assert await there.keeper.tick() == "ok"
    there.store.close()
    assert restore(older, tmp_path / "old", there.source).erased == 3


def test_the_command_line_backs_up_and_brings_back(
    machine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(machine / "data", KeyFile(machine / "key"))
    store.apply([*met(1), *met(2)])
    store.close()
    assert cli.main(["backup", "--to", "kept", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["records"] == 4
    assert cli.main(["restore", made["file"]]) == 1
    assert "not empty" in capsys.readouterr().err
    monkeypatch.setenv("RAPPORT_DATA", str(machine / "new"))
    assert cli.main(["restore", made["file"], "--json"]) == 0
    back = json.loads(capsys.readouterr().out)
    assert back["same"]
    assert (back["counts"], back["digest"]) == (made["counts"], made["digest"])
    monkeypatch.setenv("RAPPORT_DATA", str(machine / "newer"))
    assert cli.main(["restore", made["file"]]) == 0
    assert "Counts and digest are those of the backup" in capsys.readouterr().out
