"""A new name told in words: asked first, the old one still finds them unless it must not."""

from __future__ import annotations

import pytest

from handlers.changing.renaming import KEEP, OUT, told
from handlers.words import changing as words
from storage.records import Audit, Counterpart, Position
from tests.fakes import NOON
from tests.team import Team


@pytest.mark.parametrize(
    ("text", "about", "name"),
    [
        ("the commander now goes by Abu Salim", "commander", "Abu Salim"),
        ("Idris changed his name to Abu Salim", "Idris", "Abu Salim"),
        ("Idris is now called Abu Salim.", "Idris", "Abu Salim"),
        ("idris goes by abu salim now", "idris", "Abu Salim"),
        ("Idris's new name is Abu Ramadan since 1 March", "Idris", "Abu Ramadan"),
        ("call Idris Abu Salim from now on", "Idris", "Abu Salim"),
        ("he now goes by Abu Salim", "", "Abu Salim"),
        ("Idris s’appelle désormais Abou Salim", "Idris", "Abou Salim"),
        ("Désormais il s’appelle Abou Salim", "", "Abou Salim"),
        ("le commandant se fait maintenant appeler Abou Salim", "commandant", "Abou Salim"),
        ("Idris a changé de nom, il s'appelle maintenant Abou Salim", "Idris", "Abou Salim"),
        ("ahora se llama Abu Salim", "", "Abu Salim"),
        ("Idris ahora se llama Abu Salim", "Idris", "Abu Salim"),
        ("el comandante se cambió el nombre a Abu Salim", "comandante", "Abu Salim"),
        ("a Idris ahora le dicen El Mono", "Idris", "El Mono"),
        ("صار اسمه أبو سليم", "", "أبو سليم"),
        ("إدريس صار اسمه أبو سليم", "إدريس", "أبو سليم"),
        ("غيّر إدريس اسمه إلى أبو سليم", "إدريس", "أبو سليم"),
        ("القائد يُعرف الآن باسم أبو سليم", "قائد", "أبو سليم"),
    ],
)
def test_a_new_name_is_read_in_four_languages(text: str, about: str, name: str) -> None:
    found = told(text)
    assert found is not None
    assert (found.about.removeprefix("ال"), found.name, found.how) == (about, name, KEEP)


@pytest.mark.parametrize(
    "text",
    [
        "Idris now goes by Abu Salim, don't use the old name",
        "Idris changed his name to Abu Salim. The old name must not be written any more.",
        "Idris s'appelle désormais Abu Salim, n'utilisez plus l'ancien nom",
        "Idris s'appelle désormais Abu Salim ; l'ancien nom ne doit plus apparaître",
        "Idris ahora se llama Abu Salim, no usen el nombre anterior",
        "Idris صار اسمه Abu Salim ولا تستخدموا اسمه القديم",
    ],
)
def test_that_the_old_name_must_go_is_read_in_four_languages(text: str) -> None:
    found = told(text)
    assert found is not None
    assert (found.about, found.name, found.how) == ("Idris", "Abu Salim", OUT)


@pytest.mark.parametrize(
    "text",
    [
        "Idris goes by the checkpoint every day",
        "Idris is now deputy minister",
        "he is called to the ministry tomorrow",
        "il s'appelle Moussa et garde le pont",
        "se llama Moussa, es el primo del alcalde",
        "met Idris, his son is called Salim, agreed trucks on Monday",
        "القائد الجديد من المدينة",
    ],
)
def test_a_note_that_holds_a_name_stays_a_note(text: str) -> None:
    team = at_the_depot()
    assert (
        words.SHALL_I not in team.says("amal", text) or "is now called" not in team.shown[-1].title
    )
    assert not any("is now called" in str(part) for part in team.shown[-1].parts)


def at_the_depot(**more: str) -> Team:
    team = Team()
    team.keep(
        Counterpart("i", "Idris", "amal", aliases=("Hawk",), **more),  # type: ignore[arg-type]  # Texts only.
        Position("p", "i", "commander", "", NOON.date()),
    )
    return team


