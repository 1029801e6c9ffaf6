"""What holds for every text and every moment: no failure, spans in the text, sums that agree."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from handlers.reading import dates

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Asia/Damascus"))
WEDNESDAY = NOW.date()
WORDS = st.sampled_from(
    [
        "3",
        "15/3",
        "the",
        "of",
        "in",
        "next",
        "last",
        "sat",
        "may",
        "march",
        "tomorrow",
        "mañana",
        "le",
        "10h",
        "du",
        "au",
        "del",
        "al",
        "12",
        "2027",
        "-",
        ",",
        ".",
        "الخميس",
        "بعد",
        "أسبوع",
        "قبل",
        "رمضان",
        "eid",
        "before",
        "weeks",
        "end",
        "month",
        "ago",
        "0600",
        "at",
        "pm",
        "٣",
        "jours",
        "semaine",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join))


@given(TEXTS, st.datetimes(datetime(1960, 1, 1), datetime(2150, 1, 1)))  # noqa: DTZ001  # Naive on purpose: the zone does not matter.
def test_reading_never_fails_and_spans_stand_in_the_text(text: str, now: datetime) -> None:
    found = dates.find(text, now)
    assert found == dates.find(text, now)
    for one in found:
        assert one.span is not None
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.until is None or one.until >= one.day
    dates.phrase(text, now)


@given(st.integers(min_value=0, max_value=3000))
def test_in_so_many_days_is_so_many_days_on(days: int) -> None:
    found = dates.phrase(f"in {days} days", NOW)
    assert found is not None
    assert found.day == WEDNESDAY + timedelta(days=days)


@given(st.dates(date(2026, 11, 25), date(2099, 12, 31)))
def test_a_day_written_in_full_is_read_back(day: date) -> None:
    for text in (f"{day}", f"{day.day}/{day.month}/{day.year}", day.strftime("%d %B %Y")):
        found = dates.phrase(text, NOW)
        assert found is not None
        assert found.day == day
