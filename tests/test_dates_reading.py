"""Dates in phrases and sentences, in the languages people write to us."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers.reading import dates
from handlers.reading.note import Sure, When

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Asia/Damascus"))


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def fits(accepted: str | None, found: When | None) -> bool:
    """Whether *found* is what was meant: any of ``a|b``, the range, or a day within it."""
    if accepted is None or found is None:
        return accepted is None and found is None
    if ".." in accepted:
        first, last = accepted.split("..")
        if dates.written(found) == accepted:
            return True
        return ".." not in dates.written(found) and first <= str(found.day) <= last
    return str(found.day) in accepted.split("|")


def misread(row: dict[str, Any]) -> bool:
    found = dates.every(row["text"], NOW, language=row["lang"])
    one = found[0] if len(found) == 1 else None
    at = one.at.strftime("%H:%M") if one and one.at else None
    return not fits(row["dates"], one) or (row["time"] is not None and row["time"] != at)


@pytest.mark.parametrize("name", ["dates.jsonl", "dates_more.jsonl", "dates_apart.jsonl"])
def test_phrases_are_read_as_the_days_they_mean(name: str) -> None:
    phrases = [row for row in rows(name) if not isinstance(row["dates"], list)]
    wrong = [row["text"] for row in phrases if misread(row)]
    assert len(phrases) > 100
    assert len(wrong) <= 0.01 * len(phrases), wrong


@pytest.mark.parametrize(
    ("name", "precision"),
    [
        ("sentences.jsonl", 0.96),
        ("dates_more.jsonl", 0.96),
        ("dates_apart.jsonl", 0.96),
        ("dates_sentences.jsonl", 0.96),
        ("sentences_dev.jsonl", 0.96),
        ("dates_traps.jsonl", 0.92),
        ("dates_second.jsonl", 0.85),
    ],
)
def test_dates_are_found_in_sentences_without_false_ones(name: str, precision: float) -> None:
    tally: Counter[str] = Counter()
    wrong = []
    for row in rows(name):
        if not isinstance(row["dates"], list):
            continue
        left = list(dates.find(row["text"], NOW, language=row["lang"]))
        for accepted in row["dates"]:
            match = next((one for one in left if fits(accepted, one)), None)
            tally["found" if match else "missed"] += 1
            if match:
                left.remove(match)
        tally["false"] += len(left)
        if left:
            wrong.append(row["text"])
    assert tally["found"] / (tally["found"] + tally["false"]) >= precision, wrong
    assert tally["found"] / (tally["found"] + tally["missed"]) >= 0.97


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("next Tuesday", date(2026, 12, 1)),
        ("jeudi", date(2026, 11, 26)),
        ("الخميس", date(2026, 11, 26)),
        ("by Friday", date(2026, 11, 27)),
        ("in 2 wks", date(2026, 12, 9)),
        ("15 días", date(2026, 12, 10)),
        ("quinze jours", date(2026, 12, 9)),
        ("end of the month", date(2026, 11, 30)),
        ("29 February", date(2028, 2, 29)),
        ("demen", date(2026, 11, 26)),
        ("segunda-feira", date(2026, 11, 30)),
        ("yom el khamis", date(2026, 11, 26)),
        ("30 حزيران", date(2027, 6, 30)),
        ("15 جوان 2027", date(2027, 6, 15)),
        ("١٥ رمضان", date(2027, 2, 22)),
        ("end of Sawr", date(2027, 5, 21)),
    ],
)
def test_a_phrase_is_one_certain_day(text: str, day: date) -> None:
    found = dates.phrase(text, NOW)
    assert found is not None
    assert found.day == day


def test_small_numbers_with_a_slash_are_two_candidates() -> None:
    found = dates.phrase("03/04/2027", NOW)
    assert found is not None
    assert (found.day, found.other) == (date(2027, 4, 3), date(2027, 3, 4))
    assert found.sure is Sure.LIKELY


def test_month_first_places_read_the_month_first() -> None:
    found = dates.phrase("03/04/2027", NOW, day_first=False)
    assert found is not None
    assert (found.day, found.other) == (date(2027, 3, 4), date(2027, 4, 3))


@pytest.mark.parametrize("text", ["13/04/2027", "2027-04-13", "13 April 2027", "١٣/٠٤/٢٠٢٧"])
def test_a_number_above_twelve_leaves_no_doubt(text: str) -> None:
    found = dates.phrase(text, NOW)
    assert found is not None
    assert (found.day, found.other, found.sure) == (date(2027, 4, 13), None, Sure.CERTAIN)


def test_next_friday_may_be_this_or_the_one_after() -> None:
    found = dates.phrase("next Friday", NOW)
    assert found is not None
    assert (found.day, found.other) == (date(2026, 11, 27), date(2026, 12, 4))


def test_days_that_hang_on_the_moon_say_so() -> None:
    found = dates.find("We wait until the end of Ramadan", NOW)
    assert [(one.day, one.give_or_take) for one in found] == [(date(2027, 3, 8), 1)]


@pytest.mark.parametrize(
    ("week", "until"),
    [((0, 1, 2, 3, 4), date(2026, 12, 4)), ((6, 0, 1, 2, 3), date(2026, 12, 3))],
)
def test_next_week_ends_with_the_last_working_day_of_the_place(
    week: tuple[int, ...], until: date
) -> None:
    found = dates.phrase("next week", NOW, week=week)
    assert found is not None
    assert dates.deadline(found) == dates.start(found) == until


def test_working_days_skip_the_rest_days_of_the_place() -> None:
    week = (6, 0, 1, 2, 3)
    found = dates.phrase("in 3 working days", NOW, week=week)
    assert found is not None
    assert found.day == date(2026, 11, 30)


def test_a_range_has_a_first_and_a_last_day() -> None:
    (found,) = dates.find("distribution ok 3 days (sun-tue) w/ soldiers outside", NOW)
    assert (found.day, found.until) == (date(2026, 11, 29), date(2026, 12, 1))
    assert (dates.start(found), dates.deadline(found)) == (found.day, found.until)


def test_a_time_belongs_to_the_day_beside_it() -> None:
    (found,) = dates.find("nos esperan el lunes 10am en la alcaldía", NOW)
    assert (found.day, found.at) == (date(2026, 11, 30), time(10))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("since Monday", date(2026, 11, 23)),
        ("depuis le 3 novembre", date(2026, 11, 3)),
        ("منذ يوم الأحد", date(2026, 11, 22)),
    ],
)
def test_since_looks_back(text: str, day: date) -> None:
    found = dates.phrase(text, NOW)
    assert found is not None
    assert found.day == day


def test_a_date_just_gone_may_be_last_years_or_next() -> None:
    (found,) = dates.find("Met the mayor 20 Nov", NOW)
    assert {found.day, found.other} == {date(2026, 11, 20), date(2027, 11, 20)}
    (found,) = dates.find("Valid until 20 Nov", NOW)
    assert (found.day, found.other) == (date(2027, 11, 20), None)


def test_a_weekday_told_as_past_is_the_one_before() -> None:
    (found,) = dates.find("They took the building Monday.", NOW)
    assert dates.back(found, NOW).day == date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    [
        "in 99999999999 days",
        "9" * 400,
        "0001-01-01",
        "31 April",
        "30/02/2027",
        "in 99999 years",
        "",
        "\u200b",
        "T-1",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert dates.phrase(text, NOW) is None
    assert dates.find(text, NOW) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Spoke with May about the march",
        "Met Sunday Okafor",
        "He sat in the sun",
        "Second-hand fuel, 3/4 full",
        "Mon chef a perdu la mer",
        "Le 3 camions",
        "Don Domingo y su segunda hija",
        "Route 15/3 at km 17",
        "Call +963 944 123 456",
        "أحد الجنود طلب هوياتنا",
    ],
)
def test_words_that_only_look_like_dates_are_left_alone(text: str) -> None:
    assert dates.find(text, NOW) == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The brigade moves 8 December", date(2026, 12, 8)),
        ("On 8 December hospital staff return", date(2026, 12, 8)),
        ("Saw the general Friday", date(2026, 11, 27)),
        ("Mise en place du 8 décembre", date(2026, 12, 8)),
        ("زرنا المستشفى 3 كانون الأول", date(2026, 12, 3)),
        ("He gave us until 5/10", date(2027, 10, 5)),
        ("Visite de l'hôpital du 3 décembre reportée", date(2026, 12, 3)),
        ("reunión hospital 3 de diciembre", date(2026, 12, 3)),
        ("We reopen the School Monday", date(2026, 11, 30)),
    ],
)
def test_a_day_beside_what_could_bear_it_as_a_name_is_a_day(text: str, day: date) -> None:
    assert [one.day for one in dates.find(text, NOW)] == [day]


def test_several_days_of_one_month_are_each_a_day() -> None:
    found = dates.find("Visites le 10 et le 17 janvier", NOW)
    assert [one.day for one in found] == [date(2027, 1, 10), date(2027, 1, 17)]
