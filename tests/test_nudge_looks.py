"""The monthly looks, and what is decided under a card: each with what makes it speak and not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.chat import Address, Message
from handlers.desk import Desk
from handlers.nudging import deciding, patterns, pressing
from handlers.nudging.looks import drawn
from handlers.nudging.planning import looked_over, replanned
from handlers.nudging.series import LOOKS
from handlers.rules import rhythms
from handlers.rules.rights import Visible
from handlers.words import obstacles
from handlers.words.speech import Speech
from storage.memory import MemoryStore
from storage.records import (
    Aspect,
    Change,
    Counterpart,
    Entry,
    Evidence,
    FocalPoint,
    Identity,
    Level,
    LevelPlan,
    Meeting,
    Member,
    Nudge,
    Organisation,
    PersonalFact,
    Position,
    Ready,
    Reason,
    Record,
    Refusal,
    Rhythm,
    Side,
    Stage,
    Stance,
    Tier,
    added,
)

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
TODAY = NOW.date()
SARA = Member("sara", "Sara", zone="Africa/Khartoum")
OPEN = Member("sara", "Sara", zone="Africa/Khartoum", discreet=False)


def at(store: MemoryStore, member: Member = SARA) -> Desk:
    book = Visible(store, member)
    return Desk(book, NOW, lambda: "new", member, Speech("en", member.zone))


def desk(*records: Record, member: Member = SARA) -> Desk:
    return at(MemoryStore([member, *records]), member)


def person(id: str, owner: str = "sara") -> Counterpart:
    since = NOW - timedelta(days=60)
    return Counterpart(id, id.title(), owner, added_at=since)


def held(id: str, place: str) -> tuple[Counterpart, Position]:
    return person(id), Position(f"p-{id}", id, "clerk", place)


def met(id: str, days: int, place: str = "", ours: tuple[str, ...] = ()) -> Meeting:
    on = TODAY - timedelta(days=days)
    return Meeting(
        *(f"m-{id}-{days}", id, "sara", on, "tea", NOW),
        place=place,
        ours=ours,
        channel="in_person",
    )


def lines(reason: Reason, here: Desk) -> list[str]:
    return patterns.LOOKS[reason](patterns.mine(here), here).lines


def test_all_in_one_department_is_said() -> None:
    whole, part = Organisation("w", "Ministry"), Organisation("d", "Customs", part_of="w")
    other = Organisation("o", "Visas", part_of="w")
    people = [record for n in "abc" for record in held(n, "d")]
    assert any(
        "Customs" in line for line in lines(Reason.NETWORK, desk(whole, part, other, *people))
    )


def test_nearly_all_in_one_place_is_said_and_an_even_spread_is_not() -> None:
    one, two = Organisation("x", "Border Guard"), Organisation("y", "Mayor")
    many = [record for n in "abcde" for record in held(n, "x")]
    assert lines(Reason.NETWORK, desk(one, two, *many)) == ["Border Guard: 5 of your 5 contacts"]
    spread = [*many[:6], *(record for n in "fgh" for record in held(n, "y"))]
    assert lines(Reason.NETWORK, desk(one, two, *spread)) == []


def test_whoever_was_never_spoken_to_is_said_after_a_month() -> None:
    assert lines(Reason.UNMET, desk(person("ali"))) == ["Ali"]
    assert lines(Reason.UNMET, desk(person("ali"), met("ali", 200))) == []
    fresh = Counterpart("ali", "Ali", "sara", added_at=NOW - timedelta(days=3))
    assert lines(Reason.UNMET, desk(fresh)) == []


def test_always_the_same_faces_are_said_after_six_meetings() -> None:
    same = [met("ali", days, ours=("Hana",)) for days in range(6)]
    assert lines(Reason.FACES, desk(person("ali"), *same))
    assert lines(Reason.FACES, desk(person("ali"), *same[:5])) == []
    other = met("ali", 7, ours=("Omar",))
    assert lines(Reason.FACES, desk(person("ali"), *same[:5], other)) == []


def test_a_place_where_nobody_could_be_called_is_said() -> None:
    there = [met("ali", 120, "Fangak"), met("ali", 130, "Fangak")]
    assert "Fangak" in lines(Reason.GAPS, desk(person("ali"), *there))[0]
    assert lines(Reason.GAPS, desk(person("ali"), *there, met("ali", 3))) == []
    called = FocalPoint("f", "ali", "sara", Ready.DETENTION, "Fangak")
    assert lines(Reason.GAPS, desk(person("ali"), *there, called)) == []
    access = FocalPoint("f", "ali", "sara", Ready.ACCESS, "Leer")
    assert "if staff are detained" in lines(Reason.GAPS, desk(person("ali"), access))[0]


def refused(n: int, days: int, text: str) -> tuple[Meeting, Refusal]:
    one = met("ali", days, f"place {n}")
    return replace(one, id=f"r-{n}"), Refusal(f"no-{n}", "ali", f"r-{n}", Side.THEM, text)


def test_what_was_refused_in_the_month_that_ended_is_counted_beside_the_one_before() -> None:
    # Today is 20 March: 20 to 47 days back lies February, 48 to 78 January.
    found = [
        *refused(1, 25, "the visas of our nurses"),
        *refused(2, 30, "the visas"),
        *refused(3, 40, "the list of drivers"),
        *refused(4, 60, "the road"),
        *refused(5, 3, "the road"),
    ]
    here = desk(person("ali"), *found)
    assert patterns.stood_in_the_way(patterns.mine(here), here) == patterns.Found(
        "February 2026: 3 obstacles",
        ["visas 2 · lists and data 1", "The month before: 1"],
        obstacles.LOOK_HOW,
    )
    assert lines(Reason.OBSTACLES, desk(person("ali"), *refused(5, 3, "the road"))) == []
    assert lines(Reason.OBSTACLES, desk(person("ali", "karim"), *refused(1, 25, "visas"))) == []


def test_where_policy_is_neglected_the_plan_is_shown_on_a_screen_nobody_else_reads() -> None:
    plan = LevelPlan(
        *("sara:strategic", "sara", Level.STRATEGIC, TODAY, "visas for nurses"), whom=("ali",)
    )
    busy = [met("ali", days) for days in range(10)]
    nudge = Nudge("n", "sara", Reason.STRATEGIC, "sara", TODAY, NOW)
    for member, shown in ((SARA, False), (OPEN, True)):
        told = drawn(nudge, desk(person("ali"), plan, *busy, member=member))
        assert told is not None
        words = repr(told)
        assert ("visas for nurses" in words) is shown
        assert ("Ali" in words) is shown
    policy = replace(busy[3], level=Level.STRATEGIC)
    assert drawn(nudge, desk(person("ali"), plan, *busy, replace(policy, id="s"))) is None
    assert drawn(nudge, desk(person("ali"), plan, *busy[:9])) is None


@pytest.mark.parametrize("reason", [Reason.UNMET, Reason.GAPS])
def test_a_look_names_nobody_until_it_is_opened(reason: Reason) -> None:
    there = [met("musa", 120, "Fangak"), met("musa", 130, "Fangak")]
    here = desk(person("ali"), person("musa"), *there)
    nudge = Nudge(f"{reason}:sara:20260320", "sara", reason, "sara", TODAY, NOW)
    shut, opened = drawn(nudge, here), drawn(nudge, here, opened=True)
    assert shut is not None
    assert opened is not None
    assert not any(name in str(shut) for name in ("Ali", "Musa", "Fangak"))
    assert any(name in str(opened) for name in ("Ali", "Fangak"))
    assert drawn(nudge, desk()) is None


def test_strategic_work_is_called_neglected_only_where_there_is_much_other_work() -> None:
    many = [met("ali", 2 * n) for n in range(10)]
    nudge = Nudge("strategic:sara:20260320", "sara", Reason.STRATEGIC, "sara", TODAY, NOW)
    shown = drawn(nudge, desk(person("ali"), *many))
    assert shown is not None
    assert "60 days" in shown.title
    assert "10 meetings" in str(shown.parts)
    assert drawn(nudge, desk(person("ali"), *many[:9])) is None
    once = replace(met("ali", 59), level=Level.STRATEGIC)
    assert drawn(nudge, desk(person("ali"), *many, once)) is None
    before = replace(met("ali", 61), level=Level.STRATEGIC)
    assert drawn(nudge, desk(person("ali"), *many, before)) is not None


@pytest.mark.parametrize("reason", LOOKS)
def test_a_look_that_is_not_wanted_again_is_planned_no_more_until_that_is_undone(
    reason: Reason,
) -> None:
    store = MemoryStore([OPEN, Identity("telegram:sara", "sara", "sara")])
    store.apply(looked_over(store, ["sara"], NOW).changes)
    (nudge,) = (one for one in store.all(Nudge) if one.reason is reason)
    sent = replace(nudge, stage=Stage.SENT, told_on=TODAY)
    store.apply([Change(nudge, sent)])
    outcome = pressing.pressed(pressed(), at(store, OPEN), f"never:{nudge.id}")
    planned = replanned(store, outcome.changes, NOW)
    store.apply([*outcome.changes, *planned.changes])
    store.apply(looked_over(store, ["sara"], NOW + timedelta(days=200)).changes)
    assert [one.stage for one in store.all(Nudge) if one.reason is reason] == [Stage.SKIPPED]
    others = {one.reason for one in store.all(Nudge) if one.stage is Stage.PLANNED}
    assert set(LOOKS) - {reason} <= others
    rhythm = store.get(Rhythm, "sara")
    assert rhythm is not None
    assert rhythm.never == (reason,)


def test_whoever_has_little_influence_keeps_a_slow_rhythm() -> None:
    low = Stance("s", "ali", "sara", Aspect.INFLUENCE, "low", TODAY)
    high = Stance("t", "ali", "sara", Aspect.INFLUENCE, "high", TODAY + timedelta(days=1))
    assert rhythms.care_of("ali", desk(person("ali"), low).book).tier is Tier.SLOW
    assert rhythms.care_of("ali", desk(person("ali"), low, high).book).tier is Tier.STEADY
    assert rhythms.interval(rhythms.care_of("ali", desk(person("ali"), low).book))[0] == 90


def review(stage: Stage = Stage.SENT) -> Nudge:
    return Nudge(
        *("review:ali:20260320", "sara", Reason.REVIEW, "ali", TODAY, NOW),
        counterpart="ali",
        stage=stage,
    )


def pressed() -> Message:
    return Message("k", "telegram:sara", Address("telegram", "sara"), NOW, press="x", card="c")


def test_what_is_erased_is_gone_from_records_and_from_what_could_bring_it_back() -> None:
    fact = PersonalFact("f", "ali", "m-ali-800", "fears for his job", heard_on=date(2024, 1, 1))
    note, fresh = met("ali", 800, "Fangak"), met("ali", 3)
    photo = Evidence("e", "ali", "sara", "photo", NOW, meeting=note.id)
    entry = Entry("n", "sara", (added(fact), added(note), added(fresh)), NOW, "Saved")
    store = MemoryStore([SARA, person("ali"), fact, note, fresh, photo, entry, review()])
    outcome = deciding.erased(pressed(), at(store), review())
    store.apply(outcome.changes)
    assert store.all(PersonalFact) == []
    assert store.all(Evidence) == []
    bare = store.get(Meeting, note.id)
    assert bare is not None
    assert (bare.on, bare.words, bare.place) == (note.on, "", "")
    assert store.get(Meeting, fresh.id) == fresh
    left = store.get(Entry, "n")
    assert left is not None
    assert left.changes == (added(fresh),)
    told = [change for change in outcome.changes if isinstance(change.subject, Entry)]
    assert all(isinstance(change, Change) for change in told)
    assert "fears" not in str([store.all(kind) for kind in (Entry, Meeting, PersonalFact)])
