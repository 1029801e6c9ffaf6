"""The master key: where it may come from, and what is said where it may not."""

from __future__ import annotations

import pickle
from base64 import b64encode
from pathlib import Path

import pytest

from storage.keys import KeyFile, KeyText, read_key
from storage.passphrase import Passphrase
from storage.sealing import Key
from storage.tiny import open_store
from storage.trouble import Trouble
from tests.shelves import met, numbers


def trouble(path: Path, folder: Path) -> str:
    with pytest.raises(Trouble) as refused:
        open_store(folder, KeyFile(path))
    return str(refused.value)


def test_a_key_file_is_made_once_for_an_empty_folder(tmp_path: Path) -> None:
    source = KeyFile(tmp_path / "config" / "key")
    store = open_store(tmp_path / "data", source)
    store.apply(met(1))
    store.close()
    made = source.path.read_bytes()
    assert source.path.stat().st_mode & 0o777 == 0o600
    assert source.path.parent.stat().st_mode & 0o777 == 0o700
    store = open_store(tmp_path / "data", source)
    assert numbers(store) == [1]
    store.close()
    assert source.path.read_bytes() == made


def test_a_key_file_in_the_data_folder_is_refused(tmp_path: Path) -> None:
    assert "inside the data folder" in trouble(tmp_path / "data" / "key", tmp_path / "data")


def test_a_key_file_others_can_read_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("11" * 32)
    path.chmod(0o644)
    assert f"chmod 600 {path}" in trouble(path, tmp_path / "data")


def test_a_missing_key_file_is_never_made_beside_old_data(tmp_path: Path) -> None:
    path = tmp_path / "key"
    open_store(tmp_path / "data", KeyFile(path)).close()
    path.unlink()
    assert "is missing" in trouble(path, tmp_path / "data")
    assert not path.exists()


def test_a_key_in_use_begins_no_second_store(tmp_path: Path) -> None:
    open_store(tmp_path / "data", KeyFile(tmp_path / "key")).close()
    assert "right disk mounted" in trouble(tmp_path / "key", tmp_path / "unmounted")


def test_a_note_in_the_key_file_that_was_cut_short_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "key"
    open_store(tmp_path / "data", KeyFile(path)).close()
    path.write_text(path.read_text()[:80])
    open_store(tmp_path / "data", KeyFile(path)).close()
    assert "right disk mounted" in trouble(path, tmp_path / "unmounted")


def test_a_key_made_by_hand_begins_a_store(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.touch(mode=0o600)
    path.write_text("11" * 32)
    open_store(tmp_path / "data", KeyFile(path)).close()
    open_store(tmp_path / "data", KeyText("11" * 32)).close()


@pytest.mark.parametrize(
    "text", ["11" * 32, " " + "11" * 32 + "\n", b64encode(b"\x11" * 32).decode()]
)
def test_a_key_may_be_written_two_ways(text: str) -> None:
    assert read_key(text, "here").id == Key(b"\x11" * 32).id


@pytest.mark.parametrize("text", ["", "1" * 63, "z" * 64, "abcd", "é" * 64])
def test_what_is_no_key_is_refused_without_quoting_it(text: str) -> None:
    with pytest.raises(Trouble, match="RAPPORT_KEY") as refused:
        read_key(text, "RAPPORT_KEY")
    assert not text or text not in str(refused.value)


def test_an_empty_passphrase_is_refused() -> None:
    with pytest.raises(Trouble, match="passphrase is empty"):
        Passphrase("")


def test_a_key_shows_nowhere() -> None:
    secret = b"0123456789abcdef0123456789abcdef"
    key = Key(secret)
    shown = f"{key!r} {key} {KeyText(secret.hex())!r} {Passphrase('made-up words')!r}"
    assert "0123" not in shown
    assert secret.hex() not in shown
    assert "made-up" not in shown
    with pytest.raises(TypeError):
        pickle.dumps(key)
