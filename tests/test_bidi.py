"""Lines keep their order where scripts of both directions meet."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing import plain
from handlers.chat import Card, Items, Line
from handlers.words import note as words
from handlers.words.bidi import directed, isolate, joined
from handlers.words.speech import Speech

FSI, PDI, RLM = "\u2068", "\u2069", "\u200f"
mixed = st.text(st.sampled_from("ab1 ,.·شمس٣" + FSI + PDI), max_size=12)


def direction(line: str) -> str:
    """Which way a line runs: that of its first letter outside isolates, else left to right."""
    depth = 0
    for mark in line:
        depth += (mark in "\u2066\u2067\u2068") - (mark == PDI and depth > 0)
        kind = unicodedata.bidirectional(mark)
        if not depth and kind in ("L", "R", "AL"):
            return "L" if kind == "L" else "R"
    return "L"


@pytest.mark.parametrize(
    ("label", "value"),
    [("Yusuf", "هاتف"), ("يوسف", "phone"), ("Yusuf", "phone"), ("يوسف", "هاتف")],
)
def test_a_name_as_label_keeps_its_place_on_every_card(label: str, value: str) -> None:
    for language, runs in (("ar", "R"), ("en", "L")):
        line = plain(Card("x", (Line(label, value),), language=language)).splitlines()[1]
        foreign = direction(label) != runs
        assert direction(line) == runs
        assert (FSI + label + PDI in line) is foreign
        assert line.index(label) < line.index(value)


def test_english_terms_on_an_arabic_card_run_from_the_right() -> None:
    say = Speech("ar")
    terms = say.joined(("six trucks", say(words.ORAL), say(words.UNTIL, day="30 June")))
    assert terms.startswith(f"{FSI}six trucks{PDI} · ")
    assert direction(terms) == "R"
    card = Card("Col. Yusuf", (Items("x", (terms,)),), language="ar")
    assert {direction(line) for line in plain(card).splitlines() if line} == {"R"}


def test_arabic_terms_on_an_english_card_run_from_the_left() -> None:
    terms = Speech("en").joined(("ست شاحنات", "oral", "until 30 June"))
    assert terms == f"{FSI}ست شاحنات{PDI} · oral · until 30 June"
    line = plain(Card("x", (Items("They agreed", (terms,)),))).splitlines()[-1]
    assert direction(line) == "L"
    assert line == f"• {FSI}{terms}{PDI}"


def test_a_sentence_that_begins_with_a_foreign_name_runs_as_its_language_does() -> None:
    assert direction(Speech("ar")(words.ON_DAY, text="call", day="Friday")) == "R"
    assert direction(Speech("en")(words.ON_DAY, text="اتصل", day="Friday")) == "L"


def test_one_part_alone_stays_as_it_is() -> None:
    assert joined(("شاحنات",), right_to_left=False) == "شاحنات"
    assert joined((), right_to_left=True) == ""


@given(mixed, st.booleans())
def test_a_direction_is_never_lost_and_no_letter_either(text: str, right_to_left: bool) -> None:
    shown = directed(text, right_to_left=right_to_left)
    assert shown.removeprefix(RLM) == text.removeprefix(RLM)
    assert not (right_to_left and text) or direction(shown) == "R"


@given(st.lists(mixed, min_size=2, max_size=4), st.booleans())
def test_parts_that_are_joined_are_closed(parts: list[str], right_to_left: bool) -> None:
    shown = joined(parts, right_to_left=right_to_left)
    kept = [isolate(part, right_to_left=right_to_left) for part in parts]
    assert shown.removeprefix(RLM) == " · ".join(kept)


def test_whatever_runs_from_right_to_left_or_turns_others_round_is_isolated() -> None:
    turning = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    for mark in map(chr, range(0x3000)):
        right = unicodedata.bidirectional(mark) in {"R", "AL", "AN"} or mark in turning
        assert (isolate(f"a{mark}", right_to_left=False) != f"a{mark}") == right


def test_a_list_without_a_heading_leaves_one_blank_line_alone() -> None:
    assert plain(Card("Roads", (Items("", ("Zalingei",)),))) == "Roads\n\n• Zalingei"
