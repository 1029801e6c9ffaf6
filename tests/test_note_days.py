"""Days that can be read in two ways, early asks, guesses, and somebody else having been meant."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.reading.note import Agreed, Found, Note, Person, Promised, Sure, Told, When
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    PersonalFact,
    Side,
)
from tests.bench import TODAY, YUSUF, Bench, known, met

MARCH, APRIL = date(2026, 3, 4), date(2026, 4, 3)


TWO_DAYS = When(APRIL, other=MARCH)


def _labels(bench: Bench) -> list[str]:
    return [button.label for button in bench.card.buttons]


def test_someone_new_without_a_name_is_asked_for_it() -> None:
    bench = Bench(YUSUF, met("m", "yusuf", TODAY))
    bench.tell(Note("tea, nothing asked"))

    bench.label("Someone new")
    assert "Write the name of the person" in bench.text
    bench.say("Hajj Musa")

    assert "With: Hajj Musa · new" in bench.text


def test_not_him_asks_again_and_takes_nothing_else_away() -> None:
    bench = Bench(YUSUF, known("2", "Yusuf the clerk"), met("m", "2", TODAY))
    bench.tell(
        Note(
            "a note",
            people=(Person("Col. Yusuf", known=("yusuf",)),),
            agreements=(Agreed("trucks"),),
            introduced_by=Found("Hajj Musa"),
        )
    )

    bench.label("Not him")
    bench.label("Yusuf the clerk · last contact 17 Mar 2026")
    bench.press("save")

    assert bench.meeting.counterpart == "2"
    assert bench.store.all(Agreement)[0].counterpart == "2"
    assert len(bench.store.all(Counterpart)) == 2
    yusuf = bench.store.get(Counterpart, "yusuf")
    assert yusuf == YUSUF


@pytest.mark.parametrize(
    ("label", "day"), [("Fri 3 April 2026", APRIL), ("Wed 4 March 2026", MARCH)]
)
def test_an_ambiguous_day_of_the_meeting_is_two_buttons(label: str, day: date) -> None:
    bench = Bench(YUSUF)
    bench.tell(
        Note(
            "met on 3/4",
            people=(Person("Col. Yusuf"),),
            on=TWO_DAYS,
            agreements=(Agreed("trucks"),),
            facts=(Told("likes tea"),),
        )
    )

    assert "Which day was it?" in bench.text
    assert "Save" not in _labels(bench)
    bench.label(label)
    bench.press("save")

    assert bench.meeting.on == day
    assert bench.store.all(Agreement)[0].made_on == day
    assert bench.store.all(PersonalFact)[0].heard_on == day


def test_an_ambiguous_day_can_be_typed() -> None:
    bench = Bench(YUSUF)
    bench.tell(Note("met on 3/4", people=(Person("Col. Yusuf"),), on=TWO_DAYS))

    bench.say("4 March 2026")

    assert "When: Wed 4 March 2026" in bench.text
    assert "Save" in _labels(bench)


def test_an_ambiguous_end_or_due_day_is_asked_for_with_its_words() -> None:
    bench = Bench(YUSUF)
    bench.tell(
        Note(
            "a note",
            people=(Person("Col. Yusuf"),),
            agreements=(Agreed("trucks until 3/4", until=TWO_DAYS),),
            promises=(Promised(Side.US, "plates by 3/4", due=TWO_DAYS),),
        )
    )

    assert "Which day is meant in “trucks until 3/4”?" in bench.text
    bench.label("Fri 3 April 2026")
    assert "Which day is meant in “plates by 3/4”?" in bench.text
    bench.label("Wed 4 March 2026")
    bench.press("save")

    assert bench.store.all(Agreement)[0].until == APRIL
    assert bench.store.all(Commitment)[0].due == MARCH


def test_who_is_asked_before_which_day_and_never_together() -> None:
    bench = Bench(known("1", "Yousef Hamdan"))

    bench.tell(Note("on 3/4", people=(Person("Yusuf Hamdan"),), on=TWO_DAYS))

    assert bench.text.count("?") == len(["Is this right?", "Is Yusuf Hamdan one of these?"])


ASKED = Note("we asked", people=(Person("Col. Yusuf"),), asked=Found("passage for six trucks"))


def test_a_first_ask_is_asked_about_once_and_gently() -> None:
    bench = Bench(YUSUF)
    bench.tell(ASKED)
    question = "First ask in meeting 1 with Col. Yusuf. Was it life-saving?"
    assert question in bench.text

    bench.label("No")

    assert question not in bench.text
    bench.press("save")
    assert bench.meeting.urgent == ""
    bench.tell(ASKED)
    assert "life-saving" not in bench.text


def test_why_an_early_ask_could_not_wait_is_kept_in_the_words_used() -> None:
    bench = Bench(YUSUF)
    bench.tell(ASKED)

    bench.label("Yes, it could not wait")
    assert "Life-saving: it could not wait" in bench.text
    bench.press("field", bench.meeting_id, "urgent")
    bench.say("a child was bleeding")
    bench.press("save")

    assert bench.meeting.urgent == "a child was bleeding"


def test_a_meeting_without_asks_is_counted_at_the_foot() -> None:
    bench = Bench(YUSUF)
    for hint in ("Meeting 1 of 2 without asks", "Meeting 2 of 2 without asks", ""):
        bench.tell(Note("tea", people=(Person("Col. Yusuf"),)))
        assert bench.card.hint == hint
        bench.press("save")


def test_a_likely_value_that_the_reader_asks_about_is_asked() -> None:
    bench = Bench(YUSUF)

    bench.tell(
        Note(
            "a note",
            people=(Person("Col. Yusuf"),),
            agreements=(Agreed("trucks", sure=Sure.LIKELY),),
            asks=("agreements[0]",),
        )
    )

    assert "• trucks (to confirm)" in bench.text
    bench.label("Yes")
    assert "• trucks\n" in bench.text
