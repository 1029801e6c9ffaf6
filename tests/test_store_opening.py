"""What a store says before it opens: nothing is guessed, made over or begun beside old data."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from storage.codec import to_plain
from storage.files import Files
from storage.keys import KeyFile, KeySource, KeyText
from storage.lock import Lock
from storage.marker import read_marker
from storage.migrate import SCHEMA
from storage.opening import Schema
from storage.passphrase import Cost, Passphrase
from storage.records import Counterpart, Entry, added
from storage.tiny import open_store
from storage.trouble import Busy, Trouble
from tests.doubles.disk import HastyDisk
from tests.shelves import KEY, contents, journal, met, numbers, numbers_in, opened

CHEAP = Cost(memory=1, passes=1, lanes=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    store = opened(folder)
    store.flush(store.apply(met(1)))
    store.close()
    return folder


def refused(folder: Path, source: KeySource = KEY, schema: Schema | None = None) -> str:
    """The words of the refusal, after which every file is what it was."""
    before = contents(folder)
    with pytest.raises(Trouble) as trouble:
        open_store(folder, source, schema=schema)
    assert contents(folder) == before
    return str(trouble.value)


def test_every_file_and_folder_is_ours_alone(folder: Path) -> None:
    store = opened(folder)
    store.blobs.keep(b"a photo")
    store.tidy()
    store.close()
    modes = {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}
    assert modes == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (folder, folder / "blobs")} == {0o700}


def test_a_journal_that_is_empty_is_not_an_empty_store(folder: Path) -> None:
    journal(folder).write_bytes(b"")
    assert "is empty" in refused(folder)


def test_a_journal_that_is_missing_is_not_an_empty_store(folder: Path) -> None:
    journal(folder).unlink()
    assert "journal-000001 is missing" in refused(folder)


def test_a_missing_newest_generation_is_not_replaced_by_an_older_one(folder: Path) -> None:
    store = opened(folder)
    store.tidy()
    store.close()
    journal(folder).unlink()
    assert "journal-000002 is missing" in refused(folder)


def test_a_journal_without_its_marker_gets_no_new_key(folder: Path, tmp_path: Path) -> None:
    (folder / "store.json").unlink()
    assert "store.json" in refused(folder, KeyFile(tmp_path / "key"))
    assert not (tmp_path / "key").exists()


def test_a_folder_of_other_things_is_not_begun_in(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    (folder / "photos").touch(mode=0o600)
    assert "empty folder" in refused(folder)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"key": 1}', '{"key": "", "proof": "", "generation": "x"}', "\xff"]
)
def test_a_marker_that_is_none_is_refused(folder: Path, text: str) -> None:
    (folder / "store.json").write_text(text, "latin-1")
    assert "store.json is damaged" in refused(folder)


def test_a_store_half_made_is_made_again(tmp_path: Path, folder: Path) -> None:
    half = tmp_path / "half"
    half.mkdir(mode=0o700)
    (half / "journal-000001").touch(mode=0o600)
    (half / "journal-000001").write_bytes(journal(folder).read_bytes()[:20])
    (half / "store.json.part").touch(mode=0o600)
    assert numbers_in(half) == []


def test_the_wrong_key_is_refused_and_both_are_told_apart(folder: Path) -> None:
    words = refused(folder, KeyText("00" * 32))
    assert "not the key of this store" in words
    assert "00" * 32 not in words


@pytest.mark.parametrize("mode", [0o644, 0o660, 0o604])
@pytest.mark.parametrize("name", ["journal-000001", "store.json"])
def test_a_file_that_others_can_read_is_refused_with_the_remedy(
    folder: Path, name: str, mode: int
) -> None:
    (folder / name).chmod(mode)
    assert f"chmod 600 {folder / name}" in refused(folder)


@pytest.mark.parametrize("name", [".", "blobs"])
def test_a_folder_that_others_can_read_is_refused_with_the_remedy(folder: Path, name: str) -> None:
    (folder / name).chmod(0o750)
    assert f"chmod 700 {folder / name}" in refused(folder)
    (folder / name).chmod(0o700)


def test_a_second_opener_is_told_who_is_there(folder: Path) -> None:
    store = opened(folder)
    before = contents(folder)
    with pytest.raises(Busy, match=f"process {os.getpid()}"):
        opened(folder)
    assert contents(folder) == before
    store.close()


def test_the_lock_of_a_dead_process_holds_nobody_up(folder: Path) -> None:
    # Process 1 is alive and not ours: what the file says does not count, only the lock does.
    (folder / "lock").write_text("1\n")
    assert numbers_in(folder) == [1]


def test_a_lock_held_by_another_process_is_felt(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from storage.lock import Lock; from storage.files import Files;"
        f"lock = Lock(pathlib.Path({str(tmp_path / 'lock')!r}), Files());"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Busy, match=f"process {holder.pid}"):
            Lock(tmp_path / "lock", Files())
        holder.kill()
    Lock(tmp_path / "lock", Files()).release()


def renamed(kind: str, document: dict[str, Any]) -> dict[str, Any]:
    """A step of a later version: a counterpart's language is told by its name in full."""
    if kind == "Counterpart":
        document = document | {"language": f"language-{document['language']}"}
    return document


