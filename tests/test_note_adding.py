"""What a note did not say added by hand, and what it said too much taken out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.drafting import adding
from handlers.reading.note import (
    Agreed,
    Found,
    Note,
    Person,
)
from storage.records import (
    Agreement,
    Commitment,
    Meeting,
    NextStep,
    PersonalFact,
    Record,
    RedLine,
    Refusal,
    TrustEvent,
)
from tests.bench import YUSUF, Bench, known, refusal_of
from tests.parts import ITEMS, PLAIN


@pytest.mark.parametrize("kind", ITEMS)
def test_an_item_can_be_taken_out(kind: type[Record]) -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)

    bench.press("part", bench.drafted(kind).id)
    bench.label("Remove")
    bench.press("save")

    assert not bench.store.all(kind)
    assert all(bench.store.all(other) for other in ITEMS if other is not kind)


def test_taking_out_twice_takes_out_one_thing() -> None:
    bench = Bench(YUSUF)
    bench.tell(Note("n", people=(Person("Col. Yusuf"),), agreements=(Agreed("a"), Agreed("b"))))
    press = f"gone:{bench.draft.id}:{bench.drafted(Agreement).id}"

    bench.raw(press)
    refusal = refusal_of(bench.raw, press)

    assert refusal.fresh is not None
    bench.press("save")
    assert [one.text for one in bench.store.all(Agreement)] == ["b"]


ADDED = {
    adding.AGREEMENT: Agreement,
    adding.OURS: Commitment,
    adding.THEIRS: Commitment,
    adding.REFUSAL: Refusal,
    adding.RED_LINE: RedLine,
    adding.FACT: PersonalFact,
    adding.TRUST: TrustEvent,
    adding.STEP: NextStep,
}


@pytest.mark.parametrize(("sort", "kind"), ADDED.items())
def test_what_the_note_did_not_say_can_be_added(sort: str, kind: type[Record]) -> None:
    bench = Bench(YUSUF)
    bench.tell(Note("tea", people=(Person("Col. Yusuf"),)))
    bench.press("edit")
    bench.label("Add something")

    bench.press("add", sort)
    bench.say("two trucks on Monday")
    bench.press("save")

    (made,) = bench.store.all(kind)
    assert getattr(made, "text", "") == "two trucks on Monday"
    assert getattr(made, "counterpart", "") == "yusuf"


def test_somebody_else_who_was_there_can_be_added() -> None:
    bench = Bench(YUSUF, known("idris", "Idris"))
    bench.tell(Note("tea", people=(Person("Col. Yusuf"),)))

    bench.press("add", adding.PERSON)
    bench.say("idris")
    bench.press("save")

    assert bench.meeting.others == ("idris",)


def test_a_part_can_be_left_empty() -> None:
    bench = Bench(YUSUF)
    told = replace(PLAIN, place=Found("the bridge"))
    bench.tell(told)

    for kind, name in ((Meeting, "place"), (Commitment, "due")):
        bench.press("field", bench.drafted(kind).id, name)
        bench.label("Leave it empty")
    bench.press("save")

    assert bench.meeting.place == ""
    assert bench.store.all(Commitment)[0].due is None


@pytest.mark.parametrize(
    ("kind", "name"), [(Agreement, "text"), (Meeting, "on"), (Meeting, "kind")]
)
def test_what_a_record_cannot_do_without_is_not_offered_to_be_emptied(
    kind: type[Record], name: str
) -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)

    bench.press("field", bench.drafted(kind).id, name)

    assert "Leave it empty" not in [button.label for button in bench.card.buttons]
    refusal_of(bench.press, "set", bench.drafted(kind).id, name, "")
