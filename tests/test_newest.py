"""The newest records, one after another, are those that a look at all of them gives."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.meetings import NEWS, contacts_with, last_contact_with
from handlers.rules.rights import Visible
from storage.after import After
from storage.keys import KeyText
from storage.memory import MemoryStore
from storage.records import Agreement, Change, Counterpart, Level, Meeting, added
from storage.store import Book
from storage.tiny import open_store
from tests.team import AMAL, BORIS, EVERYBODY

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)

days = st.integers(0, 4).map(lambda n: NOW.date() + timedelta(n))
hours = st.none() | st.integers(8, 10).map(time)
told = st.builds(
    lambda id, whom, other, on, at, written, flags: Meeting(
        f"m{id}",
        whom,
        "amal",
        on,
        "",
        NOW + timedelta(0, written),
        at=at,
        others=(other,) if other != whom else (),
        flags=(NEWS,) if flags else (),
        level=Level.STRATEGIC if flags else Level.TACTICAL,
    ),
    st.integers(0, 9),
    *(st.sampled_from("cd"), st.sampled_from("cde"), days, hours, st.integers(0, 9)),
    st.booleans(),
)
edits = st.lists(st.tuples(told, st.booleans()), max_size=40)
PEOPLE = (Counterpart("c", "Yusuf", "amal"), Counterpart("d", "Samer", "boris"))


def made(edits: list[tuple[Meeting, bool]], book: Book) -> list[Change]:
    """The changes that these edits are on *book*, one after another; ``False`` takes one out."""
    after = After(book)
    for one, stays in edits:
        before = after.get(Meeting, one.id)
        if stays or before is not None:
            after.make(Change(before, one if stays else None))
    return after.made


def moment(met: Meeting) -> tuple[date, time | None, datetime]:
    return met.on, met.at, met.written_at


def agree(book: Book, asked: int) -> None:
    for index, value in (("counterpart", "c"), ("member", "amal"), ("strategic", "amal")):
        whole = book.find(Meeting, index, value)
        assert [one.id for one in book.newest(Meeting, index, value)] == [one.id for one in whole]
        assert list(islice(book.newest(Meeting, index, value), asked)) == whole[:asked]
    for id in "cd":
        met = contacts_with(id, book)
        last = last_contact_with(id, book)
        assert (last and last.on) == max((one.on for one in met), default=None)


@given(edits, edits, st.integers(0, 12))
def test_they_come_as_all_do_after_any_changes(
    before: list[tuple[Meeting, bool]], later: list[tuple[Meeting, bool]], asked: int
) -> None:
    store = MemoryStore([*EVERYBODY, *PEOPLE])
    store.apply(made(before, store))
    agree(store, asked)
    changes = made(later, store)
    drawn_up = After(store, changes)
    for index, value in (("counterpart", "c"), ("member", "amal")):
        newest = list(drawn_up.newest(Meeting, index, value))
        whole = drawn_up.find(Meeting, index, value)
        assert list(map(moment, newest)) == list(map(moment, whole))
        assert {one.id for one in whole} == {one.id for one in newest}
    store.apply(changes)
    agree(store, asked)
    for member in (AMAL, BORIS):
        agree(Visible(store, member), asked)


def test_a_store_that_was_closed_knows_them_too(tmp_path: Path) -> None:
    key = KeyText("ab" * 32)
    store = open_store(tmp_path, key)
    met = [Meeting(f"m{n}", "c", "amal", NOW.date() + timedelta(n % 7), "", NOW) for n in range(40)]
    store.flush(store.apply([added(one) for one in (*PEOPLE, *met)]))
    store.close()
    again = open_store(tmp_path, key)
    try:
        agree(again, 5)
        later = Meeting("m99", "c", "amal", date(2027, 1, 1), "", NOW)
        again.apply([added(later)])
        assert next(again.newest(Meeting, "counterpart", "c")) == later
    finally:
        again.close()


def test_what_has_no_days_is_not_asked_for_the_newest() -> None:
    with pytest.raises(KeyError):
        MemoryStore().newest(Agreement, "counterpart", "c")
    with pytest.raises(KeyError):
        MemoryStore().newest(Meeting, "nothing", "c")
