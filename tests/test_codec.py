"""Every kind of record, and what the bot keeps as text, survives being written and read."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.chat import (
    Address,
    Attachment,
    Button,
    Card,
    Code,
    Form,
    Forwarded,
    Items,
    Line,
    Message,
    Quote,
    Reply,
    Text,
)
from handlers.reading.note import Found, Note, Person, Span, When
from storage import records
from storage.codec import Unreadable, from_plain, from_text, to_plain, to_text
from storage.records import KINDS, Change, Counterpart, Draft, Meeting, Record, Setting, added
from storage.written import loaded, read_all, reader, reads_together, terse, to_rest, usual

TEXTS = st.text(st.characters(), max_size=20)
MOMENTS = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001  # hypothesis adds the zone
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))]),
)

st.register_type_strategy(datetime, MOMENTS)
st.register_type_strategy(str, TEXTS)
# Records in records go one level deep: a change of a draft of a change teaches nothing new.
LEAVES = [kind for name, kind in KINDS.items() if name not in {"Draft", "Entry"}]
st.register_type_strategy(Record, st.sampled_from(LEAVES).flatmap(st.from_type))
st.register_type_strategy(
    Change, st.builds(Change, st.none() | st.from_type(Record), st.from_type(Record))
)
BUTTONS = st.builds(Button, TEXTS, st.text("abc:", max_size=30))
PARTS = st.one_of(*(st.from_type(kind) for kind in (Line, Items, Text, Quote, Code)))
CARDS = st.builds(
    Card, TEXTS, st.lists(PARTS, max_size=4).map(tuple), st.lists(BUTTONS, max_size=3).map(tuple)
)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_record_comes_back_as_it_was(kind: type[Record], data: st.DataObject) -> None:
    record = data.draw(st.from_type(kind))
    assert from_plain(kind, to_plain(record)) == record
    assert from_text(kind, to_text(record)) == record


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_what_rests_comes_back_written_tersely_or_not(
    kind: type[Record], data: st.DataObject
) -> None:
    made = data.draw(st.lists(st.from_type(kind), min_size=1, max_size=4))
    long = [to_rest(one) for one in made]
    short = [terse(kind, text) for text in long]
    held: Any = kind
    read = reader(held)
    for record, text, brief in zip(made, long, short, strict=True):
        assert read(text) == read(brief) == record
        assert loaded(brief, kind) == loaded(text, kind)
        assert terse(kind, brief) == brief
        assert len(brief) <= len(text)
    if reads_together(kind):
        rest = [data.draw(st.sampled_from(pair)) for pair in zip(long, short, strict=True)]
        whole = "\\ud" not in "".join(map(ascii, made))
        assert read_all(kind, [(text, 1) for text in rest]) in (made, *([] if whole else [None]))


def test_what_we_do_not_know_is_kept_where_it_is_written_tersely() -> None:
    text = b'{"id":"s1","value":"x","later":[],"name":{"is":"strange"}}'
    brief = terse(Setting, text)
    assert brief[:1] != b"{"
    assert loaded(brief, Setting) == loaded(text)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_what_is_left_out_at_rest_means_for_ever_what_it_meant(kind: type[Record]) -> None:
    # A default that changes would change what rests already: a new meaning takes a new name.
    told = json.loads((Path(__file__).parent / "data" / "usual.json").read_text("utf-8"))
    fields = {field.name for field in dataclasses.fields(kind)}
    held: Any = kind
    ours = usual(held)
    then = {name: one for name, one in told[kind.__name__].items() if name in fields}
    assert {name: ours.get(name, "none") for name in then} == then
    assert set(ours) <= set(then), "tests/data/usual.json tells what new fields mean left out"


@given(st.builds(Reply, st.from_type(Address), CARDS, form=st.none() | st.from_type(Form)))
@settings(max_examples=50, deadline=None)
def test_a_reply_comes_back_with_each_part_of_its_card(reply: Reply) -> None:
    assert from_text(Reply, to_text(reply)) == reply


@given(st.from_type(Message))
@settings(max_examples=50, deadline=None)
def test_a_message_comes_back_with_its_files_and_forms(message: Message) -> None:
    assert from_text(Message, to_text(message)) == message


def test_a_message_may_hold_half_a_character() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    message = Message(
        *("k", "telegram:1", Address("telegram", "1"), at),
        text="\ud83d\x00",
        form=(("who", "a"), ("when", "b")),
        files=(Attachment("photo"),),
        forwarded=Forwarded("Amal", at),
    )
    text = to_text(message)
    assert from_text(Message, text) == message
    assert text.isascii()


def test_a_note_comes_back_with_what_was_found_in_it() -> None:
    note = Note(
        "met him",
        people=(Person("Karim", known=("a", "b"), span=Span(1, 2)),),
        ours=(Found("Lea"),),
        kind=Found(records.Kind.NEGOTIATION, Span(0, 3)),
        on=When(date(2026, 3, 1), until=date(2026, 3, 4)),
    )
    assert from_text(Note, to_text(note)) == note


def test_a_field_that_is_not_known_is_passed_over() -> None:
    plain = to_plain(Counterpart("c", "Karim", "m")) | {"shoe_size": 43}
    assert from_plain(Counterpart, plain) == Counterpart("c", "Karim", "m")


def test_a_field_that_is_missing_takes_its_default() -> None:
    plain = {"id": "c", "name": "Karim", "owner": "m"}
    assert from_plain(Counterpart, plain) == Counterpart("c", "Karim", "m")


def test_a_draft_keeps_the_kind_of_every_record_in_it() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    meeting = Meeting("m", "c", "me", date(2026, 3, 1), "words", at)
    draft = Draft("d", "me", (added(Counterpart("c", "Karim", "me")), added(meeting)), at)
    assert from_text(Draft, to_text(draft)) == draft


@pytest.mark.parametrize(
    "plain",
    [
        {"id": "c", "name": "SECRET"},
        {"id": "c", "name": "SECRET", "owner": "m", "known_since": "SECRET"},
        {"id": "c", "name": "SECRET", "owner": "m", "sensitivity": "SECRET"},
        {"id": "c", "name": "SECRET", "owner": "m", "aliases": 4},
    ],
)
def test_what_cannot_be_read_is_refused_without_quoting_it(plain: dict[str, Any]) -> None:
    with pytest.raises(Unreadable) as refused:
        from_plain(Counterpart, plain)
    assert "SECRET" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"SECRET"'])
def test_a_text_that_is_no_value_is_refused_without_quoting_it(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        from_text(Counterpart, text)
    assert "SECRET" not in str(refused.value)
