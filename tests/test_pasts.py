"""What is erased takes along what it said before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.forgetting import parts
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Record,
    Side,
    Status,
    Turn,
    Version,
)
from tests.fakes import NOON
from tests.team import Team

DAY = date(2026, 3, 10)
IDRIS = Counterpart("i", "Idris", "amal")
FUEL = Agreement("f", "i", "m", "20 barrels of fuel", 14, DAY)
TRUCKS = Agreement("t", "i", "m", "six trucks", 3, DAY)
LIST = Commitment("p", "i", "m", Side.US, "send the fuel list", DAY, recurring="daily")


def erased(text: str) -> set[tuple[type[Record], str]]:
    team = Team()
    team.keep(
        *(IDRIS, FUEL, TRUCKS, LIST),
        Version("vf", "i", "f", "amal", NOON, replace(FUEL, text="30 barrels of petrol a week")),
        Version("vt", "i", "t", "amal", NOON, replace(TRUCKS, text="six trucks with fuel")),
        Version("vo", "i", "t", "amal", NOON, replace(TRUCKS, text="five trucks")),
        Turn("u", "i", "p", DAY, Status.KEPT, DAY),
    )
    changes = parts.subject(IDRIS, text, team.desk("amal"))
    assert len({(type(one.subject), one.subject.id) for one in changes}) == len(changes)
    return {(type(one.subject), one.subject.id) for one in changes if one.after is None}


def test_versions_and_turns_of_what_is_erased_go_and_those_that_still_say_it() -> None:
    assert erased("fuel") == {
        *((Agreement, "f"), (Commitment, "p"), (Turn, "u")),
        *((Version, "vf"), (Version, "vt")),
    }


def test_others_stay() -> None:
    gone = erased("trucks")
    assert (Agreement, "f") not in gone
    assert (Version, "vf") not in gone
