"""Nobody sees what is not theirs, through any way of reading the book."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.rights import RULES, Visible
from handlers.rules.roles import MAY, Action, may, may_admit
from storage.after import After
from storage.indexes import INDEXES
from storage.memory import MemoryStore
from storage.records import (
    KINDS,
    Agreement,
    Change,
    Commitment,
    Correspondent,
    Counterpart,
    CounterpartInvitation,
    Delivery,
    Dialogue,
    DirectMessage,
    Draft,
    Entry,
    Evidence,
    Identity,
    Incident,
    Meeting,
    Member,
    NextStep,
    Organisation,
    PersonalFact,
    Position,
    Received,
    Record,
    RedLine,
    Refusal,
    Role,
    Setting,
    Side,
    Status,
    Stranger,
    TrustEvent,
    Turn,
    Version,
    added,
    removed,
)
from tests.fakes import NOON
from tests.team import AMAL, BORIS, CLAIRE, EVERYBODY, MONA

DAY = date(2026, 3, 10)
NEVER_SEEN = {Received, Delivery, Setting, Stranger}


def story_of(one: Counterpart, member: str) -> list[Record]:
    """One record of every kind that is about *one*, and what *member* has from it."""
    id, of = one.id, (one.id, f"meeting-{one.id}")
    fresh = added(Position(f"draft-{id}", id, "clerk"))
    return [
        one,
        Position(f"position-{id}", id, "governor", "org"),
        Meeting(of[1], id, member, DAY, "tea", NOON),
        Agreement(f"agreement-{id}", *of, "trucks", 1, DAY),
        Commitment(f"promise-{id}", *of, Side.US, "plates", DAY),
        Refusal(f"refusal-{id}", *of, Side.THEM, "no"),
        RedLine(f"line-{id}", *of, Side.US, "never"),
        PersonalFact(f"fact-{id}", *of, "son"),
        TrustEvent(f"trust-{id}", *of, "positive", "tea", DAY),
        NextStep(f"step-{id}", *of, "call"),
        Incident(f"act-{id}", member, DAY, "letter", "Labour dept", id),
        Evidence(f"evidence-{id}", id, member, "photo", NOON),
        Version(f"version-{id}", id, f"agreement-{id}", member, NOON),
        Turn(f"turn-{id}", id, f"promise-{id}", DAY, Status.KEPT, DAY),
        Correspondent(f"fake:{id}", id, id, "en", member, NOON),
        CounterpartInvitation(f"hash-{id}", id, member, NOON, NOON),
        DirectMessage(f"sent-{id}", id, member, f"fake:{id}", "nudge", "Peace", NOON),
        Draft(f"draft-{id}", member, (fresh,), NOON),
        Entry(f"entry-{id}", member, (added(one),), NOON),
    ]


def seen(book: Visible) -> set[tuple[type[Record], str]]:
    """Everything any method of a book gives."""
    found: set[tuple[type[Record], str]] = set()
    store = book._book
    for kind in KINDS.values():
        records = list(book.all(kind))
        assert book.count(kind) == len(records)
        for one in store.all(kind):
            direct = book.get(kind, one.id)
            records += [] if direct is None else [direct]
        for name in INDEXES[kind]:
            values = {str(value) for one in store.all(kind) for value in INDEXES[kind][name](one)}
            records += [one for value in values for one in book.find(kind, name, value)]
        found |= {(kind, one.id) for one in records}
    return found | {(Counterpart, id) for _, id in book.names()}


members = st.sampled_from([member.id for member in EVERYBODY])
people = st.lists(
    st.tuples(members, st.lists(members, max_size=2, unique=True)), min_size=1, max_size=5
)


@given(people)
def test_nothing_of_a_relation_reaches_who_is_not_named(
    owned: list[tuple[str, list[str]]],
) -> None:
    store = MemoryStore([*EVERYBODY, Organisation("org", "Governorate")])
    kept = []
    for number, (owner, deputies) in enumerate(owned):
        one = Counterpart(f"c{number}", f"Name {number}", owner, tuple(deputies))
        kept.append(one)
        for record in story_of(one, owner):
            store.put(record)
    for member in EVERYBODY:
        theirs = seen(Visible(store, member))
        for one in kept:
            named = member.id in (one.owner, *one.deputies)
            story = {(type(record), record.id) for record in story_of(one, one.owner)}
            own = {pair for pair in story if pair[0] in (Draft, Entry)}
            red = {pair for pair in story if pair[0] is RedLine and member.role is Role.MANDATOR}
            if named:
                assert story - own <= theirs
            else:
                assert story & theirs == red
            assert (own <= theirs) is (member.id == one.owner)


def test_every_kind_has_a_rule_or_is_never_seen() -> None:
    assert set(RULES) | NEVER_SEEN == set(KINDS.values())
    assert not set(RULES) & NEVER_SEEN


def test_kinds_ruled_by_their_counterpart_have_one() -> None:
    for kind, rule in RULES.items():
        if rule in (Visible._about, Visible._position, Visible._red_line):
            assert "counterpart" in {field.name for field in fields(kind)}


def test_the_machinery_is_seen_by_nobody() -> None:
    store = MemoryStore([MONA, Setting("offset", "7"), Stranger("fake:x", NOON)])
    book = Visible(store, MONA)
    assert book.get(Setting, "offset") is None
    assert book.all(Stranger) == []
    assert book.count(Setting) == 0


def test_a_removed_member_sees_nothing_at_all() -> None:
    gone = replace(AMAL, active=False)
    one = Counterpart("c", "Yusuf", AMAL.id)
    store = MemoryStore([gone, *story_of(one, AMAL.id), Identity("fake:amal", "amal", "amal")])
    assert seen(Visible(store, gone)) == set()


def test_who_is_left_without_anybody_is_seen_by_those_who_can_name_somebody() -> None:
    gone = replace(AMAL, active=False)
    one = Counterpart("c", "Yusuf", AMAL.id)
    store = MemoryStore([gone, BORIS, CLAIRE, *story_of(one, AMAL.id)])
    assert seen(Visible(store, CLAIRE)) >= {(Counterpart, "c"), (Position, "position-c")}
    assert (Meeting, "meeting-c") not in seen(Visible(store, CLAIRE))
    assert (Counterpart, "c") not in seen(Visible(store, BORIS))
    store.apply([Change(one, replace(one, deputies=("boris",)))])
    assert (Counterpart, "c") not in seen(Visible(store, CLAIRE))


def test_an_entry_disappears_with_the_right_to_what_it_changed() -> None:
    one = Counterpart("c", "Yusuf", "amal")
    store = MemoryStore([AMAL, BORIS, *story_of(one, "amal")])
    assert Visible(store, AMAL).get(Entry, "entry-c")
    store.apply([Change(one, replace(one, owner="boris"))])
    assert Visible(store, AMAL).get(Entry, "entry-c") is None
    assert Visible(store, AMAL).find(Draft, "member", "amal") == []


def test_names_follow_rights_though_no_name_has_changed() -> None:
    one = Counterpart("c", "Yusuf", "amal", aliases=("Joe",))
    store = MemoryStore([AMAL, BORIS, one])
    before = Visible(store, BORIS).names()
    assert list(before) == []
    shared = replace(one, deputies=("boris",))
    store.apply([Change(one, shared)])
    names = Visible(store, BORIS).names()
    assert list(names) == [("Yusuf", "c"), ("Joe", "c")]
    assert Visible(store, BORIS).names() is names
    store.apply([Change(shared, one)])
    assert list(Visible(store, BORIS).names()) == []


def test_who_sees_one_of_two_people_sees_that_they_met_and_nothing_of_the_other() -> None:
    yusuf, samer = Counterpart("y", "Yusuf", "amal"), Counterpart("s", "Samer", "boris")
    met = Meeting("m", "y", "amal", DAY, "tea with both", NOON, others=("s",), place="the mill")
    store = MemoryStore([AMAL, BORIS, CLAIRE, yusuf, samer, met])
    seen_by_boris = replace(met, counterpart="s", others=(), words="")
    assert Visible(store, BORIS).find(Meeting, "counterpart", "s") == [seen_by_boris]
    assert Visible(store, BORIS).all(Meeting) == [seen_by_boris]
    assert not Visible(store, BORIS).whole(seen_by_boris)
    assert Visible(store, CLAIRE).find(Meeting, "counterpart", "s") == []
    store.apply([Change(samer, replace(samer, deputies=("amal",)))])
    assert Visible(store, AMAL).find(Meeting, "counterpart", "y") == [met]
    assert Visible(store, AMAL).whole(met)


@given(
    st.lists(st.tuples(members, st.lists(members, max_size=2, unique=True)), min_size=2, max_size=4)
)
def test_a_meeting_with_several_shows_each_member_only_their_own_part(
    owned: list[tuple[str, list[str]]],
) -> None:
    people_met = [
        Counterpart(f"c{number}", f"Name {number}", owner, tuple(deputies))
        for number, (owner, deputies) in enumerate(owned)
    ]
    first, *others = (one.id for one in people_met)
    met = Meeting(
        *("m", first, "amal", DAY, "tea with all", NOON),
        others=tuple(others),
        ours=("Amal",),
        asked="the road",
    )
    store = MemoryStore([*EVERYBODY, *people_met, met])
    for member in EVERYBODY:
        book = Visible(store, member)
        theirs = [one.id for one in people_met if member.id in (one.owner, *one.deputies)]
        found = {id: book.find(Meeting, "counterpart", id) for id in (first, *others)}
        if not theirs:
            assert (book.get(Meeting, "m"), book.all(Meeting)) == (None, [])
            assert not any(found.values())
            continue
        part = book.get(Meeting, "m")
        assert part is not None
        assert [part.counterpart, *part.others] == theirs
        assert book.all(Meeting) == [part]
        assert all(found[id] == [part] for id in theirs)
        if len(theirs) == len(owned):
            assert part == met
        else:
            assert (part.words, part.asked, part.ours) == ("", "", ())


def test_a_dialogue_is_its_own_members() -> None:
    asked = Dialogue("amal", "note", "", NOON)
    store = MemoryStore([AMAL, MONA, asked])
    assert Visible(store, AMAL).all(Dialogue) == [asked]
    assert Visible(store, MONA).get(Dialogue, "amal") is None


@pytest.mark.parametrize(
    ("role", "actions"),
    [
        (Role.MANDATOR, set(Action)),
        (Role.COORDINATOR, set(Action) - {Action.AUDIT, Action.DECIDE}),
        (Role.NEGOTIATOR, {Action.OWN, Action.READ, Action.WRITE, Action.SHARE}),
        (Role.OBSERVER, {Action.OWN, Action.READ}),
    ],
)
def test_each_role_may_do_what_is_written_here_and_nothing_else(
    role: Role, actions: set[Action]
) -> None:
    member = Member("m", "Mina", role)
    assert {action for action in Action if may(member, action)} == actions
    assert not any(may(replace(member, active=False), action) for action in Action)


def test_no_role_is_forgotten() -> None:
    assert set(MAY) == set(Role)


def test_only_a_mandator_admits_a_mandator() -> None:
    admitting = {
        (member.role, role) for member in EVERYBODY for role in Role if may_admit(member, role)
    }
    below = (Role.COORDINATOR, Role.NEGOTIATOR, Role.OBSERVER)
    assert admitting == {(Role.MANDATOR, role) for role in Role} | {
        (Role.COORDINATOR, role) for role in below
    }


def called(one: Counterpart) -> list[tuple[str, str]]:
    return [(name, one.id) for name in (one.name, *one.aliases)]


steps = st.lists(
    st.one_of(
        st.tuples(
            st.just("relation"),
            st.sampled_from("abc"),
            members,
            st.lists(members, max_size=1),
            st.sampled_from(["Yusuf", "Samer"]),
            st.sampled_from(["", "a"]),
        ),
        st.tuples(st.just("gone"), st.sampled_from("abc")),
        st.tuples(st.just("member"), members, st.booleans()),
    ),
    max_size=12,
)


@given(steps)
def test_names_that_were_kept_are_those_that_may_be_seen_now(steps: list[tuple[Any, ...]]) -> None:
    store = MemoryStore(EVERYBODY)
    for kind, id, *rest in steps:
        if kind == "relation":
            owner, deputies, name, into = rest
            before: Record | None = store.get(Counterpart, id)
            fresh = Counterpart(id, name, owner, deputies=tuple(deputies), merged_into=into)
            store.apply([Change(before, fresh)])
        elif kind == "member":
            member = store.get(Member, id)
            assert member is not None
            store.apply([Change(member, replace(member, active=rest[0]))])
        elif (gone := store.get(Counterpart, id)) is not None:
            store.apply([removed(gone)])
        for member in store.all(Member):
            book = Visible(store, member)
            seen = [one for one in store.all(Counterpart) if book.get(Counterpart, one.id)]
            wanted = [pair for one in seen if not one.merged_into for pair in called(one)]
            assert sorted(book.names()) == sorted(wanted)
            assert book.names() is book.names()
            assert Visible(MemoryStore(store.all(Member)), member).names() == ()


def test_a_stamp_is_another_after_every_change_and_in_every_book() -> None:
    one = Counterpart("c", "Yusuf", "amal")
    store, other = MemoryStore([AMAL, BORIS, one]), MemoryStore([AMAL, BORIS, one])
    first = store.stamp(Counterpart, Position)
    assert store.stamp(Counterpart, Position) == first
    assert other.stamp(Counterpart, Position) != first
    store.apply([added(Organisation("o", "Port"))])
    assert store.stamp(Counterpart, Position) == first
    shared = Change(one, replace(one, deputies=("boris",)))
    drawn = [After(store, [shared]), After(store, [shared])]
    assert len({first, *(book.stamp(Counterpart) for book in drawn)}) == 3
    assert drawn[0].stamp(Organisation) == store.stamp(Organisation)
    assert Visible(store, AMAL).stamp(Position) != Visible(store, BORIS).stamp(Position)
    before = Visible(store, BORIS).stamp(Position)
    store.apply([shared])
    assert Visible(store, BORIS).stamp(Position) != before
