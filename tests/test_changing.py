"""Change at the other side: what ends and begins, what moves, and that undo gives all back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.changing.parting import changes as parting
from handlers.nudging.planning import replanned
from handlers.reading.moves import Move, said
from handlers.words import changing as words
from storage.records import (
    KINDS,
    Agreement,
    Bond,
    Change,
    Commitment,
    Counterpart,
    Entry,
    Event,
    LifeEvent,
    Meeting,
    Office,
    Organisation,
    PersonalFact,
    Position,
    Side,
    Standing,
    Tally,
    Tie,
)
from tests.fakes import NOON
from tests.team import Team

DAY = date(2026, 3, 10)
HELD = tuple(
    kind
    for name, kind in KINDS.items()
    if name not in ("Entry", "Draft", "Nudge", "Tally", "Dialogue")
)


def everything(team: Team) -> dict[str, object]:
    """All that is on record, but what is said about the saying of it."""
    return {f"{kind.__name__}:{one.id}": one for kind in HELD for one in team.store.all(kind)}


@pytest.mark.parametrize(
    ("text", "move", "about", "to"),
    [
        ("Yusuf was replaced by Lt Col Samer", Move.REPLACED, "Yusuf", "Lt Col Samer"),
        ("replaced by Lt Col Samer", Move.REPLACED, "", "Lt Col Samer"),
        ("Lt Col Samer took over from Yusuf", Move.REPLACED, "Yusuf", "Lt Col Samer"),
        ("Yusuf was transferred to Port Sudan", Move.MOVED, "Yusuf", "Port Sudan"),
        ("Abu Hadi now deputy minister", Move.ROSE, "Abu Hadi", "deputy minister"),
        ("Idris lost his post", Move.LEFT, "Idris", ""),
        ("Yusuf passed away", Move.DIED, "Yusuf", ""),
        ("there was a coup", Move.FELL, "", ""),
        ("Yusuf a été remplacé par le colonel Samer", Move.REPLACED, "Yusuf", "colonel Samer"),
        ("Yusuf a été muté à Moundou", Move.MOVED, "Yusuf", "Moundou"),
        ("Yusuf est décédé", Move.DIED, "Yusuf", ""),
        ("Yusuf a perdu son poste", Move.LEFT, "Yusuf", ""),
        ("le régime est tombé", Move.FELL, "", ""),
        ("Yusuf fue reemplazado por Samer", Move.REPLACED, "Yusuf", "Samer"),
        ("trasladaron a Yusuf a Cali", Move.MOVED, "Yusuf", "Cali"),
        ("falleció Yusuf", Move.DIED, "Yusuf", ""),
        ("derrocaron al gobierno", Move.FELL, "", ""),
        ("المقدم سامر خلف يوسف", Move.REPLACED, "يوسف", "المقدم سامر"),
        ("تم نقل يوسف إلى بورتسودان", Move.MOVED, "يوسف", "بورتسودان"),
        ("أقيل يوسف", Move.LEFT, "يوسف", ""),
        ("توفي يوسف", Move.DIED, "يوسف", ""),
        ("سقط النظام", Move.FELL, "", ""),
    ],
)
def test_a_change_is_read_in_four_languages(text: str, move: Move, about: str, to: str) -> None:
    found = said(text)
    assert found is not None
    assert (found.move, found.about, found.to) == (move, about, to)


@pytest.mark.parametrize(
    "text",
    [
        "Yusuf's father died",
        "fuel is now scarce",
        "met Yusuf, he was replaced by Samer, agreed trucks on Monday until the end of the month",
        "the old bridge fell",
        "Idris is now at the port",
    ],
)
def test_what_is_about_nobody_known_or_no_office_stays_a_note(text: str) -> None:
    team = Team()
    team.keep(Counterpart("c", "Yusuf", "amal"), Counterpart("i", "Idris", "amal"))
    assert words.SHALL_I not in team.says("amal", text)


def replaced_team() -> Team:
    team = Team()
    team.keep(
        Organisation("o", "North Brigade"),
        Counterpart("y", "Yusuf", "amal"),
        Position("p", "y", "commander", "o", DAY),
        Meeting("m", "y", "amal", DAY, "fuel", NOON, number=1),
        Agreement("a", "y", "m", "20 barrels a week", 1, DAY, until=date(2026, 6, 30)),
        Tally("agreements", 1),
    )
    return team


def test_a_successor_takes_the_role_and_the_story_stays_with_whoever_went() -> None:
    team = replaced_team()
    before = everything(team)
    shown = team.says("amal", "/successor Yusuf = Lt Col Samer since 15 March 2026")
    assert "Begins: Lt Col Samer: commander, North Brigade, since 15 Mar 2026" in shown
    assert "A-1 · 20 barrels a week" in shown
    assert everything(team) == before
    team.presses("amal", "Yes, save it")
    (samer,) = team.store.find(Counterpart, "name", "Lt Col Samer")
    (role,) = team.store.find(Position, "counterpart", samer.id)
    assert (role.title, role.organisation, role.since) == ("commander", "o", date(2026, 3, 15))
    old = team.store.get(Position, "p")
    assert old is not None
    assert old.until == date(2026, 3, 15)
    assert team.store.find(Agreement, "counterpart", "y") == [before["Agreement:a"]]
    team.presses("amal", "Undo")
    assert everything(team) == before


def test_terms_are_proposed_anew_to_the_successor_and_the_old_word_stays() -> None:
    team = replaced_team()
    team.says("amal", "/successor Yusuf = Samer")
    team.presses("amal", "Yes, save it")
    assert "A-1 is proposed" not in team.presses("amal", "Agree A-1 anew")
    (samer,) = team.store.find(Counterpart, "name", "Samer")
    (fresh,) = team.store.find(Agreement, "counterpart", samer.id)
    assert (fresh.standing, fresh.text) == (Standing.PROPOSED, "20 barrels a week")
    old = team.store.get(Agreement, "a")
    assert old is not None
    assert old.standing is Standing.AGREED
    team.presses("amal", "Agree A-1 anew")
    assert len(team.store.find(Agreement, "counterpart", samer.id)) == 1


def test_of_two_who_may_follow_one_is_asked_for() -> None:
    team = replaced_team()
    team.keep(Counterpart("s", "Samer Hassan", "amal"))
    assert team.says("amal", "Yusuf was replaced by Samer").startswith("Who is Samer?")
    assert "Samer Hassan has taken the place of Yusuf." in team.presses("amal", "Samer Hassan")
    team.presses("amal", "It is a note")
    assert team.store.get(Position, "p") == Position("p", "y", "commander", "o", DAY)


def test_nothing_is_said_of_the_dead_and_their_family_is_thought_of() -> None:
    team = replaced_team()
    team.keep(
        Counterpart("m", "Musa", "amal"),
        Tie("t", "m", "y", Bond.KIN, "amal", DAY, "brother"),
        Commitment("c", "y", "m", Side.THEM, "call", DAY, due=date(2026, 4, 1)),
    )
    before = everything(team)
    team.says("amal", "Yusuf died yesterday")
    outcome = team.presses("amal", "Yes, save it")
    assert outcome.startswith("Yusuf has died.")
    yusuf = team.store.get(Counterpart, "y")
    assert yusuf is not None
    assert yusuf.died_on == date(2026, 3, 16)
    (grief,) = team.store.find(LifeEvent, "counterpart", "m")
    assert grief.event is Event.DEATH
    planned = replanned(team.store, [Change(yusuf, replace(yusuf, language="ar"))], team.now)
    assert not planned.changes
    assert "nobody to write to" in team.sends("amal", "recap:new:a")
    team.says("amal", "/undo")
    assert everything(team) == before


def test_whoever_holds_no_role_has_none_to_lose() -> None:
    team = Team()
    team.keep(Counterpart("y", "Yusuf", "amal"))
    assert "nothing to close" in team.says("amal", "/left Yusuf")


def test_a_regime_closes_only_what_is_seen_tells_colleagues_and_is_undone_at_once() -> None:
    team = replaced_team()
    team.keep(
        Organisation("d", "Customs", part_of="o"),
        Office("f", "commander", "o"),
        Counterpart("z", "Zaid", "boris"),
        Position("q", "z", "clerk", "d", DAY),
    )
    before = everything(team)
    shown = team.says("amal", "/regime North Brigade since 16 March 2026")
    assert "Zaid" not in shown
    assert "• 1 role ends" in shown
    team.presses("amal", "Close them")
    assert team.store.get(Position, "q") == before["Position:q"]
    told = team.told["boris"]
    assert "Zaid" not in told.title
    place = team.store.get(Organisation, "d")
    assert place is not None
    assert place.gone_since == date(2026, 3, 16)
    assert "Zaid" in team.sends("boris", told.buttons[0].press)
    team.says("amal", "/undo")
    assert everything(team) == before


def test_only_whoever_leads_the_relation_parts_it() -> None:
    team = replaced_team()
    yusuf = team.store.get(Counterpart, "y")
    assert yusuf is not None
    team.change(yusuf, replace(yusuf, owner="boris", deputies=("amal",)))
    assert "Please ask Boris" in team.says("amal", "/split Yusuf = Samer")


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Team, tuple[str, ...]]:
    """Two people of Amal's with meetings, terms and facts; and some of the first one's things."""
    team = Team()
    team.keep(
        Organisation("o", "Governorate"),
        Counterpart("a", "Yusuf", "amal", aliases=("Abu K",)),
        Counterpart("b", "Salim", "amal"),
        Position("pa", "a", "clerk", "o", DAY),
        Position("pb", "b", "governor", "o"),
    )
    days = draw(st.lists(st.integers(0, 60), min_size=1, max_size=6))
    for n, day in enumerate(days):
        whose = draw(st.sampled_from("ab"))
        others = draw(st.sampled_from([(), ("b",) if whose == "a" else ("a",)]))
        on = DAY - timedelta(days=day)
        team.keep(
            Meeting(f"m{n}", whose, "amal", on, "tea", NOON, others=others, number=n),
            Agreement(f"g{n}", whose, f"m{n}", "trucks", n, on, until=DAY + timedelta(days=day)),
            Commitment(f"c{n}", whose, f"m{n}", Side.US, "call", on, due=DAY + timedelta(days=day)),
            PersonalFact(f"f{n}", whose, f"m{n}", "likes tea"),
        )
    ids = [f"{sort}{n}" for n in range(len(days)) for sort in "mgc"]
    return team, tuple(draw(st.sets(st.sampled_from(ids))))


def kept_in_step(team: Team, changes: Iterable[Change]) -> None:
    """What is planned to be said can be brought in step with *changes*, whichever way they go."""
    told = tuple(changes)
    team.store.apply([*told, *replanned(team.store, told, team.now).changes])


@settings(max_examples=60, deadline=None)
@given(worlds(), st.sampled_from(["split", "merge", "regime", "replaced", "died"]))
def test_undo_gives_back_all_there_was(world: tuple[Team, tuple[str, ...]], what: str) -> None:
    team, picked = world
    before = everything(team)
    if what == "split":
        desk = team.desk("amal")
        one, other = (desk.book.get(Counterpart, id) for id in "ab")
        assert one is not None
        assert other is not None
        made = parting(one, other, picked, desk)
        kept_in_step(team, made)
        kept_in_step(team, [change.undone for change in reversed(made)])
    else:
        asked, yes = {
            "merge": ("/merge Yusuf = Salim", "Merge"),
            "regime": ("/regime Governorate", "Close them"),
            "replaced": ("/successor Yusuf = Salim", "Yes, save it"),
            "died": ("/died Yusuf", "Yes, save it"),
        }[what]
        team.says("amal", asked)
        team.presses("amal", yes)
        assert everything(team) != before
        team.sends("amal", f"undo:{team.store.all(Entry)[-1].id}")
    assert everything(team) == before
