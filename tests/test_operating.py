"""What the operator does at the machine: by a member's rights, and written down."""

from __future__ import annotations

import asyncio
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import pyzipper

from bot import cli, control, saving
from bot.control import account
from bot.operating import through
from bot.settings import Settings
from storage import chain
from storage.keys import KeyFile
from storage.meter import Progress
from storage.records import (
    ITSELF,
    Audit,
    Change,
    Channel,
    Counterpart,
    Did,
    Draft,
    Member,
    Record,
    Role,
    TakingOut,
    added,
    removed,
)
from storage.tiny import TinyStore, open_store
from tests.fakes import NOON
from tests.test_keyring import machine

__all__ = ["machine"]

Told = pytest.CaptureFixture[str]

MONA = Member("mona", "Mona", Role.MANDATOR)
AMAL = Member("amal", "Amal")
OMAR = Member("omar", "Omar", Role.OBSERVER)
YUSUF = Counterpart("c1", "Col. Yusuf", "mona")
MUSA = Counterpart("c2", "Musa Secret", "amal")
PEOPLE = "name,role,phone\nHana Aziz,doctor,+249911222333\nCol. Yusuf,,\n"


def store(home: Path) -> TinyStore:
    return open_store(home / "data", KeyFile(home / "key"))


def kept(home: Path, *records: Record) -> None:
    there = store(home)
    there.apply([added(one) for one in records])
    there.close()


def team(home: Path, *more: Record) -> None:
    kept(home, MONA, AMAL, OMAR, YUSUF, MUSA, *more)


