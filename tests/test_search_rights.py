"""A search answers as if there were nothing but what the member may see: same hits, same order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.rules.rights import Visible
from handlers.searching.terms import terms
from storage.memory import MemoryStore
from storage.records import (
    Agreement,
    Counterpart,
    Evidence,
    Meeting,
    Member,
    PersonalFact,
    Record,
    RedLine,
    Role,
    Side,
)
from tests.fakes import NOON

DAY = date(2026, 2, 2)
AMAL = Member("amal", "Amal")
MONA = Member("mona", "Mona", Role.MANDATOR)
CLAIRE = Member("claire", "Claire", Role.COORDINATOR)
PEOPLE = (
    Counterpart("a", "Abdi", "amal"),
    Counterpart("b", "Berhane", "boris", deputies=("amal",)),
    Counterpart("c", "Carlos", "boris"),
    Counterpart("d", "Dalia", "gone"),
)
TEAM = (AMAL, MONA, CLAIRE, Member("boris", "Boris"), Member("gone", "Gone", active=False))
TOLD = "fuel diesel carburant وقود permit visa truck trucks camion Abdi clinic doctor tea"
WORDS = st.lists(st.sampled_from(TOLD.split(" ")), min_size=1, max_size=5).map(" ".join)
ABOUT = st.sampled_from("abcd")


MAKERS: tuple[Callable[[str, str, str, str], Record], ...] = (
    lambda id, about, other, text: Meeting(id, about, "boris", DAY, text, NOON),
    lambda id, about, other, text: Meeting(id, about, "boris", DAY, text, NOON, others=(other,)),
    lambda id, about, other, text: Agreement(id, about, "", text, 1, DAY),
    lambda id, about, other, text: PersonalFact(id, about, "", text),
    lambda id, about, other, text: RedLine(id, about, "", Side.THEM, text),
    lambda id, about, other, text: Evidence(id, "", "amal", "photo", NOON, text=text),
    lambda id, about, other, text: Evidence(id, "", "boris", "photo", NOON, text=text),
)
TOLD_ONES = st.lists(
    st.tuples(st.sampled_from(MAKERS), ABOUT, ABOUT, WORDS), min_size=1, max_size=10
).map(
    lambda told: [
        make(f"r{n}", about, other, text) for n, (make, about, other, text) in enumerate(told)
    ]
)


@settings(deadline=None)  # The first one reads the thesaurus.
@given(TOLD_ONES, WORDS, st.sampled_from((AMAL, MONA, CLAIRE)))
def test_what_is_hidden_takes_no_part_in_an_answer(
    told: list[Record], question: str, member: Member
) -> None:
    everything = Visible(MemoryStore((*TEAM, *PEOPLE, *told)), member)
    seen = [one for one in (*PEOPLE, *told) if everything.get(type(one), one.id) == one]
    alone = Visible(MemoryStore((*TEAM, *seen)), member)

    looked_for = terms(question)
    assert everything.ranked(looked_for) == alone.ranked(looked_for)
    assert {hit.id for hit in everything.ranked(looked_for)} <= {one.id for one in seen}
