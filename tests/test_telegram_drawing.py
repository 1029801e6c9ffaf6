"""Any card, however long and in whatever script, fits Telegram without losing a mark."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
import regex  # type: ignore[import-untyped]  # It ships no types.
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.drawing import plain
from bot.telegram import to_rows, to_texts
from bot.telegram.drawing import clean, marked, units
from bot.telegram.keyboard import MOST_ROWS
from handlers.chat import Button, Card, Code, Items, Line, Quote, Text
from tests.doubles.telegram_limits import check_keyboard, check_text

ROOT = Path(__file__).parent
BAD_TEXTS = [
    pytest.param(bad["text"], id=bad["id"])
    for bad in json.loads((ROOT / "data" / "bad_inputs.json").read_text("utf-8"))
]

# No lone surrogates and no runs of blank lines: those are changed on purpose, and tested apart.
MARKS = st.characters(exclude_categories=["Cs"], exclude_characters="\n")
CLUSTERS = st.sampled_from(
    ["👩🏽‍🚀", "🇸🇾", "e\u0301", "اتفاق ", "字", "\r\n", "word ", "\n", "a" * 50]
)
TEXTS = st.lists(st.one_of(CLUSTERS, MARKS), max_size=60).map("".join)
PARTS = st.one_of(
    st.builds(Line, TEXTS, TEXTS),
    st.builds(Items, TEXTS, st.lists(TEXTS, max_size=4).map(tuple)),
    st.builds(Text, TEXTS),
    st.builds(Quote, TEXTS),
    st.builds(Code, TEXTS),
)
CARDS = st.builds(Card, TEXTS, st.lists(PARTS, max_size=8).map(tuple), hint=TEXTS)


def entities(drawn: object) -> list[dict[str, object]]:
    return [entity.to_dict() for entity in drawn.entities]  # type: ignore[attr-defined]  # Any drawing.


@settings(max_examples=150, deadline=None)
@given(CARDS, st.sampled_from([100, 333, 4000]))
def test_every_text_fits_and_together_they_are_the_drawing(card: Card, limit: int) -> None:
    texts = to_texts(card, limit)
    assert all(drawn.units <= limit for drawn in texts)
    for drawn in texts:
        check_text(drawn.text + ".", entities(drawn))
    whole = "".join(drawn.text for drawn in texts)
    assert whole == regex.sub(r"\n{9,}", "\n\n\n", plain(card)) or "\n" * 9 in plain(card)
    starts = {0, *(found.end() for found in regex.finditer(r"\X", whole))}
    cuts, at = [], 0
    for drawn in texts:
        at += len(drawn.text)
        cuts.append(at)
    assert starts.issuperset(cuts)


def test_a_page_is_turned_between_rows_then_lines_then_words() -> None:
    rows = to_texts(Card("T", tuple(Line("day", "x" * 40) for _ in range(5))), 100)
    assert all(drawn.text.endswith("\n") for drawn in rows[:-1])
    lines = to_texts(Card("T", (Text("\n".join(["y" * 30] * 9)),)), 100)
    assert all(drawn.text.endswith("\n") for drawn in lines[:-1])
    words = to_texts(Card("T", (Text("word " * 60),)), 100)
    assert all(drawn.text.endswith(" ") for drawn in words[1:-1])


def test_a_grapheme_longer_than_a_message_is_cut_rather_than_lost() -> None:
    card = Card("a" + "\u0301" * 9000)
    texts = to_texts(card)
    assert "".join(drawn.text for drawn in texts) == plain(card)


def test_a_card_of_many_lines_keeps_to_the_number_of_entities() -> None:
    card = Card("T", tuple(Line(f"l{n}", "v") for n in range(250)))
    texts = to_texts(card)
    assert len(texts) > 2
    for drawn in texts:
        again = marked(drawn, "again")
        check_text(again.text, entities(again))
        assert len(drawn.entities) < 100


@pytest.mark.parametrize("text", BAD_TEXTS)
def test_no_hostile_text_is_too_much_for_telegram(text: str) -> None:
    for part in (Quote(text), Code(text), Line(text, text)):
        for drawn in to_texts(Card("T", (part,))):
            check_text(drawn.text + ".", entities(drawn))


def test_absurd_air_is_let_out_and_lone_halves_are_replaced() -> None:
    assert to_texts(Card("T", (Text("a" + "\n" * 5000 + "b"),)))[0].text == "T\n\na\n\n\nb"
    assert clean("a\ud83db") == "a\ufffdb"
    assert units(clean("😀\ud83d")) == 3


LABELS = [
    (["Save", "Edit", "Drop"], [3]),
    (["حفظ", "تعديل", "حذف"], [3]),
    (["Save", "Edit", "Drop", "Someone else entirely"], [3, 1]),
    (["Yes, that is him", "No"], [2]),
    (["Yusuf Al-Haddad, harbour authority", "No"], [1, 1]),
    (["One", "Two", "Three", "Four"], [3, 1]),
    ([], []),
]


@pytest.mark.parametrize(("labels", "shape"), LABELS)
def test_buttons_stand_as_wide_as_a_phone_allows(labels: list[str], shape: list[int]) -> None:
    keyboard = to_rows([Button(label, "x:1") for label in labels])
    assert [len(row) for row in keyboard.inline_keyboard] == shape if keyboard else shape == []


@settings(deadline=None)
@given(st.lists(st.text(MARKS, min_size=1, max_size=40).filter(str.strip), max_size=70))
def test_no_keyboard_is_too_much_for_telegram(labels: list[str]) -> None:
    keyboard = to_rows([Button(label, "x:1") for label in labels])
    rows = check_keyboard(keyboard.to_dict() if keyboard else None)
    assert len(rows) <= MOST_ROWS
    shown = [button["text"] for row in rows for button in row]
    assert shown == labels[:64]


def test_pages_follow_each_other_without_a_gap() -> None:
    texts = to_texts(Card("T", (Quote("q" * 9000),)))
    quotes = [drawn.entities[-1] for drawn in texts]
    assert sum(quote.length for quote in quotes) == 9000
    assert all(later.offset == 0 for _, later in pairwise(quotes))
