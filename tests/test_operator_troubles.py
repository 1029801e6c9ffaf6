"""Whatever an operator gets wrong is told in words that say what to do, and nothing is touched."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot import cli, control
from bot.slip import NAME
from storage.keys import KeyFile
from storage.restoring import restore
from storage.tiny import open_store
from storage.trouble import Trouble
from tests.shelves import KEY, contents, met, numbers_in, opened
from tests.test_backup import backed_up
from tests.test_keyring import machine

__all__ = ["machine"]

Told = pytest.CaptureFixture[str]
Env = pytest.MonkeyPatch

COMMANDS = (
    ("keys", "check"),
    ("keys", "show"),
    ("keys", "rotate"),
    ("backup",),
    ("restore", "kept.backup"),
    ("check",),
    ("invite", "--name", "Sara"),
)
FINE = {
    ("no data", "check"),
    ("no data", "invite"),
    ("data is an empty folder", "check"),
    ("data is an empty folder", "invite"),
    ("data is below a file", "check"),
    ("data is below a file", "keys"),
}
"""Where there is nothing yet, that is no trouble for who only looks, or begins."""


def lived(home: Path) -> None:
    store = open_store(home / "data", KeyFile(home / "key"))
    store.apply(met(1))
    store.close()


def _file_for_data(home: Path, env: Env) -> None:
    (home / "data").write_text("not a folder")


def _nothing(home: Path, env: Env) -> None:
    pass


def _empty_folder(home: Path, env: Env) -> None:
    (home / "data").mkdir(mode=0o700)


def _below_a_file(home: Path, env: Env) -> None:
    (home / "data").write_text("not a folder")
    env.setenv("RAPPORT_DATA", str(home / "data" / "deeper"))


def _folder_for_key(home: Path, env: Env) -> None:
    lived(home)
    (home / "key").unlink()
    (home / "key").mkdir(mode=0o700)


def _key_below_a_file(home: Path, env: Env) -> None:
    lived(home)
    env.setenv("RAPPORT_KEY_FILE", str(home / "key" / "deeper"))


def _no_passphrase(home: Path, env: Env) -> None:
    lived(home)
    env.setenv("RAPPORT_PASSPHRASE_FILE", str(home / "nowhere"))


def _no_number(home: Path, env: Env) -> None:
    lived(home)
    env.setenv("RAPPORT_BACKUP_KEEP", "many")


def _link_to_nowhere(home: Path, env: Env) -> None:
    (home / "data").symlink_to(home / "nowhere" / "at-all")


SETUPS: dict[str, tuple[Callable[[Path, Env], None], str]] = {
    "no data": (_nothing, "RAPPORT_DATA|rapport keys make|cannot be read"),
    "data is an empty folder": (_empty_folder, "RAPPORT_DATA|rapport keys make|cannot be read"),
    "data is a file": (_file_for_data, "RAPPORT_DATA|rapport keys make|cannot be read|Look at"),
    "data is below a file": (_below_a_file, "RAPPORT_DATA|cannot be|Check the disk"),
    "key is a folder": (_folder_for_key, "RAPPORT_KEY_FILE|cannot be read"),
    "key is below a file": (_key_below_a_file, "Look at|put that file back|cannot be read"),
    "no passphrase file": (_no_passphrase, "RAPPORT_PASSPHRASE_FILE"),
    "no number of days": (_no_number, "RAPPORT_BACKUP_KEEP"),
    "data is a link to nowhere": (_link_to_nowhere, "RAPPORT_DATA|Check|cannot be|keys make"),
}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("name", SETUPS)
def test_what_is_wrong_is_told_and_nothing_is_touched(
    machine: Path, monkeypatch: Env, capsys: Told, name: str, words: tuple[str, ...]
) -> None:
    do, told = SETUPS[name]
    do(machine, monkeypatch)
    before = contents(machine)
    if (name, words[0]) in FINE:
        cli.main([*words])
        assert contents(machine) == before or words[0] == "invite"
        return
    assert cli.main([*words]) in {1, 78}
    heard = capsys.readouterr()
    said = heard.out + heard.err
    assert any(part in said for part in told.split("|")), said
    assert "Errno" not in said
    assert contents(machine) == before


@pytest.mark.parametrize("to", ["data", "data/kept", "key", "key/deeper"])
def test_a_backup_that_cannot_rest_there_is_not_made(machine: Path, capsys: Told, to: str) -> None:
    lived(machine)
    names = set(contents(machine))
    assert cli.main(["backup", "--to", to]) == 1
    assert "--to or RAPPORT_BACKUPS" in capsys.readouterr().err
    # Whoever opens the house keeps a few bytes ready in it.
    assert set(contents(machine)) - names <= {f"data/{NAME}"}


@pytest.mark.parametrize("into", ["kept", "kept/deeper", "/proc/deeper"])
def test_a_backup_is_not_brought_back_to_where_nothing_can_be(
    machine: Path, capsys: Told, monkeypatch: Env, into: str
) -> None:
    lived(machine)
    assert cli.main(["backup", "--to", "backups"]) == 0
    (machine / "kept").write_text("in the way")
    before = contents(machine)
    monkeypatch.setenv("RAPPORT_DATA", str(machine / into))
    (file,) = (machine / "backups").glob("*.backup")
    assert cli.main(["restore", str(file)]) == 1
    assert "Nothing was brought back" in capsys.readouterr().err
    assert contents(machine) == before


def test_of_two_who_bring_a_backup_back_at_once_one_does(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    for number in (1, 2, 3):
        store.flush(store.apply(met(number)))
    made, into = backed_up(store, tmp_path / "backups"), tmp_path / "new"
    store.close()
    others: list[str] = []

    def meanwhile(done: int, of: int) -> None:
        with pytest.raises(Trouble) as trouble:
            restore(made.path, into, KEY)
        others.append(str(trouble.value))

    assert restore(made.path, into, KEY, progress=meanwhile).same
    assert all("is not empty" in one for one in others)
    assert numbers_in(into) == [1, 2, 3]


def test_a_key_file_that_is_a_link_stays_one(machine: Path, monkeypatch: Env) -> None:
    lived(machine)
    (machine / "link").symlink_to(machine / "key")
    monkeypatch.setenv("RAPPORT_KEY_FILE", str(machine / "link"))
    assert cli.main(["keys", "rotate"]) == 0
    assert (machine / "link").is_symlink()
    for name in ("link", "key"):
        monkeypatch.setenv("RAPPORT_KEY_FILE", str(machine / name))
        assert cli.main(["keys", "check"]) == 0


def test_a_backups_folder_that_is_none_is_said(
    machine: Path, capsys: Told, monkeypatch: Env
) -> None:
    lived(machine)
    (machine / "kept").write_text("in the way")
    monkeypatch.setenv("RAPPORT_BACKUPS", str(machine / "kept"))
    assert cli.main(["check"]) == 1
    assert "NO  backups" in capsys.readouterr().out


@contextmanager
def service(path: Path, answer: bytes) -> Iterator[None]:
    """Something that listens at *path*, says that, and hangs up."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.fspath(path))
        listening.listen()

        def serve() -> None:
            line, _ = listening.accept()
            with line:
                line.recv(1 << 16)
                line.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield
        thread.join()


@pytest.mark.parametrize("answer", [b"{", b'{"done": 1, "of": 2}\n{"done"'])
def test_a_service_that_goes_in_the_middle_of_an_answer_is_said(
    machine: Path, answer: bytes
) -> None:
    with service(machine / "control", answer), pytest.raises(Trouble, match="did not answer"):
        control.ask(machine / "control", {"do": "backup"})
