"""An older copy put back, and an audit written anew by whoever has the key: `check` finds both."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot import cli
from bot.backups import backups_in
from storage import chain
from storage.frames import HEAD_SIZE, frames_from
from storage.keys import KeyFile
from storage.records import Audit, Did, Setting, removed
from storage.tiny import TinyStore, open_store
from tests.fakes import NOON
from tests.shelves import as_killed, journal, met
from tests.test_keyring import machine

__all__ = ["machine"]

Told = pytest.CaptureFixture[str]


@contextmanager
def held(home: Path) -> Iterator[TinyStore]:
    store = open_store(home / "data", KeyFile(home / "key"))
    try:
        yield store
    finally:
        store.close()


def lived(home: Path, *numbers: int) -> None:
    """So many people met, each with a line about it."""
    with held(home) as store:
        for number in numbers:
            seen = chain.line(store, NOON, "amal", Did.CHANGED, "note", [f"c{number}"])
            store.flush(store.apply([*met(number), *seen]))


def audit(capsys: Told, *more: str) -> str:
    """What `rapport check` says of the audit; empty where all is well."""
    capsys.readouterr()
    cli.main(["check", "--json", *more])
    (found,) = [one for one in json.loads(capsys.readouterr().out) if one["what"] == "audit"]
    return "" if found["ok"] else str(found["words"])


def end(capsys: Told) -> str:
    """Where the audit ends, as an operator writes it down."""
    capsys.readouterr()
    cli.main(["check"])
    (line,) = [one for one in capsys.readouterr().out.splitlines() if "audit:" in one]
    return line.partition("it ends with ")[2].partition(" ")[0]


@pytest.fixture
def backed_up(machine: Path, capsys: Told) -> Path:
    lived(machine, 1, 2)
    as_killed(machine / "data", machine / "older")
    lived(machine, 3, 4)
    assert cli.main(["backup", "--to", str(machine / "backups")]) == 0
    assert audit(capsys) == ""
    return machine


@pytest.fixture(autouse=True)
def _kept_there(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_BACKUPS", str(machine / "backups"))


def test_an_older_copy_of_the_data_put_back_is_found(backed_up: Path, capsys: Told) -> None:
    (backup,) = backups_in(backed_up / "backups").values()
    shutil.rmtree(backed_up / "data")
    (backed_up / "older").rename(backed_up / "data")
    told = audit(capsys)
    assert "does not go on from where it ended in" in told
    assert backup.name in told
    # What is written later does not make it right, and neither does another backup.
    lived(backed_up, 5, 6, 7, 8)
    assert cli.main(["backup"]) == 0
    assert backup.name in audit(capsys)


def test_a_journal_put_back_by_itself_is_found(backed_up: Path, capsys: Told) -> None:
    shutil.copy(backed_up / "older" / "journal-000001", journal(backed_up / "data"))
    assert "does not go on" in audit(capsys)


def test_the_newest_frames_cut_off_are_found(backed_up: Path, capsys: Told) -> None:
    path = journal(backed_up / "data")
    whole = path.read_bytes()
    frames = list(frames_from(lambda size, at: whole[at : at + size], HEAD_SIZE))
    # The last frames tell of the check and the backup; two people come before them.
    os.truncate(path, frames[-6].offset)
    assert "does not go on" in audit(capsys)


def test_whoever_has_the_key_and_takes_out_the_newest_lines_is_found(
    backed_up: Path, capsys: Told
) -> None:
    with held(backed_up) as store:
        lines = store.all(Audit)
        head = store.get(Setting, chain.HEAD)
        assert head is not None
        store.apply([removed(one) for one in (*lines, head)])
    with held(backed_up) as store:
        assert not any(chain.broken(store))
    assert "does not go on" in audit(capsys)


def test_a_backup_brought_back_by_our_own_command_is_no_alarm(
    backed_up: Path, capsys: Told
) -> None:
    (first,) = backups_in(backed_up / "backups").values()
    lived(backed_up, 5)
    assert cli.main(["backup"]) == 0
    shutil.rmtree(backed_up / "data")
    assert cli.main(["restore", str(first)]) == 0
    assert audit(capsys) == ""


def test_a_backup_under_the_key_of_before_tells_nothing(backed_up: Path, capsys: Told) -> None:
    assert cli.main(["keys", "rotate"]) == 0
    assert audit(capsys) == ""


def test_a_damaged_backup_is_said(backed_up: Path, capsys: Told) -> None:
    (backup,) = backups_in(backed_up / "backups").values()
    data = bytearray(backup.read_bytes())
    place = data.index(b'"made_at"')
    data[place + 14] ^= 1
    backup.write_bytes(data)
    assert f"{backup} is damaged" in audit(capsys)


def test_an_end_that_was_written_down_is_gone_on_from_or_not(machine: Path, capsys: Told) -> None:
    lived(machine, 1, 2)
    as_killed(machine / "data", machine / "older")
    lived(machine, 3)
    written = end(capsys)
    assert written.startswith("3:")
    lived(machine, 4)
    assert audit(capsys, "--since", written) == ""
    shutil.rmtree(machine / "data")
    (machine / "older").rename(machine / "data")
    assert written in audit(capsys, "--since", written)


@pytest.mark.parametrize("written", ["3", "x:y", "3:zz", "3:abc", "-1:" + "a" * 16])
def test_what_is_no_end_is_said(machine: Path, capsys: Told, written: str) -> None:
    assert cli.main(["check", f"--since={written}"]) == 1
    assert "earlier `rapport check`" in capsys.readouterr().err
