"""No card breaks Slack's limits or loses a letter, whatever stands in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.drawing import plain
from bot.slack import blocks, forms, text, to_blocks
from handlers.chat import Button, Card, Code, Field, Form, Items, Line, Quote, Text
from tests.doubles import slack_rules as rules

FAMILY = "👨‍👩‍👧‍👦"
words = st.one_of(
    st.text(min_size=1, max_size=60),
    st.sampled_from(["<!channel>", "<@U1>", "&amp;lt;", "a\nb", "é" * 40, FAMILY * 30]),
    st.builds(
        lambda word, times: word * times,
        st.sampled_from([FAMILY, "لا ", "<&>", "\n", "word "]),
        st.integers(1, 900),
    ),
)
parts = st.one_of(
    st.builds(Line, words, words),
    st.builds(Items, words, st.lists(words, max_size=4).map(tuple)),
    st.builds(Text, words),
    st.builds(Quote, words),
    st.builds(Code, words),
)
buttons = st.builds(
    Button, words, st.text("abc:", min_size=1, max_size=64), st.sampled_from(["", "danger"])
)
cards = st.builds(
    Card,
    words,
    st.lists(parts, max_size=6).map(tuple),
    st.lists(buttons, max_size=25).map(tuple),
    st.one_of(st.just(""), words),
    st.sampled_from(["en", "ar"]),
)
BIG = Card("t", tuple(Text(f"{n}") for n in range(120)), tuple(Button("b", "p") for _ in range(25)))


@given(cards)
@example(BIG)
@example(
    Card("t", (Quote("لا " * 5_000), Code(FAMILY * 1_500), Text("<&>" * 5_000)), hint="é" * 4_000)
)
def test_every_message_of_a_card_is_within_the_limits_and_nothing_is_lost(card: Card) -> None:
    read = []
    for drawn in blocks.messages(card):
        rules.check_blocks(drawn)
        assert rules.live({"blocks": drawn, "text": blocks.fallback(card)}) == []
        read.append(rules.plain(drawn))
    assert re.sub(r"\s", "", "".join(read)) == re.sub(r"\s", "", plain(card))
    assert len(blocks.fallback(card)) <= 4000
    labels = sum(len(rules.buttons(drawn)) > 0 for drawn in blocks.messages(card))
    assert labels == (1 if card.buttons else 0)


@given(cards)
@example(BIG)
def test_every_page_is_within_the_limits(card: Card) -> None:
    rules.check_view({"type": "home", "blocks": blocks.page(card)})


lines = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=60
).filter(str.strip)
usual = st.builds(
    Card,
    lines,
    st.lists(
        st.one_of(
            st.builds(Line, lines, lines),
            st.builds(Items, lines, st.lists(lines, max_size=4).map(tuple)),
            st.builds(Text, lines),
            st.builds(Quote, lines),
            st.builds(Code, lines),
        ),
        max_size=8,
    ).map(tuple),
    st.lists(buttons, max_size=7).map(tuple),
    st.one_of(st.just(""), lines),
    st.sampled_from(["en", "ar"]),
)


@given(usual)
def test_a_usual_card_reads_word_for_word_as_on_every_other_platform(card: Card) -> None:
    assert rules.plain(to_blocks(card)) == plain(card)


fields = st.builds(
    Field,
    st.text("abcdef", min_size=1, max_size=9),
    words,
    words,
    st.lists(st.tuples(st.text(min_size=1, max_size=160), words), max_size=4).map(tuple),
    st.booleans(),
)


@given(st.lists(fields, min_size=1, max_size=6), words)
def test_a_form_that_is_drawn_is_within_the_limits(made: list[Field], title: str) -> None:
    form = Form("edit:1", title, tuple(made), title, title)
    if forms.drawable(form):
        view = forms.to_view(form, "D1/1.1")
        rules.check_view(view)
        assert forms.purpose(view) == ("edit:1", "D1/1.1")


@given(words, st.integers(1, 400))
def test_pieces_are_the_text_cut_between_letters(said: str, limit: int) -> None:
    cut = list(text.pieces(said, limit))
    assert "".join(cut) == said
    assert all(0 < len(piece) <= limit for piece in cut)


def test_a_family_is_not_torn_apart() -> None:
    assert text.cut(FAMILY * 3, len(FAMILY) * 2) == FAMILY + "…"
    assert list(text.pieces(FAMILY * 3, len(FAMILY) * 2 + 3)) == [FAMILY * 2, FAMILY]


@given(st.text())
def test_what_is_escaped_comes_back_once_and_pings_nobody(said: str) -> None:
    assert text.unescape(text.escape(said)) == said
    assert text.bare(text.escape(said)) == text.whole(said)
    assert rules.live({"text": text.escape(said)}) == []


@given(st.text("<>@!#U1|ht:/p&;lgtam^ \ud83d\n"))
def test_no_text_from_slack_breaks_the_reader(said: str) -> None:
    text.bare(said).encode()


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("&amp;lt;", "&lt;"),
        ("<@U9>", "@U9"),
        ("<@U9|hana>", "@hana"),
        ("<#C1|north>", "#north"),
        ("<#C1>", "#C1"),
        ("<!channel>", "@channel"),
        ("<!subteam^S1|@drivers>", "@drivers"),
        ("<!date^1^{date}|17 March>", "17 March"),
        ("<https://a.example/?x=1&amp;y=2>", "https://a.example/?x=1&y=2"),
        ("<http://a.example|a.example>", "a.example"),
        ("<http://evil.example|icrc.org>", "icrc.org (http://evil.example)"),
        ("<tel:+41791234567|+41791234567>", "+41791234567"),
        ("<what>", "<what>"),
        ("a < b", "a < b"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_slacks_markup_is_read_as_the_person_saw_it(sent: str, read: str) -> None:
    assert text.bare(sent) == read
