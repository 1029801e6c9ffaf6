"""Every part of a draft corrected at once, by a form."""

from __future__ import annotations

import pytest

from handlers.reading.note import (
    Note,
    Person,
)
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Record,
    Side,
)
from tests.bench import YUSUF, Bench, known
from tests.parts import ITEMS, PLAIN, PRESSED, TYPED, part_of


@pytest.mark.parametrize(("kind", "name", "typed", "value"), [*TYPED, *PRESSED])
def test_the_same_part_can_be_filled_in_on_the_form(
    kind: type[Record], name: str, typed: str, value: object
) -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)
    bench.press("edit", trigger="t1")
    assert bench.reply is not None
    assert bench.reply.form is not None
    assert bench.reply.trigger == "t1"
    wanted = f"{bench.drafted(kind).id}.{name}"
    fields = {field.name: field.value for field in bench.reply.form.fields}
    assert wanted in fields

    bench.submit(tuple((fields | {wanted: typed}).items()))
    bench.press("save")

    assert part_of(bench, kind, name) == value


def test_a_form_sent_back_as_it_was_changes_nothing() -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)
    before = bench.draft.changes
    bench.press("edit", trigger="t1")
    assert bench.reply is not None
    assert bench.reply.form is not None

    bench.submit(tuple((field.name, field.value) for field in bench.reply.form.fields))

    assert bench.draft.changes == before


@pytest.mark.parametrize("kind", ITEMS)
def test_an_item_left_empty_on_the_form_is_taken_out(kind: type[Record]) -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)

    bench.submit(((f"{bench.drafted(kind).id}.text", " "),))
    bench.press("save")

    assert not bench.store.all(kind)


def test_several_things_can_be_added_on_the_form_one_a_line() -> None:
    bench = Bench(YUSUF)
    bench.tell(Note("tea", people=(Person("Col. Yusuf"),)))

    bench.submit((("+.theirs", "call the checkpoint\n\nopen the gate"), ("+.person", "Idris")))
    bench.press("save")

    assert [one.text for one in bench.store.all(Commitment)] == [
        "call the checkpoint",
        "open the gate",
    ]
    assert {one.by for one in bench.store.all(Commitment)} == {Side.THEM}
    assert len(bench.meeting.others) == 1


def test_a_day_on_the_form_that_is_none_is_told() -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)

    bench.submit(((f"{bench.drafted(Agreement).id}.until", "soon enough"),))

    assert "I could not find a day in “soon enough”" in bench.text


def test_who_can_be_corrected_on_the_form() -> None:
    bench = Bench(YUSUF, known("musa", "Hajj Musa"))
    bench.tell(PLAIN)
    idris = bench.drafted(Counterpart).id

    bench.submit((("yusuf.person", "Hajj Musa"), (f"{idris}.person", "Idriss Omar")))
    bench.press("save")

    assert bench.meeting.counterpart == "musa"
    assert sorted(one.name for one in bench.store.all(Counterpart)) == [
        "Col. Yusuf",
        "Hajj Musa",
        "Idriss Omar",
    ]