LATER = Schema(SCHEMA + 1, {SCHEMA: renamed})


def test_an_older_store_is_brought_up_to_date_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    who = Counterpart("c1", "Nadia", "m1", language="fr")
    entry = Entry("e1", "m1", (added(who),), datetime(2026, 3, 1, tzinfo=UTC))
    store = opened(folder)
    store.apply([added(who), added(entry)])
    store.close()
    before = journal(folder).read_bytes()
    for _ in range(2):
        store = open_store(folder, KEY, schema=LATER)
        now = replace(who, language="language-fr")
        assert store.get(Counterpart, "c1") == now
        assert store.get(Entry, "e1") == replace(entry, changes=(added(now),))
        store.close()
    assert (folder / "journal-000001").read_bytes() == before
    assert journal(folder).name == "journal-000002"


def test_a_store_of_a_newer_version_is_refused(folder: Path) -> None:
    open_store(folder, KEY, schema=LATER).close()
    assert "newer Rapport" in refused(folder)


def test_a_record_of_an_unknown_kind_or_shape_is_named(folder: Path) -> None:
    def broken(kind: str, document: dict[str, Any]) -> dict[str, Any]:
        return {"id": document["id"]} if kind == "Counterpart" else document

    words = refused_after_step(folder, broken)
    assert "Counterpart number 1" in words
    assert "Nadia" not in words


def refused_after_step(folder: Path, step: Any) -> str:
    return refused(folder, schema=Schema(SCHEMA + 1, {SCHEMA: step}))


def test_a_passphrase_opens_what_it_made(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = open_store(folder, Passphrase("four plain made-up words", CHEAP))
    store.apply(met(1))
    store.close()
    store = open_store(folder, Passphrase("four plain made-up words"))
    assert numbers(store) == [1]
    store.close()
    assert "not the key" in refused(folder, Passphrase("four other made-up words"))
    assert "passphrase" in refused(folder, KEY)
    marker = read_marker(folder)
    assert marker is not None
    assert marker.beside["memory"] == CHEAP.memory


def test_a_passphrase_does_not_open_a_store_made_with_a_key(folder: Path) -> None:
    assert "not with a passphrase" in refused(folder, Passphrase("four words", CHEAP))


def test_a_store_that_is_mostly_dead_is_tidied_when_it_opens(folder: Path) -> None:
    store = opened(folder, HastyDisk())
    who = store.get(Counterpart, "c1")
    assert who is not None
    for turn in range(1200):
        later = replace(who, language=str(turn))
        store.flush(store.apply([*added_instead(who, later)]))
        who = later
    assert store.wants_tidying
    store.close()
    size = journal(folder).stat().st_size
    store = opened(folder)
    assert not store.wants_tidying
    assert store.get(Counterpart, "c1") == who
    store.close()
    assert journal(folder).stat().st_size < size / 100
    assert to_plain(who)["language"] == "1199"


def added_instead(before: Counterpart, after: Counterpart) -> list[Any]:
    change = added(after)
    return [replace(change, before=before)]
