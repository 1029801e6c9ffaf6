"""A person says which days somebody marks, settles the moon's, and says how they are written to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from handlers.observing import announcing, channels
from handlers.rules.occasions import OCCASIONS, window
from handlers.words import help as help_words
from handlers.words import occasions as words
from storage.records import (
    Announced,
    Channel,
    Counterpart,
    Entry,
    Observance,
    Organisation,
    Position,
)
from tests.team import Team

YUSUF = Counterpart("c1", "Col. Yusuf", "amal")
ALI = Counterpart("c2", "Ali", "boris")
LENT = datetime(2026, 3, 12, 9, tzinfo=UTC)


def team(now: datetime = LENT) -> Team:
    made = Team(now=now)
    made.keep(YUSUF, ALI)
    return made


def move(made: Team, id: str, zone: str) -> None:
    member = made.member(id)
    made.change(member, replace(member, zone=zone))


def marks(made: Team) -> list[tuple[str, str]]:
    return sorted((one.occasion, one.how) for one in made.store.all(Observance))


def test_the_days_are_asked_soonest_first_and_nothing_is_ticked_by_itself() -> None:
    made = team()
    shown = made.says("amal", "/marks Yusuf")
    assert shown.startswith("Which days does Col. Yusuf mark?")
    assert words.ONLY_KNOWN in shown
    assert made.labels()[:2] == ["The remembrance of Halabja", "Laylat al-Qadr"]
    assert made.labels()[-2:] == ["More days", "No greetings at all"]
    assert made.store.all(Observance) == []


def test_a_day_is_pressed_and_pressed_away() -> None:
    made = team()
    made.says("amal", "/marks Yusuf")
    made.presses("amal", "Eid al-Fitr")
    assert "✓ Eid al-Fitr" in made.labels()
    assert marks(made) == [("eid-al-fitr", "")]
    made.presses("amal", "✓ Eid al-Fitr")
    assert "Eid al-Fitr" in made.labels()
    assert marks(made) == []


def test_every_day_can_be_reached_by_pressing_more() -> None:
    made = team()
    made.says("amal", "/marks Yusuf")
    seen = set(made.labels())
    while "More days" in made.labels():
        made.presses("amal", "More days")
        seen |= set(made.labels())
    days = {one.names["en"] for one in OCCASIONS.values() if one.drafted}
    assert {day[:1].upper() + day[1:] for day in days} <= seen
    assert not any("national" in label.lower() for label in seen)


def test_several_days_are_named_at_once_and_taken_back() -> None:
    made = team()
    shown = made.says("amal", "/marks Yusuf = Eid al-Fitr, عيد الأضحى and Nowruz")
    assert shown.startswith("Col. Yusuf marks these days: Eid al-Fitr, Eid al-Adha and Nowruz.")
    assert [code for code, _ in marks(made)] == ["eid-al-adha", "eid-al-fitr", "nowruz"]
    made.presses("amal", "Undo")
    assert marks(made) == []


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("Isra and Miraj, Nowruz", ["isra-miraj", "nowruz"]),
        ("عيد الفطر وعيد الأضحى، الإسراء والمعراج", ["eid-al-adha", "eid-al-fitr", "isra-miraj"]),
        ("l'Aïd el-Fitr et Noël", ["christmas", "eid-al-fitr"]),
        ("la Navidad y el Año Nuevo; Pascua", ["christmas", "easter", "new-year"]),
    ],
)
def test_days_are_read_in_every_language(written: str, codes: list[str]) -> None:
    made = team()
    made.says("amal", f"/marks Yusuf = {written}")
    assert [code for code, _ in marks(made)] == codes


def test_a_day_named_twice_is_kept_once() -> None:
    made = team()
    for _ in range(2):
        made.says("amal", "/marks Yusuf = Eid al-Fitr")
    assert marks(made) == [("eid-al-fitr", "")]


@pytest.mark.parametrize("day", ["army day", "8 March Revolution", "عيد الجيش"])
def test_a_day_that_takes_a_side_is_refused_with_what_to_do(day: str) -> None:
    made = team()
    shown = made.says("amal", f"/marks Yusuf = {day}")
    assert "head of mission" in shown
    assert marks(made) == []


def test_a_day_written_a_little_wrong_is_offered() -> None:
    made = team()
    assert made.says("amal", "/marks Yusuf = Eid al fitre").startswith("Which day do you mean")
    made.presses("amal", "Eid al-Fitr")
    assert marks(made) == [("eid-al-fitr", "")]


def test_an_unknown_day_leads_to_the_list() -> None:
    made = team()
    made.says("amal", "/marks Yusuf = the birthday of nobody")
    assert made.presses("amal", "More days").startswith("Which days does")


def test_what_is_never_sent_can_be_read() -> None:
    made = team()
    made.says("amal", "/occasions")
    shown = made.presses("amal", "What I never send")
    assert "8 March Revolution (Syria)" in shown
    assert "take somebody's side" in shown


def test_ashura_is_asked_how_and_mourned_until_told() -> None:
    made = team()
    made.says("amal", "/marks Yusuf")
    made.sends("amal", "mark:c1:ashura:0")
    assert made.labels() == ["In mourning", "With a fast", "I do not know"]
    assert marks(made) == [("ashura", "")]
    shown = made.presses("amal", "With a fast")
    assert shown == "Col. Yusuf keeps Ashura: With a fast."
    assert marks(made) == [("ashura", "fast")]
    made.presses("amal", "Undo")
    assert marks(made) == [("ashura", "")]


def test_a_day_that_can_harm_says_so() -> None:
    made = team()
    move(made, "amal", "Asia/Kabul")
    made.keep(Organisation("o1", "Taliban, governor's office"))
    made.keep(Position("p1", "c1", "clerk", "o1"))
    shown = made.says("amal", "/marks Yusuf = Nowruz")
    assert words.CAUTIONS["nowruz_officials"] in shown
    assert marks(made) == [("nowruz", "never")]
    assert "None of the days" in made.says("amal", "/occasions")


def test_a_national_day_is_kept_only_by_name_and_for_a_letter() -> None:
    made = team()
    shown = made.says("amal", "/marks Yusuf = Jamhuri Day")
    assert words.LETTER in shown
    assert marks(made) == [("national-ke", "")]


def test_no_greetings_at_all_and_welcome_again() -> None:
    made = team()
    made.says("amal", "/marks Yusuf = Eid al-Fitr")
    made.says("amal", "/marks Yusuf")
    assert "gets no greetings" in made.presses("amal", "No greetings at all")
    assert made.labels() == ["Greetings are welcome again"]
    assert "None of the days" in made.says("amal", "/occasions")
    made.presses("amal", "Greetings are welcome again")
    assert marks(made) == [("eid-al-fitr", "")]


def test_a_dash_forgets_every_day() -> None:
    made = team()
    assert "No days were kept" in made.says("amal", "/marks Yusuf = -")
    made.says("amal", "/marks Yusuf = Eid al-Fitr")
    assert "No days are kept" in made.says("amal", "/marks Yusuf = -")
    assert marks(made) == []


def test_a_colleague_sees_none_of_it() -> None:
    made = team()
    made.says("amal", "/marks Yusuf = Eid al-Fitr")
    assert "None of the days" in made.says("boris", "/occasions")
    assert made.sends("boris", "marks:c1").startswith(help_words.STALE[:11])
    assert made.sends("boris", "mark:c1:christmas:0").startswith(help_words.STALE[:11])
    assert marks(made) == [("eid-al-fitr", "")]


def test_the_days_ahead_are_said_with_whose_they_are() -> None:
    made = team()
    made.says("amal", "/marks Yusuf = Eid al-Fitr, Nowruz")
    shown = made.says("amal", "/occasions")
    assert (
        "Eid al-Fitr: expected Sat 21 March 2026, could be 20 Mar 2026 to 22 Mar 2026: "
        "it depends on the moon · Col. Yusuf" in shown
    )
    assert "Nowruz: Sat 21 March 2026 · Col. Yusuf" in shown


def test_a_moon_feast_is_settled_with_one_press_for_the_whole_team() -> None:
    made = team()
    made.keep(Observance("x", "c2", "eid-al-fitr"))
    move(made, "boris", "Africa/Nairobi")
    made.says("amal", "/marks Yusuf = Eid al-Fitr")
    made.says("amal", "/occasions")
    made.presses("amal", "Eid al-Fitr: announced")
    assert "Announced for Fri 20 March 2026" in made.labels()
    shown = made.presses("amal", "Announced for Fri 20 March 2026")
    assert shown == "Eid al-Fitr is on Fri 20 March 2026, as announced."
    assert "Eid al-Fitr: Fri 20 March 2026, as announced · Ali" in made.says("boris", "/occasions")
    made.sends("amal", "announced:eid-al-fitr:1447:KE:2026-03-21")
    assert [one.day for one in made.store.all(Announced)] == [date(2026, 3, 21)]
    made.presses("amal", "Undo")
    assert [one.day for one in made.store.all(Announced)] == [date(2026, 3, 20)]


def test_not_announced_yet_changes_nothing() -> None:
    made = team()
    made.says("amal", "/marks Yusuf = Eid al-Fitr")
    made.says("amal", "/occasions")
    made.presses("amal", "Eid al-Fitr: announced")
    assert "expected day" in made.presses("amal", "Not announced yet")
    assert made.store.all(Announced) == []


@pytest.mark.parametrize(
    "press",
    [
        *("mark:c1:nothing:0", "mark:c1", "mark:", "markhow:c1:ashura:never", "markhow:c1:nowruz:"),
        *("announce:eid-al-fitr:x:KE", "announce:vesak:2040:", "announce:", "notyet:x"),
        *("announced:eid-al-fitr:1447:KE:2026-03-99", "announced:eid-al-fitr:1447:KE:2026-04-20"),
        *("announced:eid-al-fitr:9999:KE:2026-03-20", "announced:x", "nogreet:", "number:zz"),
        *("channel:zz:signal", "channel:", "marks:zz:99"),
    ],
)
def test_a_press_of_another_time_changes_nothing(press: str) -> None:
    made = team()
    assert made.sends("amal", press).startswith(help_words.STALE[:11])
    assert made.store.all(Observance) == []
    assert made.store.all(Announced) == []
    assert made.store.all(Entry) == []


def test_a_nudge_can_carry_a_button_for_each_day_that_is_left() -> None:
    made = team(datetime(2026, 3, 21, 9, tzinfo=UTC))
    found = window(OCCASIONS["eid-al-fitr"], 1447, "KE")
    assert found is not None
    told = announcing.buttons(found, made.desk("amal"))
    assert [one.label for one in told] == [
        "Announced for Sat 21 March 2026",
        "Announced for Sun 22 March 2026",
    ]
    settled = window(OCCASIONS["christmas"], 2026)
    assert settled is not None
    assert announcing.buttons(settled, made.desk("amal")) == ()


def test_a_number_is_kept_masked_and_opens_the_chat_that_is_used() -> None:
    made = team()
    shown = made.says("amal", "/number Yusuf = 00249 91 234-5678")
    assert "+249…78" in shown
    assert "91 234" not in shown
    assert made.presses("amal", "Signal") == "With Col. Yusuf you write by Signal."
    made.says("amal", "/number Yusuf")
    assert made.button("Open in Signal").url == "https://signal.me/#p/+249912345678"
    found = channels.open_in(YUSUF, "salam", made.desk("amal"))
    assert [(one.label, one.url) for one in found] == [
        ("Open in Signal, then paste", "https://signal.me/#p/+249912345678")
    ]
    assert channels.open_in(YUSUF, "salam", made.desk("boris")) == ()


def test_a_new_number_takes_the_place_of_the_old_and_a_user_name_stands_beside_it() -> None:
    made = team()
    made.says("amal", "/number Yusuf = whatsapp +249 91 234 5678")
    made.says("amal", "/number Yusuf = @yusuf_k")
    made.says("amal", "/number Yusuf = +249 91 234 0000")
    kept = sorted((one.kind, one.handle) for one in made.store.all(Channel))
    assert kept == [("phone", "+249912340000"), ("telegram", "yusuf_k")]
    assert "+249…00" in made.says("amal", "/number Yusuf")
    assert "no longer" in made.says("amal", "/number Yusuf = -")
    assert made.store.all(Channel) == []
    assert "keep no number" in made.says("amal", "/number Yusuf")


@pytest.mark.parametrize("written", ["0912345678", "call him", "@", "whatsapp", "+1"])
def test_what_is_no_number_is_refused_and_not_kept(written: str) -> None:
    made = team()
    assert "country code" in made.says("amal", f"/number Yusuf = {written}")
    assert made.store.all(Channel) == []


@pytest.mark.parametrize("command", ["/marks", "/number"])
def test_a_command_without_a_name_asks_for_one(command: str) -> None:
    assert f"{command} Yusuf" in team().says("amal", command)


def test_merging_two_records_takes_days_and_numbers_along() -> None:
    made = team()
    made.keep(Counterpart("c3", "Yousef", "amal"))
    made.says("amal", "/marks Yousef = Eid al-Fitr")
    made.says("amal", "/number Yousef = +249 91 234 5678")
    made.says("amal", "/merge Yousef = Col. Yusuf")
    made.presses("amal", "Merge")
    assert [one.counterpart for one in made.store.all(Observance)] == ["c1"]
    assert [one.counterpart for one in made.store.all(Channel)] == ["c1"]
