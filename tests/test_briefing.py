"""The brief: what matters on one screen, from the record, and nothing that is not one's to see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from handlers.briefing.profile import FIELDS
from handlers.briefing.showing import SCREEN
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Event,
    LifeEvent,
    Meeting,
    Organisation,
    PersonalFact,
    Position,
    RedLine,
    Side,
    Status,
    TrustEvent,
)
from tests.fakes import NOON
from tests.team import Team

TODAY = NOON.date()


def told(**more: object) -> Team:
    team = Team()
    team.keep(
        Organisation("o", "Governorate"),
        Counterpart("y", "Yusuf", "amal", introducer="Hajj Musa", known_since=date(2021, 5, 1)),
        Position("p", "y", "governor", "o"),
        *(
            Meeting(f"m{n}", "y", "amal", TODAY - timedelta(days=9 * n), f"tea {n}", NOON)
            for n in range(1, 4)
        ),
        Commitment("c", "y", "m1", Side.US, "send the plates", TODAY, due=TODAY),
        Commitment("k", "y", "m1", Side.US, "the list", TODAY, status=Status.KEPT),
        Agreement("a", "y", "m1", "trucks on Monday", 1, TODAY),
        RedLine("r", "y", "m1", Side.US, "no escort by soldiers"),
    )
    return team


def fact(id: str, kind: str, text: str, **more: str) -> PersonalFact:
    return PersonalFact(id, "y", "m1", text, kind, TODAY, **more)  # type: ignore[arg-type]  # Only text fields.


def test_the_brief_tells_how_far_one_is_and_what_is_owed_ours_first() -> None:
    shown = told().says("amal", "/brief Yusuf")
    assert shown.splitlines()[:4] == [
        "Before you meet Yusuf",
        "Role: governor, Governorate",
        "How far you are: met 3 times · 1 promise of ours kept · known since 1 May 2021",
        "Last contact: 8 Mar 2026",
    ]
    assert shown.index("send the plates") < shown.index("trucks on Monday")
    assert "We cannot agree to\n• no escort by soldiers" in shown
    assert "• Hajj Musa introduced them" in shown
    assert "Not known yet: How they see us" in shown


def test_two_openers_from_their_own_life_and_never_from_health_faith_or_mourning() -> None:
    team = told()
    kinds = ("health", "health_family", "bereavement", "observance", "concern")
    team.keep(*(fact(f"s{n}", kind, f"secret {kind}") for n, kind in enumerate(kinds)))
    assert "To open with" not in team.says("amal", "/brief Yusuf")
    team.keep(
        fact("i1", "interest", "plays chess"),
        fact("i2", "interest", "collects stamps"),
        fact("i3", "family", "his son studies in Lyon"),
    )
    openers = team.says("amal", "/brief Yusuf").partition("To open with\n")[2].splitlines()
    assert openers[:2] == [
        "• Ask after this: “his son studies in Lyon”",
        "• They like to talk of this: “collects stamps”",
    ]


def test_a_first_meeting_asks_to_listen_and_grief_and_hurt_ask_for_care() -> None:
    team = told()
    team.keep(Counterpart("n", "Nadia", "amal"))
    assert "First meeting: introduce us, listen" in team.says("amal", "/brief Nadia")
    team.keep(
        LifeEvent("d", "n", "amal", Event.DEATH, TODAY),
        TrustEvent("t", "n", "", "breach", "our late convoy", TODAY),
    )
    shown = team.says("amal", "/brief Nadia")
    assert "They are in mourning." in shown
    assert "Trust was hurt on 17 Mar 2026: “our late convoy”. Listen first." in shown


def test_one_screen_and_the_rest_behind_more() -> None:
    team = told()
    team.keep(
        *(fact(f"{kind}{n}", kind, f"{kind} {n}") for kind in FIELDS for n in range(3)),
        *(Commitment(f"x{n}", "y", "", Side.US, f"thing {n}", TODAY) for n in range(9)),
    )
    shown = team.says("amal", "/brief Yusuf")
    assert len(shown.splitlines()) <= 2 * SCREEN
    assert "value 1" not in shown
    rest = team.presses("amal", "More")
    assert "value 1" in rest
    assert "thing 8" in rest


def test_a_fact_tells_whose_word_it_is_and_whether_it_is_but_an_impression() -> None:
    team = told()
    team.says("amal", "/about Yusuf = fears: ? losing his post (his cousin)")
    kept = team.store.find(PersonalFact, "counterpart", "y")[-1]
    assert (kept.kind, kept.text, kept.source) == ("concern", "losing his post", "his cousin")
    assert kept.impression
    assert "losing his post (impression, his cousin, 17 Mar 2026)" in team.says(
        "amal", "/brief Yusuf"
    )


@pytest.mark.parametrize(
    ("said", "kind"),
    [("ne veut pas: signer", "wont"), ("teme: perder", "concern"), ("يخاف: الفضيحة", "concern"),
     ("What matters to them: honour", "priority"), ("à éviter: politique", "dont")],
)  # fmt: skip
def test_headings_are_known_in_four_languages(said: str, kind: str) -> None:
    team = told()
    team.says("amal", f"/about Yusuf = {said}")
    assert team.store.find(PersonalFact, "counterpart", "y")[-1].kind == kind


def test_what_cannot_be_added_says_what_to_do() -> None:
    team = told()
    assert "I do not know that heading" in team.says("amal", "/about Yusuf = nonsense: x")
    assert "300 characters" in team.says("amal", f"/about Yusuf = fears: {'x' * 301}")
    team.says("amal", "/about Yusuf")
    team.presses("amal", "Add")
    team.presses("amal", "Do")
    assert "Kept about Yusuf: Do." in team.says("amal", "bring dates")
    assert "bring dates" in team.says("amal", "/brief Yusuf")


def test_health_asks_five_questions() -> None:
    team = told()
    team.keep(fact("i", "interest", "chess"), Counterpart("o2", "Omar", "amal"))
    shown = team.says("amal", "/health Yusuf")
    assert "Met without asking for anything: yes, 8 Mar 2026" in shown
    assert "Something of their own life is known: yes, 17 Mar 2026" in shown
    assert "More than one of us knows them: not yet" in shown
    assert "We know others around them: not yet" in shown
    team.keep(Position("q", "o2", "clerk", "o"))
    assert "We know others around them: yes" in team.says("amal", "/health Yusuf")


def test_nobody_else_reads_or_writes_any_of_it() -> None:
    team = told()
    team.keep(fact("f", "concern", "losing his post"))
    for who in ("boris", "claire", "mona", "omar"):
        for text in ("/brief Yusuf", "/about Yusuf", "/health Yusuf", "/about Yusuf = do: x"):
            shown = team.says(who, text)
            assert "losing" not in shown
            assert "plates" not in shown
        for press in ("brief:y", "brief:y:more", "about:y", "aboutadd:y:do", "aboutless:y:f"):
            assert "losing" not in team.sends(who, press)
    assert len(team.store.find(PersonalFact, "counterpart", "y")) == 1


def test_an_observer_who_stands_in_reads_and_does_not_write() -> None:
    team = told()
    yusuf = team.store.get(Counterpart, "y")
    assert yusuf is not None
    team.change(yusuf, Counterpart("y", "Yusuf", "amal", deputies=("omar",)))
    assert "send the plates" in team.says("omar", "/brief Yusuf")
    assert "Add" not in (team.says("omar", "/about Yusuf"), team.labels())[1]
    assert "not record" in team.says("omar", "/about Yusuf = do: x")
