"""A draft is saved or dropped, and what cannot be a note is refused in words."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers import note
from handlers.chat import TEXT_LIMIT, Refusal
from handlers.hints import ALL
from handlers.reading.note import Agreed, Note, Person, Promised
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Draft,
    Entry,
    Hints,
    Meeting,
    Record,
    Side,
)
from tests.bench import KARIM, SARA, YUSUF, Bench, known, refusal_of

TOLD = Note(
    "met Col. Yusuf, he agreed trucks",
    people=(Person("Col. Yusuf"),),
    agreements=(Agreed("trucks"),),
    promises=(Promised(Side.US, "send plates"),),
)
KEPT = (Counterpart, Meeting, Agreement, Commitment)


def _kept(bench: Bench) -> dict[type[Record], list[Record]]:
    return {kind: list(bench.store.all(kind)) for kind in KEPT}


def _saved(*records: Record) -> Bench:
    bench = Bench(*records)
    bench.tell(TOLD)
    bench.press("save")
    return bench


def test_dropping_keeps_nothing() -> None:
    bench = Bench(YUSUF)
    bench.tell(TOLD)
    bench.press("drop")

    assert bench.card.title == "Dropped. Nothing was kept."
    assert _kept(bench) == {Counterpart: [YUSUF], Meeting: [], Agreement: [], Commitment: []}
    assert not bench.store.all(Draft)
    assert not bench.store.all(Entry)


def test_saving_twice_shows_what_was_saved() -> None:
    bench = Bench(YUSUF, Hints(SARA.id, off=(ALL,)))
    bench.tell(TOLD)
    id = bench.draft.id
    bench.raw(f"save:{id}")

    refusal = refusal_of(bench.raw, f"save:{id}")

    # What was advised with it is said once.
    assert refusal.fresh is not None
    assert bench.card.parts[: len(refusal.fresh.parts)] == refusal.fresh.parts
    assert refusal.fresh.title == bench.card.title
    assert len(bench.store.all(Meeting)) == 1


@pytest.mark.parametrize(
    "verb", ["save", "drop", "nothim", "edit", "show", "more", "keep", "apply"]
)
def test_a_press_on_what_is_gone_says_so(verb: str) -> None:
    bench = Bench()

    refusal = refusal_of(bench.raw, f"{verb}:nothing")

    assert "out of date" in str(refusal)
    assert refusal.fresh is None


@pytest.mark.parametrize(
    "press", ["who:{}:x", "day:{}:x:on:0", "sure:{}:x:y", "urgent:{}:y", "part:{}:x", "add:{}:x"]
)
def test_a_press_that_does_not_fit_any_more_shows_the_card_as_it_stands(press: str) -> None:
    bench = Bench(YUSUF)
    bench.tell(TOLD)

    refusal = refusal_of(bench.raw, press.format(bench.draft.id))

    # What was advised with it is said once.
    assert refusal.fresh is not None
    assert bench.card.parts[: len(refusal.fresh.parts)] == refusal.fresh.parts
    assert refusal.fresh.title == bench.card.title


@pytest.mark.parametrize("verb", ["save", "drop", "nothim", "edit"])
def test_a_colleague_cannot_press_my_card(verb: str) -> None:
    bench = Bench(YUSUF, replace(YUSUF, id="other", deputies=("karim",)))
    bench.tell(TOLD)
    before = bench.draft
    bench.member = KARIM

    refusal_of(bench.raw, f"{verb}:{before.id}")

    assert bench.store.all(Draft) == [before]


def test_two_notes_about_somebody_new_never_make_two_records() -> None:
    bench = Bench()
    bench.tell(TOLD)
    first = bench.draft.id
    bench.tell(TOLD)

    bench.raw(f"save:{first}")
    bench.press("save")
    assert "Is Col. Yusuf one of these?" in bench.text
    bench.label("Col. Yusuf · last contact 17 Mar 2026")
    bench.press("save")

    assert [one.name for one in bench.store.all(Counterpart)] == ["Col. Yusuf"]
    assert len(bench.store.all(Meeting)) == 2


def test_two_people_of_one_name_can_still_be_kept_apart() -> None:
    bench = Bench()
    bench.tell(TOLD)
    first = bench.draft.id
    bench.tell(TOLD)
    bench.raw(f"save:{first}")
    bench.press("save")

    bench.label("Someone new")
    bench.press("save")

    assert len(bench.store.all(Counterpart)) == 2


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u00a0\u2003", "\n\n", "\u2066\u2069"])
def test_what_cannot_be_seen_is_refused_and_not_stored(text: str) -> None:
    bench = Bench(YUSUF)

    refusal = refusal_of(note.note, bench.message(text), bench.desk)

    assert "nothing to read" in str(refusal)


def test_too_long_a_text_is_refused_by_its_size() -> None:
    bench = Bench(YUSUF)

    refusal = refusal_of(note.note, bench.message("x" * (TEXT_LIMIT + 1)), bench.desk)

    assert "Nothing was kept. Send it in parts" in str(refusal)
    assert "16,000" in str(refusal)


@pytest.mark.parametrize("text", ["hello", "NUL", "12345", "\U0001f480", "_default"])
def test_a_word_or_two_are_kept_until_the_person_says_what_they_are(text: str) -> None:
    bench = Bench(YUSUF)
    bench.say(text)
    assert "[Keep as a note] [Drop]" in bench.text

    bench.label("Keep as a note")
    bench.say("Hajj Musa")
    bench.press("save")

    assert bench.meeting.words == text


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_whatever_is_told_is_refused_in_words_or_kept_verbatim(text: str) -> None:
    bench = Bench(YUSUF, known("idris", "Idris"))
    message = bench.message(text)
    try:
        outcome = note.note(message, bench.desk)
    except Refusal:
        return
    card = bench.apply(outcome)

    assert card.title
    drafts = bench.store.all(Draft)
    assert all(draft.words == text or "Left out" in bench.text for draft in drafts)


LABELS = st.integers(min_value=0, max_value=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(LABELS, max_size=12))
def test_any_run_of_presses_leaves_one_draft_or_saves_or_drops_it(presses: list[int]) -> None:
    bench = Bench(YUSUF, known("1", "Yusuf Col"))
    bench.tell(TOLD)
    for press in presses:
        buttons = [one for one in bench.card.buttons if not one.press.startswith("below:")]
        if not buttons:
            break
        button = buttons[press % len(buttons)]
        with suppress(Refusal):
            bench.raw(button.press)
        drafts, entries = bench.store.all(Draft), bench.store.all(Entry)
        assert len(drafts) + len(entries) <= 1
        for meeting in bench.store.all(Meeting):
            assert bench.store.get(Counterpart, meeting.counterpart) is not None
