"""What the store holds packed in memory answers as plain dicts, sets and lists would."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.kept import Pool
from storage.packing import Row, Told, packed
from storage.places import Places
from storage.postings import (
    Ranks,
    in_order,
    ranks_in,
    with_any,
    with_rank,
    without_any,
    without_rank,
)
from storage.records import Record, Setting

NUMBERS = st.one_of(st.integers(1, 40), st.sampled_from([-3, 0, 5000, 2**40]))
CHANGES = st.lists(st.tuples(NUMBERS, st.integers(0, 3)))
SOME = st.lists(st.integers(1, 30))


@given(CHANGES)
def test_places_are_what_a_dict_holds(changes: list[tuple[int, int]]) -> None:
    places, plain = Places(), dict[int, int]()
    highest = 0
    for number, location in changes:
        if location:
            rising = number > highest or number in plain
            places[number] = plain[number] = location
            highest = max(highest, number) if rising else 2**63
        else:
            places.pop(number)
            plain.pop(number, None)
        assert {n: places[n] for n in places} == plain
        assert len(places) == len(plain)
        assert [number in places for number in plain] == [True] * len(plain)


@given(CHANGES, CHANGES)
def test_what_others_have_not_got_is_told_a_little_at_a_time(
    here: list[tuple[int, int]], there: list[tuple[int, int]]
) -> None:
    places, done = Places(), Places()
    for held, changes in ((places, here), (done, there)):
        for number, location in changes:
            held.lay(number, location)
    told = [number for some in places.beyond(done, 7) for number in some]
    assert sorted(told) == sorted({*places} - {*done})


@given(CHANGES)
def test_places_laid_in_any_order_settle_in_the_order_of_numbers(
    changes: list[tuple[int, int]],
) -> None:
    places, plain = Places(), dict[int, int]()
    for number, location in changes:
        assert places.lay(number, location) == plain.pop(number, 0)
        if location:
            plain[number] = location
    settled = places.settled()
    assert {n: settled[n] for n in settled} == plain
    assert sorted(settled) == (list(settled) if settled is not places else sorted(plain))


@given(SOME, SOME)
def test_packed_ranks_are_a_sorted_set(added: list[int], removed: list[int]) -> None:
    held: Ranks | None = None
    for rank in added:
        held = with_rank(held, rank)
    assert list(ranks_in(held)) == sorted(set(added))
    left = set(added)
    for rank in removed:
        held = None if held is None else without_rank(held, rank)
        left.discard(rank)
        assert list(ranks_in(held)) == sorted(left)


@given(st.lists(st.integers(1, 30), unique=True), st.data())
def test_ranks_in_any_order_are_put_in_order_once(added: list[int], data: st.DataObject) -> None:
    held: Ranks | None = None
    for rank in added:
        held = with_any(held, rank)
    left = set(added)
    for rank in data.draw(st.permutations(added))[: len(added) // 2]:
        assert held is not None
        held = without_any(held, rank)
        left.discard(rank)
    assert list(ranks_in(None if held is None else in_order(held))) == sorted(left)


ROWS = st.lists(
    st.builds(
        Row,
        st.sampled_from(["Meeting", "Nudge"]),
        st.integers(1, 2**40),
        st.one_of(st.none(), st.binary(max_size=20), st.just(b"x" * 70_000)),
        st.sampled_from(["", "a", "b" * 300]),
    ),
    max_size=20,
)


@given(ROWS)
def test_a_block_tells_where_each_of_its_rows_is(rows: list[Row]) -> None:
    names, parts = packed(rows)
    told = Told(parts[0])
    assert told.keys == names
    read = [
        Row(table, number, parts[part][start:end] if alive else None, names[part])
        for alive, table, number, part, start, end in told.places
    ]
    assert read == rows


@given(ROWS.filter(bool), st.data())
def test_texts_that_lie_side_by_side_are_told_as_one(rows: list[Row], data: st.DataObject) -> None:
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(rows) - 1)] * 2)))
    names, parts = packed(rows)
    texts = [row.text for row in rows[first : last + 1]]
    keys = {row.key for row in rows[first : last + 1]}
    run = Told(parts[0]).run(first, last)
    if None in texts or len(keys) > 1:
        assert run is None
    else:
        assert run is not None
        part, start, end = run
        assert {names[part]} == keys
        assert parts[part][start:end] == b"".join(text or b"" for text in texts)


@given(st.lists(st.lists(st.integers(1, 60), min_size=1, max_size=8), max_size=40))
@settings(max_examples=50)
def test_a_pool_gives_what_it_fetched_and_keeps_no_more_than_it_may(
    asked: list[list[int]],
) -> None:
    fetched: list[int] = []

    def fetch(kind: type[Record], ranks: Sequence[int]) -> tuple[list[Any], int]:
        fetched.extend(ranks)
        return [Setting(str(rank), "x") for rank in ranks], 10 * len(ranks)

    kept = Pool(fetch, most=400).kept(Setting)
    for ranks in asked:
        assert [one.id for one in kept.many(ranks)] == [str(rank) for rank in ranks]
        before = len(fetched)
        assert kept.one(ranks[-1]).id == str(ranks[-1])
        assert len(fetched) == before
    kept.put(1, Setting("1", "new"))
    assert kept.one(1).value == "new"
    kept.drop(1)
    assert kept.one(1).value == "x"
