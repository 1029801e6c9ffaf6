"""What was saved can be taken back, now or later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers import undo
from handlers.reading.note import Agreed, Note, Person, Promised
from storage.records import (
    Agreement,
    Change,
    Commitment,
    Counterpart,
    Draft,
    Meeting,
    Record,
    Side,
    Status,
)
from tests.bench import KARIM, YUSUF, Bench, refusal_of

TOLD = Note(
    "met Col. Yusuf, he agreed trucks",
    people=(Person("Col. Yusuf"),),
    agreements=(Agreed("trucks"),),
    promises=(Promised(Side.US, "send plates"),),
)


KEPT = (Counterpart, Meeting, Agreement, Commitment)


def _kept(bench: Bench) -> dict[type[Record], list[Record]]:
    return {kind: list(bench.store.all(kind)) for kind in KEPT}


def _saved(*records: Record) -> Bench:
    bench = Bench(*records)
    bench.tell(TOLD)
    bench.press("save")
    return bench


def test_saving_edits_the_card_in_place_and_offers_undo() -> None:
    bench = _saved()

    assert bench.card.title == "Saved: 1 agreement and 1 promise with Col. Yusuf."
    assert bench.reply is not None
    assert bench.reply.replaces == "m1"
    assert not bench.store.all(Draft)


def test_undo_brings_back_exactly_what_was() -> None:
    before = Bench(YUSUF)
    bench = _saved(YUSUF)

    bench.raw(f"undo:{bench.entry.id}")

    assert bench.card.title == "Undone: “1 agreement and 1 promise with Col. Yusuf”."
    assert _kept(bench) == _kept(before)


def test_a_colleague_cannot_undo_what_i_saved() -> None:
    bench = _saved(YUSUF)
    bench.member = KARIM

    refusal_of(bench.raw, f"undo:{bench.entry.id}")

    assert bench.store.all(Meeting)


def test_undo_is_refused_once_something_has_changed_since() -> None:
    bench = _saved(YUSUF)
    (promise,) = bench.store.all(Commitment)
    bench.store.apply([Change(promise, replace(promise, status=Status.KEPT))])

    refusal = refusal_of(bench.raw, f"undo:{bench.entry.id}")

    assert "changed since" in str(refusal)
    assert bench.store.all(Meeting)


def test_undoing_twice_says_that_it_has_been_undone() -> None:
    bench = _saved(YUSUF)
    bench.raw(f"undo:{bench.entry.id}")

    assert "already" in str(refusal_of(bench.raw, f"undo:{bench.entry.id}"))


def _undo_last(bench: Bench) -> None:
    bench.apply(undo.last(bench.message("/undo"), bench.desk, ""))


def test_the_last_thing_saved_is_undone_by_name_one_after_the_other() -> None:
    bench = _saved(YUSUF)
    bench.tell(replace(TOLD, agreements=()))
    bench.press("save")

    _undo_last(bench)
    assert bench.card.title == "Undone: “1 promise with Col. Yusuf”."
    _undo_last(bench)
    assert bench.card.title == "Undone: “1 agreement and 1 promise with Col. Yusuf”."

    assert "nothing left" in str(refusal_of(_undo_last, bench))


def test_what_is_older_than_a_day_is_undone_only_after_asking() -> None:
    for label, left in (("Undo", 0), ("Leave it", 1)):
        bench = _saved(YUSUF)
        bench.now += timedelta(days=2)

        _undo_last(bench)
        assert "1 agreement and 1 promise with Col. Yusuf" in bench.text
        assert len(bench.store.all(Meeting)) == 1
        bench.label(label)

        assert len(bench.store.all(Meeting)) == left
