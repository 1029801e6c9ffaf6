"""Every part of a draft corrected, added to and taken out by hand: one by one, and by a form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from handlers import note
from handlers.chat import Button
from handlers.drafting import adding
from handlers.drafting.fields import SPECS
from handlers.reading.note import (
    Agreed,
    Found,
    Note,
    Person,
    Promised,
    Refused,
    Step,
    Sure,
    Told,
    When,
)
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Dialogue,
    Form,
    Kind,
    Level,
    Meeting,
    NextStep,
    PersonalFact,
    Position,
    Record,
    RedLine,
    Refusal,
    Side,
    Status,
    TrustEvent,
)
from tests.bench import TODAY, YUSUF, Bench, known, refusal_of

JUNE = date(2026, 6, 30)
PLAIN = Note(
    "a note",
    people=(Person("Col. Yusuf"), Person("Idris", "clerk")),
    agreements=(Agreed("trucks"),),
    promises=(Promised(Side.US, "send plates", due=When(TODAY)),),
    refusals=(Refused(Side.THEM, "no radios"),),
    red_lines=(Refused(Side.US, "no escort"),),
    facts=(Told("likes tea"),),
    trust=(Told("he thanked us", "positive"),),
    next_step=Step("call"),
)

TYPED = [
    (Meeting, "place", "the bridge", "the bridge"),
    (Meeting, "asked", "six trucks", "six trucks"),
    (Meeting, "urgent", "a child was ill", "a child was ill"),
    (Meeting, "ours", "Hana, Omar، Lina", ("Hana", "Omar", "Lina")),
    (Meeting, "on", "30 June 2026", JUNE),
    (Agreement, "text", "trucks on Monday", "trucks on Monday"),
    (Agreement, "until", "30 June 2026", JUNE),
    (Agreement, "condition", "the letter arrives", "the letter arrives"),
    (Agreement, "witnesses", "Idris, Musa", ("Idris", "Musa")),
    (Commitment, "text", "send the plates", "send the plates"),
    (Commitment, "who", "Omar", "Omar"),
    (Commitment, "due", "30 June 2026", JUNE),
    (Commitment, "recurring", "every Sunday", "every Sunday"),
    (Commitment, "condition", "they call", "they call"),
    (Refusal, "text", "no satellite phones", "no satellite phones"),
    (RedLine, "text", "no armed escort", "no armed escort"),
    (PersonalFact, "text", "likes coffee", "likes coffee"),
    (TrustEvent, "text", "he smiled", "he smiled"),
    (NextStep, "text", "write on Sunday", "write on Sunday"),
    (NextStep, "on", "30 June 2026", JUNE),
    (Position, "title", "head clerk", "head clerk"),
]
PRESSED = [
    (Meeting, "channel", "phone", "phone"),
    (Meeting, "kind", "negotiation", Kind.NEGOTIATION),
    (Meeting, "level", "strategic", Level.STRATEGIC),
    (Agreement, "form", "oral", Form.ORAL),
    (Commitment, "by", "them", Side.THEM),
    (Commitment, "status", "kept", Status.KEPT),
    (Refusal, "by", "us", Side.US),
    (RedLine, "of", "them", Side.THEM),
    (TrustEvent, "kind", "breach", "breach"),
]


def _part(bench: Bench, kind: type[Record], name: str) -> object:
    return getattr(bench.store.all(kind)[0], name)


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

    assert _part(bench, kind, name) == value


@pytest.mark.parametrize(("kind", "name", "pressed", "value"), PRESSED)
def test_a_choice_is_pressed_and_saved(
    kind: type[Record], name: str, pressed: str, value: object
) -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)

    bench.press("field", bench.drafted(kind).id, name)
    bench.press("set", bench.drafted(kind).id, name, pressed)
    bench.press("save")

    assert _part(bench, kind, name) == value


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

    assert _part(bench, kind, name) == value


def test_a_form_sent_back_as_it_was_changes_nothing() -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)
    before = bench.draft.changes
    bench.press("edit", trigger="t1")
    assert bench.reply is not None
    assert bench.reply.form is not None

    bench.submit(tuple((field.name, field.value) for field in bench.reply.form.fields))

    assert bench.draft.changes == before


ITEMS = (Agreement, Commitment, Refusal, RedLine, PersonalFact, TrustEvent, NextStep)


@pytest.mark.parametrize("kind", ITEMS)
def test_an_item_can_be_taken_out(kind: type[Record]) -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)

    bench.press("part", bench.drafted(kind).id)
    bench.label("Remove")
    bench.press("save")

    assert not bench.store.all(kind)
    assert all(bench.store.all(other) for other in ITEMS if other is not kind)


@pytest.mark.parametrize("kind", ITEMS)
def test_an_item_left_empty_on_the_form_is_taken_out(kind: type[Record]) -> None:
    bench = Bench(YUSUF)
    bench.tell(PLAIN)

    bench.submit(((f"{bench.drafted(kind).id}.text", " "),))
    bench.press("save")

    assert not bench.store.all(kind)


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
