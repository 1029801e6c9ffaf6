"""A team with direct delivery on, a counterpart who may be written to, and a nudge about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.direct import notices
from handlers.rules.direct import TEAM
from storage.records import (
    Consent,
    Correspondent,
    Counterpart,
    Nudge,
    Policy,
    Reason,
    Stage,
)
from tests.fakes import NOON
from tests.team import Team

ALI = Counterpart("ali", "Ali", "amal", language="en", added_at=NOON)
NUDGE = Nudge(
    *("checkin:ali:20260317", "amal", Reason.CHECKIN, "ali", NOON.date(), NOON),
    counterpart="ali",
    stage=Stage.SENT,
    card="checkin:ali:20260317",
    sent_at=NOON,
    told_on=NOON.date(),
)
ACCOUNT = "fake:his"


def switched(team: Team, *, on: bool) -> None:
    """The mandator's word, as it stands in the store."""
    before = team.store.get(Policy, TEAM)
    after = Policy(TEAM, on, "mona", NOON)
    team.keep(after) if before is None else team.change(before, after)


def ready(consent: Consent | None = Consent.AGREED) -> Team:
    """Amal leads the relation with Ali, who stands so to being written to."""
    team = Team()
    switched(team, on=True)
    team.keep(ALI, NUDGE)
    if consent is not None:
        team.keep(
            Correspondent(
                *(ACCOUNT, "ali", "his", "en", "amal", NOON),
                consent=consent,
                answered_at=NOON,
                shown="Ali",
            )
        )
    return team


def consent_of(team: Team, account: str = ACCOUNT) -> Correspondent:
    """How that account stands now."""
    known = team.store.get(Correspondent, account)
    assert known is not None
    return known


def invited(team: Team, who: str = "amal") -> str:
    """The token of a fresh invitation for Ali."""
    team.says(who, "/receive Ali")
    return team.button("Copy").copy.removeprefix("start ")


def later(team: Team, **time: float) -> None:
    """Let time pass, as for somebody who is answered once a minute."""
    team.now += timedelta(**(time or {"minutes": 2}))


def handed_over(team: Team, to: str) -> None:
    """Somebody else leads the relation now."""
    one = team.store.get(Counterpart, "ali")
    assert one is not None
    team.change(one, replace(one, owner=to, deputies=()))


AGREE, LEAVE = notices.AGREE, notices.LEAVE
