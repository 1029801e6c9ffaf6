"""A backup is whole, sealed, read back before it has its name, and comes back as it was."""

from __future__ import annotations

import io
import json
import tarfile
import threading
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from storage import archive
from storage.archive import Archive
from storage.backup import Made, back_up
from storage.keys import KeyText
from storage.passphrase import Cost, Passphrase
from storage.records import Counterpart, Erasure, Evidence, added, removed
from storage.restoring import Restored, restore
from storage.store import Unwritable
from storage.tiny import TinyStore, open_store
from storage.trouble import Trouble
from tests.shelves import KEY, NOW, as_killed, contents, met, numbers, numbers_in, opened
from tests.test_erasing import everything, forgotten, story
from tests.test_rotation import NEXT, master

MARKERS = [f"Qamarzaad{number}" for number in range(50)]


def backed_up(store: TinyStore, to: Path, now: datetime = NOW) -> Made:
    return back_up(store.snapshot(), to, now)


def restored(file: Path, into: Path, key: KeyText = KEY, **more: list[str]) -> Restored:
    return restore(file, into, key, forgotten=more.get("forgotten", ()))


@pytest.fixture
def store(tmp_path: Path) -> TinyStore:
    store = opened(tmp_path / "data")
    for number in (1, 2, 3):
        store.flush(store.apply(met(number)))
    return store


def test_what_was_backed_up_comes_back_with_the_same_counts_and_digest(
    store: TinyStore, tmp_path: Path
) -> None:
    blob = store.blobs.keep(b"a photo")
    store.apply([added(Evidence("e1", "c1", "m1", "photo", NOW, blob=blob))])
    made = backed_up(store, tmp_path / "backups")
    store.apply(met(4))
    assert made.contents.counts == {"Counterpart": 3, "Meeting": 3, "Evidence": 1}
    assert made.path.stat().st_mode & 0o777 == 0o600
    back = restored(made.path, tmp_path / "new")
    assert back.same
    assert not back.erased
    again = opened(tmp_path / "new")
    assert numbers(again) == [1, 2, 3]
    assert again.blobs.fetch(blob) == b"a photo"
    again.flush(again.apply(met(5)))
    again.tidy()
    made = backed_up(again, tmp_path / "backups", NOW + timedelta(days=1))
    again.close()
    assert numbers_in(tmp_path / "new") == [1, 2, 3, 5]
    assert restored(made.path, tmp_path / "newer").same
    store.close()


