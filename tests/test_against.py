"""Acts against us: noted, their origin and its source, how good that is, and who may see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.against import erasing
from handlers.forgetting.reach import reached
from handlers.reading.ties import Origin, origin
from handlers.rules.incidents import bearing, lately
from handlers.rules.information import ENOUGH, QUESTIONS, WHOLE, is_enough, weight
from handlers.rules.rights import Visible
from handlers.words import against as words
from storage.memory import MemoryStore
from storage.records import (
    Counterpart,
    Draft,
    Entry,
    Erasure,
    Incident,
    Meeting,
    Organisation,
    Record,
    added,
)
from tests.fakes import NOON, said
from tests.team import AMAL, BORIS, CLAIRE, EVERYBODY, Team

TODAY = NOON.date()
ACT = Incident("a", "amal", TODAY, "letter from Labour dept against Ana", "Labour dept")
SALIM = Counterpart("s", "Salim", "amal", deputies=("boris",))
HUDA = Counterpart("h", "Huda", "amal")


def team(*records: Record) -> Team:
    made = Team()
    made.keep(SALIM, HUDA, *records)
    return made


def kept(one: Team) -> Incident:
    (found,) = one.store.all(Incident)
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the letter comes from the governor", Origin("governor")),
        ("the letter from Labour dept probably comes from Salim", Origin("Salim", "Labour dept")),
        ("behind the ban is probably Col Idris", Origin("Col Idris")),
        ("Salim is behind the letter of Labour dept", Origin("Salim", "Labour dept")),
        ("la lettre vient sans doute du gouverneur", Origin("gouverneur")),
        ("derrière la plainte de la mairie il y a Salim", Origin("Salim", "mairie")),
        ("la carta viene probablemente del gobernador", Origin("gobernador")),
        ("detrás de la prohibición está Salim", Origin("Salim")),
        ("وراء الرسالة سليم", Origin("سليم")),
        ("الرسالة جاءت من المحافظ", Origin("المحافظ")),
        ("where does the letter come from?", None),
        ("the letter comes on Monday", None),
        ("met Salim, the letter is signed", None),
        ("", None),
    ],
)
def test_where_an_act_comes_from_is_read(text: str, found: Origin | None) -> None:
    assert origin(text) == found


@pytest.mark.parametrize(
    ("told", "sum_", "enough"),
    [
        ((3, 3, 3, 3), WHOLE, True),
        ((2, 2, 1, 1), ENOUGH, False),
        ((2, 2, 2, 1), 7, True),
        ((0, 0, 0, 0), 0, False),
        ((3, 3, 3, -1), None, False),
        ((-1, -1, -1, -1), None, False),
    ],
)
def test_information_is_good_enough_above_half(
    told: tuple[int, ...], sum_: int | None, enough: bool
) -> None:
    one = replace(ACT, **dict(zip(QUESTIONS, told, strict=True)))  # type: ignore[arg-type]
    assert (weight(one), is_enough(one)) == (sum_, enough)


def test_each_question_has_four_answers_in_words() -> None:
    assert set(words.QUESTIONS) == set(words.ANSWERS) == set(QUESTIONS)
    assert {len(answers) for answers in words.ANSWERS.values()} == {4}


def test_an_act_told_in_a_line_is_kept_once_that_is_wanted() -> None:
    one = team(Organisation("o", "Labour dept"))
    one.says("amal", ACT.text)
    assert one.store.all(Incident) == []
    one.presses("amal", "Keep it")
    assert kept(one) == replace(ACT, id=kept(one).id, unit="o")
    one.presses("amal", "Undo")
    assert one.store.all(Incident) == []


def test_it_can_be_kept_as_a_note_instead() -> None:
    one = team()
    one.says("amal", ACT.text)
    one.presses("amal", "It is a note")
    assert [draft.kind for draft in one.store.all(Draft)] == ["note"]


@pytest.mark.parametrize(
    "text",
    [
        "met Salim at his office. He showed us a letter from Labour dept against Ana",
        "letter from Labour dept against Ana\nmet Salim about it, tea",
    ],
)
def test_a_note_that_tells_more_stays_a_note(text: str) -> None:
    one = team()
    one.says("amal", text)
    assert "Keep it" not in one.labels()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/against Labour dept", "Write it like this"),
        ("/against : letter", "Write it like this"),
        (f"/against Labour: {'x' * 201}", "200 characters"),
    ],
)
def test_what_cannot_be_kept_is_said_kindly(text: str, answer: str) -> None:
    assert answer in team().says("amal", text)


def test_the_origin_is_kept_with_its_source_and_day_and_looked_at_anew() -> None:
    weighed = replace(ACT, source=2, chain=2, clarity=2, others=2, weighed_on=TODAY)
    one = team(weighed)
    one.says("amal", "the letter comes from the governor (Hana)")
    assert kept(one) == replace(ACT, origin="governor", origin_from="Hana", origin_on=TODAY)
    one.presses("amal", "Undo")
    assert kept(one) == weighed


def test_somebody_known_behind_it_is_kept_as_who_they_are() -> None:
    one = team(ACT)
    one.says("amal", "behind the letter is Salim")
    assert (kept(one).other, kept(one).origin) == ("s", "")
    one.change(SALIM, replace(SALIM, code_name="Falcon"))
    assert "Falcon" in one.says("amal", "/against")
    assert "Salim" not in one.says("amal", "/against")


def test_which_act_is_asked_where_there_are_several() -> None:
    other = Incident("b", "amal", TODAY, "ban by Customs against us", "Customs")
    one = team(ACT, other)
    one.says("amal", "the letter comes from the governor (Hana)")
    one.presses("amal", next(label for label in one.labels() if "Customs" in label))
    assert one.store.get(Incident, "a") == ACT
    now = one.store.get(Incident, "b")
    assert now is not None
    assert (now.origin, now.origin_from) == ("governor", "Hana")


def test_four_answers_weigh_it_and_can_be_taken_back() -> None:
    one = team(ACT)
    one.says("amal", "/against")
    one.presses("amal", next(label for label in one.labels() if "Labour" in label))
    one.presses("amal", words.HOW_GOOD)
    for name, n in (("source", 3), ("chain", 1), ("clarity", 2), ("others", 0)):
        shown = one.presses("amal", words.ANSWERS[name][n])
    assert "6 of 12: not good enough" in shown
    assert [getattr(kept(one), name) for name in QUESTIONS] == [3, 1, 2, 0]
    one.presses("amal", "Undo")
    assert kept(one) == ACT


@pytest.mark.parametrize("told", ["44", "00000", "x", "²"])
def test_no_press_weighs_what_was_never_asked(told: str) -> None:
    one = team(ACT)
    one.sends("amal", f"actgood:a:{told}")
    assert kept(one) == ACT


@pytest.mark.parametrize(
    ("one", "seen_by"),
    [
        (ACT, {"amal"}),
        (replace(ACT, counterpart="s"), {"amal", "boris"}),
        (replace(ACT, other="s"), {"amal", "boris"}),
        (replace(ACT, counterpart="s", other="h"), {"amal"}),
        (replace(ACT, member="claire", counterpart="s"), {"amal", "boris"}),
        (replace(ACT, counterpart="gone"), set[str]()),
    ],
    ids=["own", "of one", "from one", "of one from another", "told by a colleague", "of nobody"],
)
def test_an_act_is_seen_by_who_sees_all_whom_it_names(one: Incident, seen_by: set[str]) -> None:
    store = MemoryStore([*EVERYBODY, SALIM, HUDA, one])
    for member in (AMAL, BORIS, CLAIRE):
        book = Visible(store, member)
        found = {*book.all(Incident), *book.find(Incident, "member", one.member)}
        found |= {*filter(None, [book.get(Incident, one.id)])}
        for id in ("s", "h"):
            found |= {*book.find(Incident, "counterpart", id)}
        assert found == ({one} if member.id in seen_by else set())


def test_where_two_people_become_one_an_act_follows() -> None:
    one = team(replace(ACT, counterpart="s", other="h"), replace(ACT, id="b", other="h"))
    one.says("amal", "/merge Huda = Salim")
    one.presses("amal", "Merge")
    merged = {act.id: (act.counterpart, act.other) for act in one.store.all(Incident)}
    assert merged == {"a": ("s", ""), "b": ("", "s")}
    one.presses("amal", "Undo")
    assert {act.other for act in one.store.all(Incident)} == {"h"}


@pytest.mark.parametrize("named", [{"counterpart": "s"}, {"other": "s"}])
def test_an_act_that_names_somebody_is_forgotten_with_them(named: dict[str, str]) -> None:
    store = MemoryStore([*EVERYBODY, SALIM, HUDA, replace(ACT, **named)])  # type: ignore[arg-type]
    store.apply(reached(store, [added(Erasure("x", "amal", NOON, gone=("s",)))]))
    assert store.all(Incident) == []


def test_an_act_is_found_by_its_name_its_words_and_its_office_for_half_a_year() -> None:
    old = replace(ACT, id="b", on=TODAY - timedelta(days=181))
    assert lately([ACT, old], TODAY) == [ACT]
    assert bearing("labour DEPT", [ACT]) == [ACT]
    assert bearing("Ana", [ACT]) == [ACT]
    assert bearing("Customs", [replace(ACT, unit="c")], "c") == [replace(ACT, unit="c")]
    assert bearing("", [ACT]) == []


def test_acts_are_counted_among_what_stands_in_our_way() -> None:
    one = team(replace(ACT, text="letter on the visas of Ana"))
    assert "1 (visas 1)" in one.says("amal", "/obstacles")
    assert "Labour dept: letter on the visas" in one.presses("amal", "Show them")


def test_where_a_note_waits_for_its_origin_a_meeting_stays_a_note() -> None:
    one = team(ACT)
    one.sends("amal", "actfrom:a")
    one.says("amal", "met Salim today, tea")
    assert kept(one) == ACT
    assert one.store.all(Meeting) == []


def test_an_act_is_found_by_its_words_and_opened_whole() -> None:
    one = team(replace(ACT, origin="the governor", origin_on=TODAY))
    shown = one.says("amal", "/search letter against Ana")
    assert "Labour dept · 17 Mar 2026: Against us: letter from Labour dept" in shown
    assert words.ORIGIN in one.presses("amal", "Open 1")
    assert "Against us" not in one.says("boris", "/search letter against Ana")


@pytest.mark.parametrize(
    ("named", "gone", "renewed"),
    [({}, ("a",), ()), ({"counterpart": "s"}, (), ("s",)), ({"other": "h"}, (), ("h",))],
)
def test_an_act_can_be_erased_for_good(
    named: dict[str, str], gone: tuple[str, ...], renewed: tuple[str, ...]
) -> None:
    one = team(replace(ACT, **named))  # type: ignore[arg-type]
    one.sends("amal", "actgood:a:3120")
    one.sends("amal", "deed:a")
    one.presses("amal", "Erase")
    assert one.store.all(Incident) != []
    done = erasing.pressed(said("amal", press="deedgone:a:y"), one.desk("amal"), "a:y")
    one.store.apply(reached(one.store, done.changes))
    (made,) = one.store.all(Erasure)
    assert one.store.all(Incident) == []
    assert (made.gone, made.renewed) == (gone, renewed)
    assert all("letter" not in repr(entry) for entry in one.store.all(Entry))


def test_only_who_sees_an_act_can_erase_it() -> None:
    one = team(ACT)
    assert "out of date" in one.sends("boris", "deedgone:a:y")
    one.sends("omar", "deedgone:a:y")
    assert kept(one) == ACT


def test_words_that_may_be_about_something_else_are_asked_about() -> None:
    one = team(ACT)
    one.says("amal", "the order came from Khartoum")
    assert kept(one) == ACT
    one.presses("amal", "It is a note")
    assert kept(one) == ACT
    assert [draft.kind for draft in one.store.all(Draft)] in (["note"], ["aside"])
    one.says("amal", "the order came from Khartoum")
    one.presses("amal", "17 Mar 2026, Labour dept")
    assert kept(one).origin == "Khartoum"
