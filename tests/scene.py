"""Where and when a dialogue is played, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from storage.records import Member, Role, Setting
from tests.drawing import SARA
from tests.fakes import NOON

NAMES = (Setting("telegram:username", "rapport_test_bot"), Setting("slack:username", "rapport"))
"""What the doors have told of themselves, on every stage alike."""

ZONE = "Africa/Khartoum"


@dataclass(frozen=True, slots=True)
class Scene:
    """The time at the beginning, and the members of the team."""

    now: datetime
    members: tuple[Member, ...]
    platform: str = ""
    """The only one on which it can be played; empty where any will do."""
    language: str = "en"
    """What the phones of those hint at who have not come in yet."""


def scene(told: Mapping[str, str]) -> Scene:
    """The scene that a dialogue's ``= name value`` lines set."""
    zone = told.get("zone", ZONE)
    now = NOON
    if "now" in told:
        here = datetime.fromisoformat(told["now"]).replace(tzinfo=ZoneInfo(zone))
        now = here.astimezone(UTC)
    language = told.get("language", "en")
    role = Role(told.get("role", "negotiator"))
    sara = Member(SARA, "Sara", role, language, zone)
    members = (sara, Member("karim", "Karim", zone=zone))
    return Scene(now, members, told.get("platform", ""), language)
