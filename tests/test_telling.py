"""A colleague is told of what concerns them at their own door, without a handler seeing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.routes import home_of, routed
from handlers.chat import MEMBER, Address, Card, Reply
from handlers.words import people as words
from storage.memory import MemoryStore
from storage.records import Counterpart, Identity, Member, Sharing
from tests.fakes import NOON
from tests.team import AMAL, BORIS, Team

TO_AMAL = Reply(Address(MEMBER, "amal"), Card("News"))
EARLIER = NOON - timedelta(days=1)


@pytest.mark.parametrize(
    ("accounts", "place"),
    [
        ([Identity("fake:a", "amal", "room", NOON)], Address("fake", "room")),
        (
            [
                Identity("slack:a", "amal", "U1", NOON),
                Identity("telegram:7", "amal", "7", EARLIER),
            ],
            Address("telegram", "7"),
        ),
        (
            [
                Identity("console:amal", "amal", "amal", EARLIER),
                Identity("slack:a", "amal", "U1", NOON),
            ],
            Address("slack", "U1"),
        ),
        ([Identity("fake:a", "amal", "", NOON)], None),
        ([Identity("fake:b", "boris", "room", NOON)], None),
        ([], None),
    ],
)
def test_a_member_is_written_to_where_they_have_been_longest(
    accounts: list[Identity], place: Address | None
) -> None:
    store = MemoryStore([AMAL, BORIS, *accounts])
    assert home_of("amal", store) == place
    expected = [] if place is None else [replace(TO_AMAL, to=place)]
    assert list(routed([TO_AMAL], store)) == expected


def test_nothing_is_told_to_who_has_left_or_was_never_here() -> None:
    gone = replace(AMAL, active=False)
    store = MemoryStore([gone, Identity("fake:a", "amal", "room", NOON)])
    unknown = replace(TO_AMAL, to=Address(MEMBER, "nobody"))
    assert list(routed([TO_AMAL, unknown], store)) == []


def test_all_other_replies_stay_as_they_are() -> None:
    plain = Reply(Address("fake", "room"), Card("News"))
    assert list(routed([plain], MemoryStore())) == [plain]


def told(team: Team, member: str) -> str:
    return team.told[member].title


def test_a_new_lead_and_a_new_deputy_are_told_and_so_is_who_is_let_go() -> None:
    team = Team()
    team.change(BORIS, replace(BORIS, discreet=False))
    team.keep(Counterpart("c1", "Yusuf", "amal"))
    team.says("amal", "/deputy Yusuf + Boris")
    team.presses("amal", "Yes, share")
    assert told(team, "boris") == "Amal has named you deputy with Yusuf."
    team.says("amal", "/deputy Yusuf - Boris")
    team.presses("amal", "Yes, stop sharing")
    assert told(team, "boris") == "You are no longer part of the relation with Yusuf."
    assert team.told["boris"].buttons == ()
    team.says("amal", "/owner Yusuf = Boris")
    team.presses("amal", "Yes, share")
    assert told(team, "boris") == "Amal has handed you the relation with Yusuf. You lead it now."
    team.presses("amal", "Step away")
    assert told(team, "boris") == "Amal is no longer deputy with Yusuf."
    assert "amal" not in team.told


def test_no_name_stands_in_what_a_locked_screen_may_show() -> None:
    team = Team()
    team.keep(Counterpart("c1", "Yusuf", "amal"))
    for text in ("/deputy Yusuf + Boris", "/owner Yusuf = Boris"):
        team.says("amal", text)
        team.presses("amal", "Yes, share")
        card = team.told["boris"]
        assert card.title in (words.TOLD_DEPUTY_QUIET, words.TOLD_OWNER_QUIET)
        assert "Yusuf" not in repr(card)
        assert team.sends("boris", card.buttons[0].press).startswith("Yusuf")


def test_who_is_told_is_told_in_their_own_language() -> None:
    team = Team()
    team.change(BORIS, replace(BORIS, language="ar", discreet=False))
    team.keep(Counterpart("c1", "Yusuf", "amal"))
    team.says("amal", "/deputy Yusuf + Boris")
    team.presses("amal", "Yes, share")
    assert team.told["boris"].language == "ar"
    assert "Yusuf" in told(team, "boris")
    assert "deputy" not in told(team, "boris")


def test_taking_it_back_is_told_too() -> None:
    team = Team()
    team.keep(Counterpart("c1", "Yusuf", "amal"))
    team.says("amal", "/deputy Yusuf + Boris")
    team.presses("amal", "Yes, share")
    team.presses("amal", "Undo")
    assert told(team, "boris") == words.TOLD_GONE_QUIET


def test_who_hands_on_a_relation_nobody_led_learns_who_can_change_it() -> None:
    team = Team()
    team.change(AMAL, replace(AMAL, active=False, sharing=Sharing.NOTHING))
    team.keep(Counterpart("c1", "Yusuf", "amal"))
    team.says("claire", "/owner Yusuf = Boris")
    shown = team.presses("claire", "Yes, share")
    assert shown.endswith("If that was a mistake, ask Boris to hand it on.")
    assert team.labels() == []
    assert told(team, "boris") == words.TOLD_OWNER_QUIET


def test_a_member_who_merges_accounts_is_told_on_the_one_they_had() -> None:
    team = Team()
    team.keep(Counterpart("c1", "Yusuf", "boris"))
    team.says("amal", "/link")
    code = team.shown[-1].buttons[0].copy
    team.says("boris", code)
    team.presses("boris", "Yes, that is me")
    assert team.store.get(Member, "boris") == replace(BORIS, active=False)
    undo = team.told["amal"].buttons[0].press
    assert team.sends("amal", undo).startswith("Undone: ")
    assert team.store.get(Member, "boris") == BORIS
    assert team.store.get(Counterpart, "c1") == Counterpart("c1", "Yusuf", "boris")
    assert team.says("boris", "/whoami").startswith("You are Boris")
