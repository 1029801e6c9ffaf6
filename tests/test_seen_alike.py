"""History, brief, health and every exported file are as if there were nothing but what one sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import history
from handlers.briefing.health import health_card
from handlers.briefing.showing import brief_card
from handlers.chat import Card
from handlers.desk import Desk
from handlers.exporting.files import FORMS, document
from handlers.rules.rights import Visible
from handlers.words.speech import Speech
from storage.memory import MemoryStore
from storage.records import Commitment, Counterpart, Member, NextStep, Record, Side, TrustEvent
from tests.fakes import NOON, ids
from tests.test_search_rights import (
    ABOUT,
    AMAL,
    CLAIRE,
    DAY,
    MAKERS,
    MONA,
    PEOPLE,
    TEAM,
    WORDS,
)

MORE: tuple[Callable[[str, str, str, str], Record], ...] = (
    *MAKERS,
    lambda id, about, other, text: Commitment(id, about, "", Side.US, text, DAY, due=DAY),
    lambda id, about, other, text: TrustEvent(id, about, "", "positive", text, DAY),
    lambda id, about, other, text: NextStep(id, about, "", text, DAY.replace(year=2027)),
    lambda id, about, other, text: replace(
        Counterpart(id, text, "boris"), introduced_by=about, added_at=NOON
    ),
)
TOLD_ONES = st.lists(
    st.tuples(st.sampled_from(MORE), ABOUT, ABOUT, WORDS), min_size=1, max_size=12
).map(
    lambda told: [
        make(f"r{n}", about, other, text) for n, (make, about, other, text) in enumerate(told)
    ]
)


def desks(told: list[Record], member: Member) -> tuple[Desk, Desk]:
    """The member's desk on everything, and on nothing but what they may see."""
    everything = Visible(MemoryStore((*TEAM, *PEOPLE, *told)), member)
    # Of a meeting with several they may see a part: that part is all there is.
    shown = (everything.get(type(one), one.id) for one in (*PEOPLE, *told))
    seen = [one for one in shown if one is not None]
    alone = Visible(MemoryStore((*TEAM, *seen)), member)
    say = Speech(member.language, member.zone)
    first, second = (Desk(book, NOON, ids(), member, say) for book in (everything, alone))
    return first, second


CARDS = {"history": history.short, "brief": brief_card, "health": health_card}


@pytest.mark.parametrize("name", CARDS)
@given(TOLD_ONES, st.sampled_from((AMAL, MONA, CLAIRE)))
def test_a_card_tells_nothing_of_what_is_hidden(
    name: str, told: list[Record], member: Member
) -> None:
    whole, alone = desks(told, member)
    for one in whole.book.all(Counterpart):
        card: Card = CARDS[name](one, whole)
        assert card == CARDS[name](one, alone)


@pytest.mark.parametrize("form", sorted(FORMS))
@given(TOLD_ONES, st.sampled_from((AMAL, MONA, CLAIRE)))
def test_a_file_tells_nothing_of_what_is_hidden(
    form: str, told: list[Record], member: Member
) -> None:
    whole, alone = desks(told, member)
    people = whole.book.all(Counterpart)
    assert people == alone.book.all(Counterpart)
    taken = document(people, form, whole, sealed=False)
    assert taken == document(people, form, alone, sealed=False)
