"""Who it was: asked once, with what tells people apart, answered by a press or a name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from handlers.reading.note import Agreed, Note, Person, Told
from storage.records import (
    Agreement,
    Counterpart,
    Dialogue,
    Draft,
    PersonalFact,
    Position,
)
from tests.bench import TODAY, YUSUF, Bench, known, met, refusal_of


def _labels(bench: Bench) -> list[str]:
    return [button.label for button in bench.card.buttons]


def _names(bench: Bench) -> list[str]:
    return sorted(one.name for one in bench.store.all(Counterpart))


def test_a_close_spelling_is_asked_about_with_role_and_last_contact() -> None:
    bench = Bench(
        known("1", "Yousef Hamdan"),
        known("2", "Youssef Hamdan"),
        Position("p", "2", "clerk"),
        met("m", "1", date(2026, 2, 1)),
    )

    bench.tell(Note("met", people=(Person("Yusuf Hamdan"),)))

    assert "Is Yusuf Hamdan one of these?" in bench.text
    assert sorted(_labels(bench)) == sorted(
        [
            "Yousef Hamdan · last contact 1 Feb 2026",
            "Youssef Hamdan, clerk",
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


@pytest.mark.parametrize("text", ["handover yusuf to karim", "what do we owe yusuf?"])
def test_a_wish_is_not_taken_for_a_name(text: str) -> None:
    bench = Bench(YUSUF)
    bench.tell(Note("met somebody, tea"))
    bench.say(text)
    drafted = [change.after for one in bench.store.all(Draft) for change in one.changes]
    assert drafted
    assert text not in {one.name for one in drafted if isinstance(one, Counterpart)}


def test_a_typed_name_that_is_nearly_known_is_asked_about_once_more() -> None:
    bench = Bench(known("1", "Yousef Hamdan"))
    bench.tell(Note("tea, nothing asked"))

    bench.say("Yusuf Hamdan")

    assert "Is Yusuf Hamdan one of these?" in bench.text
    bench.label("Someone new")
    assert "With: Yusuf Hamdan · new" in bench.text


def test_a_long_answer_to_who_is_a_note_of_its_own() -> None:
    bench = Bench(YUSUF)
    bench.tell(Note("tea, nothing asked"))
    first = bench.draft

    bench.say("met Col. Yusuf at the bridge. He agreed trucks on Monday, and sent his regards")

    assert bench.draft.id != first.id
    assert "With: Col. Yusuf" in bench.text
    assert first in bench.store.all(type(first))


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


def test_drafts_and_questions_survive_a_restart() -> None:
    bench = Bench(known("1", "Yousef Hamdan"))
    bench.tell(Note("met", people=(Person("Yusuf Hamdan"),)))
    again = Bench(*bench.store.all(Counterpart), bench.draft, *bench.store.all(Dialogue))

    again.reply = bench.reply
    again.label("Yousef Hamdan")
    again.press("save")

    assert again.meeting.counterpart == "1"
