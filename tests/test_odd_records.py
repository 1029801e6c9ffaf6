"""One record that makes no sense silences nobody, and somebody is told of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot import checks
from bot.house import House, opened
from bot.pacing import Limits
from bot.rounds import Rounds
from bot.settings import Settings
from storage.records import (
    Agreement,
    Announced,
    Care,
    Change,
    Commitment,
    Counterpart,
    Delivery,
    Event,
    Handover,
    Identity,
    LifeEvent,
    Meeting,
    Member,
    NextStep,
    Nudge,
    Observance,
    Offer,
    Passage,
    Passing,
    Presence,
    Reason,
    Received,
    Record,
    Reminder,
    Rhythm,
    Role,
    Setting,
    Side,
    Stage,
    StandIn,
    Waiting,
    added,
)
from storage.store import Unwritable
from storage.trouble import Trouble
from tests.fakes import NOON, FakeChat, FakeClock, said

FIRST, LAST = date.min, date.max
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TODAY = NOON.date()
DUE = TODAY + 3 * DAY
TEAM = (
    Member("amal", "Amal", Role.MANDATOR, zone="UTC", week=(), discreet=False),
    Member("boris", "Boris", zone="UTC", week=(), discreet=False),
    Identity("fake:amal", "amal", "amal"),
    Identity("fake:boris", "boris", "boris"),
    Counterpart("odd", "Yusuf", "amal", ("boris",)),
    Counterpart("c1", "Hana", "amal", ("boris",)),
    Counterpart("c2", "Idris", "boris", ("amal",)),
    Commitment("p0", "odd", "", Side.US, "bring plates", TODAY, due=DUE),
    Commitment("p1", "c1", "", Side.US, "send fuel", TODAY, due=DUE),
    Commitment("p2", "c2", "", Side.US, "call back", TODAY, due=DUE),
)
ODD: dict[str, list[Record]] = {
    "promise at the end of time": [Commitment("x", "odd", "", Side.US, "x", TODAY, due=LAST)],
    "promise at the beginning": [Commitment("x", "odd", "", Side.US, "x", TODAY, due=FIRST)],
    "agreement until the end": [Agreement("x", "odd", "", "x", 1, TODAY, until=LAST)],
    "agreement until the beginning": [Agreement("x", "odd", "", "x", 1, TODAY, until=FIRST)],
    "agreement made at the end": [Agreement("x", "odd", "", "x", 1, LAST)],
    "agreement made at the beginning": [Agreement("x", "odd", "", "x", 1, FIRST)],
    "death at the end": [LifeEvent("x", "odd", "amal", Event.DEATH, LAST)],
    "death at the beginning": [LifeEvent("x", "odd", "amal", Event.DEATH, FIRST)],
    "birth at the end": [LifeEvent("x", "odd", "amal", Event.BIRTH, LAST)],
    "step at the end": [NextStep("x", "odd", "", "x", LAST, time(9))],
    "step at the beginning": [NextStep("x", "odd", "", "x", FIRST, time(0))],
    "meeting at the end": [Meeting("x", "odd", "amal", LAST, "x", NOON)],
    "meeting at the beginning": [Meeting("x", "odd", "amal", FIRST, "x", NOON)],
    "an interval of ages": [Care("odd", "odd", ideal=10**9, maximum=10**9)],
    "an interval below nothing": [Care("odd", "odd", ideal=-30, maximum=-60)],
    "reviewed at the end": [Care("odd", "odd", reviewed_on=LAST)],
    "silent to the end": [Care("odd", "odd", silent_until=LAST)],
    "a feast nobody knows": [Observance("x", "odd", "feast-of-nowhere")],
    "a feast in no country": [Observance("x", "odd", "eid-al-fitr", "XX")],
    "a feast announced for the end": [
        Observance("x", "odd", "eid-al-fitr"),
        Announced("y", "eid-al-fitr", "", 2026, LAST, "amal"),
        Announced("z", "eid-al-fitr", "", 9999, LAST, "amal"),
    ],
    "reminder at the end": [Reminder("x", "amal", "x", LAST, NOON)],
    "reminder at the beginning": [Reminder("x", "amal", "x", FIRST, NOON, every="month", day=99)],
    "reminder every fortnight": [Reminder("x", "amal", "x", TODAY, NOON, every="fortnight")],
    "reminder on Mars": [Reminder("x", "amal", "x", DUE, NOON, at=time(9), zone="Mars/Base")],
    "reminder of nobody": [Reminder("x", "amal", "x", TODAY, NOON, "gone")],
    "offer until the end": [
        Offer("x", "odd", "boris", "amal", "Y", LAST, NOON, passing=Passing.ACCEPTED)
    ],
    "offer on Mars": [
        Offer("x", "odd", "boris", "amal", "Y", DUE, NOON, Passing.ACCEPTED, zone="Mars/Base")
    ],
    "stand-in to the end": [StandIn("x", "boris", "amal", LAST, NOON)],
    "handover at the end": [Handover("x", "odd", "boris", "amal", LAST)],
    "nudge at the end": [
        Nudge("x", "amal", Reason.OURS, "p0", LAST, NOON, "odd"),
        Nudge("y", "amal", Reason.OCCASION, "odd", LAST, NOON, "odd"),
        Nudge("z", "amal", Reason.LIFE, "gone", FIRST, NOON, "odd"),
    ],
    "nudges of nobody": [
        Nudge("x", "gone", Reason.OURS, "p0", TODAY, NOON, "odd"),
        Nudge("y", "amal", Reason.THEIRS, "gone", TODAY, NOON, "gone"),
        Nudge("z", "gone", Reason.MISSED, "gone", TODAY, NOON, "gone"),
    ],
    "nudges under way of nobody": [
        Nudge("x", "gone", Reason.OURS, "p0", TODAY, NOON, "odd", stage=Stage.OWED, card="x"),
        Nudge("y", "gone", Reason.DIGEST, "gone", TODAY, NOON, stage=Stage.OWED),
        Nudge("z", "amal", Reason.MISSED, "x", TODAY, NOON, "odd", stage=Stage.UNREACHED),
    ],
    "seen at the beginning": [Presence("amal", FIRST, "fake:amal")],
    "seen at the end": [Presence("amal", LAST, "fake:amal")],
    "no name": [replace(TEAM[4], name="", aliases=("", "\0"), owner="amal")],
    "a hostile name": [replace(TEAM[4], name="{name}%s\u202e<b>&amp;\ud800" + "z" * 20_000)],
    "hostile words": [Commitment("p0", "odd", "", Side.US, "{n}\ud800\x00" * 900, TODAY, due=DUE)],
    "added at the beginning": [
        replace(TEAM[4], added_at=datetime.min.replace(tzinfo=UTC), introducer="x")
    ],
    "known since the end": [replace(TEAM[4], known_since=LAST)],
}
HABITS: dict[str, list[Record]] = {
    "a zone nobody knows": [replace(TEAM[0], zone="Mars/Base")],
    "a zone that is a path": [replace(TEAM[0], zone="../../etc/passwd")],
    "no zone": [replace(TEAM[0], zone="")],
    "a language nobody speaks here": [replace(TEAM[0], language="tlh")],
    "a week of no days": [replace(TEAM[0], week=(9, -3))],
    "a digest on no day": [Rhythm("amal", digest_day=12)],
    "no card a day": [Rhythm("amal", cap=-1)],
    "away for all time": [Rhythm("boris", away_from=FIRST, away_until=LAST)],
}

SENSELESS = {
    *("promise at the end of time", "promise at the beginning"),
    *("agreement until the end", "agreement until the beginning", "agreement made at the end"),
    *("death at the end", "step at the end", "step at the beginning", "meeting at the end"),
    *("stand-in to the end", "handover at the end", "known since the end", "away for all time"),
    *("a zone nobody knows", "a zone that is a path", "no zone"),
}
"""What nothing can be worked out of; all else is odd and does no harm."""


@asynccontextmanager
async def team(folder: Path, *odd: Record) -> AsyncIterator[tuple[House, FakeClock, FakeChat]]:
    """A house two of whose members have a promise to keep, with something *odd* in its store."""
    clock = FakeClock(NOON - 2 * HOUR)
    settings = Settings(data=folder / "data", key_file=folder / "key")
    async with opened(settings, clock, clock.timer) as house:
        known = {(type(one), one.id): one for one in (*TEAM, *odd)}
        changes = [added(one) for one in known.values()]
        house.store.apply(changes)
        await house.commit()
    async with opened(settings, clock, clock.timer) as house:
        chat = FakeChat(clock.timer)
        house.outbox.open("fake", chat, Limits())
        house.inbox.start()
        yield house, clock, chat


async def days_pass(house: House, clock: FakeClock, days: int) -> None:
    for _ in range(days * 12):
        clock.advance(2 * 3600)
        await house.tick()
        await house.idle()


def heard(chat: FakeChat, who: str) -> str:
    return "\n".join(str(reply) for reply in chat.shown if reply.to.place == who)


@pytest.mark.parametrize("name", [*ODD, *HABITS])
async def test_one_odd_record_silences_nobody(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with team(tmp_path, *{**ODD, **HABITS}[name]) as (house, clock, chat):
        await days_pass(house, clock, 4)
        told = heard(chat, "boris") + heard(chat, "amal")
        assert "Idris" in told
        assert "Hana" in told
        assert (house.health.states()["records"].state != "ok") == (name in SENSELESS)
        assert ("makes no sense" in heard(chat, "amal")) == (name in SENSELESS)
        assert told.count("makes no sense") <= 3
    assert ("odd " in caplog.text) == (name in SENSELESS)
    assert "Yusuf" not in caplog.text


async def test_whoever_looks_after_them_is_told_of_whom_and_that_it_is_well_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with team(tmp_path, *ODD["promise at the end of time"]) as (house, clock, chat):
        await days_pass(house, clock, 1)
        (reference,) = (one.value for one in house.store.all(Setting) if one.id == "odd:odd")
        (card,) = [one.card for one in chat.shown if reference in one.card.title]
        assert "about Yusuf may be missing" in card.title
        assert [button.press for button in card.buttons] == ["below:history:odd"]
        assert f"odd {reference}: a Commitment of odd: OverflowError" in caplog.text
        # Told once, and the daily look that finds it mended forgets that it was.
        await days_pass(house, clock, 2)
        assert heard(chat, "amal").count("makes no sense") == 1
        (x,) = [one for one in house.store.all(Commitment) if one.id == "x"]
        house.store.apply([Change(x, replace(x, due=DUE))])
        await days_pass(house, clock, 2)
        assert house.store.get(Setting, "odd:odd") is None
        assert house.health.states()["records"].state == "ok"


async def test_where_others_may_read_the_screen_nobody_is_named(tmp_path: Path) -> None:
    amal = replace(TEAM[0], discreet=True)
    odd = ODD["promise at the end of time"]
    async with team(tmp_path, amal, *odd) as (house, clock, chat):
        await days_pass(house, clock, 1)
        (title,) = [title for title in chat.titles if "makes no sense" in title]
        assert "Yusuf" not in title
    # Who runs Rapport finds it without the service, too.
    found = await checks.all_of(Settings(data=tmp_path / "data", key_file=tmp_path / "key"))
    assert [one.hurts for one in found if one.what == "records"] == [True]


async def test_those_who_lead_the_team_are_told_of_a_colleagues_odd_settings(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, replace(TEAM[1], zone="Mars/Base")) as (house, clock, chat):
        await days_pass(house, clock, 1)
        assert "Please look at /zone and" in heard(chat, "boris")
        assert "Some reminders of the team may be missing" in heard(chat, "amal")


async def test_a_card_that_another_program_drew_holds_no_other_card_back(tmp_path: Path) -> None:
    answer = Delivery("x", "fake", "amal", NOON - 2 * HOUR, '{"shape": 9}', 1, answers="a/1")
    nudge = Nudge(
        *("ours:p0:20260317", "amal", Reason.OURS, "p0", TODAY, NOON - 3 * HOUR, "odd"),
        stage=Stage.OWED,
        card="ours:p0:20260317",
    )
    drawn = replace(answer, id="y", answers=nudge.card, number=2)
    guest = replace(answer, id="z", place="somebody", number=3)
    async with team(tmp_path, answer, nudge, drawn, guest) as (house, clock, chat):
        await house.idle()
        assert ["could not show it here" in title for title in chat.titles] == [True]
        await days_pass(house, clock, 1)
        assert "Our promise to Yusuf is due on Fri 20 March 2026." in chat.titles
        assert heard(chat, "somebody") == ""
        assert house.store.find(Delivery, "state", Passage.OWED) == []


async def test_a_message_that_another_program_kept_is_set_aside_and_told(tmp_path: Path) -> None:
    odd = Received("fake:amal/0", "fake:amal", NOON - 2 * HOUR, '{"shape": 9}', 1)
    strange = replace(odd, id="fake:who/0", sender="fake:who", number=2)
    async with team(tmp_path, odd, strange) as (house, _, chat):
        await house.idle()
        assert ["put it aside" in title for title in chat.titles] == [True]
        states = {one.id: one.state for one in house.store.all(Received)}
        assert set(states.values()) == {Waiting.ASIDE}
        await house.inbox.accept(said("/due", sender="fake:amal"))
        await house.idle()
        assert len(chat.titles) == 2


async def test_a_round_that_goes_wrong_leaves_the_rest_to_be_done_and_is_told() -> None:
    told: list[tuple[str, str]] = []
    rounds = Rounds(lambda what, state: told.append((what, state)))

    async def wrong() -> None:
        raise LookupError("Yusuf")

    async def torn() -> None:
        raise Trouble("Nudge number 7 in the store cannot be read.")

    async def well() -> None:
        """Nothing goes wrong."""

    async def full() -> None:
        raise Unwritable("no space")

    assert [await rounds.done("due", do) for do in (wrong, torn, well, well)] == [
        *(False, False, True, True)
    ]
    assert told[0][0] == "looking at due"
    assert told[0][1].startswith("it went wrong: LookupError at ")
    assert "Yusuf" not in told[0][1]
    assert told[1:] == [
        ("looking at due", "it went wrong: Nudge number 7 in the store cannot be read."),
        ("looking at due", "ok"),
    ]
    with pytest.raises(Unwritable):
        await rounds.done("due", full)
