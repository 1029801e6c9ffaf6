"""One contract for every store: in memory, on disk, and on disk after closing and opening."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.after import After
from storage.folding import fold
from storage.keys import KeyText
from storage.memory import MemoryStore
from storage.records import (
    Change,
    Commitment,
    Counterpart,
    Delivery,
    Identity,
    Meeting,
    Nudge,
    Organisation,
    Passage,
    Reason,
    Received,
    Record,
    Side,
    Stage,
    Status,
    Waiting,
    added,
    removed,
)
from storage.store import Conflict, Store
from storage.tiny import TinyStore, open_store

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
KARIM = Counterpart("c1", "Karim Haddad", "m1", deputies=("m2",), aliases=("Abu Samir", "كريم"))
OTHER = Counterpart("c2", "José Núñez", "m2", introduced_by="c1")
Again = Callable[[], Store]
"""The store as the next start of the program finds it."""


class Shelf:
    """Opens one store again and again."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self.store: MemoryStore | TinyStore = MemoryStore()
        self.again()

    def again(self) -> Store:
        if self._folder is not None:
            self.close()
            self.store = open_store(self._folder, KeyText("ab" * 32))
        return self.store

    def close(self) -> None:
        if isinstance(self.store, TinyStore):
            self.store.close()


@pytest.fixture(params=["memory", "tiny"])
def again(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Again]:
    shelf = Shelf(tmp_path / "data" if request.param == "tiny" else None)
    yield shelf.again
    shelf.close()


def holding(again: Again, *records: Record) -> Store:
    store = again()
    store.flush(store.apply([added(record) for record in records]))
    return again()


def meeting(id: str, on: date, at: time | None = None, **more: tuple[str, ...]) -> Meeting:
    return Meeting(id, "c1", "m1", on, "words", NOW, at=at, **more)  # type: ignore[arg-type]  # others or ours


def test_what_is_due_comes_the_earliest_first_and_no_more_than_asked_for(again: Again) -> None:
    def nudge(number: int, hour: int, stage: Stage = Stage.PLANNED) -> Nudge:
        due_at = NOW.replace(hour=hour)
        id = f"n{number}"
        return Nudge(id, "m1", Reason.DIGEST, "m1", NOW.date(), due_at, stage=stage)

    early, late, told = nudge(1, 7), nudge(2, 10), nudge(3, 6, Stage.SENT)
    first, same = nudge(4, 6), nudge(5, 7)
    store = holding(again, early, late, told, first, same)
    assert store.due(Nudge, NOW) == [first, early, same]
    assert store.due(Nudge, NOW, 2) == [first, early]
    assert store.due(Nudge, NOW, 9) == [first, early, same]
    assert store.due(Nudge, NOW, 0) == []
    moved = replace(late, due_at=NOW.replace(hour=5))
    changes = [Change(late, moved), removed(first), Change(early, replace(early, stage=Stage.SENT))]
    after = After(store, changes)
    assert after.due(Nudge, NOW, 1) == [moved]
    assert after.due(Nudge, NOW, 2) == [moved, same]
    assert after.due(Nudge, NOW) == [moved, same]
    with pytest.raises(KeyError):
        store.due(Meeting, NOW, 1)


def test_what_was_applied_is_read_at_once_and_after_a_start(again: Again) -> None:
    store = again()
    ticket = store.apply([added(KARIM)])
    assert store.get(Counterpart, "c1") == KARIM
    store.flush(ticket)
    assert again().get(Counterpart, "c1") == KARIM


def test_what_is_not_there_is_none(again: Again) -> None:
    assert holding(again, KARIM).get(Counterpart, "c9") is None
    assert again().get(Organisation, "c1") is None


def test_all_and_count_are_of_one_kind(again: Again) -> None:
    store = holding(again, KARIM, Organisation("o1", "Port Authority"), OTHER)
    assert store.all(Counterpart) == [KARIM, OTHER]
    assert store.count(Counterpart) == 2
    assert store.count(Received) == 0


def test_a_changed_record_is_found_where_it_now_belongs(again: Again) -> None:
    holding(again, KARIM, OTHER)
    moved = replace(KARIM, owner="m3", deputies=())
    again().apply([Change(KARIM, moved)])
    store = again()
    assert store.find(Counterpart, "owner", "m1") == []
    assert store.find(Counterpart, "deputy", "m2") == []
    assert store.find(Counterpart, "owner", "m3") == [moved]


def test_a_removed_record_is_found_nowhere(again: Again) -> None:
    holding(again, KARIM, OTHER).apply([removed(KARIM)])
    store = again()
    assert store.get(Counterpart, "c1") is None
    assert store.find(Counterpart, "name", "Karim Haddad") == []
    assert [name for name, _ in store.names()] == ["José Núñez"]


