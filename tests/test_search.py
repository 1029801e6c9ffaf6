"""Looking for what was said: any language, any ending, since when, with whom, page by page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from handlers.searching.periods import ALWAYS, Period, how_long, period
from handlers.searching.terms import terms
from handlers.thesaurus import thesaurus
from storage.memory import MemoryStore
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Form,
    Meeting,
    Organisation,
    PersonalFact,
    Position,
    Record,
    Side,
    removed,
)
from storage.stems import stem, words
from tests.fakes import NOON
from tests.team import Team

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
THREE = 3


def rows(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def asked(notes: str, queries: str, half: str = "") -> Iterator[bool]:
    """Whether one of the notes that answer a query is among its first three, query by query."""
    day, then = date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)
    told = [Meeting(note["id"], "c", "m", day, note["text"], then) for note in rows(notes)]
    store = MemoryStore(told)
    for query in rows(queries):
        if not half or query["half"] == half:
            hits = store.ranked(terms(query["query"], query["lang"]))[:THREE]
            yield any(hit.id in query["relevant"] for hit in hits)


@pytest.mark.parametrize(
    ("notes", "queries", "half", "share"),
    [
        ("search_notes.jsonl", "search_queries.jsonl", "", 0.95),
        ("search_notes_more.jsonl", "search_queries_more.jsonl", "dev", 0.95),
        ("search_notes_more.jsonl", "search_queries_more.jsonl", "held", 0.95),
        ("search_notes_more.jsonl", "search_queries_fresh.jsonl", "", 0.9),
        ("search_notes_tired.jsonl", "search_queries_tired.jsonl", "", 0.95),
        ("search_notes_tired.jsonl", "search_queries_apart.jsonl", "", 0.95),
        ("search_notes_later.jsonl", "search_queries_later.jsonl", "", 0.95),
    ],
)
def test_what_answers_a_question_is_among_the_first_three(
    notes: str, queries: str, half: str, share: float
) -> None:
    found = list(asked(notes, queries, half))
    assert sum(found) / len(found) >= share


def test_every_concept_has_words_in_four_languages_and_knows_its_neighbours() -> None:
    held = thesaurus()
    assert len(held.stems) >= 150
    assert all(near in held.stems for others in held.near.values() for near in others)
    assert all(held.stems.values())


def test_a_word_of_the_askers_language_is_taken_for_that() -> None:
    english, french = (terms("pain", code)[0].stems for code in ("en", "fr"))
    assert stem("douleur") in english
    assert stem("bread") not in english
    assert stem("bread") in french
    assert stem("bread") in terms("pan", "en")[0].stems


def test_what_is_counted_says_more_than_how_many() -> None:
    two, families = terms("two families")
    assert two.weight < families.weight == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("truck", "trucks"),
        ("vaccination", "vaccinating"),
        ("camión", "camiones"),
        ("préfet", "prefet"),
        ("barrières", "barrière"),
        ("moustiquaires", "moustiquaire"),
        ("corrientes", "corriente"),
        ("mediates", "mediating"),
        ("carried", "carry"),
        ("photographie", "photographier"),
        ("médiatrices", "médiatrice"),
        ("hôpitaux", "hôpital"),
        ("mine", "minas"),
        ("الشاحنات", "شاحنة"),
        ("والقافلة", "قافلة"),
        ("أعلاما", "أعلام"),
    ],
)
def test_words_are_the_same_whatever_grammar_asked_of_them(one: str, other: str) -> None:
    assert [stem(word) for word in words(one)] == [stem(word) for word in words(other)]


@pytest.mark.parametrize(
    ("text", "since", "until", "rest"),
    [
        ("fuel since march", date(2026, 3, 1), None, "fuel"),
        ("carburant depuis mars", date(2026, 3, 1), None, "carburant"),
        ("gasolina desde marzo", date(2026, 3, 1), None, "gasolina"),
        ("وقود منذ مارس", date(2026, 3, 1), None, "وقود"),
        ("trucks before 1 june", None, date(2026, 5, 31), "trucks"),
        ("camions avant juin", None, date(2026, 5, 31), "camions"),
        ("fuel in may", date(2026, 5, 1), date(2026, 5, 31), "fuel"),
        ("fuel last month", date(2026, 10, 1), date(2026, 10, 31), "fuel"),
        ("visas in the last 3 weeks", date(2026, 11, 4), None, "visas"),
        ("visas depuis deux mois", date(2026, 9, 26), None, "visas"),
        ("en los últimos 15 días", date(2026, 11, 10), None, ""),
        ("منذ شهرين", date(2026, 9, 26), None, ""),
        ("since 2025", date(2025, 1, 1), None, ""),
        ("en 2025", date(2025, 1, 1), date(2025, 12, 31), ""),
        ("nothing about days", None, None, "nothing about days"),
    ],
)
def test_the_days_of_a_question_lie_in_the_past(
    text: str, since: date | None, until: date | None, rest: str
) -> None:
    assert period(text, NOW) == (Period(since, until), rest)


def test_how_long_is_understood_in_words() -> None:
    told = ("más de un mes", "for 6 weeks", "depuis deux mois", "منذ شهر", "45 days", "a while")
    assert [(found := how_long(text)) and found[0] for text in told] == [30, 42, 60, 30, 45, None]
    assert ALWAYS.holds(None)
    assert not Period(date(2026, 1, 1)).holds(None)


def told() -> Team:
    """Amal's two people and their meetings, and one of Boris's."""
    team = Team()
    team.keep(
        Organisation("o", "Governorate"),
        Counterpart("y", "Yusuf", "amal"),
        Counterpart("h", "Hana", "amal"),
        Counterpart("z", "Zahra", "boris"),
        Position("p", "h", "deputy governor", "o"),
        meeting("m1", "y", 2, "He complained about the diesel. Then we drank tea."),
        meeting("m2", "h", 9, "La gouverneure parle du carburant pour la clinique."),
        meeting("m3", "y", 20, "Nothing new, short call."),
        meeting("m4", "z", 9, "Fuel, fuel and fuel again, said Zahra."),
        Agreement(
            *("a", "y", "m1", "diesel for the clinic every Monday", 3, date(2026, 2, 2)), Form.ORAL
        ),
        Commitment("c", "h", "m2", Side.US, "send the fuel list", date(2026, 2, 9)),
        PersonalFact("f", "y", "m3", "his daughter plays chess"),
    )
    return team


def meeting(id: str, counterpart: str, day: int, text: str) -> Meeting:
    member = "boris" if counterpart == "z" else "amal"
    return Meeting(id, counterpart, member, date(2026, 2, day), text, NOON)


def test_a_search_finds_what_means_the_same_and_each_meeting_once() -> None:
    team = told()
    shown = team.says("amal", "/search gasolina")
    assert shown.splitlines()[0] == "“gasolina”: found 2 times"
    assert "A-3 · diesel for the clinic every Monday" in shown
    assert "We promised: send the fuel list" in shown
    assert "Zahra" not in shown


def test_an_answer_opens_the_meeting_in_its_own_words_with_what_came_of_it() -> None:
    team = told()
    team.says("amal", "/search chess")
    shown = team.presses("amal", "Open 1")
    assert shown.splitlines()[0] == "Yusuf, Fri 20 February 2026"
    assert "Nothing new, short call." in shown
    assert "Personal: his daughter plays chess" in shown
    assert team.labels() == ["History"]


def test_days_and_people_narrow_a_search() -> None:
    team = told()
    assert "Hana" not in team.says("amal", "/search fuel with Yusuf")
    assert "Yusuf" not in team.says("amal", "/search fuel since 5 February")
    assert "Hana" in team.says("amal", "/search carburant depuis le 5 février")
    assert "found once" in team.says("amal", "/search fuel from the Governorate")
    assert team.says("amal", "/search with Yusuf since 10 February").count("Yusuf") == 1


def test_names_roles_and_organisations_are_found_too() -> None:
    team = told()
    assert "Hana: deputy governor, Governorate" in team.says("amal", "/search prefect")
    assert "Governorate" in team.says("amal", "/search governorate")


def test_nothing_found_says_what_to_do_next() -> None:
    team = told()
    shown = team.says("amal", "/search xylophone")
    assert shown.startswith("Nothing on record speaks of “xylophone”.")
    assert team.labels() == ["My people", "What can you do?"]
    assert "For example: /search fuel since March" in team.says("amal", "/search")


LONG = "fuel or diesel or petrol or gasoline or kerosene or fuel again, day after day after day"


@pytest.mark.parametrize("words_", ["fuel", LONG])
def test_more_than_a_page_comes_page_by_page(words_: str) -> None:
    team = told()
    team.keep(*(meeting(f"x{n}", "y", n, f"fuel again, day {n}") for n in range(1, 13)))
    first = team.says("amal", f"/search {words_}")
    assert "1 to 5 of" in first
    second = team.presses("amal", "More")
    assert "6 to 10 of" in second
    team.presses("amal", "More")
    assert "More" not in team.labels()


def test_what_is_gone_is_found_no_more_and_what_changed_is_found_as_it_is() -> None:
    team = told()
    fact = team.store.get(PersonalFact, "f")
    assert fact is not None
    team.store.apply([removed(fact)])
    assert "Nothing on record" in team.says("amal", "/search chess")
    before = team.store.get(Meeting, "m3")
    assert before is not None
    team.change(before, meeting("m3", "y", 20, "He loves backgammon."))
    assert "backgammon" in team.says("amal", "/search backgammon")
    assert "Nothing on record" in team.says("amal", "/search short call")


def test_a_stale_button_says_so() -> None:
    team = told()
    for press in ("found:Meeting:m4", "found:Meeting:zzz", "found:Nope:m1", "search:what/:zz:5"):
        assert "out of date" in team.sends("amal", press)


def test_the_index_forgets_words_that_nothing_holds_any_more() -> None:
    store = MemoryStore()
    records: list[Record] = [meeting(f"m{n}", "y", 1 + n, f"word{n} shared") for n in range(9)]
    for record in records:
        store.put(record)
    assert len(store.ranked(terms("shared"))) == len(records)
    store.apply([removed(record) for record in records])
    assert store.ranked(terms("shared word1")) == []