def test_a_backup_made_while_others_write_is_of_one_moment(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    done = threading.Event()

    def write() -> None:
        for number in range(1, 400):
            store.flush(store.apply(met(number)))
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    made: list[Made] = []
    while not done.is_set():
        now = NOW + timedelta(seconds=len(made))
        made.append(backed_up(store, tmp_path / "backups", now))
    writer.join()
    store.close()
    for number, one in enumerate((made[0], made[-1])):
        back = restored(one.path, tmp_path / f"new{number}")
        assert back.same
        held = numbers_in(tmp_path / f"new{number}")
        assert held == list(range(1, len(held) + 1))


def test_two_backups_of_one_moment_are_two(store: TinyStore, tmp_path: Path) -> None:
    first = backed_up(store, tmp_path / "backups")
    second = backed_up(store, tmp_path / "backups")
    assert first.path != second.path
    assert first.path.exists()
    assert restored(second.path, tmp_path / "again").same


def test_each_of_thirty_daily_backups_comes_back_as_it_was(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    made = []
    for day in range(30):
        store.flush(store.apply(met(day)))
        if day % 7 == 6:
            store.tidy()
        made.append(backed_up(store, tmp_path / "backups", NOW + timedelta(days=day)))
    store.close()
    for day, one in enumerate(made):
        into = tmp_path / f"day{day}"
        assert restored(one.path, into).same
        assert numbers_in(into) == list(range(day + 1))


def test_nothing_in_a_backup_can_be_read(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    for marker in MARKERS:
        store.apply([added(Counterpart(f"id-{marker}", marker, "m1"))])
    store.blobs.keep(" ".join(MARKERS).encode())
    made = backed_up(store, tmp_path / "backups")
    store.close()
    secret = "5a" * 32
    data = made.path.read_bytes()
    found = [word for word in (*MARKERS, "Qamar", secret) if word.encode() in data]
    assert (found, bytes.fromhex(secret) in data) == ([], False)


def test_a_backup_does_not_tell_how_many_people_there_are(tmp_path: Path) -> None:
    sizes = set()
    for many in (3, 50):
        store = opened(tmp_path / f"data{many}")
        store.flush(store.apply([change for number in range(many) for change in met(number)]))
        made = backed_up(store, tmp_path / f"backups{many}")
        store.close()
        with Archive(made.path) as archived:
            told = archived.contents
            assert (told.counts, told.ids, told.digest, told.audit) == ({}, [], "", "")
            assert b"Counterpart" not in archived.part(archive.LIST)
            sizes.add(tuple(archived.places[part][1] for part in (archive.KEYS, archive.MARKER)))
            archived.admit(master(KEY))
            known = archived.contents
        assert (known.counts, known.digest) == (made.contents.counts, made.contents.digest)
        assert (known.ids, known.ring) == (made.contents.ids, made.contents.ring)
        (ring,) = (tmp_path / f"data{many}").glob("keys-*")
        sizes.add((ring.stat().st_size,))
    assert len(sizes) == 2


def as_in_the_first_form(path: Path) -> None:
    """Make of a backup what a program of the first form would have made."""
    with Archive(path) as made:
        made.admit(master(KEY))
        plain = json.dumps(asdict(replace(made.contents, form=1))).encode()
        parts = {name: made.part(name) for name in made.places}
    under = archive.sealer(master(KEY))
    parts |= {archive.LIST: plain, archive.SEAL: under.seal(b"", plain)}
    with path.open("wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
        for name, data in parts.items():
            told = tarfile.TarInfo(name)
            told.size = len(data)
            tar.addfile(told, io.BytesIO(data))


def test_a_backup_of_the_first_form_comes_back(store: TinyStore, tmp_path: Path) -> None:
    made = backed_up(store, tmp_path / "backups")
    store.close()
    as_in_the_first_form(made.path)
    back = restored(made.path, tmp_path / "new")
    assert (back.same, back.counts) == (True, {"Counterpart": 3, "Meeting": 3})
    assert numbers_in(tmp_path / "new") == [1, 2, 3]


class Interrupted(Exception):
    pass


def test_a_backup_tells_how_far_it_is_and_that_it_is_done_only_once_it_is(
    store: TinyStore, tmp_path: Path
) -> None:
    store.blobs.keep(b"a photo" * 100_000)
    told: list[tuple[int, int, int]] = []

    def progress(done: int, of: int) -> None:
        told.append((done, of, len(list((tmp_path / "backups").glob("*.backup")))))

    back_up(store.snapshot(), tmp_path / "backups", NOW, progress=progress)
    store.close()
    (of,) = {of for _, of, _ in told}
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert sum(done == of for done, _, _ in told) == 1
    assert told[-1] == (of, of, 1)
    assert {named for done, _, named in told[:-1]} == {0}
    assert told[-2][0] > of * 0.9


def test_an_interrupted_backup_never_bears_the_final_name(store: TinyStore, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    for at in (1, 3, 6):
        left = iter(range(at))

        def pause(left: object = left) -> None:
            assert not list(backups.glob("*.backup"))
            if next(left, None) is None:  # type: ignore[call-overload]  # An iterator.
                raise Interrupted

        with pytest.raises(Interrupted):
            back_up(store.snapshot(), backups, NOW, pause)
        assert list(backups.iterdir()) == []
    store.close()


def test_what_a_kill_left_of_a_backup_goes_with_the_next_and_one_under_way_does_not(
    store: TinyStore, tmp_path: Path
) -> None:
    backups = tmp_path / "backups"
    made = backed_up(store, backups)
    left = made.path.rename(backups / "rapport-2026-02-01T000000Z.backup.part")
    others: list[Made] = []

    def pause() -> None:
        if not others:
            assert not left.exists()
            others.append(backed_up(store, backups, NOW + timedelta(days=1)))

    made = back_up(store.snapshot(), backups, NOW, pause)
    store.close()
    assert sorted(backups.iterdir()) == [made.path, others[0].path]
    assert restored(made.path, tmp_path / "new").same


def test_a_folder_that_takes_no_backup_is_said(store: TinyStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unwritable, match="cannot be written"):
        backed_up(store, tmp_path / "file")
    for inside in ("data", "data/backups"):
        with pytest.raises(Trouble, match="is in the data folder"):
            backed_up(store, tmp_path / inside)
    assert not (tmp_path / "data/backups").exists()
    store.close()


def test_what_else_lies_among_the_files_does_not_spoil_a_backup(
    store: TinyStore, tmp_path: Path
) -> None:
    blob = store.blobs.keep(b"a photo")
    for stray in (".nfs000012", "Thumbs.db", "a note", f"{'0a' * 16}.part"):
        (tmp_path / "data/blobs" / stray).write_bytes(b"whatever")
    (tmp_path / "data/blobs/lost+found").mkdir()
    made = backed_up(store, tmp_path / "backups")
    store.close()
    assert restored(made.path, tmp_path / "new").same
    assert [path.name for path in (tmp_path / "new/blobs").iterdir()] == [blob.partition(".")[0]]


def test_a_backup_only_goes_into_an_empty_folder(store: TinyStore, tmp_path: Path) -> None:
    made = backed_up(store, tmp_path / "backups")
    store.close()
    before = contents(tmp_path / "data")
    with pytest.raises(Trouble, match="not empty"):
        restored(made.path, tmp_path / "data")
    assert contents(tmp_path / "data") == before


def test_a_bit_flipped_anywhere_in_a_backup_is_found_and_nothing_is_left(
    store: TinyStore, tmp_path: Path
) -> None:
    made = backed_up(store, tmp_path / "backups")
    store.close()
    whole = made.path.read_bytes()
    with Archive(made.path) as opened_:
        places = opened_.places
    steps = [offset + at for offset, size in places.values() for at in range(0, size, 211)]
    for place in steps:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        made.path.write_bytes(flipped)
        with pytest.raises(Trouble):
            restored(made.path, tmp_path / "new")
        assert list((tmp_path / "new").glob("*")) == []


def test_a_damaged_name_of_the_key_is_not_taken_for_the_wrong_key(
    store: TinyStore, tmp_path: Path
) -> None:
    made = backed_up(store, tmp_path / "backups")
    store.close()
    whole = made.path.read_bytes()
    place = whole.index(b'"key": "') + len(b'"key": "')
    flipped = bytearray(whole)
    flipped[place] = ord("1") if whole[place] != ord("1") else ord("2")
    made.path.write_bytes(flipped)
    with pytest.raises(Trouble, match="is damaged"):
        restored(made.path, tmp_path / "new")


@pytest.mark.parametrize("size", [0, 1, 511, 512, 3000])
def test_what_is_no_backup_or_half_of_one_is_refused(
    store: TinyStore, tmp_path: Path, size: int
) -> None:
    made = backed_up(store, tmp_path / "backups")
    store.close()
    made.path.write_bytes(made.path.read_bytes()[:size])
    with pytest.raises(Trouble, match="not a backup"):
        restored(made.path, tmp_path / "new")


def test_a_backup_from_before_the_key_was_changed_opens_with_the_old_one_only(
    store: TinyStore, tmp_path: Path
) -> None:
    made = backed_up(store, tmp_path / "backups")
    store.rotate(master(NEXT), {})
    later = backed_up(store, tmp_path / "backups", NOW + timedelta(days=1))
    store.close()
    with pytest.raises(Trouble, match="Set the key of that time"):
        restored(made.path, tmp_path / "new", NEXT)
    assert restored(made.path, tmp_path / "new").same
    assert numbers_in(tmp_path / "new") == [1, 2, 3]
    assert restored(later.path, tmp_path / "newer", NEXT).same


def test_a_backup_under_a_passphrase_opens_with_it(tmp_path: Path) -> None:
    words = Passphrase("four plain made-up words", Cost(memory=1, passes=1, lanes=1))
    store = open_store(tmp_path / "data", words)
    store.flush(store.apply(met(1)))
    made = backed_up(store, tmp_path / "backups")
    store.close()
    assert restore(made.path, tmp_path / "new", words).same
    with pytest.raises(Trouble):
        restore(made.path, tmp_path / "other", Passphrase("four other made-up words"))


def erased_after_backup(tmp_path: Path) -> tuple[TinyStore, Made]:
    store = opened(tmp_path / "data")
    store.flush(store.apply([*(added(one) for one in story("Qamarzaad")), *met(7)]))
    made = backed_up(store, tmp_path / "backups")
    store.flush(store.apply(forgotten(store)))
    return store, made


def test_what_was_erased_is_not_brought_back_by_an_older_backup(tmp_path: Path) -> None:
    store, made = erased_after_backup(tmp_path)
    gone = sorted(store.forgotten)
    store.close()
    back = restored(made.path, tmp_path / "new", forgotten=gone)
    assert back.erased
    assert not back.same
    told = everything(tmp_path / "new")
    assert "Qamarzaad" not in told
    assert "Nadia 7" in told
    # What is once known to be erased stays so, in the new store and in its own backups.
    again = opened(tmp_path / "new")
    assert set(gone) <= again.forgotten
    again.close()


def test_what_was_erased_is_wiped_from_the_backups_within_reach(tmp_path: Path) -> None:
    store, made = erased_after_backup(tmp_path)
    aside = as_killed(made.path.parent, tmp_path / "aside")
    assert archive.wipe(made.path, set(store.forgotten)) == 3
    store.close()
    # Without being told what was erased, even with the key: it is not in the file any more.
    back = restored(made.path, tmp_path / "new")
    assert back.erased == 3
    assert "Qamarzaad" not in everything(tmp_path / "new")
    # A copy taken away before, with the key of that time, still opens: the guide says so.
    restored(aside / made.path.name, tmp_path / "stolen")
    assert "Qamarzaad" in everything(tmp_path / "stolen")


def test_an_erasure_that_was_backed_up_is_one_after_coming_back(tmp_path: Path) -> None:
    store, _ = erased_after_backup(tmp_path)
    later = backed_up(store, tmp_path / "backups", NOW + timedelta(days=1))
    store.close()
    assert restored(later.path, tmp_path / "new").same
    again = opened(tmp_path / "new")
    assert again.get(Erasure, "x1") is not None
    again.flush(again.apply([removed(one) for one in again.all(Erasure)]))
    again.close()


def test_a_disk_that_keeps_something_else_than_was_written_is_noticed(
    store: TinyStore, tmp_path: Path
) -> None:
    def pause() -> None:
        for part in (tmp_path / "backups").glob("*.part"):
            with part.open("r+b") as file:
                file.seek(1024)
                file.write(b"\0" * 64)

    with pytest.raises(Trouble):
        back_up(store.snapshot(), tmp_path / "backups", NOW, pause)
    store.close()
