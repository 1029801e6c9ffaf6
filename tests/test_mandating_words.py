"""A mandate in words: what is about, who must be told, and a question that may be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.mandating.fields import Fields, fields
from handlers.nudging.between import BETWEEN
from handlers.nudging.planning import replanned
from handlers.words import mandate as words
from storage.records import Agreement, Bound, Boundary, Change, Consultation, Counterpart, Nudge
from tests.fakes import NOON
from tests.team import Team


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("up to 10 trucks a week", Fields("up to 10 trucks a week")),
        (
            "more than 10 trucks; about: fuel convoys; tell Claire within a day",
            Fields("more than 10 trucks", "fuel convoys", "Claire within a day"),
        ),
        (
            "more than 10 trucks, about fuel, and tell Claire the same day",
            Fields("more than 10 trucks", "fuel", "Claire the same day"),
        ),
        (
            "more than 10 trucks until 30 June and report to Claire",
            Fields("more than 10 trucks until 30 June", "", "Claire"),
        ),
        (
            "plus de 10 camions ; sujet : carburant ; informer Claire le jour même",
            Fields("plus de 10 camions", "carburant", "Claire le jour même"),
        ),
        (
            "más de 10 camiones; sobre combustible; avisar a Claire el mismo día",
            Fields("más de 10 camiones", "combustible", "Claire el mismo día"),
        ),
        (
            "أكثر من 10 شاحنات؛ بشأن الوقود؛ إبلاغ كلير في اليوم نفسه",
            Fields("أكثر من 10 شاحنات", "الوقود", "كلير في اليوم نفسه"),
        ),
        ("talks about talks", Fields("talks about talks")),
        ("about 10 trucks", Fields("about 10 trucks")),
        ("trucks; and fuel; about: aid", Fields("trucks; and fuel", "aid")),
    ],
)
def test_the_parts_of_a_line_are_read_in_four_languages(text: str, wanted: Fields) -> None:
    assert fields(text) == wanted


@pytest.mark.parametrize(
    ("text", "bound", "member", "limit"),
    [
        ("we cannot agree to armed escorts", Bound.RED, "", "armed escorts"),
        ("Nobody may agree to armed escorts.", Bound.RED, "", "armed escorts"),
        ("red line: no lists of names", Bound.RED, "", "no lists of names"),
        ("Amal can agree to 10 trucks a week", Bound.CAN, "amal", "10 trucks a week"),
        ("Boris must ask before agreeing to fuel", Bound.ASK, "boris", "fuel"),
        ("Amal must ask me before more trucks", Bound.ASK, "amal", "more trucks"),
        ("ligne rouge pour Amal : pas d’escorte armée", Bound.RED, "amal", "pas d’escorte armée"),
        ("on ne peut pas accepter d’escorte", Bound.RED, "", "d’escorte"),
        ("personne ne peut accepter une escorte", Bound.RED, "", "une escorte"),
        ("Amal peut accepter 10 camions", Bound.CAN, "amal", "10 camions"),
        ("Amal doit demander avant d’accepter du carburant", Bound.ASK, "amal", "du carburant"),
        ("línea roja: sin escolta armada", Bound.RED, "", "sin escolta armada"),
        ("nadie puede aceptar escolta armada", Bound.RED, "", "escolta armada"),
        ("Amal no puede aceptar escoltas", Bound.RED, "amal", "escoltas"),
        ("Amal debe preguntar antes de aceptar combustible", Bound.ASK, "amal", "combustible"),
        ("خط أحمر: لا حراسة مسلحة", Bound.RED, "", "لا حراسة مسلحة"),
        ("لا يجوز لأحد الموافقة على حراسة مسلحة", Bound.RED, "", "حراسة مسلحة"),
    ],
)
def test_a_mandator_says_it_in_words(text: str, bound: Bound, member: str, limit: str) -> None:
    team = Team()
    assert words.SHALL_SET in team.says("mona", text)
    assert not team.store.all(Boundary)
    team.presses("mona", words.SET_IT)
    (made,) = team.store.all(Boundary)
    assert (made.bound, made.member, made.text) == (bound, member, limit)
    team.presses("mona", "Undo")
    assert not team.store.all(Boundary)


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("amal", "we cannot agree to armed escorts"),
        ("mona", "Idris cannot agree to trucks on Monday"),
        ("mona", "met Idris, he said we can agree on trucks"),
        ("omar", "red line: no escort"),
    ],
)
def test_nobody_else_sets_it_and_what_a_counterpart_can_is_a_note(who: str, text: str) -> None:
    team = Team()
    team.keep(Counterpart("i", "Idris", "mona"))
    assert words.SHALL_SET not in team.says(who, text)


def full(team: Team) -> Boundary:
    told = "ask: more than 10 trucks until 30 June 2026; about fuel; tell Claire the same day"
    team.says("mona", f"/mandate Amal = {told}")
    (made,) = team.store.all(Boundary)
    return made


def test_object_and_reporting_line_are_fields_shown_wherever_the_line_is() -> None:
    team = Team()
    team.keep(
        Counterpart("y", "Yusuf", "amal"),
        Agreement("a", "y", "", "15 trucks with fuel", 1, NOON.date()),
    )
    made = full(team)
    wanted = ("more than 10 trucks", date(2026, 6, 30), "fuel", "Claire the same day")
    assert (made.text, made.until, made.about, made.report) == wanted
    told = team.says("amal", "/mandate")
    assert "about fuel; to be told: Claire the same day" in told
    brief = team.says("amal", "brief Yusuf")
    assert "more than 10 trucks; about fuel" in brief
    assert "To be told: Claire the same day" in brief
    shown = team.sends("amal", f"askman:a:{made.id}")
    assert "To be told: Claire the same day" in shown
    question = team.sends("mona", team.told["mona"].buttons[0].press)
    assert "About: fuel" in question
    assert "To be told: Claire the same day" in question


def test_the_day_may_be_told_in_any_part() -> None:
    team = Team()
    for text in (
        "/mandate ask: more than 10 trucks; until 30 June 2026; about fuel",
        "/mandate ask: more than 10 trucks; about fuel until 30 June 2026",
    ):
        team.says("mona", text)
    for made in team.store.all(Boundary):
        assert (made.text, made.about) == ("more than 10 trucks", "fuel")
        assert made.until == date(2026, 6, 30)


def asked(team: Team) -> Consultation:
    made = full(team)
    team.keep(
        Counterpart("y", "Yusuf", "amal"),
        Agreement("a", "y", "", "15 trucks with fuel", 1, NOON.date()),
    )
    team.sends("amal", f"askman:a:{made.id}")
    follow(team)
    return team.store.all(Consultation)[0]


def follow(team: Team) -> None:
    """What the house adds to the last outcome."""
    before: tuple[Change, ...] = team.outcome.changes
    team.store.apply([change.undone for change in reversed(before)])
    planned = replanned(team.store, before, team.now)
    team.store.apply([*before, *planned.changes])


def plans(team: Team) -> dict[str, Nudge]:
    every = (one for one in team.store.all(Nudge) if one.reason in BETWEEN)
    return {f"{one.reason}:{one.member}": one for one in every}


def test_a_question_nobody_answers_is_brought_up_once_to_both() -> None:
    team = Team()
    made = asked(team)
    found = plans(team)
    assert found.keys() == {"unanswered:amal", "asked:mona"}
    assert {one.day for one in found.values()} == {date(2026, 3, 18)}
    assert all(one.due_at.hour >= 6 for one in found.values())
    shown = team.sends("amal", f"nudge:show:{found['unanswered:amal'].id}")
    assert "15 trucks with fuel" in shown
    assert words.TAKE_BACK in team.labels()
    assert "15 trucks" in team.sends("mona", f"nudge:show:{found['asked:mona'].id}")
    assert "15 trucks" not in team.sends("boris", f"nudge:show:{found['asked:mona'].id}")
    team.sends("mona", f"ruled:{made.id}:no")
    follow(team)
    assert not plans(team)


def test_a_question_is_taken_back_by_whoever_asked_and_by_nobody_else() -> None:
    team = Team()
    made = asked(team)
    assert "out of date" in team.sends("mona", f"askback:{made.id}")
    assert team.sends("amal", f"askback:{made.id}").startswith(words.TAKEN_BACK)
    follow(team)
    assert not plans(team)
    assert "Waiting for an answer" not in team.says("amal", "/mandate")
    assert team.sends("mona", f"ruled:{made.id}:yes") == words.TAKEN_BACK_ALREADY
    assert words.TAKEN_BACK in team.sends("mona", f"question:{made.id}")
    assert team.labels() == []
    team.says("amal", "/undo")
    assert "Waiting for an answer" in team.says("amal", "/mandate")
    team.sends("mona", f"ruled:{made.id}:yes")
    assert team.sends("amal", f"askback:{made.id}") == words.ANSWERED_ALREADY
