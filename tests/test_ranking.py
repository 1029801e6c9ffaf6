"""Which answer best: adding up bits comes to the same as adding up one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.rights import Visible
from storage.marks import (
    FEW,
    Marks,
    bits_of,
    first_of,
    in_all,
    numbers_in,
    numbers_of,
    with_mark,
    without_mark,
)
from storage.memory import MemoryStore
from storage.ranking import Lengths, best_of_few, best_of_many
from storage.records import Agreement, Change, Counterpart, Meeting, Member, Record, added, removed
from storage.sought import Term, Within
from storage.wording import WordIndex
from tests.fakes import NOON
from tests.test_search_rights import AMAL, DAY, PEOPLE, TEAM, TOLD_ONES, WORDS

MANY = 3 * FEW


def marks(numbers: Sequence[int]) -> Marks | None:
    """Those numbers, put in one by one."""
    held: Marks | None = None
    for number in numbers:
        held = with_mark(held, number)
    return held


@pytest.mark.parametrize("step", [1, 7, 50])
@pytest.mark.parametrize("backwards", [False, True])
def test_marks_hold_what_was_put_in_them_however_many(step: int, backwards: bool) -> None:
    numbers = list(range(3, MANY * step, step))
    held = marks(numbers[::-1] if backwards else numbers)
    assert held is not None
    assert isinstance(held, bytearray) == (step < 32)
    assert list(numbers_of(held)) == numbers == list(numbers_in(bits_of((held,))))
    assert first_of(held) == 3
    for number in numbers[:-1]:
        left = without_mark(held, number)
        assert left is not None
        held = left
    assert list(numbers_of(held)) == numbers[-1:]
    assert without_mark(held, numbers[-1]) is None


@pytest.mark.parametrize("steps", [(1, 2), (2, 3), (1, 50), (50, 75), (3, 50, 1)])
def test_what_is_in_all_of_them(steps: tuple[int, ...]) -> None:
    several = [range(0, MANY * step, step) for step in steps]
    held = [one for numbers in several if (one := marks(numbers)) is not None]
    found = in_all(held)
    assert found is not None
    assert list(numbers_of(found)) == sorted(set(several[0]).intersection(*several[1:]))
    odd, even = marks(range(1, MANY, 2)), marks(range(0, MANY, 2))
    assert odd is not None
    assert even is not None
    assert in_all((odd, even)) is None


ALL_WORTH = (1.0, 0.6, 0.3, 0.25)
TERMS = st.lists(
    st.dictionaries(st.integers(0, 60), st.sampled_from(ALL_WORTH), max_size=50),
    min_size=1,
    max_size=6,
).filter(any)


def levels(held: dict[int, float]) -> list[tuple[float, int]]:
    """What answers, as bits, by how well it does."""
    by_worth = [(worth, [n for n, at in held.items() if at == worth]) for worth in ALL_WORTH]
    return [(worth, bits_of(numbers)) for worth, numbers in by_worth if numbers]


@given(TERMS, st.data())
def test_bits_come_to_the_same_as_one_by_one(
    held: list[dict[int, float]], data: st.DataObject
) -> None:
    lengths = Lengths()
    for number in range(61):
        lengths.put(number, data.draw(st.integers(1, 40)))
    weights = [data.draw(st.sampled_from((0.5, 1.0))) for _ in held]
    told = [levels(one) for one in held]
    for most in (1, 5, 200):
        best = best_of_many(told, weights, lengths, most, few=0)
        assert best == best_of_few(held, weights, lengths, most)


def index(records: Sequence[Record], few: int) -> WordIndex:
    """All of *records* by their words."""
    by_id = {(type(one), one.id): one for one in records}
    made = WordIndex(lambda kind, id: by_id[kind, id], few)
    for record in records:
        made.put(None, record)
    return made


LOOKED_FOR = [
    Term({"fuel": 1.0, "diesel": 0.6}, near="fuel"),
    Term({"truck": 1.0, "permit visa": 0.3}),
]
KINDS_ASKED = st.sampled_from(((), (Agreement,), (Meeting, Agreement)))
PEOPLE_ASKED = st.sampled_from(((), ("a",), ("a", "c")))


@given(TOLD_ONES, KINDS_ASKED, PEOPLE_ASKED)
def test_an_index_answers_alike_both_ways(
    told: list[Record], kinds: tuple[type[Record], ...], people: tuple[str, ...]
) -> None:
    within, seen = Within(kinds, people), Within(kinds, people, lambda _: True)
    one, other = (index((*PEOPLE, *told), few) for few in (0, FEW))
    hits = one.search(LOOKED_FOR, seen)
    assert hits == other.search(LOOKED_FOR, within)
    assert all(not kinds or hit.kind in kinds for hit in hits)
    one.put(told[0], None)
    other.put(told[0], None)
    assert one.search(LOOKED_FOR) == other.search(LOOKED_FOR)


STEPS = st.lists(
    st.tuples(
        st.sampled_from((Meeting, Counterpart)),
        st.sampled_from("ab"),
        st.sampled_from(("fuel", "truck permit", "diesel visa", None)),
        st.booleans(),
    ),
    max_size=12,
)


@given(STEPS, st.integers(0, 6))
def test_what_changed_before_its_turn_is_found_as_it_is_in_the_end(
    steps: list[tuple[type[Record], str, str | None, bool]], noted: int
) -> None:
    now: dict[tuple[type[Record], str], Record] = {}
    late = WordIndex(lambda kind, id: now[kind, id])
    for place, (kind, id, words, learns) in enumerate(steps):
        before, after = now.pop((kind, id), None), None
        if words is not None:
            met = kind is Meeting
            after = (
                Meeting(id, id, "amal", DAY, words, NOON) if met else Counterpart(id, words, "amal")
            )
            now[kind, id] = after
        # What was there when the store was opened is only noted, to be fetched by and by.
        if place < noted and after is not None:
            late.note(after)
        elif place >= noted and (before is not None or after is not None):
            late.put(before, after)
        elif before is not None:
            now[kind, id] = before
        if place >= noted and learns:
            late.learn(0)
    afresh = index(list(now.values()), FEW)
    assert set(late.search(LOOKED_FOR)) == set(afresh.search(LOOKED_FOR))


def test_a_kind_is_found_although_others_of_the_same_person_speak_of_it_too() -> None:
    store = MemoryStore(
        (
            Counterpart("a", "Abdi", "amal"),
            Meeting("m", "a", "amal", DAY, "fuel for the clinic", NOON),
            Agreement("g", "a", "m", "fuel every Monday", 1, DAY),
        )
    )
    book = Visible(store, AMAL)
    for kind in (Meeting, Agreement):
        assert [hit.kind for hit in book.ranked([Term({"fuel": 1.0})], Within((kind,)))] == [kind]


@given(TOLD_ONES, WORDS, st.sampled_from("abc"), st.sampled_from(("amal", "boris", "")))
def test_who_takes_a_relation_over_finds_all_of_it_and_who_gave_it_away_nothing(
    told: list[Record], question: str, who: str, owner: str
) -> None:
    looked_for = [Term({word: 1.0}) for word in question.split()]
    store = MemoryStore((*TEAM, *PEOPLE, *told))
    store.ranked(looked_for)
    before = store.get(Counterpart, who)
    assert before is not None
    after = replace(before, owner=owner, deputies=())
    store.apply([Change(before, after) if owner else removed(before)])
    people = [one for one in PEOPLE if one.id != who] + ([after] if owner else [])
    afresh = MemoryStore((*TEAM, *people, *told))
    for member in (AMAL, Member("boris", "Boris")):
        hits = Visible(store, member).ranked(looked_for)
        assert set(hits) == set(Visible(afresh, member).ranked(looked_for))


def test_whoever_comes_later_than_what_is_said_of_them_is_seen_by_their_own() -> None:
    store = MemoryStore((Meeting("m", "a", "amal", DAY, "fuel", NOON), AMAL))
    looked_for = [Term({"fuel": 1.0})]
    assert Visible(store, AMAL).ranked(looked_for) == []
    store.apply([added(Counterpart("a", "Abdi", "amal"))])
    assert [hit.id for hit in Visible(store, AMAL).ranked(looked_for)] == ["m"]