def idris(team: Team) -> Counterpart:
    found = team.store.get(Counterpart, "i")
    assert found is not None
    return found


def test_the_new_name_is_shown_first_and_the_old_one_still_finds_them() -> None:
    team = at_the_depot()
    before = idris(team)
    shown = team.says("amal", "the commander now goes by Abu Salim")
    assert "Idris is now called Abu Salim." in shown
    assert "• Hawk" in shown
    assert idris(team) == before
    assert team.presses("amal", "Yes, save it").startswith("Idris is now called Abu Salim.")
    assert (idris(team).name, idris(team).aliases) == ("Abu Salim", ("Hawk", "Idris"))
    assert "Abu Salim" in team.says("amal", "/who Idris")
    team.says("amal", "/undo")
    assert idris(team) == before


@pytest.mark.parametrize("said", ["", ", don't use the old name"])
def test_an_old_name_that_must_go_finds_nobody_and_stands_in_no_card(said: str) -> None:
    team = at_the_depot()
    team.says("amal", f"Idris changed his name to Abu Salim{said}")
    shown = team.presses("amal", "Yes, save it" if said else words.NO_OLD_NAME)
    assert "Idris" not in shown
    assert (idris(team).name, idris(team).aliases) == ("Abu Salim", ("Hawk",))
    assert "nobody called Idris" in team.says("amal", "/who Idris")
    assert "Idris" not in team.says("amal", "/undo")
    assert idris(team).name == "Idris"


def test_one_more_name_stands_beside_the_one_before() -> None:
    team = at_the_depot()
    team.says("amal", "Idris now goes by Abu Salim")
    team.presses("amal", words.BESIDE)
    assert (idris(team).name, idris(team).aliases) == ("Idris", ("Hawk", "Abu Salim"))
    assert "out of date" in team.presses("amal", "Yes, save it")


def test_a_code_name_stays_and_the_name_behind_it_is_not_said() -> None:
    team = at_the_depot(code_name="Falcon")
    shown = team.says("amal", "Falcon changed his name to Abu Salim")
    assert "The code name Falcon stays" in shown
    shown += team.presses("amal", "Yes, save it")
    assert "Idris" not in shown
    assert "Abu Salim" not in shown
    assert (idris(team).name, idris(team).code_name) == ("Abu Salim", "Falcon")
    team.says("amal", "/undo")
    team.says("amal", "Falcon now goes by Eagle")
    assert team.presses("amal", words.AS_CODE).startswith("Falcon is shown as Eagle from now on.")
    assert (idris(team).name, idris(team).code_name) == ("Idris", "Eagle")


def test_a_name_that_somebody_bears_already_may_be_the_same_person() -> None:
    team = at_the_depot()
    team.keep(Counterpart("s", "Abu Salim", "amal"))
    assert "on record already" in team.says("amal", "Idris now goes by Abu Salim")
    shown = team.presses("amal", words.SAME_PERSON)
    assert "Idris" in shown
    assert "Merge" in " ".join(team.labels())


def test_whose_name_it_is_is_asked_where_several_may_be_meant() -> None:
    team = at_the_depot()
    team.keep(Counterpart("s", "Samer", "amal"), Position("q", "s", "commander", "", NOON.date()))
    shown = team.says("amal", "the commander now goes by Abu Salim, don't use the old name")
    assert "Who is" in shown
    team.presses("amal", "Samer, commander")
    team.presses("amal", "Yes, save it")
    samer = team.store.get(Counterpart, "s")
    assert samer is not None
    assert (samer.name, samer.aliases) == ("Abu Salim", ())


def test_whoever_only_reads_or_does_not_see_them_changes_no_name() -> None:
    team = at_the_depot()
    for who in ("omar", "boris"):
        assert "is now called" not in team.says(who, "Idris now goes by Abu Salim")
    assert idris(team).name == "Idris"
    assert not team.store.all(Audit)
