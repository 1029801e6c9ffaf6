"""Who can lead to whom, and where too much hangs on one thread: the rules alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.network import (
    Link,
    Path,
    Regard,
    Why,
    above,
    alive,
    beside,
    by_month,
    holders,
    kind_of,
    kinds_without,
    latest,
    links_of,
    never_contacted,
    one_department,
    paths,
    people_at,
    regard_of,
    single_contacts,
    steps_between,
    warm_though_small,
)
from handlers.rules.rights import Visible
from storage.memory import MemoryStore
from storage.records import (
    Actor,
    Aspect,
    Bond,
    Care,
    Commitment,
    Counterpart,
    Event,
    Level,
    LifeEvent,
    Meeting,
    Office,
    Organisation,
    Position,
    Record,
    Side,
    Stance,
    Status,
    Tie,
    TrustEvent,
)
from tests.fakes import NOON
from tests.team import AMAL, BORIS

TODAY = date(2026, 3, 17)


def person(id: str, owner: str = "amal", **more: object) -> Counterpart:
    return replace(Counterpart(id, id.title(), owner), **more)  # type: ignore[arg-type]  # A test names its fields.


def met(one: str, days: int = 5, *others: str, level: Level = Level.TACTICAL) -> Meeting:
    on = TODAY - timedelta(days=days)
    return Meeting(f"m-{one}-{days}", one, "amal", on, "tea", NOON, others=others, level=level)


def tie(one: str, other: str, bond: Bond = Bond.KIN, words: str = "uncle") -> Tie:
    return Tie(f"t-{one}-{other}-{bond}", one, other, bond, "amal", TODAY, words)


def stance(one: str, value: str, days: int = 0, aspect: Aspect = Aspect.ATTITUDE) -> Stance:
    on = TODAY - timedelta(days=days)
    return Stance(f"s-{one}-{value}-{days}", one, "amal", aspect, value, on)


def ways(goal: str, *records: Record) -> list[tuple[str, ...]]:
    store = MemoryStore([AMAL, BORIS, *records])
    return ways_in(goal, Visible(store, AMAL))


def ways_in(goal: str, book: Visible) -> list[tuple[str, ...]]:
    def regard(id: str) -> Regard:
        one = book.get(Counterpart, id)
        assert one is not None
        return regard_of(one, book, TODAY)

    return [path.people for path in paths(goal, lambda id: links_of(id, book, TODAY), regard)]


MUSA, GOV, SAMER = person("musa"), person("gov"), person("samer")


@pytest.mark.parametrize(
    ("records", "found"),
    [
        pytest.param([met("musa"), tie("musa", "gov")], [("musa", "gov")], id="an uncle"),
        pytest.param([met("musa"), tie("gov", "musa")], [("musa", "gov")], id="from either end"),
        pytest.param([tie("musa", "gov")], [], id="nobody whom we have met"),
        pytest.param(
            [met("samer"), tie("samer", "musa", Bond.FRIEND), tie("musa", "gov")],
            [("samer", "musa", "gov")],
            id="in two steps from our contact",
        ),
        pytest.param(
            [met("musa"), tie("musa", "gov"), stance("musa", "hostile")], [], id="hostile"
        ),
        pytest.param(
            [met("musa"), tie("musa", "gov"), stance("musa", "hostile", 9), stance("musa", "open")],
            [("musa", "gov")],
            id="no longer hostile",
        ),
        pytest.param(
            [
                met("musa"),
                tie("musa", "gov"),
                LifeEvent("l", "musa", "amal", Event.DEATH, TODAY - timedelta(days=10)),
            ],
            [],
            id="in mourning",
        ),
        pytest.param(
            [
                met("musa"),
                tie("musa", "gov"),
                TrustEvent("b", "musa", "m", "breach", "he shouted", TODAY - timedelta(days=3)),
            ],
            [],
            id="in repair",
        ),
        pytest.param(
            [met("musa"), tie("musa", "gov"), Care("musa", "musa", silent_until=TODAY)],
            [],
            id="left in peace",
        ),
        pytest.param([met("musa"), tie("musa", "gov", Bond.RIVAL, "")], [], id="a rival"),
        pytest.param(
            [met("musa"), tie("musa", "gov"), tie("gov", "musa", Bond.KEPT_FROM, "")],
            [],
            id="must not learn of it",
        ),
        pytest.param(
            [
                *(met("samer"), tie("samer", "musa", Bond.FRIEND), tie("musa", "gov")),
                tie("gov", "samer", Bond.KEPT_FROM, ""),
            ],
            [],
            id="must not learn of it, two steps away",
        ),
        pytest.param(
            [
                *(met("samer"), tie("samer", "musa", Bond.FRIEND), tie("musa", "gov")),
                tie("musa", "samer", Bond.KEPT_FROM, ""),
            ],
            [],
            id="must not learn of the one between",
        ),
        pytest.param(
            [
                *(met("musa"), tie("musa", "gov"), met("samer", 1), tie("samer", "gov")),
                stance("musa", "warm"),
            ],
            [("musa", "gov"), ("samer", "gov")],
            id="the warm one before the one met lately",
        ),
        pytest.param(
            [met("musa", 40), tie("musa", "gov"), met("samer", 1), tie("samer", "gov")],
            [("samer", "gov"), ("musa", "gov")],
            id="as warm, the one met lately first",
        ),
    ],
)
def test_who_can_lead_us_to_the_governor(
    records: list[Record], found: list[tuple[str, ...]]
) -> None:
    assert ways("gov", MUSA, GOV, SAMER, *records) == found


def test_whoever_keeps_promises_is_asked_first() -> None:
    kept = Commitment("p", "samer", "m", Side.THEM, "call", TODAY, status=Status.KEPT)
    linked = (tie("musa", "gov"), tie("samer", "gov"), met("musa", 3), met("samer", 3))
    assert ways("gov", MUSA, GOV, SAMER, *linked, kept)[0] == ("samer", "gov")


def test_a_path_goes_round_whom_a_colleague_knows() -> None:
    theirs = person("musa", "boris")
    chain = (met("samer"), tie("samer", "musa"), tie("musa", "gov"))
    assert ways("gov", theirs, GOV, SAMER, *chain) == []


def test_what_a_link_rests_on() -> None:
    gov = replace(GOV, introduced_by="musa")
    records: list[Record] = [
        *(AMAL, MUSA, gov, SAMER, person("deputy")),
        Organisation("gvt", "Governorate"),
        Office("o1", "Governor", "gvt"),
        Office("o2", "Deputy governor", "gvt", answers_to="o1"),
        Position("p1", "gov", "governor", "gvt"),
        Position("p2", "deputy", "Deputy Governor", "gvt"),
        met("gov", 4, "samer"),
    ]
    found = links_of("gov", Visible(MemoryStore(records), AMAL), TODAY)
    assert found == (
        Link("musa", "gov", Why.INTRODUCED),
        Link("deputy", "gov", Why.REPORTS),
        Link("deputy", "gov", Why.PLACE),
        Link("gov", "samer", Why.MET),
    )


def test_who_was_found_to_be_another_stands_for_the_other() -> None:
    store = MemoryStore([AMAL, MUSA, GOV, replace(SAMER, merged_into="musa"), tie("samer", "gov")])
    book = Visible(store, AMAL)
    assert [link.first for link in links_of("gov", book, TODAY)] == ["musa"]
    assert alive("samer", book) == MUSA


LETTERS = "abcdefgh"
edges = st.lists(
    st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS), st.sampled_from(list(Bond))),
    max_size=14,
)
owners = st.lists(st.sampled_from(["amal", "boris"]), min_size=8, max_size=8)
REGARDS = st.sampled_from([Regard(last=TODAY), Regard(), Regard(last=TODAY, silent=True)])


def graph(told: list[tuple[str, str, Bond]]) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {letter: [] for letter in LETTERS}
    for first, other, bond in told:
        if first != other:
            link = Link(first, other, Why(bond.value))
            found[first].append(link)
            found[other].append(link)
    return found


@given(edges, st.sampled_from(LETTERS), st.sampled_from(LETTERS))
def test_it_is_as_far_there_as_back(
    told: list[tuple[str, str, Bond]], one: str, other: str
) -> None:
    linked = graph(told)
    there = steps_between(one, other, linked.__getitem__)
    assert there == steps_between(other, one, linked.__getitem__)
    assert (there == 0) is (one == other)


@given(edges, st.sampled_from(LETTERS), st.lists(REGARDS, min_size=8, max_size=8))
def test_every_path_holds_together_is_short_and_asks_nobody_in_vain(
    told: list[tuple[str, str, Bond]], goal: str, regards: list[Regard]
) -> None:
    linked, stands = graph(told), dict(zip(LETTERS, regards, strict=True))
    found = paths(goal, linked.__getitem__, stands.__getitem__)
    assert len({path.first for path in found}) == len(found)
    secret = {link.end(goal) for link in linked[goal] if link.why is Why.KEPT_FROM}
    for path in found:
        assert path.people[-1] == goal
        assert goal not in path.people[:-1]
        assert 1 <= len(path.links) <= 2
        assert stands[path.first].last is not None
        assert not any(stands[id].silent for id in path.people[:-1])
        assert not secret & set(path.people)
        assert _joined(path)
        if len(path.links) > 1:
            direct = [link for link in linked[goal] if link.open and path.first in _ends(link)]
            assert direct == []


def _ends(link: Link) -> tuple[str, str]:
    return (link.first, link.other)


def _joined(path: Path) -> bool:
    pairs = zip(path.people, path.people[1:], strict=False)
    return all(
        {*_ends(link)} == {*pair} and link.open
        for link, pair in zip(path.links, pairs, strict=True)
    )


@given(edges, owners, st.sampled_from(LETTERS))
def test_no_path_and_no_link_shows_whom_one_may_not_see(
    told: list[tuple[str, str, Bond]], owned: list[str], goal: str
) -> None:
    people = [person(id, owner) for id, owner in zip(LETTERS, owned, strict=True)]
    ties = {
        (first, other, bond): tie(first, other, bond)
        for first, other, bond in told
        if first != other
    }
    store = MemoryStore([AMAL, BORIS, *people, *ties.values(), *(met(id) for id in LETTERS)])
    for member in (AMAL, BORIS):
        book = Visible(store, member)
        theirs = {one.id for one in people if one.owner == member.id}
        for one in book.all(Tie):
            assert {one.counterpart, one.other} <= theirs
        for id in LETTERS:
            for link in links_of(id, book, TODAY):
                assert {link.first, link.other} <= theirs
        if goal in theirs:
            assert {id for path in ways_in(goal, book) for id in path} <= theirs


# Offices and organisations.

MINISTRY = Organisation("mol", "Ministry of Labour")
LABOUR = Organisation("dept", "Labour dept", part_of="mol", answers_to="dg")
VISAS = Organisation("visas", "Visa dept", part_of="mol", answers_to="dg")
DG = Office("dg", "DG", "mol", answers_to="minister")
MINISTER = Office("minister", "Minister", "mol")
HOUSES = (MINISTRY, LABOUR, VISAS, DG, MINISTER)


def test_what_stands_above_and_beside() -> None:
    store = MemoryStore([*HOUSES])
    assert [one.id for one in above("dept", store)] == ["dg", "minister", "mol"]
    assert [one.id for one in beside("dept", store)] == ["visas"]
    assert above("mol", store) == []
    assert above("nothing", store) == []


def test_a_circle_of_offices_is_walked_once() -> None:
    store = MemoryStore([Office("a", "A", answers_to="b"), Office("b", "B", answers_to="a")])
    assert [one.id for one in above("a", store)] == ["b"]


def test_an_office_outlives_its_holder() -> None:
    was = Position("p1", "musa", "minister", "mol", since=date(2024, 1, 1), until=TODAY)
    now = Position("p2", "samer", "Minister", "mol", since=TODAY)
    store = MemoryStore([*HOUSES, MUSA, SAMER, was, now])
    assert [one.counterpart for one in holders(MINISTER, store, TODAY)] == ["samer"]
    assert [one.counterpart for one in holders(MINISTER, store)] == ["samer", "musa"]
    assert people_at("minister", store, TODAY) == ["samer"]
    assert people_at("mol", store, TODAY) == ["samer"]


# Coverage.

CLERKS = [person("musa"), person("gov"), person("samer")]


def at(place: str, *people: str) -> list[Position]:
    return [Position(f"p-{one}-{place}", one, "clerk", place) for one in people]


def test_one_contact_only_is_a_risk_and_two_are_none() -> None:
    store = MemoryStore([*HOUSES, *CLERKS, *at("dept", "musa")])
    found = single_contacts(CLERKS, store, TODAY)
    assert [(one.organisation.id, one.contact.id) for one in found] == [("dept", "musa")]
    store.put(at("visas", "gov")[0])
    assert single_contacts(CLERKS, store, TODAY) == []


def test_all_in_one_department() -> None:
    store = MemoryStore([*HOUSES, *CLERKS, *at("dept", "musa", "gov", "samer")])
    (found,) = one_department(CLERKS, store, TODAY)
    assert (found.whole.id, found.department.id, found.contacts) == ("mol", "dept", 3)
    store.put(at("visas", "gov")[0])
    assert one_department(CLERKS, store, TODAY) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministry of Labour", Actor.AUTHORITY),
        ("Préfecture de Boni", Actor.AUTHORITY),
        ("Alcaldía de Tumaco", Actor.AUTHORITY),
        ("وزارة الصحة", Actor.AUTHORITY),
        ("North Brigade", Actor.ARMED_GROUP),
        ("كتيبة الشمال", Actor.ARMED_GROUP),
        ("Border police", Actor.SECURITY),
        ("الجيش", Actor.SECURITY),
        ("Council of elders", Actor.COMMUNITY),
        ("Comité des femmes", Actor.COMMUNITY),
        ("Al-Nour Transport Company", Actor.COMPANY),
        ("Grand mosque", Actor.RELIGIOUS),
        ("Radio Dabanga", Actor.MEDIA),
        ("WFP", Actor.HUMANITARIAN),
        ("Falcon", None),
    ],
)
def test_what_sort_of_actor_a_name_tells(name: str, kind: Actor | None) -> None:
    assert kind_of(Organisation("o", name)) is kind


def test_what_somebody_said_outranks_the_name() -> None:
    assert kind_of(Organisation("o", "North Brigade", kind=Actor.SECURITY)) is Actor.SECURITY


def test_kinds_of_actor_nobody_knows() -> None:
    store = MemoryStore([*HOUSES, *CLERKS, *at("dept", "musa")])
    missing = kinds_without(CLERKS, store, TODAY)
    assert Actor.COMMUNITY in missing
    assert Actor.AUTHORITY not in missing


def test_who_was_never_contacted_and_who_is_small_and_not_forgotten() -> None:
    low = stance("musa", "low", aspect=Aspect.INFLUENCE)
    store = MemoryStore([*CLERKS, met("musa", 100), met("gov", 3), low])
    assert [one.id for one in never_contacted(CLERKS, store)] == ["samer"]
    assert [one.id for one in warm_though_small(CLERKS, store, TODAY)] == ["musa"]
    late = MemoryStore([*CLERKS, met("musa", 200), low])
    assert warm_though_small(CLERKS, late, TODAY) == []


def test_of_two_stances_told_on_one_day_the_later_stands() -> None:
    store = MemoryStore([MUSA, stance("musa", "warm"), stance("musa", "reserved")])
    found = latest("musa", Aspect.ATTITUDE, store)
    assert found is not None
    assert found.value == "reserved"
    assert latest("musa", Aspect.REACH, store) is None


# Balance.


def test_tactical_and_strategic_month_by_month() -> None:
    told = [met("a", 1), met("b", 20), met("c", 40, level=Level.STRATEGIC), met("d", 400)]
    months = by_month(told, TODAY, 3)
    assert [(one.first.month, one.tactical, one.strategic) for one in months] == [
        (1, 0, 0),
        (2, 1, 1),
        (3, 1, 0),
    ]


@given(st.lists(st.integers(0, 900), max_size=12), st.integers(1, 24))
def test_every_contact_of_those_months_is_counted_once(days: list[int], months: int) -> None:
    told = [met(f"c{n}", day) for n, day in enumerate(days)]
    found = by_month(told, TODAY, months)
    assert len(found) == months
    assert [one.first for one in found] == sorted(one.first for one in found)
    inside = [one for one in told if one.on >= found[0].first]
    assert sum(one.tactical + one.strategic for one in found) == len(inside)