def test_two_changes_of_one_record_work_in_order(again: Again) -> None:
    later = replace(KARIM, owner="m3")
    again().apply([added(KARIM), Change(KARIM, later), added(OTHER), removed(OTHER)])
    store = again()
    assert store.all(Counterpart) == [later]


STALE = replace(KARIM, owner="somebody else")


@pytest.mark.parametrize(
    "change",
    [added(STALE), Change(STALE, KARIM), removed(STALE), removed(OTHER), Change(OTHER, OTHER)],
)
def test_a_change_that_no_longer_fits_changes_nothing(again: Again, change: Change) -> None:
    store = holding(again, KARIM)
    with pytest.raises(Conflict):
        store.apply([added(Organisation("o1", "Port Authority")), change])
    for _ in range(2):
        assert store.all(Counterpart) == [KARIM]
        assert store.count(Organisation) == 0
        store = again()


def test_an_undone_removal_stands_last(again: Again) -> None:
    holding(again, KARIM, OTHER).apply([removed(KARIM)])
    again().apply([added(KARIM)])
    assert again().all(Counterpart) == [OTHER, KARIM]


@pytest.mark.parametrize(
    "written",
    ["Karim Haddad", "karim  HADDAD", "Kárim Haddad", "abu samir", "كَرِيم", "ＫＡＲＩＭ haddad"],
)
def test_a_counterpart_is_found_however_the_name_is_typed(again: Again, written: str) -> None:
    assert holding(again, KARIM, OTHER).find(Counterpart, "name", written) == [KARIM]


def test_a_code_name_is_a_name(again: Again) -> None:
    hidden = replace(KARIM, code_name="Falcon")
    store = holding(again, hidden)
    assert store.find(Counterpart, "name", "falcon") == [hidden]
    assert ("Falcon", "c1") in store.names()


def test_nothing_is_found_under_an_empty_value(again: Again) -> None:
    assert holding(again, KARIM, OTHER).find(Counterpart, "introduced_by", "") == []


def test_an_index_that_does_not_exist_is_an_error(again: Again) -> None:
    with pytest.raises(KeyError):
        again().find(Counterpart, "shoe_size", "43")


def test_meetings_come_newest_first_and_under_everyone_who_was_there(again: Again) -> None:
    old = meeting("a", date(2026, 1, 2))
    late = meeting("b", date(2026, 2, 1), time(18))
    early = meeting("c", date(2026, 2, 1), time(9), others=("c2",))
    store = holding(again, old, early, late)
    assert store.find(Meeting, "counterpart", "c1") == [late, early, old]
    assert store.find(Meeting, "counterpart", "c2") == [early]


def test_what_was_received_comes_in_order_of_arrival(again: Again) -> None:
    second = Received("k2", "telegram:1", NOW, "{}", 2)
    first = Received("k1", "telegram:1", NOW, "{}", 1)
    done = replace(Received("k0", "telegram:1", NOW, ""), state=Waiting.DONE)
    store = holding(again, second, done, first)
    assert store.find(Received, "state", "new") == [first, second]


def test_a_delivery_is_found_by_its_place_its_state_and_what_it_answers(again: Again) -> None:
    owed = Delivery("d1", "slack", "C1", NOW, "{}", 1, answers="k1")
    store = holding(again, owed)
    sent = replace(owed, state=Passage.SENT, body="")
    store.apply([Change(owed, sent)])
    assert store.find(Delivery, "state", "owed") == []
    for index, value in (("state", "sent"), ("place", "slack:C1"), ("answers", "k1")):
        assert store.find(Delivery, index, value) == [sent]


def test_a_promise_reopened_keeps_its_place(again: Again) -> None:
    first, second = (
        Commitment(id, "c1", "m", Side.US, "fuel", date(2026, 1, 1)) for id in ("p1", "p2")
    )
    kept = replace(first, status=Status.KEPT)
    store = holding(again, first, second)
    store.apply([Change(first, kept)])
    store.apply([Change(kept, first)])
    for _ in range(2):
        assert store.find(Commitment, "state", "open") == [first, second]
        store = again()


def test_names_are_one_object_until_a_name_changes(again: Again) -> None:
    store = holding(again, KARIM)
    names = store.names()
    assert ("Abu Samir", "c1") in names
    store.apply([added(Identity("slack:U1", "m1", "D1"))])
    store.apply([Change(KARIM, replace(KARIM, owner="m9"))])
    assert store.names() is names
    store.apply([added(OTHER)])
    assert store.names() is not names


def test_a_change_cannot_turn_one_record_into_another(again: Again) -> None:
    with pytest.raises(Conflict):
        holding(again, KARIM).apply([Change(KARIM, OTHER)])


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
