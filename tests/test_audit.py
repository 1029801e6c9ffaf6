"""Who saw or changed what is written down, in a chain that tells when it was tampered with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers import enrol
from handlers.answer import answer, welcome
from handlers.audited import line
from handlers.desk import Desk
from handlers.rules.rights import Visible
from handlers.words.speech import Speech
from storage import chain
from storage.memory import MemoryStore
from storage.records import (
    ITSELF,
    Audit,
    Change,
    Counterpart,
    Did,
    Entry,
    Identity,
    Meeting,
    Member,
    PersonalFact,
    Role,
    Setting,
    TakingOut,
    added,
    removed,
)
from tests.fakes import NOON, ids, said
from tests.house import House
from tests.team import Team

TOKEN = "a-made-up-token-0000001"
YUSUF = Counterpart("c1", "Yusuf", "amal")
MUSA = Counterpart("c2", "Musa", "amal")
TEA = Meeting("g1", "c1", "amal", date(2026, 3, 10), "tea with Yusuf", NOON)
FACT = PersonalFact("f1", "c1", "g1", "two sons")


def house() -> House:
    made = House(answer=answer, visible=Visible)
    for record in (YUSUF, MUSA, TEA, FACT):
        made.store.apply([Change(None, record)])
    return made


def lines(store: MemoryStore) -> list[tuple[Did, str, tuple[str, ...]]]:
    return [(one.did, one.what, one.about) for one in store.all(Audit)]


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ({"text": "history yusuf"}, "history"),
        ({"text": "/who Yusuf"}, "who"),
        ({"press": "timeline:c1:0"}, "timeline"),
        ({"press": "do:history Yusuf"}, "history"),
        ({"text": "/promises Yusuf"}, "promises"),
    ],
)
async def test_each_way_of_reading_somebodys_story_is_written_down(
    asked: dict[str, str], what: str
) -> None:
    there = house()
    text, press = asked.get("text", ""), asked.get("press", "")
    async with there.lived_in():
        await there.hear(said(text, sender="fake:amal", press=press, card="card" if press else ""))
    assert isinstance(there.store, MemoryStore)
    assert lines(there.store) == [(Did.SAW, what, ("c1",))]


async def test_a_change_is_written_down_and_help_is_not() -> None:
    there = house()
    async with there.lived_in():
        await there.hear(said("/help", sender="fake:amal"))
        await there.hear(said("/alias Musa = Abu Karim", sender="fake:amal"))
    assert isinstance(there.store, MemoryStore)
    assert lines(there.store) == [(Did.CHANGED, "alias", ("c2",))]
    assert "Karim" not in repr(there.store.all(Audit))


def chained(count: int) -> MemoryStore:
    """A store with so many lines, a day apart."""
    store = MemoryStore()
    for number in range(count):
        at = NOON + timedelta(days=number)
        store.apply(chain.line(store, at, "amal", Did.SAW, "history", [f"c{number}"]))
    return store


def found(store: MemoryStore) -> str:
    return "".join(chain.broken(store))


def test_a_chain_that_nobody_touched_holds() -> None:
    for count in (0, 1, 5):
        assert found(chained(count)) == ""


@pytest.mark.parametrize("number", range(1, 6))
def test_a_line_removed_anywhere_is_missed(number: int) -> None:
    store = chained(5)
    store.apply([removed(store.all(Audit)[number - 1])])
    assert f"line {number} of the audit is missing" in found(store)


@pytest.mark.parametrize("field", ["at", "member", "did", "what", "about", "seal", "number"])
def test_a_line_altered_in_any_way_is_noticed(field: str) -> None:
    values = {"at": NOON, "did": Did.ERASED, "about": ("c9",), "number": 9}
    for number in range(5):
        store = chained(5)
        line = store.all(Audit)[number]
        store.apply([Change(line, replace(line, **{field: values.get(field, "else")}))])  # type: ignore[arg-type]  # Each fits its field.
        told = found(store)
        assert told or replace(line, **{field: values.get(field, "else")}) == line  # type: ignore[arg-type]  # As above.


def test_two_lines_that_changed_places_are_noticed() -> None:
    store = chained(5)
    second, third = store.all(Audit)[1:3]
    swapped = replace(third, id=second.id), replace(second, id=third.id)
    store.apply([Change(second, swapped[0]), Change(third, swapped[1])])
    assert "line 2" in found(store)


def test_a_chain_cut_short_with_its_end_is_noticed() -> None:
    store = chained(5)
    head = store.get(Setting, chain.HEAD)
    assert head is not None
    last, before = store.all(Audit)[4], store.all(Audit)[3]
    store.apply([Change(head, replace(head, value=f"4:{before.seal}"))])
    assert "does not end" in found(store)
    store.apply([removed(last)])
    # Whoever holds the key and rewrites the end too leaves no trace here, but does elsewhere.
    assert found(store) == ""
    assert not chain.goes_on(store, head.value)


def test_a_chain_goes_on_from_every_end_it_had() -> None:
    store, ends = MemoryStore(), [""]
    for number in range(400):
        at = NOON + timedelta(days=number)
        store.apply(chain.line(store, at, "amal", Did.SAW, "history", [f"c{number}"]))
        ends.append(chain.end(store))
    assert all(chain.goes_on(store, end) for end in ends)
    while changes := chain.outdated(store, NOON + timedelta(days=399)):
        store.apply(changes)
    # What has left at the front can be told no more.
    assert all(chain.goes_on(store, end) for end in ends)
    assert chain.goes_on(store, ends[-1][: ends[-1].index(":") + 17])


def test_a_chain_that_is_an_older_copy_does_not_go_on_from_the_newer_end() -> None:
    newer = chained(5)
    assert not chain.goes_on(chained(4), chain.end(newer))
    assert not chain.goes_on(chained(0), chain.end(newer))
    assert chain.goes_on(newer, chain.end(chained(4)))


@pytest.mark.parametrize("since", range(1, 6))
def test_a_chain_written_anew_by_whoever_has_the_key_does_not_go_on(since: int) -> None:
    told, store = chain.end(chained(5)), chained(since - 1)
    for number in range(since, 8):
        store.apply(chain.line(store, NOON, "omar", Did.SAW, "history", [f"c{number}"]))
    assert found(store) == ""
    assert not chain.goes_on(store, told)


@pytest.mark.parametrize("kept", [(chain.HEAD, chain.ANCHOR), (chain.HEAD,), ()])
def test_a_chain_removed_as_a_whole_is_noticed(kept: tuple[str, ...]) -> None:
    store = chained(5)
    told = chain.end(store)
    store.apply([removed(one) for one in store.all(Audit)])
    store.apply([removed(one) for one in store.all(Setting) if one.id not in kept])
    assert bool(found(store)) is bool(kept)
    assert not chain.goes_on(store, told)


def test_old_lines_leave_and_the_rest_still_holds() -> None:
    store = chained(400)
    now = NOON + timedelta(days=399)
    while changes := chain.outdated(store, now):
        store.apply(changes)
    assert store.count(Audit) == 366
    assert found(store) == ""
    store.apply(chain.line(store, now, "amal", Did.SAW, "who", ["c1"]))
    assert found(store) == ""
    store.apply([removed(store.all(Audit)[0])])
    assert "missing" in found(store)


def team() -> Team:
    made = Team()
    made.keep(replace(YUSUF, owner="mona"), replace(MUSA, owner="amal"))
    for who, did, about in (
        ("amal", Did.CHANGED, ["c2"]),
        ("amal", Did.SAW, ["c1", "c2"]),
        ("operator", Did.SAW, ["c9"]),
        ("operator:anna", Did.BACKED_UP, []),
        ("amal", Did.TOLD, ["c1"]),
    ):
        made.store.apply(chain.line(made.store, NOON, who, did, "history", about))
    return made


def test_the_mandator_sees_who_did_what_and_not_more_than_they_may() -> None:
    told = team().says("mona", "/audit")
    assert "Amal: looked at Yusuf and somebody you do not see" in told
    assert "the operator: looked at somebody you do not see" in told
    assert "the operator anna: made a backup" in told
    assert "Amal: was reminded of Yusuf" in told
    assert "Musa" not in told
    assert "c9" not in told
    assert team().says("mona", "/audit Yusuf").count("Amal") == 2


@pytest.mark.parametrize("who", ["amal", "claire", "omar"])
def test_nobody_else_may_look(who: str) -> None:
    there = team()
    assert "looked at" not in there.says(who, "/audit")
    assert "looked at" not in there.sends(who, "audit:c1")
    role = there.member(who).role
    assert role is not Role.MANDATOR
    assert Visible(there.store, Member(who, who, role)).all(Audit) == []


def test_nothing_yet_is_said_as_that() -> None:
    assert "Nothing was written down yet" in Team().says("mona", "/audit")


async def test_what_is_taken_out_as_a_file_is_written_down_as_that() -> None:
    there = house()
    asked = TakingOut("t1", "amal", ("c1",), "json", sealed=True, asked_at=NOON)
    allowed = replace(asked, allowed=True, decided_by="mona", decided_at=NOON)
    there.store.apply([Change(None, allowed)])
    async with there.lived_in():
        await there.hear(said(sender="fake:amal", press="takeout:t1", card="card"))
    assert isinstance(there.store, MemoryStore)
    assert lines(there.store) == [(Did.TOOK, "takeout", ("c1",))]


def test_a_search_writes_down_whom_it_showed_and_not_whom_it_weighed() -> None:
    team = Team()
    for n, name in enumerate(("Alima", "Bakr", "Chams", "Dawud", "Emir", "Ali", "Far")):
        team.keep(
            Counterpart(f"c{n}", name, "amal"),
            Meeting(f"m{n}", f"c{n}", "amal", date(2026, 3, 10) - timedelta(n), "fuel", NOON),
        )
    desk = team.desk("amal")
    answer(said("/search fuel", sender="fake:amal"), desk)
    assert isinstance(desk.book, Visible)
    # Ali is weighed and stands on the second page; that his name is part of Alima's says nothing.
    assert set(desk.book.looked_at) == {"c0", "c1", "c2", "c3", "c4"}


def test_a_search_too_long_for_a_button_is_written_down_too() -> None:
    team = Team()
    for n in range(7):
        team.keep(
            Counterpart(f"c{n}", f"Person {n}", "amal"),
            Meeting(f"m{n}", f"c{n}", "amal", date(2026, 3, 10), "fuel for the clinic", NOON),
        )
    long = "/search " + "fuel for the clinic that was promised " * 3
    message, desk = said(long, sender="fake:amal"), team.desk("amal")
    outcome = answer(message, desk)
    assert isinstance(desk.book, Visible)
    noted = line(message, outcome, team.store, desk.book.looked_at)
    assert noted is not None
    assert (noted.did, len(noted.about)) == (Did.SAW, 5)


async def test_who_is_taken_off_the_team_and_back_and_who_joins_is_written_down() -> None:
    there = House(answer=answer, welcome=welcome, visible=Visible)
    amal = there.store.get(Member, "amal")
    assert amal is not None
    boss = replace(amal, role=Role.MANDATOR)
    invitation = enrol.invite("Nadia", Role.NEGOTIATOR, "amal", token=TOKEN, now=NOON)
    boris = [added(Member("boris", "Boris")), added(Identity("fake:boris", "boris", "boris"))]
    there.store.apply([Change(amal, boss), *boris, invitation])
    async with there.lived_in():
        await there.hear(said(sender="fake:amal", press="remove:boris", card="card"))
        (entry,) = there.store.all(Entry)
        await there.hear(said(sender="fake:amal", press=f"undo:{entry.id}", card="card"))
        await there.hear(said(f"start {TOKEN}", sender="fake:nadia"))
    assert isinstance(there.store, MemoryStore)
    nadia = there.store.get(Identity, "fake:nadia")
    assert nadia is not None
    assert [(one.did, one.member, one.about) for one in there.store.all(Audit)] == [
        (Did.REMOVED, "amal", ("boris",)),
        (Did.READMITTED, "amal", ("boris",)),
        (Did.JOINED, nadia.member, ()),
    ]
    assert found(there.store) == ""
    there.store.apply(chain.line(there.store, NOON, ITSELF, Did.BACKED_UP, "backup", ()))
    desk = Desk(Visible(there.store, boss), NOON, ids(), boss, Speech())
    told = str(answer(said("/audit"), desk)).replace("\\u2068", "").replace("\\u2069", "")
    for line_ in (
        *("you: took Boris off the team", "you: took Boris back onto the team"),
        *("Nadia: joined the team", "Rapport, by itself: made a backup"),
    ):
        assert line_ in told
