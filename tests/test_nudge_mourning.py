"""What still comes about somebody in mourning: what is due, what comforts, what was asked for."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from handlers.desk import Desk
from handlers.nudging.due import due
from handlers.nudging.looks import drawn
from handlers.nudging.planning import looked_over
from handlers.rules import rhythms
from handlers.rules.rights import Visible
from handlers.words.speech import Speech
from storage.memory import MemoryStore
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Event,
    Handover,
    Identity,
    LifeEvent,
    Meeting,
    Member,
    NextStep,
    Nudge,
    Observance,
    Reason,
    Record,
    Reminder,
    Side,
    Stage,
)

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
TODAY, DAY = NOW.date(), timedelta(days=1)
SARA = Member("sara", "Sara", zone="UTC", week=(), discreet=False)
HANA = Member("hana", "Hana", zone="UTC", week=())
ALI = Counterpart("ali", "Ali", "sara", introducer="Musa", added_at=NOW - 200 * DAY)
DIED = LifeEvent("died", "ali", "sara", Event.DEATH, TODAY - 5 * DAY)
MET = Meeting("met", "ali", "sara", TODAY - 90 * DAY, "tea", NOW, flags=("legal:deported",))
SILENT = rhythms.MOURNING

ABOUT: dict[str, tuple[Record, ...]] = {
    "promise": (Commitment("x", "ali", "met", Side.US, "plates", TODAY - DAY, due=TODAY),),
    "theirs": (Commitment("x", "ali", "met", Side.THEM, "fuel", TODAY - DAY, due=TODAY),),
    "agreement": (Agreement("x", "ali", "met", "trucks", 1, TODAY - 90 * DAY, until=TODAY + DAY),),
    "step": (NextStep("x", "ali", "met", "tea", TODAY + DAY, time(15)),),
    "death": (LifeEvent("x", "ali", "sara", Event.DEATH, TODAY),),
    "birth": (LifeEvent("x", "ali", "sara", Event.BIRTH, TODAY),),
    "wedding": (LifeEvent("x", "ali", "sara", Event.WEDDING, TODAY),),
    "success": (LifeEvent("x", "ali", "sara", Event.SUCCESS, TODAY),),
    "illness": (LifeEvent("x", "ali", "sara", Event.ILLNESS, TODAY),),
    "return": (LifeEvent("x", "ali", "sara", Event.RETURN, TODAY),),
    "reminder": (Reminder("x", "sara", "call", TODAY, NOW, counterpart="ali"),),
    "handover": (Handover("x", "ali", "hana", "sara", TODAY - DAY),),
    "left": (Handover("x", "ali", "sara", "hana", TODAY - DAY),),
    "feast": (Observance("x", "ali", "eid-al-fitr"),),
    "note": (),
}

COMES = [
    *((Reason.OURS, "promise"), (Reason.THEIRS, "theirs")),
    # Its end is a day on which a road may close.
    (Reason.ENDING, "agreement"),
    *((Reason.STEP, "step"), (Reason.SOON, "step")),
    *((Reason.LIFE, "death"), (Reason.LIFE, "illness"), (Reason.LIFE, "return")),
    (Reason.REMINDER, "reminder"),
]
WAITS = [
    *((Reason.CHECKIN, "note"), (Reason.THANKS, "note"), (Reason.SINCE, "agreement")),
    *((Reason.LIFE, "birth"), (Reason.LIFE, "wedding"), (Reason.LIFE, "success")),
    *((Reason.CONFIRM, "agreement"), (Reason.REVIEW, "note"), (Reason.INTRODUCE, "handover")),
    (Reason.FAREWELL, "left"),
]


def planned(reason: Reason, what: str, *mourning: Record) -> tuple[MemoryStore, Nudge]:
    about = {"feast": "ali.eid-al-fitr", "note": "ali"}.get(what, "x")
    owner = "hana" if what == "left" else "sara"
    ali = Counterpart("ali", "Ali", owner, ("sara",), introducer="Musa", added_at=ALI.added_at)
    mark = "1447" if what == "feast" else f"{TODAY:%Y%m%d}"
    nudge = Nudge(
        *(f"{reason}:{about}:{mark}", "sara", reason, about, TODAY, NOW),
        counterpart="ali",
        asked=reason in (Reason.REMINDER, Reason.SOON),
    )
    people = (SARA, HANA, Identity("telegram:sara", "sara", "sara"))
    return MemoryStore([*people, ali, MET, *ABOUT[what], *mourning, nudge]), nudge


def told(store: MemoryStore, nudge: Nudge, now: datetime = NOW) -> bool:
    answer = due(store, now)
    assert not answer.faults
    store.apply(answer.changes)
    return nudge.id in [key for key, _ in answer.cards]


@pytest.mark.parametrize(("reason", "what"), COMES)
def test_what_is_due_and_what_comforts_comes_in_mourning_too(reason: Reason, what: str) -> None:
    assert told(*planned(reason, what, DIED))


@pytest.mark.parametrize(("reason", "what"), WAITS)
def test_all_else_comes_at_once_but_in_mourning_waits_for_its_end(
    reason: Reason, what: str
) -> None:
    assert told(*planned(reason, what))
    store, nudge = planned(reason, what, DIED)
    assert not told(store, nudge)
    after = store.get(Nudge, nudge.id)
    if after is not None:
        assert after.stage is Stage.PLANNED
        assert after.due_at.date() > DIED.on + SILENT


def test_no_feast_is_wished_in_mourning_and_no_overview_names_it() -> None:
    assert told(*planned(Reason.OCCASION, "feast"))
    store, nudge = planned(Reason.OCCASION, "feast", DIED)
    assert not told(store, nudge)
    left = store.get(Nudge, nudge.id)
    assert left is None or left.stage is Stage.SKIPPED


@pytest.mark.parametrize("mourning", [(), (DIED,)], ids=["else", "in mourning"])
def test_the_overview_leaves_a_house_in_mourning_in_peace(mourning: tuple[Record, ...]) -> None:
    other = Counterpart("omar", "Omar", "sara", added_at=NOW - 90 * DAY)
    feast = Nudge(
        *("occasion:ali.eid-al-fitr:1447", "sara", Reason.OCCASION, "ali.eid-al-fitr"),
        *(TODAY + DAY, NOW + DAY),
        counterpart="ali",
    )
    store = MemoryStore([SARA, ALI, other, MET, *ABOUT["feast"], feast, *mourning])
    desk = Desk(Visible(store, SARA), NOW, lambda: "new", SARA, Speech("en", "UTC"))
    overview = Nudge("digest:sara:20260320", "sara", Reason.DIGEST, "sara", TODAY, NOW)
    card = drawn(overview, desk)
    assert "Omar" in str(card)
    assert ("Ali" in str(card)) is not bool(mourning)


def test_a_congratulation_comes_when_mourning_is_over_and_not_as_a_late_one() -> None:
    store, nudge = planned(Reason.LIFE, "birth", DIED)
    assert not told(store, nudge)
    waits = store.get(Nudge, nudge.id)
    assert waits is not None
    store.apply(looked_over(store, ["ali"], NOW + 3 * DAY).changes)
    assert store.get(Nudge, nudge.id) == waits
    assert waits.was_due is None
    assert told(store, nudge, waits.due_at)
