"""The days that feasts fall on, against the days they were in fact kept on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.occasions import OCCASIONS, Listed, between, country_of, upcoming, window
from storage.records import Announced
from tests.observed import Kept, announced, error, read, remembered
from tests.observed import told as told_error

OBSERVED = read("observed")


def test_every_day_announced_in_print_lies_in_its_window() -> None:
    found = error(announced())
    assert found.outside == set()
    assert found.total == 151
    assert found.strayed == {0: 104, 1: 43, -1: 4}


def test_every_announced_feast_lies_in_its_window() -> None:
    found = error(remembered("moon"))
    assert found.outside == set()
    assert found.total == 196
    assert found.strayed == {0: 157, 1: 34, -1: 5}


def test_at_least_twenty_countries_are_judged_by_what_was_printed() -> None:
    assert len({one.place for one in announced()}) == 41
    assert len({one.place for one in remembered("moon")}) == 32


def test_every_row_names_its_page_and_none_speaks_against_another() -> None:
    rows = read("announced")["row"]
    assert all(row["of"] and row["url"].startswith("https://") for row in rows)
    days: dict[tuple[str, int, str], date] = {}
    for one in (*announced(), *remembered("moon")):
        assert days.setdefault((one.feast, one.year, one.place), one.day) == one.day, one


def test_what_lies_outside_its_window_is_told() -> None:
    late = Kept("eid-al-fitr", 1446, "SA", date(2025, 4, 3))
    assert error([late]).outside == {("eid-al-fitr", 1446, "SA")}
    assert "eid-al-fitr 1446 SA" in told_error("x", error([late]))


def test_listed_feasts_lie_in_their_window_but_for_days_off_that_were_moved() -> None:
    """Oman and the Emirates moved these days off to the end of a week; the feast was earlier."""
    found = error(remembered("listed"))
    assert found.total == 323
    assert found.strayed[0] == 239
    assert found.outside == {
        ("hijri-new-year", 1447, "OM"),
        ("mawlid", 1447, "OM"),
        ("hijri-new-year", 1448, "OM"),
        ("mawlid", 1448, "OM"),
        ("mawlid", 1448, "AE"),
    }


@pytest.mark.parametrize("row", OBSERVED["reckoned"], ids=lambda row: row["feast"])
def test_days_that_no_moon_moves_are_exact(row: dict[str, list[date]]) -> None:
    feast = OCCASIONS[str(row["feast"])]
    for day in row["days"]:
        found = window(feast, day.year)
        assert found is not None
        assert (found.day, found.moon) == (day, False)


@pytest.mark.parametrize(
    ("place", "day", "first", "last"),
    [
        ("SD", 20, 19, 21),
        ("YE", 20, 19, 21),
        ("PK", 21, 20, 22),
        ("BD", 21, 20, 22),
        ("NE", 21, 19, 22),
        ("", 20, 19, 22),
    ],
)
def test_each_country_has_its_own_habit(place: str, day: int, first: int, last: int) -> None:
    found = window(OCCASIONS["eid-al-fitr"], 1447, place)
    assert found is not None
    assert (found.day.day, found.first.day, found.last.day) == (day, first, last)
    assert found.moon
    assert found.key == "eid-al-fitr:1447"


def told(code: str, year: int, day: date, place: str = "SD") -> Announced:
    return Announced(f"{code}:{place}:{year}", code, place, year, day, "amal")


def test_an_announced_day_settles_it_for_that_country_only() -> None:
    feast, day = OCCASIONS["eid-al-fitr"], date(2026, 3, 21)
    said = (told("eid-al-fitr", 1447, day),)
    here, there = window(feast, 1447, "SD", said), window(feast, 1447, "TD", said)
    assert here is not None
    assert there is not None
    assert (here.day, here.is_open, here.announced, here.moon) == (day, False, True, False)
    assert there.is_open
    assert window(feast, 1448, "SD", said) == window(feast, 1448, "SD")


@pytest.mark.parametrize(
    ("leader", "follower", "later"),
    [
        ("eid-al-adha", "arafah", -1),
        ("eid-al-fitr", "ramadan-end", -1),
        ("ramadan-start", "laylat-al-qadr", 26),
        ("hijri-new-year", "ashura", 9),
    ],
)
def test_a_day_follows_what_was_announced_for_another(
    leader: str, follower: str, later: int
) -> None:
    expected = window(OCCASIONS[leader], 1447, "SD")
    assert expected is not None
    said = (told(leader, 1447, expected.last),)
    found = window(OCCASIONS[follower], 1447, "SD", said)
    assert found is not None
    assert found.day == found.first == found.last == expected.last + timedelta(days=later)


def test_a_listed_day_is_only_a_hint_and_only_inside_the_window() -> None:
    feast = OCCASIONS["eid-al-fitr"]
    inside = Listed("eid-al-fitr", "SD", 1447, date(2026, 3, 21))
    outside = Listed("eid-al-fitr", "SD", 1447, date(2026, 3, 25))
    found = window(feast, 1447, "SD", (), (inside,))
    assert found is not None
    assert (found.day, found.moon) == (inside.day, True)
    assert window(feast, 1447, "SD", (), (outside,)) == window(feast, 1447, "SD")


def test_a_feast_may_fall_twice_in_a_common_year() -> None:
    found = between(OCCASIONS["ramadan-start"], date(2030, 1, 1), date(2030, 12, 31), "SD")
    assert [one.day for one in found] == [date(2030, 1, 5), date(2030, 12, 26)]
    assert len({one.key for one in found}) == 2


def test_what_only_its_own_authority_reckons_has_no_day_beyond_the_table() -> None:
    assert window(OCCASIONS["vesak"], 2040) is None
    assert upcoming(OCCASIONS["vesak"], date(2040, 1, 1)) is None
    thai, others = window(OCCASIONS["vesak"], 2026, "TH"), window(OCCASIONS["vesak"], 2026, "LK")
    assert thai is not None
    assert others is not None
    assert (thai.day, others.day) == (date(2026, 5, 31), date(2026, 5, 1))


@given(
    code=st.sampled_from(sorted(OCCASIONS)),
    today=st.dates(date(2024, 1, 1), date(2069, 12, 31)),
    place=st.sampled_from(("SD", "PK", "NE", "UA", "")),
)
def test_the_next_day_is_never_over_and_its_window_holds_it(
    code: str, today: date, place: str
) -> None:
    occasion = OCCASIONS[code]
    found = upcoming(occasion, today, place)
    if found is None:
        assert "table" in occasion.rule
        return
    assert found.first <= found.day <= found.last
    assert found.ends >= today
    assert (found.last - found.first).days <= 4
    assert found.day in found.choices


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1970, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("code", sorted(OCCASIONS))
def test_a_clock_that_is_far_off_finds_a_day_or_none(code: str, day: date) -> None:
    found = between(OCCASIONS[code], day, day)
    assert all(one.first <= day <= one.ends for one in found)


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Africa/Khartoum", "SD"), ("Asia/Kabul", "AF"), ("UTC", ""), ("no/zone", "")],
)
def test_the_country_of_a_clock(zone: str, country: str) -> None:
    assert country_of(zone) == country
