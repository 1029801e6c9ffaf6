"""Every part of a draft corrected by hand, one by one."""

from __future__ import annotations

from datetime import date, time

import pytest

from handlers import note
from handlers.chat import Button
from handlers.drafting.fields import SPECS
from handlers.reading.note import (
    Found,
    Note,
    Person,
    Sure,
)
from storage.records import (
    Agreement,
    Counterpart,
    Dialogue,
    Position,
    Record,
)
from tests.bench import YUSUF, Bench, known, refusal_of
from tests.parts import JUNE, PLAIN, PRESSED, TYPED, part_of


def test_every_part_there_is_can_be_corrected() -> None:
    tried = {(kind, name) for kind, name, *_ in (*TYPED, *PRESSED)}
    parts = {(kind, spec.name) for kind, specs in SPECS.items() for spec in specs}

    # People and evidence have tests of their own.
    assert {part for part in parts if part[0].__name__ not in ("Counterpart", "Evidence")} == tried


@pytest.mark.parametrize(("kind", "name", "typed", "value"), TYPED)
def test_a_part_is_asked_for_typed_and_saved(
    kind: type[Record], name: str, typed: str, value: object
) -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)

    bench.press("field", bench.drafted(kind).id, name)
    assert bench.store.all(Dialogue)
    bench.say(typed)
    assert not bench.store.all(Dialogue)
    bench.press("save")

    assert part_of(bench, kind, name) == value


@pytest.mark.parametrize(("kind", "name", "pressed", "value"), PRESSED)
def test_a_choice_is_pressed_and_saved(
    kind: type[Record], name: str, pressed: str, value: object
) -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)

    bench.press("field", bench.drafted(kind).id, name)
    bench.press("set", bench.drafted(kind).id, name, pressed)
    bench.press("save")

    assert part_of(bench, kind, name) == value


def test_an_hour_goes_with_its_day() -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)

    bench.press("field", bench.meeting_id, "on")
    bench.say("16 March 2026 14:30")
    bench.press("save")

    assert (bench.meeting.on, bench.meeting.at) == (date(2026, 3, 16), time(14, 30))
    assert bench.store.all(Agreement)[0].made_on == date(2026, 3, 16)


def test_a_day_that_is_none_is_asked_for_again_and_nothing_changes() -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)
    bench.press("field", bench.drafted(Agreement).id, "until")

    refusal = refusal_of(bench.say, "soon enough")
    bench.say("30 June 2026")

    assert "I could not find a day" in str(refusal)
    assert bench.drafted(Agreement).until == JUNE


def test_each_person_of_a_note_can_be_corrected() -> None:
    bench = Bench(YUSUF, known("omar", "Omar"))
    bench.tell(PLAIN)
    idris = bench.drafted(Counterpart).id

    bench.press("field", idris, "person")
    bench.say("Omar")
    bench.press("save")

    assert bench.meeting.others == ("omar",)
    assert not bench.store.all(Position)


def test_who_introduced_a_known_person_goes_on_their_record() -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)

    bench.press("field", "yusuf", "introducer")
    bench.say("Hajj Musa")
    assert "Introduced by: Hajj Musa" in bench.text
    bench.press("save")

    yusuf = bench.store.get(Counterpart, "yusuf")
    assert yusuf is not None
    assert yusuf.introducer == "Hajj Musa"
    bench.raw(f"undo:{bench.entry.id}")
    assert bench.store.get(Counterpart, "yusuf") == YUSUF


def test_correcting_a_likely_part_takes_its_mark_away() -> None:
    bench = Bench(YUSUF)
    bench.tell(Note("n", people=(Person("Col. Yusuf"),), place=Found("bridge", sure=Sure.LIKELY)))

    bench.press("field", bench.meeting_id, "place")
    bench.say("the bridge")

    assert "Where: the bridge\n" in bench.text


def test_every_button_of_the_edit_cards_leads_somewhere() -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)
    seen: set[str] = set()
    todo = list(bench.card.buttons)
    while todo:
        button: Button = todo.pop()
        verb, _, rest = button.press.partition(":")
        if button.press in seen or verb in ("save", "drop", "gone", "set", "nothim"):
            continue
        if rest.endswith(":person"):
            continue
        seen.add(button.press)
        message = bench.message(press=button.press, card="m1")
        bench.apply(note.PRESSES[verb](message, bench.desk, rest))
        todo.extend(bench.card.buttons)

    assert len(seen) > 40


def test_a_note_sent_while_a_part_is_asked_for_is_not_taken_for_it() -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)
    bench.press("field", bench.meeting_id, "place")
    first = bench.draft

    bench.say(
        "met Col. Yusuf at the bridge. He agreed trucks on Monday and sent his regards to all of "
        "us, we send the plates on Sunday and call him on Tuesday in the morning"
    )

    assert bench.draft.id != first.id
    assert bench.meeting_id != ""