def audit(home: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    """What the audit says; fails where it does not hold."""
    there = store(home)
    try:
        assert not any(chain.broken(there))
        return [(one.did, one.member, one.about) for one in there.all(Audit)]
    finally:
        there.close()


def done(*words: str) -> int:
    return cli.main(list(words))


def test_all_that_the_operator_does_is_in_the_audit(machine: Path, capsys: Told) -> None:
    team(machine)
    assert done("backup", "--to", "kept") == 0
    assert done("invite", "--name", "Nadia") == 0
    for _ in range(3):
        done("check")
    assert done("keys", "rotate") == 0
    me = f"operator:{account()}"
    did = ["backed_up", "invited", "checked", "rotated"]
    assert audit(machine) == [(one, me, ()) for one in did]
    assert "Nadia" not in repr(audit(machine))


def test_that_a_backup_was_brought_back_is_in_what_it_brought(
    machine: Path, capsys: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    team(machine)
    assert done("backup", "--to", "kept") == 0
    (file,) = (machine / "kept").glob("*.backup")
    monkeypatch.setenv("RAPPORT_DATA", str(machine / "new"))
    assert done("restore", str(file)) == 0
    (machine / "data").rename(machine / "old")
    (machine / "new").rename(machine / "data")
    assert [did for did, _, _ in audit(machine)] == ["restored"]


def test_a_story_leaves_encrypted_in_the_name_of_whoever_sees_it(
    machine: Path, capsys: Told
) -> None:
    team(machine)
    assert done("export", "yusuf", "--form", "json", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    file = Path(told["file"])
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"Yusuf" not in file.read_bytes()
    with pyzipper.AESZipFile(io.BytesIO(file.read_bytes())) as packed:
        packed.setpassword(told["passphrase"].encode())
        content = packed.read(packed.namelist()[0]).decode()
    assert "Col. Yusuf" in content
    assert f"Mona (operator:{account()})" in content
    assert audit(machine) == [("took", f"operator:{account()}", ("c1",))]


def test_everybody_is_whom_that_member_sees(machine: Path, capsys: Told) -> None:
    team(machine)
    assert done("export", "all", "--json") == 0
    assert audit(machine) == [("took", f"operator:{account()}", ("c1",))]
    assert done("export", "musa") == 1
    assert "nobody who is certainly musa" in capsys.readouterr().err


@pytest.mark.parametrize("way", [["--as", "amal"], ["--open"]])
def test_what_needs_a_yes_in_the_chat_needs_one_here(
    machine: Path, capsys: Told, way: list[str]
) -> None:
    second = Member("musab", "Musab", Role.MANDATOR)
    whom = "musa secret" if "amal" in way else "yusuf"
    team(machine, second)
    if "--as" not in way:
        way = [*way, "--as", "Mona"]
    assert done("export", whom, *way) == 1
    assert "Musab" in capsys.readouterr().out
    assert not list(machine.glob("rapport-*"))
    there = store(machine)
    (asked,) = there.all(TakingOut)
    yes = replace(asked, decided_by="musab", decided_at=asked.asked_at, allowed=True)
    there.apply([Change(asked, yes)])
    there.close()
    assert done("export", whom, *way) == 0
    (file,) = machine.glob("rapport-*")
    assert (file.suffix == ".md") == ("--open" in way)
    # The yes was good for one file.
    assert done("export", whom, *way) == 1


def test_where_several_may_it_asks_in_whose_name(machine: Path, capsys: Told) -> None:
    team(machine, Member("musab", "Musab", Role.MANDATOR))
    assert done("export", "all") == 1
    assert "Amal, Mona, Musab, Omar" in capsys.readouterr().err
    assert done("export", "all", "--as", "nobody") == 1
    assert audit(machine) == []


def test_a_form_that_is_not_known_is_said(machine: Path, capsys: Told) -> None:
    team(machine)
    assert done("export", "all", "--form", "exe") == 1
    assert "md, pdf, csv" in capsys.readouterr().err


def test_a_file_is_never_written_over(machine: Path, capsys: Told) -> None:
    team(machine)
    assert done("export", "all") == 0
    (file,) = machine.glob("rapport-*.zip")
    before = file.read_bytes()
    assert done("export", "all") == 0
    assert file.read_bytes() == before
    assert len(list(machine.glob("rapport-*.zip"))) == 2
    assert done("export", "all", "--to", str(machine / "nowhere")) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_people_in_a_file_are_shown_first_and_added_when_that_is_wanted(
    machine: Path, capsys: Told
) -> None:
    team(machine)
    (machine / "people.csv").write_text(PEOPLE)
    assert done("import", "people.csv") == 0
    told = capsys.readouterr().out
    assert "Hana Aziz" in told
    assert "Nobody was added" in told
    assert audit(machine) == []
    assert done("import", "people.csv", "--yes", "--as", "Amal") == 0
    there = store(machine)
    (hana,) = (one for one in there.all(Counterpart) if one.name == "Hana Aziz")
    assert hana.owner == "amal"
    assert [one.handle for one in there.all(Channel)] == ["+249911222333"]
    assert there.count(Draft) == 0
    there.close()
    # Amal does not see the colonel, so for her he is new, too.
    ((did, who, about),) = audit(machine)
    assert (did, who, len(about)) == ("changed", f"operator:{account()}", 2)
    assert hana.id in about


@pytest.mark.parametrize(
    ("name", "text", "who"),
    [("people.csv", PEOPLE, "Omar"), ("people.txt", PEOPLE, "Mona"), ("people.csv", "", "Mona")],
)
def test_a_file_that_adds_nobody_is_said(
    machine: Path, capsys: Told, name: str, text: str, who: str
) -> None:
    team(machine)
    (machine / name).write_text(text)
    assert done("import", name, "--yes", "--as", who) == 1
    assert capsys.readouterr().err
    assert audit(machine) == []


def test_a_file_that_is_not_there_is_said(machine: Path, capsys: Told) -> None:
    assert done("import", "people.csv") == 1
    assert "cannot be read" in capsys.readouterr().err
    assert not (machine / "data").exists()


async def test_a_service_that_is_still_starting_is_waited_for(machine: Path) -> None:
    here = Settings(data=machine / "data", key_file=machine / "key")
    asked: list[control.Asked] = []

    async def answer(one: control.Asked, progress: Progress) -> control.Asked:
        asked.append(one)
        return {"told": "yes"}

    there = store(machine)
    try:
        waiting = asyncio.create_task(
            asyncio.to_thread(through, {"do": "backup"}, here, saving.made)
        )
        await asyncio.sleep(0)
        async with control.listening(control.socket_path(here.data), answer):
            assert await waiting == {"told": "yes"}
    finally:
        there.close()
    assert asked == [{"do": "backup", "by": account()}]


def test_the_audit_shows_who_did_what_and_when_and_not_whom_it_was_about(
    machine: Path, capsys: Told
) -> None:
    hostile = replace(AMAL, name="Amal\x1b[2J")
    kept(machine, MONA, hostile, YUSUF)
    there = store(machine)
    for n, did in enumerate((Did.SAW, Did.CHANGED, Did.REMOVED)):
        line = chain.line(there, NOON + n * timedelta(minutes=1), "amal", did, "history", ["c1"])
        there.apply(line)
    there.apply(chain.line(there, NOON, ITSELF, Did.BACKED_UP, "backup", ()))
    there.close()
    assert done("audit", "--last", "3") == 0
    told = capsys.readouterr().out
    assert "2026-03-17 12:01 UTC  Amal[2J: changed something (history)" in told
    assert "Amal[2J: took somebody off the team" in told
    assert "Rapport, by itself: made a backup" in told
    assert "looked at somebody" not in told
    assert "Every line is there, as it was written." in told
    assert "Yusuf" not in told
    assert "c1" not in told
    # That it was looked at is a line too, once a day.
    assert done("audit", "--last", "0", "--json") == 0
    whole = json.loads(capsys.readouterr().out)
    dids = ["saw", "changed", "removed", "backed_up", "checked"]
    assert [one["did"] for one in whole["lines"]] == dids
    assert (whole["wrong"], whole["kept"], whole["end"][:2]) == ("", 5, "5:")
    assert audit(machine)[-1] == ("checked", f"operator:{account()}", ())


def test_an_audit_that_does_not_hold_is_said_by_the_status_too(machine: Path, capsys: Told) -> None:
    team(machine)
    there = store(machine)
    for _ in range(3):
        there.apply(chain.line(there, NOON, "amal", Did.SAW, "history", ["c1"]))
    there.apply([removed(there.all(Audit)[1])])
    there.close()
    assert done("audit") == 1
    assert "Wrong: line 2 of the audit is missing." in capsys.readouterr().out


def test_there_is_no_audit_before_the_first_start(machine: Path, capsys: Told) -> None:
    assert done("audit") == 1
    assert "is not there yet" in capsys.readouterr().err
    assert not (machine / "data").exists()
