"""``rapport keys``: a key is made once, named without being shown, and checked without a change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot import cli
from storage.keys import KeyFile, fingerprint
from storage.tiny import open_store
from tests.shelves import contents, met


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with nothing in it, which is also where commands are typed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("RAPPORT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("RAPPORT_KEY_FILE", str(tmp_path / "key"))
    return tmp_path


def stored(machine: Path) -> None:
    store = open_store(machine / "data", KeyFile(machine / "key"))
    store.apply(met(1))
    store.close()


def test_a_key_is_made_once_and_never_shown(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["keys", "make"]) == 0
    secret = (machine / "key").read_text().strip()
    told = capsys.readouterr().out
    assert fingerprint(KeyFile(machine / "key").read(machine)) in told
    assert secret not in told
    assert cli.main(["keys", "make"]) == 1
    assert (machine / "key").read_text().strip() == secret
    assert "Nothing was changed" in capsys.readouterr().err


def test_a_key_made_beforehand_begins_a_store(machine: Path) -> None:
    assert cli.main(["keys", "make", str(machine / "key")]) == 0
    stored(machine)


def test_the_fingerprint_says_whether_the_key_fits(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored(machine)
    before = contents(machine)
    assert cli.main(["keys", "show", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["key"] == told["store"]
    assert cli.main(["keys", "make", "other"]) == 0
    capsys.readouterr()
    (machine / ".env").write_text(f"RAPPORT_KEY_FILE={machine / 'other'}\n")
    (machine / "key").rename(machine / "kept")
    (machine / "other").rename(machine / "key")
    assert cli.main(["keys", "check", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["key"] != told["store"]
    assert contents(machine / "data") == {
        name.removeprefix("data/"): data
        for name, data in before.items()
        if name.startswith("data/")
    }


def test_a_missing_key_is_named_and_none_is_made(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored(machine)
    (machine / "key").unlink()
    assert cli.main(["keys", "show"]) == 1
    assert "is missing" in capsys.readouterr().out
    assert not (machine / "key").exists()


def test_a_credential_of_the_service_manager_opens_the_store(
    machine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(machine)
    secret = (machine / "key").read_text().split()[0]
    (machine / "key").unlink()
    (machine / "credentials").mkdir()
    (machine / "credentials" / "rapport-key").write_text(f"{secret}\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(machine / "credentials"))
    assert cli.main(["keys", "check"]) == 0
    assert "It opens the data" in capsys.readouterr().out


def test_the_key_is_changed_in_place_and_the_old_one_kept_beside_it(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored(machine)
    before = KeyFile(machine / "key").read(machine)
    assert cli.main(["keys", "rotate", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    after = KeyFile(machine / "key").read(machine)
    assert told["key"] == fingerprint(after) != fingerprint(before)
    assert KeyFile(Path(told["old"])).read(machine).id == before.id
    assert cli.main(["keys", "check"]) == 0


def test_the_key_moves_to_another_file_or_becomes_a_passphrase(
    machine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(machine)
    assert cli.main(["keys", "rotate", "--to", "elsewhere"]) == 0
    assert f"RAPPORT_KEY_FILE={machine / 'elsewhere'}" in capsys.readouterr().out
    monkeypatch.setenv("RAPPORT_KEY_FILE", str(machine / "elsewhere"))
    assert cli.main(["keys", "check"]) == 0
    (machine / "words").write_text("four plain made-up words\n")
    assert cli.main(["keys", "rotate", "--to-passphrase-file", "words"]) == 0
    monkeypatch.setenv("RAPPORT_PASSPHRASE_FILE", str(machine / "words"))
    assert cli.main(["keys", "check"]) == 0


@pytest.mark.parametrize("to", ["key", "data/key"])
def test_a_key_is_not_changed_to_where_it_may_not_be(
    machine: Path, capsys: pytest.CaptureFixture[str], to: str
) -> None:
    stored(machine)
    assert cli.main(["keys", "rotate", "--to", to]) == 1
    assert "The key was not changed" in capsys.readouterr().err
    assert cli.main(["keys", "check"]) == 0
