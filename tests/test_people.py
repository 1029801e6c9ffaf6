"""People are added, corrected, shared and merged; every step is shown and can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.people import parsed
from handlers.words import help as help_words
from storage.memory import MemoryStore
from storage.records import (
    KINDS,
    Commitment,
    Counterpart,
    Draft,
    Entry,
    Organisation,
    Position,
    Side,
)
from tests.team import Team

DAY = date(2026, 3, 10)


def held(team: Team) -> dict[str, object]:
    """All that is on record about people, by kind."""
    kinds = ("Counterpart", "Position", "Meeting", "Agreement", "Commitment", "RedLine")
    return {kind: by_id(team.store, kind) for kind in kinds}


def by_id(store: MemoryStore, kind: str) -> dict[str, object]:
    return {record.id: record for record in store.all(KINDS[kind])}


def known(team: Team, name: str) -> Counterpart:
    found = team.store.find(Counterpart, "name", name)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ali, tea seller at CP3", ("Ali", "tea seller", "CP3")),
        ("Ali, tea seller, Checkpoint 3", ("Ali", "tea seller", "Checkpoint 3")),
        ("Ali", ("Ali", "", "")),
        ("علي، بائع شاي في الحاجز", ("علي", "بائع شاي", "الحاجز")),
        ("Ali, chef de poste", ("Ali", "chef", "poste")),
        (", nobody", ("", "nobody", "")),
        ("Ali, of the north", ("Ali", "of the north", "")),
    ],
)
def test_a_quick_add_is_read_in_parts(text: str, parts: tuple[str, str, str]) -> None:
    assert parsed(text) == parts


def test_a_tea_seller_is_on_record_in_one_line_and_off_again() -> None:
    team = Team()
    shown = team.says("amal", "+ Ali, tea seller at CP3")
    assert shown == "Ali is on record.\nRole: tea seller, CP3"
    ali = known(team, "Ali")
    assert (ali.owner, ali.known_since, ali.added_at) == ("amal", DAY.replace(day=17), team.now)
    team.presses("amal", "Undo")
    assert team.store.all(Counterpart) == []
    assert team.store.all(Position) == []


def test_an_organisation_is_kept_once() -> None:
    team = Team()
    team.says("amal", "/add Ali, clerk, Port")
    team.says("amal", "/add Musa, guard, PORT")
    assert len(team.store.all(Organisation)) == 1


@pytest.mark.parametrize("name", ["Ab\u200bdul Rahim", "\u0410bdul Rahim", "abdul rahim"])
def test_a_look_alike_name_is_never_a_silent_second_record(name: str) -> None:
    team = Team()
    team.keep(Counterpart("c1", "Abdul Rahim", "amal"))
    team.says("amal", f"/add {name}")
    assert len(team.store.all(Counterpart)) == 1
    assert team.labels() == ["Abdul Rahim", "Someone new"]
    team.presses("amal", "Someone new")
    assert len(team.store.all(Counterpart)) == 2
    assert team.store.all(Draft) == []
    assert team.presses("amal", "Someone new").startswith(help_words.STALE[:11])


def test_renaming_keeps_the_old_name_findable() -> None:
    team = Team()
    team.keep(Counterpart("c1", "Yusf", "amal"))
    assert team.says("amal", "/rename Yusf = Yusuf Karim") == "Yusf is now called Yusuf Karim."
    assert team.says("amal", "/who Yusf").startswith("Yusuf Karim")
    team.presses("amal", "Undo")
    assert known(team, "Yusf").aliases == ()


def test_an_alias_is_added_once() -> None:
    team = Team()
    team.keep(Counterpart("c1", "Yusuf", "amal"))
    assert team.says("amal", "/alias Yusuf = Abu Karim") == "Yusuf is also known as Abu Karim."
    assert "already known" in team.says("amal", "/alias Yusuf = Abu Karim")
    assert known(team, "Abu Karim").id == "c1"


def test_a_code_name_hides_the_name_on_every_card() -> None:
    team = Team()
    team.keep(
        Counterpart("c1", "Yusuf", "amal", aliases=("Abu Karim",)),
        Counterpart("c2", "Falcon Two", "amal"),
        Commitment("p", "c1", "m", Side.US, "send plates", DAY, due=DAY),
    )
    assert "Falcon" in team.says("amal", "/codename Yusuf = Falcon")
    for text in ("/who Yusuf", "/history Yusuf", "/promises", "/people", "/promises Abu Karim"):
        shown = team.says("amal", text)
        assert "Falcon" in shown
        assert "Yusuf" not in shown
        assert "Abu Karim" not in shown
    assert "already" in team.says("amal", "/codename Falcon Two = Falcon")
    assert "Yusuf" in team.says("amal", "/codename Falcon = -")


def test_a_new_role_closes_the_one_before_and_keeps_its_days() -> None:
    team = Team()
    team.says("amal", "/add Yusuf, commander, North Brigade")
    before = held(team)
    shown = team.says("amal", "/role Yusuf = deputy governor, Governorate since 1 March")
    assert shown.startswith("Yusuf: deputy governor, Governorate, since 1 Mar 2026")
    card = team.says("amal", "/who Yusuf")
    assert "Role: deputy governor, Governorate, since 1 Mar 2026" in card
    assert "• commander, North Brigade, until 1 Mar 2026" in card
    team.sends("amal", f"undo:{team.store.all(Entry)[-1].id}")
    assert held(team) == before


def test_a_role_began_in_the_past_even_where_the_month_is_ahead() -> None:
    team = Team()
    team.keep(Counterpart("c1", "Yusuf", "amal"))
    assert "1 May 2025" in team.says("amal", "/role Yusuf = clerk since 1 May")
    assert "could not read the day" in team.says("amal", "/role Yusuf = clerk since the flood")


def test_an_organisation_completes_the_role_that_lacks_one() -> None:
    team = Team()
    team.says("amal", "/add Yusuf, clerk")
    assert team.says("amal", "/organisation Yusuf = Port") == "Yusuf belongs to Port."
    assert "Role: clerk, Port" in team.says("amal", "/who Yusuf")
    assert "Role: clerk, Customs" in team.says("amal", "/organisation Yusuf = Customs").replace(
        "Yusuf: ", "Role: "
    )


def test_an_introducer_on_record_is_linked_and_another_is_named() -> None:
    team = Team()
    team.keep(Counterpart("c1", "Yusuf", "amal"), Counterpart("c2", "Hajj Musa", "amal"))
    team.says("amal", "/introduced Yusuf by Musa")
    assert known(team, "Yusuf").introduced_by == "c2"
    assert "Has introduced\n• Yusuf" in team.sends("amal", "around:c2")
    team.says("amal", "/introduced Yusuf by his cousin")
    assert known(team, "Yusuf").introduced_by == ""
    assert "his cousin" in team.says("amal", "/who Yusuf")


def test_two_of_nearly_one_name_are_asked_about_and_then_changed() -> None:
    team = Team()
    team.keep(Counterpart("c1", "Yusuf Karim", "amal"), Counterpart("c2", "Yusuf Salim", "amal"))
    assert team.says("amal", "/alias Yusuf = Joe").startswith("Whom do you mean by Yusuf?")
    assert team.presses("amal", "Yusuf Salim") == "Yusuf Salim is also known as Joe."
    assert team.store.all(Draft) == []


def test_people_are_listed_ten_at_a_time() -> None:
    team = Team()
    team.keep(*(Counterpart(f"c{n:02}", f"Name {n:02}", "amal") for n in range(23)))
    assert team.says("amal", "people").startswith("You speak with 23 people\nName 00")
    assert team.labels()[-1] == "More"
    assert "Name 10" in team.presses("amal", "More")
    last = team.presses("amal", "More")
    assert "Name 22" in last
    assert "21 to 23 of 23" in last
    assert "More" not in team.labels()


@pytest.mark.parametrize(
    "text",
    ["/rename", "/rename Yusuf", "/rename = Yusuf", "/rename Yusuf =", "/alias", "/role Yusuf",
     "/role Yusuf = ", "/merge Yusuf", "/introduced Yusuf", "/owner Yusuf", "/deputy Yusuf",
     "/add", "/add ,", "/who", "/history", "/owner Yusuf = Nobody", "/deputy Yusuf + Nobody",
     "/rename Yusuf = " + "x" * 5000, "/add " + "x" * 5000, "/organisation Yusuf = "],
)  # fmt: skip
def test_half_a_command_is_answered_with_what_to_write(text: str) -> None:
    team = Team()
    team.keep(Counterpart("c1", "Yusuf", "amal"))
    before = held(team)
    assert team.says("amal", text)
    assert held(team) == before


@pytest.mark.parametrize(
    "name", ["{0.__class__}", "<b>x</b>", "../../etc", "=SUM(A1)", "a%sb", "\u202eevil", "💀"]
)
def test_a_name_is_kept_as_it_was_typed(name: str) -> None:
    team = Team()
    team.says("amal", f"/add {name}")
    assert [one.name for one in team.store.all(Counterpart)] == [name]
    assert name in team.says("amal", "/people")
