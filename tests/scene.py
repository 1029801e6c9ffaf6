"""Where and when a dialogue is played, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from storage.records import Member
from tests.drawing import SARA
from tests.fakes import NOON

ZONE = "Africa/Khartoum"


@dataclass(frozen=True, slots=True)
class Scene:
    """The time at the beginning, and the members of the team."""

    now: datetime
    members: tuple[Member, ...]


def scene(told: Mapping[str, str]) -> Scene:
    """The scene that a dialogue's ``= name value`` lines set."""
    zone = told.get("zone", ZONE)
    now = NOON
    if "now" in told:
        here = datetime.fromisoformat(told["now"]).replace(tzinfo=ZoneInfo(zone))
        now = here.astimezone(UTC)
    sara = Member(SARA, "Sara", language=told.get("language", "en"), zone=zone)
    return Scene(now, (sara, Member("karim", "Karim", zone=zone)))
