"""After a day out of reach, everybody concerned is told once that something may be lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.gaps import Gaps
from storage.records import Change, Delivery, Identity, Member, Passage, Role, added
from tests.fakes import NOON, settle
from tests.house import House


async def test_a_gap_is_told_once_to_those_of_that_platform_alone() -> None:
    reported: list[tuple[str, str]] = []
    gaps = Gaps()
    report = gaps.noting("fake", lambda what, state: reported.append((what, state)))
    gone = Member("gone", "Gone", active=False)
    async with House().lived_in() as house:
        others = (gone, Identity("fake:gone", "gone", "gone"), Identity("slack:U1", "amal", "U1"))
        house.store.apply([added(record) for record in others])
        since = (NOON - timedelta(hours=30)).isoformat()
        report("gap", f"{since} {NOON.isoformat()}")
        report("poll", "ok")
        for _ in range(2):
            await gaps.tell(house.store, house.outbox, house.commit)
            await settle()
        assert [reply.to.place for reply in house.chat.shown] == ["amal"]
        (title,) = house.chat.titles
        assert title == (
            "I could not be reached here from Mon 16 March 2026, 06:00 until "
            "Tue 17 March 2026, 12:00. What you wrote in that time may be lost. "
            "Please look back and send it again."
        )
        assert reported == [("gap", f"{since} {NOON.isoformat()}"), ("poll", "ok")]


async def test_a_token_that_is_refused_is_told_once_to_those_who_lead_on_another_platform() -> None:
    gaps, told = Gaps(), dict[str, str]()
    slack = gaps.noting("slack", told.__setitem__)
    async with House().lived_in() as house:
        amal = house.store.get(Member, "amal")
        assert amal is not None
        lead = replace(amal, role=Role.MANDATOR)
        others = (Member("karim", "Karim"), Identity("fake:karim", "karim", "karim"))
        only = (Member("mona", "Mona", Role.MANDATOR), Identity("slack:U2", "mona", "U2"))
        account = Identity("slack:U1", "amal", "U1")
        house.store.apply([Change(amal, lead), *map(added, (*others, *only, account))])
        for state in ("invalid_auth", "invalid_auth", "ok", "token_revoked"):
            slack("auth", state)
            slack("socket", "ok")
            for _ in range(2):
                await gaps.tell(house.store, house.outbox, house.commit)
                await settle()
    assert [reply.to.place for reply in house.chat.shown] == ["amal", "amal"]
    assert all(title.startswith("Slack does not let me in") for title in house.chat.titles)
    assert told == {"auth": "token_revoked", "socket": "ok"}
    assert house.store.find(Delivery, "state", Passage.OWED) == []
