from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading import record
from bot.reading_shown import shown
from handlers.reading.note import Known, Note, Setting, Span
from handlers.reading.read import read

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
DATA = Path(__file__).parent / "data"
NOTES = [
    json.loads(line)["text"]
    for name in ("notes", "notes_more")
    for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
]
PIECES = [piece for text in NOTES for piece in text.split()]
BAD = json.loads((DATA / "bad_inputs.json").read_text(encoding="utf-8"))
ROSTER = (Known("c1", ("Colonel Yusuf Hassan",)), Known("c2", ("",)), Known("c3", ("أبو علي",)))
SECONDS_EACH_10_KB = 2.0
"""Far above the goal of 0.1 s, so that a busy machine passes and an explosion does not."""


def spans(note: Note) -> Iterator[tuple[str, Span | None]]:
    yield from ((term.text, term.span) for term in note.agreements)
    yield from ((promise.text, promise.span) for promise in note.promises)
    yield from ((no.text, no.span) for no in (*note.refusals, *note.red_lines))
    yield from ((fact.text, fact.span) for fact in (*note.facts, *note.trust))
    for name in note.ours:
        yield name.value, name.span
    for update in note.updates:
        yield update.refers_to, update.span
    if note.next_step:
        yield note.next_step.text, note.next_step.span
    if note.introduced_by:
        yield note.introduced_by.value, note.introduced_by.span


def check(text: str) -> None:
    setting = Setting(NOW, roster=ROSTER, team=("Amna",))
    note = read(text, setting)
    assert note.text == text
    for said, span in spans(note):
        assert span is not None
        assert text[span.start : span.end] == said
    for person in note.people:
        assert all(words in text for words in (person.name, person.role, person.organisation))
    for masked in note.redact:
        assert 0 <= masked.start < masked.end <= len(text)
    assert read(text, setting) == note
    assert record(note)["intent"] == note.intent
    assert str(note.intent) in shown(note)


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_word_invented(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from([" ", "\n", ", ", ". "]))
@settings(max_examples=150)
def test_notes_shuffled_into_nonsense_are_read_too(pieces: list[str], joint: str) -> None:
    check(joint.join(pieces))


@given(st.sampled_from(NOTES), st.integers(0, 400), st.text(max_size=5))
@settings(max_examples=100)
def test_notes_broken_off_or_mistyped_are_read_too(text: str, at: int, typed: str) -> None:
    check(text[:at] + typed + text[at + len(typed) :])


@pytest.mark.parametrize("row", BAD, ids=[row["id"] for row in BAD])
def test_hostile_texts_are_read_like_any_other(row: dict[str, str]) -> None:
    check(row["text"])


@pytest.mark.parametrize(
    "piece",
    [
        *("agreed ", "he will ", "Col ", "Abu ", "(", "@.", "ok, ", "said no, ", "Al-", "'s "),
        *(
            "chef de ",
            "1 ",
            "next tue ",
            "if we agreed to send by Friday ",
            "و",
            "\n",
            "director of ",
        ),
        *("0772 ", "12.345, ", "not ", "?", "Dr. A. ", "with Amna and "),
    ],
)
def test_no_text_takes_longer_than_its_length_explains(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    start = time.perf_counter()
    read(text, Setting(NOW))
    assert time.perf_counter() - start < SECONDS_EACH_10_KB
