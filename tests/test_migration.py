"""Stores that earlier programs wrote open as they were; what we do not know survives us.

``tests/data/stores`` holds one small store of every form there ever was, each made by the program
of its time under the key of these tests: *first* (each row sealed by itself), *blocks* (rows in
blocks, one key), *keyed* (a key for each counterpart).
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from handlers.forgetting.reach import reached
from storage.keys import KeyText
from storage.migrate import SCHEMA
from storage.opening import Schema
from storage.owners import owners
from storage.packing import Row
from storage.records import (
    Change,
    Counterpart,
    Draft,
    Entry,
    Erasure,
    Evidence,
    Meeting,
    PersonalFact,
    Record,
    Reminder,
    Setting,
    added,
    removed,
)
from storage.restoring import restore
from storage.sealing import Key
from storage.tiny import TinyStore, open_store
from storage.trouble import Trouble
from storage.written import loaded
from tests.shelves import KEY, contents, opened
from tests.test_backup import backed_up
from tests.test_erasing import everything

STORES = Path(__file__).parent / "data" / "stores"
FORMS = sorted(path.name for path in STORES.iterdir())
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def copy_of(form: str, folder: Path) -> Path:
    """That store, as private as one must be."""
    shutil.copytree(STORES / form, folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return folder


def kept(store: TinyStore) -> list[Record]:
    fact = PersonalFact("f1", "c1", "g1", "two sons")
    blob = store.all(Evidence)[0].blob
    return [
        Counterpart("c1", "Nadia", "m1", aliases=("Umm Karim",), language="fr"),
        Counterpart("c2", "Omar", "m1"),
        Meeting("g1", "c1", "m1", date(2026, 3, 1), "tea with Nadia", NOW, others=("c2",)),
        fact,
        Evidence("e1", "c1", "m1", "photo", NOW, blob=blob),
        Entry("n1", "m1", (added(fact),), NOW, title="a fact"),
        Setting("offset", "7"),
        Reminder("r1", "m1", "call", date(2026, 3, 2), NOW),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_a_store_of_every_earlier_form_opens_as_it_was(form: str, tmp_path: Path) -> None:
    folder = copy_of(form, tmp_path / "data")
    for _ in range(2):
        store = opened(folder)
        for record in kept(store):
            assert store.get(type(record), record.id) == record
        assert store.blobs.fetch(store.all(Evidence)[0].blob) == b"a photo"
        store.close()
    made = backed_up(store := opened(folder), tmp_path / "backups")
    store.rotate(KeyText("6b" * 32).known(Path(), {}), {})
    assert store.blobs.fetch(store.all(Evidence)[0].blob) == b"a photo"
    store.close()
    assert restore(made.path, tmp_path / "new", KEY).same
    again = opened(tmp_path / "new")
    assert again.blobs.fetch(again.all(Evidence)[0].blob) == b"a photo"
    again.close()


@pytest.mark.parametrize("form", FORMS)
def test_erasing_reaches_what_earlier_programs_left(form: str, tmp_path: Path) -> None:
    folder = copy_of(form, tmp_path / "data")
    store = opened(folder)
    changes = reached(store, [added(Erasure("x1", "m1", NOW, gone=("c1",)))])
    store.flush(store.apply(changes))
    store.close()
    told = everything(folder)
    assert "Nadia" not in told
    assert "Omar" in told
    # Where one key sealed everybody's words, the old file itself must go.
    old = {path.name for path in folder.glob("journal-*")}
    assert old == ({"journal-000001"} if form == "keyed" else {"journal-000002"})
    assert list((folder / "blobs").iterdir()) == []


@pytest.mark.parametrize("form", FORMS)
def test_the_wrong_key_leaves_every_form_as_it_is(form: str, tmp_path: Path) -> None:
    folder = copy_of(form, tmp_path / "data")
    before = contents(folder)
    with pytest.raises(Trouble, match="not the key"):
        open_store(folder, KeyText("00" * 32))
    assert contents(folder) == before


def test_a_newer_store_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    later = Schema(SCHEMA + 1, {SCHEMA: lambda kind, document: document})
    store = open_store(folder, KEY, schema=later)
    store.apply([added(Counterpart("c1", "Nadia", "m1"))])
    store.close()
    before = contents(folder)
    with pytest.raises(Trouble, match="newer Rapport"):
        opened(folder)
    assert contents(folder) == before


def from_the_future(folder: Path) -> None:
    """A store in which a later program has written fields that this one does not know."""
    store = opened(folder)
    store.apply([added(Counterpart("c1", "Nadia", "m1")), added(Counterpart("c2", "Omar", "m1"))])
    store.flush()
    for number in (1, 2):
        text = json.loads(store._storage.rows.text("Counterpart", number))
        text |= {"shoe_size": number, "moods": ["calm"]}
        key = store._ring.name_for((f"c{number}",))
        store._storage.take([Row("Counterpart", number, json.dumps(text).encode(), key)])
    fields = dict(store._ring.held.fields)
    fields["Counterpart"] = sorted([*fields["Counterpart"], "shoe_size", "moods"])
    fields["Horoscope"] = ["id"]
    store._ring.know(fields)
    store.close()


def sizes(store: TinyStore) -> list[int]:
    texts = [store._storage.rows.text("Counterpart", number) for number in (1, 2)]
    return [loaded(text, Counterpart).get("shoe_size") for text in texts]


def test_fields_we_do_not_know_survive_a_change_of_their_record(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    from_the_future(folder)
    for language in ("fr", "ar"):
        store = opened(folder)
        one = store.get(Counterpart, "c1")
        assert one is not None
        store.apply([Change(one, replace(one, language=language))])
        store.tidy()
        assert sizes(store) == [1, 2]
        store.close()
    store = opened(folder)
    assert sizes(store) == [1, 2]
    assert (found := store.get(Counterpart, "c1")) is not None
    assert found.language == "ar"
    store.close()


def holding(folder: Path, *holders: Record) -> None:
    """A store in which a later program wrote *holders*: each record in one has a shoe size.

    They are numbered from 40 on, in the order in which they stand there.
    """
    from_the_future(folder)
    store = opened(folder)
    store.flush(store.apply([added(one) for one in holders]))
    for one in holders:
        table, rank = type(one).__name__, store._memory.rank(one)
        document = json.loads(store._storage.rows.text(table, rank))
        sides = [change[side] for change in document["changes"] for side in ("before", "after")]
        for size, held in enumerate(filter(None, sides), 40):
            held["shoe_size"] = size
        key = store._ring.name_for(owners(one))
        store._storage.take([Row(table, rank, json.dumps(document).encode(), key)])
    store.close()


C3 = Counterpart("c3", "Nour", "m1")
RENAMED = Counterpart("c3", "Nour Aziz", "m1")
ENTRY = Entry("n1", "m1", (Change(C3, RENAMED), removed(RENAMED)), NOW)
DRAFT = Draft("d1", "m1", (added(C3), Change(C3, RENAMED)), NOW)


def sizes_within(store: TinyStore, one: Entry | Draft) -> list[int | None]:
    (text,) = store._storage.texts(type(one).__name__, (store._memory.rank(one),))
    sides = [change[side] for change in json.loads(text)["changes"] for side in ("before", "after")]
    return [side.get("shoe_size") for side in sides if side]


def test_fields_we_do_not_know_survive_inside_what_is_drafted_or_can_be_undone(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    holding(folder, ENTRY, DRAFT)
    store = opened(folder)
    entry, draft = store.get(Entry, "n1"), store.get(Draft, "d1")
    assert (entry, draft) == (ENTRY, DRAFT)
    undone, read = replace(ENTRY, undone=True), replace(DRAFT, words="as told")
    store.apply([Change(entry, undone), Change(draft, read)])
    for flushed in (False, True):
        assert sizes_within(store, undone) == [40, 41, 42]
        assert sizes_within(store, read) == [40, 41, 42]
        if not flushed:
            store.flush()
    # A change that is taken out of a draft takes along what was in it, and nothing else.
    shorter = replace(read, changes=read.changes[1:])
    store.apply([Change(read, shorter)])
    assert sizes_within(store, shorter) == [41, 42]
    store.close()


@pytest.mark.parametrize("holder", [ENTRY, DRAFT])
def test_fields_we_do_not_know_come_back_with_a_record_that_is_undone_or_saved(
    tmp_path: Path, holder: Entry | Draft
) -> None:
    folder = tmp_path / "data"
    holding(folder, holder)
    store = opened(folder)
    there = store.get(type(holder), holder.id)
    assert there is not None
    back = RENAMED if isinstance(holder, Entry) else C3
    store.flush(store.apply([removed(there), added(back)]))
    (text,) = store._storage.texts("Counterpart", (store._memory.rank(back),))
    assert json.loads(text)["shoe_size"] == (41 if isinstance(holder, Entry) else 40)
    store.close()


def test_fields_we_do_not_know_survive_a_change_of_keys(tmp_path: Path) -> None:
    from_the_future(tmp_path / "data")
    store = opened(tmp_path / "data")
    store.rotate(Key(b"\x6b" * 32), {})
    while (ticket := store.renew()) is not None:
        store.flush(ticket)
    assert sizes(store) == [1, 2]
    erasure = Erasure("x1", "m1", NOW, renewed=("c1",))
    store.flush(store.apply([added(erasure)]))
    assert sizes(store) == [1, 2]
    store.close()
