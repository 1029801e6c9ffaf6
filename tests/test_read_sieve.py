"""Patterns are held only against texts that hold what they need; none that fits is passed over."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading import grounds, moves, redaction, ties
from handlers.reading.dates import grammar
from handlers.reading.sieve import Sieve, needed


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("abc", {"abc"}),
        ("X+abc?", {"ab"}),
        ("(?:he|she) was (?:sent|moved) to (.+)", {" was "}),
        ("(?:the )?(?:coup|regime change)", {"coup", "regime change"}),
        ("(?:uncle|maternal uncle) of", {"uncle"}),
        ("replace[sd]? ", {"replace"}),
        ("(?:ab|c*)d", {"d"}),
        ("(?:ab|c*)", set()),
        (".*", set()),
        ("(?i)abc", set()),
        ("(?i:abc)d", {"d"}),
        ("(?:abc){2}", {"abc"}),
        ("(?:abc){0,2}d", {"d"}),
        ("(?!abc)d", {"d"}),
        (r"(a)\1bc", {"bc"}),
        ("[ab]c", {"c"}),
    ],
)
def test_what_a_pattern_needs_is_read_from_it(pattern: str, words: set[str]) -> None:
    assert needed(re.compile(pattern)) == words


@cache
def _sieves() -> tuple[tuple[Sieve[Any], re.Pattern[str]], ...]:
    """Every pattern that is held back, with the sieve that does."""
    tables = ("alone", "within", "asks", "wishes")
    sieves: list[Sieve[Any]] = [moves._patterns(*moves.Move), moves._patterns("follows")]
    sieves += [tongue.says for tongue in ties._tongues()]
    sieves += [grounds._patterns(table) for table in tables]
    return tuple((sieve, pattern) for sieve in sieves for _, pattern in sieve)


def test_every_pattern_of_the_tables_needs_something() -> None:
    assert not [pattern.pattern for _, pattern in _sieves() if not needed(pattern)]


@given(st.data())
def test_no_text_that_a_pattern_fits_is_kept_from_it(data: st.DataObject) -> None:
    sieve, pattern = data.draw(st.sampled_from(_sieves()))
    text = data.draw(st.from_regex(pattern, fullmatch=True))
    assert pattern in [one for _, one in sieve.of(text)]


@given(st.data())
def test_the_signs_of_what_is_masked_stand_in_all_of_it(data: st.DataObject) -> None:
    signs = (
        (redaction._COORDINATES, redaction._DECIMALS),
        (redaction._IDENTITY, redaction._NUMBERED),
    )
    pattern, sign = data.draw(st.sampled_from(signs))
    text = data.draw(st.from_regex(pattern.pattern))
    assert sign.search(text)


@given(st.from_regex(redaction._PHONE.pattern))
def test_a_telephone_number_shows_its_sign(text: str) -> None:
    told = [one[0] for one in redaction._PHONE.finditer(text)]
    assert redaction._MANY_DIGITS.search(text) or not any(map(redaction._telephone, told))


def test_no_date_is_made_of_small_words_alone() -> None:
    every = [kinds for stage in grammar.STAGES for kinds in stage.kinds()]
    assert not [kinds for kinds in every if grammar.SMALL.issuperset(kinds)]
