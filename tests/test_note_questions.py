"""The one question a card asks, and what becomes of each answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from handlers.reading.note import Agreed, Found, Note, Person, Promised, Sure, Told, When
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Dialogue,
    PersonalFact,
    Position,
    Side,
)
from tests.bench import TODAY, YUSUF, Bench, known, met, refusal_of

MARCH, APRIL = date(2026, 3, 4), date(2026, 4, 3)
TWO_DAYS = When(APRIL, other=MARCH)


def _labels(bench: Bench) -> list[str]:
    return [button.label for button in bench.card.buttons]


def _names(bench: Bench) -> list[str]:
    return sorted(one.name for one in bench.store.all(Counterpart))


def test_a_close_spelling_is_asked_about_with_role_and_last_contact() -> None:
    bench = Bench(
        known("1", "Yousef Hamdan"),
        known("2", "Yusef Hamdani"),
        Position("p", "2", "clerk"),
        met("m", "1", date(2026, 2, 1)),
    )

    bench.tell(Note("met", people=(Person("Yusuf Hamdan"),)))

    assert "Is Yusuf Hamdan one of these?" in bench.text
    assert sorted(_labels(bench)) == sorted(
        [
            "Yousef Hamdan · last contact 1 Feb 2026",
            "Yusef Hamdani, clerk",
            "Someone new",
            "Edit",
            "Drop",
        ]
    )


def test_the_person_chosen_gets_everything_and_no_second_record_is_made() -> None:
    bench = Bench(known("1", "Yousef Hamdan"))
    bench.tell(Note("met", people=(Person("Yusuf Hamdan"),), agreements=(Agreed("trucks"),)))

    bench.label("Yousef Hamdan")
    bench.press("save")

    assert _names(bench) == ["Yousef Hamdan"]
    assert bench.meeting.counterpart == "1"
    assert bench.store.all(Agreement)[0].counterpart == "1"


def test_someone_new_is_kept_under_the_name_in_the_note() -> None:
    bench = Bench(known("1", "Yousef Hamdan"))
    bench.tell(Note("met", people=(Person("Yusuf Hamdan", "clerk"),)))

    bench.label("Someone new")
    assert "With: Yusuf Hamdan · clerk · new" in bench.text
    bench.press("save")

    assert _names(bench) == ["Yousef Hamdan", "Yusuf Hamdan"]
    assert [held.title for held in bench.store.all(Position)] == ["clerk"]


def test_a_draft_with_an_open_question_cannot_be_saved() -> None:
    bench = Bench(known("1", "Yousef Hamdan"))
    bench.tell(Note("met", people=(Person("Yusuf Hamdan"),)))

    refusal = refusal_of(bench.press, "save")

    assert refusal.fresh == bench.card
    assert not bench.store.all(Agreement)


def test_nobody_named_offers_those_met_lately() -> None:
    others = [known(str(n), f"Person {n}") for n in range(7)]
    meetings = [met(f"m{n}", str(n), TODAY - timedelta(days=n)) for n in range(7)]
    bench = Bench(*others, *meetings)

    bench.tell(Note("tea, nothing asked"))

    offered = [label for label in _labels(bench) if label.startswith("Person")]
    assert [label.split(" · ")[0] for label in offered] == [f"Person {n}" for n in range(5)]


def test_the_name_can_be_typed_and_a_known_one_is_used() -> None:
    bench = Bench(YUSUF)
    bench.tell(Note("tea, nothing asked"))

    bench.say("col. yusuf")
    bench.press("save")

    assert _names(bench) == ["Col. Yusuf"]
    assert bench.meeting.counterpart == "yusuf"
    assert not bench.store.all(Dialogue)


def test_a_typed_name_that_is_nearly_known_is_asked_about_once_more() -> None:
    bench = Bench(known("1", "Yousef Hamdan"))
    bench.tell(Note("tea, nothing asked"))

    bench.say("Yusuf Hamdan")

    assert "Is Yusuf Hamdan one of these?" in bench.text
    bench.label("Someone new")
    assert "With: Yusuf Hamdan · new" in bench.text


def test_someone_new_without_a_name_is_asked_for_it() -> None:
    bench = Bench(YUSUF, met("m", "yusuf", TODAY))
    bench.tell(Note("tea, nothing asked"))

    bench.label("Someone new")
    assert "Write the name of the person" in bench.text
    bench.say("Hajj Musa")

    assert "With: Hajj Musa · new" in bench.text


def test_a_long_answer_to_who_is_a_note_of_its_own() -> None:
    bench = Bench(YUSUF)
    bench.tell(Note("tea, nothing asked"))
    first = bench.draft

    bench.say("met Col. Yusuf at the bridge. He agreed trucks on Monday, and sent his regards")

    assert bench.draft.id != first.id
    assert "With: Col. Yusuf" in bench.text
    assert first in bench.store.all(type(first))


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
    assert _names(bench) == ["Col. Yusuf", "Yusuf the clerk"]
    yusuf = bench.store.get(Counterpart, "yusuf")
    assert yusuf == YUSUF


def test_two_people_are_asked_about_one_after_the_other() -> None:
    bench = Bench(known("1", "Yousef Hamdan"), known("2", "Idriss Omar"))
    bench.tell(
        Note(
            "a note",
            people=(Person("Yusuf Hamdan"), Person("Idris Omar")),
            facts=(Told("likes tea", about="Idris Omar"),),
        )
    )

    assert "Is Yusuf Hamdan one of these?" in bench.text
    bench.label("Yousef Hamdan")
    assert "Is Idris Omar one of these?" in bench.text
    bench.label("Idriss Omar")
    bench.press("save")

    assert (bench.meeting.counterpart, bench.meeting.others) == ("1", ("2",))
    assert bench.store.all(PersonalFact)[0].counterpart == "2"


def test_pressing_someone_new_twice_answers_one_question_only() -> None:
    bench = Bench(known("1", "Yousef Hamdan"), known("2", "Idriss Omar"))
    bench.tell(Note("a note", people=(Person("Yusuf Hamdan"), Person("Idris Omar"))))
    press = next(button.press for button in bench.card.buttons if button.label == "Someone new")

    bench.raw(press)
    refusal = refusal_of(bench.raw, press)

    assert refusal.fresh == bench.card
    assert "Is Idris Omar one of these?" in bench.text


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


def test_drafts_and_questions_survive_a_restart() -> None:
    bench = Bench(known("1", "Yousef Hamdan"))
    bench.tell(Note("met", people=(Person("Yusuf Hamdan"),)))
    again = Bench(*bench.store.all(Counterpart), bench.draft, *bench.store.all(Dialogue))

    again.reply = bench.reply
    again.label("Yousef Hamdan")
    again.press("save")

    assert again.meeting.counterpart == "1"
