"""TinyDB over the journal answers as stock TinyDB does: the same operations, the same answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.operations import delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from storage.files import Files
from storage.frames import HEAD_SIZE, Head
from storage.journal import JournalStorage
from storage.log import Log
from storage.named import OneKey
from storage.rows import Rows
from storage.sealing import Key
from storage.tiny import JournalDB
from tests.shelves import written

Operation = Callable[[Table], Any]
PEOPLE = [{"name": "Nadia", "age": 30}, {"name": "Omar", "age": 41}, {"name": "Lea", "age": 30}]


def raised(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except (ValueError, RuntimeError, KeyError) as error:
        return type(error)


def emptied(table: Table) -> int:
    table.truncate()
    return table.insert({"a": 1})


def answer(operation: Operation, table: Table) -> Any:
    return raised(lambda: operation(table))


OPERATIONS: dict[str, Operation] = {
    "insert": lambda t: t.insert({"name": "Sami", "age": 5}),
    "insert with an id": lambda t: t.insert(Document({"name": "Ida"}, doc_id=9)),
    "insert after an id": lambda t: [t.insert(Document({}, doc_id=9)), t.insert({"a": 1})],
    "insert a taken id": lambda t: raised(lambda: t.insert(Document({"name": "Ida"}, doc_id=1))),
    "insert no document": lambda t: raised(lambda: t.insert([1])),  # type: ignore[arg-type]  # on purpose
    "insert many": lambda t: t.insert_multiple([{"a": 1}, Document({"b": 2}, 12), {"c": 3}]),
    "insert none": lambda t: t.insert_multiple([]),
    "get": lambda t: t.get(where("name") == "Omar"),
    "get by id": lambda t: (t.get(doc_id=2), t.get(doc_id=99)),
    "get by ids": lambda t: t.get(doc_ids=[1, 3, 99]),
    "contains": lambda t: (t.contains(where("age") > 40), t.contains(doc_id=4)),
    "search": lambda t: t.search(where("age") == 30),
    "search twice": lambda t: [t.search(where("age") == 30), t.search(where("age") == 30)],
    "count": lambda t: (t.count(where("age") == 30), len(t)),
    "all": lambda t: t.all(),
    "update all": lambda t: t.update({"seen": True}),
    "update some": lambda t: t.update({"age": 31}, where("age") == 30),
    "update by ids": lambda t: t.update({"age": 1}, doc_ids=[2, 99]),
    "update by a function": lambda t: t.update(increment("age"), where("name") == "Lea"),
    "delete a field": lambda t: t.update(delete("age"), doc_ids=[1]),
    "update many": lambda t: t.update_multiple(
        [({"x": 1}, where("age") == 30), ({"y": 2}, where("x") == 1)]
    ),
    "upsert there": lambda t: t.upsert({"age": 7}, where("name") == "Omar"),
    "upsert new": lambda t: t.upsert({"name": "Yara"}, where("name") == "Yara"),
    "upsert by id": lambda t: t.upsert(Document({"age": 8}, doc_id=3)),
    "remove": lambda t: t.remove(where("age") == 30),
    "remove by ids": lambda t: t.remove(doc_ids=[3, 99]),
    "remove without a word": lambda t: raised(t.remove),
    "remove the last and insert": lambda t: [t.remove(doc_ids=[3]), t.insert({"a": 1})],
    "truncate": emptied,
}


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[TinyDB]:
    with JournalDB(storage=lambda: storage_in(tmp_path)) as db:
        yield db


def storage_in(folder: Path) -> JournalStorage:
    log = Log.create(folder / "journal", Head(1, 1, b"i" * 16), Files())
    return JournalStorage(Rows(log, OneKey(Key(b"k" * 32))))


def shown(db: TinyDB) -> Any:
    return {name: [(doc.doc_id, doc) for doc in db.table(name)] for name in sorted(db.tables())}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_answers_as_stock_tinydb_does(ours: TinyDB, name: str) -> None:
    stock = TinyDB(storage=MemoryStorage)
    for db in (ours, stock):
        db.table("people").insert_multiple(PEOPLE)
        db.table("others").insert({"kept": True})
    answers = [OPERATIONS[name](db.table("people")) for db in (ours, stock)]
    assert answers[0] == answers[1]
    assert shown(ours) == shown(stock)


@given(st.lists(st.sampled_from(sorted(OPERATIONS)), max_size=8))
@settings(max_examples=40, deadline=None)
def test_operations_in_any_order_answer_as_stock_tinydb_does(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    stock = TinyDB(storage=MemoryStorage)
    folder = tmp_path_factory.mktemp("tiny")
    with JournalDB(storage=lambda: storage_in(folder)) as ours:
        for name in names:
            operation = OPERATIONS[name]
            answers = [answer(operation, db.table("people")) for db in (ours, stock)]
            assert answers[0] == answers[1]
        assert shown(ours) == shown(stock)


def test_tables_are_dropped_as_stock_tinydb_does(ours: TinyDB) -> None:
    stock = TinyDB(storage=MemoryStorage)
    for db in (ours, stock):
        db.table("people").insert_multiple(PEOPLE)
        db.table("others").insert({"kept": True})
        db.drop_table("people")
        db.drop_table("never")
    assert shown(ours) == shown(stock)
    for db in (ours, stock):
        db.drop_tables()
        db.insert({"anew": True})
    assert shown(ours) == shown(stock)


def test_an_insert_costs_itself_however_many_there_are(ours: TinyDB, tmp_path: Path) -> None:
    table = ours.table("people")
    sizes = []
    for number in range(200):
        before = len(written(tmp_path / "journal"))
        table.insert(Document({"name": "Nadia"}, doc_id=1000 + number))
        sizes.append(len(written(tmp_path / "journal")) - before)
    assert len(set(sizes)) == 1
    assert before > HEAD_SIZE
