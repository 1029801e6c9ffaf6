"""Looking back: short first, ours first, page by page, and only what one may see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from handlers import history
from handlers.reading.note import Intent, Note, Person
from handlers.rules.open import ours_first, soonest_first, stands
from handlers.words import history as words
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Form,
    Kind,
    Meeting,
    NextStep,
    Organisation,
    Position,
    RedLine,
    Side,
    Standing,
    Status,
)
from tests.fakes import NOON, said
from tests.team import Team

TODAY = date(2026, 3, 17)


def met(day: int, **more: str) -> Meeting:
    said_then = f"tea on day {day}"
    return Meeting(f"m{day}", "y", "amal", date(2026, 2, day), said_then, NOON, **more)  # type: ignore[arg-type]  # Only text fields.


def told() -> Team:
    """A team with one story: seven meetings, promises of both sides, agreements."""
    team = Team()
    team.keep(
        Counterpart("y", "Yusuf", "amal", deputies=("boris",), introducer="Hajj Musa"),
        Position("r", "y", "governor"),
        *(met(day) for day in range(1, 8)),
        Commitment("ours", "y", "m1", Side.US, "send plates", TODAY, due=date(2026, 3, 20)),
        Commitment("late", "y", "m1", Side.US, "call him", TODAY, due=date(2026, 3, 12)),
        Commitment("his", "y", "m1", Side.THEM, "open the road", TODAY, condition="no rain"),
        Commitment("done", "y", "m1", Side.THEM, "the permit", TODAY, status=Status.KEPT),
        Agreement(
            *("a14", "y", "m2", "trucks Monday", 14, date(2026, 2, 2), Form.ORAL),
            until=date(2026, 6, 30),
        ),
        Agreement("a9", "y", "m1", "convoys", 9, date(2026, 2, 1), until=date(2026, 3, 1)),
        NextStep("s", "y", "m7", "visit the port", date(2026, 3, 22), time(9)),
        RedLine("l", "y", "m3", Side.THEM, "no night movement"),
    )
    return team


def test_the_short_card_tells_what_matters_most_first() -> None:
    team = told()
    shown = team.says("amal", "history yusuf")
    assert shown.splitlines()[:9] == [
        "Yusuf: the story so far",
        "Role: governor",
        "Last contact: Sat 7 February 2026",
        "",
        "We promised",
        "• call him, by 12 Mar 2026, past due",
        "• send plates, by 20 Mar 2026",
        "",
        "They promised",
    ]
    assert "A-14 · trucks Monday (oral), until 30 Jun 2026" in shown
    assert "convoys" not in shown
    assert "Next: visit the port, 22 Mar 2026" in shown
    assert shown.count("February 2026, engagement") == 3
    assert team.labels() == [
        "Brief me",
        "Timeline",
        "Promises",
        "Agreements",
        "People around",
        "About",
    ]


def test_the_timeline_has_the_words_as_they_were_newest_first_and_pages() -> None:
    team = told()
    team.says("amal", "history yusuf")
    first = team.presses("amal", "Timeline")
    assert first.index("tea on day 7") < first.index("tea on day 3")
    assert "1 to 5 of 7" in first
    last = team.presses("amal", "More")
    assert "tea on day 1" in last
    assert "tea on day 3" not in last
    assert "More" not in team.labels()
    assert team.presses("amal", "Back").startswith("Yusuf: the story so far")


@pytest.mark.parametrize("start", ["-1", "99999", "x", "", "٣", "1e3", "9" * 50])
def test_a_page_that_is_not_there_is_the_first(start: str) -> None:
    assert "1 to 5 of 7" in told().sends("amal", f"timeline:y:{start}")


def test_a_deputy_sees_the_story_and_who_told_it() -> None:
    team = told()
    assert "A-14" in team.says("boris", "/history Yusuf")
    assert "told by Amal" in team.presses("boris", "Timeline")


def test_nobody_else_sees_any_of_it() -> None:
    team = told()
    for who in ("claire", "mona", "omar"):
        for text in ("/history Yusuf", "/promises", "/agreements", "/promises Yusuf", "/people"):
            assert "plates" not in team.says(who, text)
        for press in ("history:y", "timeline:y:0", "promises:y", "agreements:y", "around:y"):
            assert "Yusuf" not in team.sends(who, press)


def test_promises_of_one_person_and_of_all() -> None:
    team = told()
    team.keep(
        Counterpart("h", "Hana", "amal"),
        Commitment("hers", "h", "m", Side.US, "bring forms", TODAY, due=date(2026, 3, 18)),
    )
    of_one = team.says("amal", "/promises Yusuf")
    assert "Settled\n• the permit: kept" in of_one
    assert "• open the road, if no rain" in of_one
    of_all = team.says("amal", "promises")
    assert of_all.index("Yusuf: call him") < of_all.index("Hana: bring forms")
    assert of_all.index("Hana: bring forms") < of_all.index("Yusuf: send plates")
    assert "the permit" not in of_all


def test_agreements_that_stand_and_those_that_are_over() -> None:
    team = told()
    shown = team.says("amal", "agreements yusuf")
    assert shown.index("A-14") < shown.index("Over") < shown.index("A-9")
    assert "A-9" not in team.says("amal", "/agreements")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("what do we owe Yusuf?", words.PROMISES_OF),
        ("que doit-on à Yusuf ?", words.PROMISES_OF),
        ("¿qué le debemos a Yusuf?", words.PROMISES_OF),
        ("بماذا وعدنا Yusuf؟", words.PROMISES_OF),
        ("what did we agree with Yusuf and until when?", words.AGREEMENTS_OF),
        ("quels accords avec Yusuf ?", words.AGREEMENTS_OF),
        ("¿qué acordamos con Yusuf?", words.AGREEMENTS_OF),
        ("على ماذا اتفقنا مع Yusuf؟", words.AGREEMENTS_OF),
        ("tell me about Yusuf", words.TITLE),
    ],
)
def test_a_question_in_words_gets_the_card_it_is_after(text: str, title: str) -> None:
    team = told()
    note = Note(text, Intent.QUERY, people=(Person("Yusuf", known=("y",)),))
    outcome = history.asked(said(text), team.desk("amal"), note)
    assert outcome is not None
    assert outcome.replies[0].card.title == title.replace("{name}", "Yusuf")


def test_a_question_about_nobody_known_is_left_to_others() -> None:
    team = told()
    for people in ((), (Person("Zbigniew"),)):
        note = Note("who is that?", Intent.QUERY, people=people)
        assert history.asked(said("x"), team.desk("amal"), note) is None
    theirs = Note("what do we owe Yusuf", Intent.QUERY, people=(Person("Yusuf", known=("y",)),))
    assert history.asked(said("x"), team.desk("mona"), theirs) is None


def test_a_nearly_right_name_is_asked_about() -> None:
    team = told()
    note = Note("what do we owe Yousef", Intent.QUERY, people=(Person("Yousef"),))
    outcome = history.asked(said("what do we owe Yousef"), team.desk("amal"), note)
    assert outcome is not None
    assert outcome.replies[0].card.title == "Whom do you mean by Yousef?"
    assert [button.press for button in outcome.replies[0].card.buttons] == ["promises:y"]


def test_dates_and_digits_are_the_readers_own() -> None:
    team = told()
    amal = team.member("amal")
    team.change(amal, replace(amal, language="fr"))
    assert "sam. 7 février 2026" in team.says("amal", "historique Yusuf")


def test_an_empty_story_says_so() -> None:
    team = Team()
    team.keep(Counterpart("y", "Yusuf", "amal"))
    assert words.NOTHING_YET in team.says("amal", "/history Yusuf")


def test_negotiations_and_places_are_told_apart() -> None:
    team = told()
    team.keep(replace(met(9), kind=Kind.NEGOTIATION, place="the port"))
    assert "Mon 9 February 2026, negotiation, the port" in team.says("amal", "/history Yusuf")


def test_people_around_names_only_those_one_may_see() -> None:
    team = told()
    team.keep(
        Counterpart("h", "Hana", "amal"),
        Counterpart("z", "Zaid", "claire"),
        replace(met(10), others=("h", "z")),
    )
    shown = team.sends("amal", "around:y")
    assert "Introduced by\n• Hajj Musa" in shown
    assert "Met together with\n• Hana" in shown
    assert "Zaid" not in shown


def test_the_page_shows_what_is_due_soonest() -> None:
    team = told()
    shown = team.tell(replace(said(sender="fake:amal"), opened=True))
    assert "12 Mar 2026: we promised Yusuf: call him (past due)" in shown
    assert "22 Mar 2026: visit the port, with Yusuf" in shown
    assert "Latest meetings\n• Sat 7 February 2026: Yusuf" in shown


@pytest.mark.parametrize(
    ("standing", "until", "answer"),
    [
        (Standing.AGREED, None, True),
        (Standing.AGREED, TODAY, True),
        (Standing.AGREED, TODAY - timedelta(1), False),
        (Standing.DISPUTED, None, True),
        (Standing.ENDED, None, False),
        (Standing.BROKEN, TODAY, False),
    ],
)
def test_an_agreement_stands_to_its_last_day(
    standing: Standing, until: date | None, answer: bool
) -> None:
    agreement = Agreement("a", "y", "m", "x", 1, TODAY, until=until, standing=standing)
    assert stands(agreement, TODAY) is answer


def test_promises_are_ordered_by_day_or_by_side() -> None:
    theirs = Commitment("t", "y", "m", Side.THEM, "x", TODAY, due=TODAY)
    ours = Commitment("o", "y", "m", Side.US, "x", TODAY, due=TODAY)
    some_day = Commitment("s", "y", "m", Side.US, "x", TODAY)
    assert soonest_first([some_day, theirs, ours]) == [ours, theirs, some_day]
    assert ours_first([theirs, some_day, ours]) == [ours, some_day, theirs]


def test_people_around_names_ten_people_at_most_over_all_headings() -> None:
    team = Team()
    team.keep(
        Organisation("o", "Port"),
        Counterpart("y", "Yusuf", "amal"),
        Position("p", "y", "clerk", "o"),
    )
    for n in range(8):
        team.keep(
            Counterpart(f"a{n}", f"Alim {n}", "amal", introduced_by="y"),
            Counterpart(f"b{n}", f"Bakr {n}", "amal"),
            Position(f"p{n}", f"b{n}", "guard", "o"),
        )
    shown = team.sends("amal", "around:y")
    assert shown.count("Alim") + shown.count("Bakr") == 10
    assert "and 6 more around them" in shown
