"""What stands in our way: sorted by its words, counted by month, noticed when it comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.reading.sorts import OTHER, sort_of, sorts
from handlers.rules import rhythms
from handlers.rules.obstacles import (
    Obstacle,
    again_and_again,
    counted,
    in_month,
    month_before,
    same_as,
)
from handlers.words import obstacles as words
from storage.memory import MemoryStore
from storage.records import (
    Consultation,
    Counterpart,
    Hints,
    Level,
    Meeting,
    Organisation,
    Position,
    Record,
    Refusal,
    Side,
    TrustEvent,
)
from tests.fakes import NOON
from tests.team import Team

DAY = date(2026, 3, 10)
OFTEN = 3


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("the trucks stay at customs", "customs"),
        ("dédouanement refusé", "customs"),
        ("no nos dejan sacar la carga de la aduana", "customs"),
        ("رفض التخليص في الجمارك", "customs"),
        ("no visa for the new nurses", "visas"),
        ("il refuse les visas du personnel", "visas"),
        ("رفضوا التأشيرات", "visas"),
        ("refused to let trucks pass CP3", "roads"),
        ("la route de Hajjah reste fermée", "roads"),
        ("الطريق مغلق", "roads"),
        ("wants no convoy before Friday", "roads"),
        ("he insists on the list of beneficiaries", "lists"),
        ("quiere la lista de beneficiarios", "lists"),
        ("طلب قوائم المستفيدين", "lists"),
        ("a new fee for every house", "money"),
        ("une nouvelle redevance", "money"),
        ("فرضوا رسوما جديدة", "money"),
        ("they will not release our colleague", "staff"),
        ("no quieren que contratemos a nuestro personal", "staff"),
        ("احتجزوا موظفينا", "staff"),
        ("no travel permit for Zalingei", "permits"),
        ("rechazó la autorización", "permits"),
        ("رفض التصريح", "permits"),
        ("no access to the hospital", "work"),
        ("refus de la distribution", "work"),
        ("رفضوا التوزيع", "work"),
        ("refuse toujours l'exo pour les motos", "money"),
        ("mahram: not agreed, they insist", "staff"),
        ("رفضوا الإعفاء", "money"),
        ("he said no", OTHER),
        ("", OTHER),
    ],
)
def test_an_obstacle_is_sorted_by_its_words(text: str, sort: str) -> None:
    assert sort_of(text) == sort


def test_every_sort_has_a_name() -> None:
    assert set(words.SORTS) == set(sorts())


def obstacle(n: int, days: int = 0, text: str = "no visas", who: str = "i") -> Obstacle:
    on = DAY - timedelta(days=days)
    return Obstacle(f"o{n}", text, on, sort_of(text), who, Level.TACTICAL)


def test_the_most_often_refused_comes_first_and_the_unsorted_last() -> None:
    found = [
        *(obstacle(n, text="he said no") for n in range(3)),
        *(obstacle(n, text="the visas") for n in range(2)),
        obstacle(9, text="the lists"),
    ]
    assert counted(found) == [("visas", 2), ("lists", 1), (OTHER, 3)]


def test_a_month_is_counted_from_its_first_to_its_last_day() -> None:
    found = [obstacle(1, days=9), obstacle(2, days=10), obstacle(3, days=-21)]
    assert [one.id for one in in_month(found, date(2026, 3, 1))] == ["o1", "o3"]
    assert month_before(date(2026, 3, 1)) == date(2026, 2, 1)
    assert month_before(date(2026, 1, 15)) == date(2025, 12, 1)


@pytest.mark.parametrize(
    ("others", "times"),
    [
        ([obstacle(2, 7), obstacle(3, 14)], 3),
        ([obstacle(2, 7), obstacle(3, 7)], 2),
        ([obstacle(2, 7), obstacle(3, 14, who="samer")], 2),
        ([obstacle(2, 7), obstacle(3, 14, text="the lists")], 2),
        ([obstacle(2, 7), obstacle(3, 181)], 2),
        ([obstacle(2, 7), obstacle(3, 180)], 3),
        ([obstacle(2, 7), replace(obstacle(3, 14), level=Level.STRATEGIC)], 2),
    ],
    ids=[
        "three",
        "one day",
        "another person",
        "another thing",
        "long ago",
        "half a year",
        "policy",
    ],
)
def test_the_same_thing_is_counted_by_person_sort_and_day(
    others: list[Obstacle], times: int
) -> None:
    first = obstacle(1)
    assert len(same_as(first, [first, *others])) == times
    assert len(again_and_again([first, *others])) == (times >= OFTEN)


def test_what_has_no_sort_is_the_same_where_its_words_are() -> None:
    told = ["he would not stamp it", "would not stamp it again", "not the generator"]
    found = [obstacle(n, n, text) for n, text in enumerate(told)]
    assert [one.id for one in same_as(found[0], found)] == ["o0", "o1"]


def test_what_is_refused_as_policy_has_no_level_above() -> None:
    first = replace(obstacle(1), level=Level.STRATEGIC)
    assert same_as(first, [first, obstacle(2, 7), obstacle(3, 14)]) == []


REFUSED_AS_STAFF = Refusal("r0", "i", "m0", Side.THEM, "no visas for our nurses", "staff")


def told(n: int, by: Side = Side.THEM) -> list[Record]:
    met = Meeting(f"m{n}", "i", "amal", DAY - timedelta(days=7 * n), "tea", NOON)
    return [met, Refusal(f"r{n}", "i", f"m{n}", by, "no visas for our nurses")]


def team(*records: Record, owner: str = "amal") -> Team:
    made = Team()
    made.keep(Counterpart("i", "Idris", owner), *records)
    return made


def test_a_sort_that_was_read_wrongly_can_be_put_right_and_back() -> None:
    one = team(*told(0))
    one.says("amal", "/obstacles")
    one.presses("amal", "Show them")
    one.presses("amal", "Another sort")
    one.presses("amal", "no visas for our nurses")
    one.presses("amal", "staff")
    assert one.store.get(Refusal, "r0") == REFUSED_AS_STAFF
    assert "1 (staff 1)" in one.says("amal", "/obstacles")
    one.says("amal", "/undo")
    assert "staff" not in one.says("amal", "/obstacles")


def test_our_own_refusals_are_no_obstacles() -> None:
    assert "No obstacle" in team(*told(0, Side.US)).says("amal", "/obstacles")


def test_obstacles_of_a_colleague_are_not_counted() -> None:
    assert "No obstacle" in team(*told(0), owner="boris").says("amal", "/obstacles")


@pytest.mark.parametrize(
    "text",
    [
        *("how many obstacles this month?", "what stands in our way?", "obstacles"),
        *("combien d'obstacles ce mois-ci ?", "qu'est-ce qui nous bloque ?", "nos blocages"),
        *("¿cuántos obstáculos este mes?", "¿qué nos bloquea?", "obstáculos"),
        *("ما الذي يعيقنا؟", "كم عدد العوائق هذا الشهر؟", "العوائق"),
    ],
)
def test_obstacles_are_asked_for_in_words(text: str) -> None:
    assert "visas 1" in team(*told(0)).says("amal", text)


@pytest.mark.parametrize(
    ("days", "spacing"),
    [(0, rhythms.SPACING_ANNOYED), (30, rhythms.SPACING_ANNOYED), (31, rhythms.SPACING)],
)
def test_whoever_was_annoyed_gets_more_room_for_a_month(days: int, spacing: timedelta) -> None:
    tense = TrustEvent("t", "i", "m", "tension", "fed up", DAY - timedelta(days=days))
    assert rhythms.spacing("i", MemoryStore([tense]), DAY) == spacing
    warm = replace(tense, kind="positive")
    assert rhythms.spacing("i", MemoryStore([warm]), DAY) == rhythms.SPACING


def thrice() -> list[Record]:
    return [record for n in range(3) for record in told(n)]


def test_the_note_is_put_to_the_mandators_and_says_only_what_is_on_record() -> None:
    one = team(*thrice())
    one.sends("amal", "raise:r0")
    one.presses("amal", "Ask mandator")
    (asked,) = one.store.all(Consultation)
    assert (asked.member, asked.counterpart, asked.bound, asked.answer) == ("amal", "i", "", "")
    assert asked.text.count("no visas for our nurses") == OFTEN
    assert "Idris" not in asked.text
    assert "Idris" not in one.sends("mona", f"question:{asked.id}")
    one.sends("mona", f"ruled:{asked.id}:talk")
    assert one.store.get(Consultation, asked.id) == replace(
        asked, answer="talk", answered_by="mona", answered_at=one.now
    )
    assert "\n" not in one.sends("amal", f"answer:{asked.id}").strip()


def test_a_code_name_stands_in_the_note_too() -> None:
    one = team(*thrice())
    before = one.store.get(Counterpart, "i")
    assert before is not None
    one.change(before, replace(before, code_name="Falcon"))
    shown = one.sends("amal", "raise:r0")
    assert "Falcon" in shown
    assert "Idris" not in shown


def test_nobody_else_reads_or_raises_what_a_colleague_was_refused() -> None:
    one = team(*thrice(), owner="boris")
    assert "out of date" in one.sends("amal", "raise:r0")
    assert "out of date" in one.sends("amal", "raised:r0")
    assert one.store.all(Consultation) == []


def test_it_is_said_once_and_not_at_all_where_that_was_asked() -> None:
    one = team(*told(1), *told(2))
    for n in range(2):
        one.says("amal", "met Idris at his office. He refused the visas of the nurses")
        said = "raising one level" in one.presses("amal", "Save")
        assert said is (n == 0)
    spared = team(*told(1), *told(2), Hints("amal", off=("thrice",)))
    spared.says("amal", "met Idris at his office. He refused the visas of the nurses")
    assert "raising one level" not in spared.presses("amal", "Save")


def test_the_same_from_several_of_one_office_is_the_offices() -> None:
    place = Organisation("o", "Customs")
    people = [Counterpart(f"c{n}", f"Clerk {n}", "amal") for n in range(3)]
    roles = [Position(f"p{n}", f"c{n}", "clerk", "o") for n in range(3)]
    one = Team()
    one.keep(place, *people, *roles)
    for n in range(3):
        day = DAY - timedelta(days=7 * (2 - n))
        met = Meeting(f"m{n}", f"c{n}", "amal", day, "tea", NOON)
        one.keep(met, Refusal(f"r{n}", f"c{n}", f"m{n}", Side.THEM, "no visas"))
    assert "Customs, visas: 3 times" in one.says("amal", "/obstacles")
    assert "Customs has refused the same thing 3 times" in one.sends("amal", "raise:r2")
    one.change(people[0], replace(people[0], owner="boris"))
    assert "3 times" not in one.says("amal", "/obstacles")
    moved = roles[1]
    one.change(moved, replace(moved, until=DAY - timedelta(days=30)))
    assert "again and again" not in one.says("amal", "/obstacles")
