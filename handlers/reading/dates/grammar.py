"""Every way of saying a date that we read, as patterns over kinds of words, in passes."""

from __future__ import annotations

from functools import cache

from handlers.reading.dates import clocks, joins, months, numbers, other_calendars, rules
from handlers.reading.dates.lexicon import bits
from handlers.reading.dates.matching import Rule, Stage


def _dated(pattern: str, rule: Rule) -> list[tuple[str, Rule]]:
    """Return *pattern* alone and with a year behind it."""
    return [(pattern, rule), (f"{pattern} comma|of? year", rule)]


_DURATIONS: list[tuple[str, Rule]] = [
    ("n|one dash? unit", rules.duration),
    ("n dash|and|to n unit", rules.duration),
    ("n|one dur", rules.duration_of_one),
    ("n next|last unit", rules.duration),
    ("n unit next|last", rules.duration),
]
_PERIODS: list[tuple[str, Rule]] = [
    ("the? next|last|this unit", rules.period),
    ("the? unit next|last|this|afternext", rules.period),
    ("the? next unit afternext", rules.period),
]
_DAYS: list[tuple[str, Rule]] = [
    ("rel", rules.relative),
    ("in the? next? dur", rules.ahead),
    ("in solo", rules.ahead),
    ("dur hence", rules.ahead),
    ("ago the? dur", rules.ago),
    ("ago solo", rules.ago),
    ("dur agopost", rules.ago),
    ("every? dayword? wd", rules.weekday),
    ("every wds", rules.weekday),
    ("n wds hence", rules.weekdays_ahead),
    ("this dayword? wd", rules.weekday),
    ("dayword? wd this", rules.weekday),
    ("dayword? the? next wd", rules.next_weekday),
    ("dayword? the? wd next", rules.next_weekday),
    ("dayword? the? last wd", rules.last_weekday),
    ("dayword? the? wd last", rules.last_weekday),
    ("wd unit", rules.weekday_week_on),
    ("wd week_on|fortnight_on|afternext", rules.weekday_week_on),
    ("the? wd next afternext", rules.weekday_week_on),
    ("dayword? the? wd of? the? per", rules.weekday_of_period),
    ("per comma? on? dayword? the? wd", rules.weekday_of_period),
    ("per", rules.whole_period),
    ("the? end|mid|start|late dash? of? per", rules.part_of_period),
    ("the? end|mid|start|late dash? of? the? unit", rules.part_of_period),
    *_dated("the? end|mid|start|late of? the? unit of the? mon", months.part_of_month),
    *_dated("the? ord half_of the? mon", months.half_of_month),
    *_dated("the? half_of ord of? mon", months.half_of_month),
    ("the? ord half_of the? unit|per", months.half_of_month),
    ("the? end|mid|start dash? of? year", rules.part_of_period),
    ("edge", rules.edge),
    ("this|next|last wknd", rules.weekend),
    ("the? wknd", rules.weekend),
    ("the? wknd next|last", rules.weekend),
    *_dated("dayword? the? n|ord of? the? mon", months.day_of_month),
    *_dated("dayword? the? wd comma? the? n|ord of? the? mon", months.weekday_of_month),
    ("dayword? n|ord dash mon dash? year?", months.day_of_month),
    *_dated("mon the? n|ord", months.day_of_month),
    *_dated("wd comma? mon the? n|ord", months.weekday_of_month),
    *_dated("from|dfrom? the? n|ord dash|to|dto|and the? n|ord of? the? mon", months.days_of_month),
    ("from? mon the? n|ord dash|to|and the? n|ord comma? year?", months.days_of_month),
    ("dfrom n dto n", numbers.days_of_this),
    ("dfrom n and the? n", numbers.days_of_this),
    ("dfrom|from the? n|ord dto|to|and the? n|ord of? the? per|unit", numbers.days_of_this),
    ("from the ord to|and|dash the ord", numbers.days_of_this),
    ("dayword n to|dash dayword? n", numbers.days_of_this),
    *_dated("mon", months.whole_month),
    ("next|this|last mon", months.whole_month),
    ("mon next|last|this", months.whole_month),
    *_dated("the? end|mid|start|late dash? of? the? mon", months.part_of_month),
    ("the? ord", numbers.numbered),
    ("the n", numbers.numbered),
    ("n", numbers.numbered_after),
    ("dayword the? n|ord", numbers.numbered),
    ("dayword? the? n|ord of? the? per|unit", numbers.numbered),
    ("wd comma? the? n|ord", numbers.weekday_number),
    ("the? next wd comma? the? n|ord", numbers.weekday_number),
    ("the? ord|last|end wd of? the? mon|per|unit year?", numbers.nth_weekday),
    ("the? wd last of the? mon|per|unit year?", numbers.nth_weekday),
    ("the? ord|last unit of the? mon|per|unit year?", numbers.nth_week),
    ("iso", numbers.iso),
    ("dmy|dm|dotted", numbers.numeric),
    ("dayword? the? n|ord of? the? hm", other_calendars.hijri_day),
    ("dayword? n|ord of? hm of? oldyear", other_calendars.hijri_day),
    ("from? n dash|to|and n of? hm oldyear?", other_calendars.hijri_days),
    ("the? hm oldyear?", other_calendars.hijri_month),
    ("hm next", other_calendars.hijri_month),
    ("the? end|mid|start|late dash? of? the? hm oldyear?", other_calendars.hijri_month),
    ("dayword? n|ord of? sm oldyear?", other_calendars.solar_day),
    ("sm oldyear?", other_calendars.solar_month),
    ("the? end|mid|start|late dash? of? sm oldyear?", other_calendars.solar_month),
    ("the? feast", other_calendars.feast),
    ("the? ord unit of? the? feast", other_calendars.day_of_feast),
    ("the? end|mid|start of? the? feast", other_calendars.feast),
]
_CLOCKS: list[tuple[str, Rule]] = [
    ("at? the? clock pod?", clocks.exact),
    ("at the? hour pod?", clocks.exact),
    ("at the? dotclock pod?", clocks.dotted),
    ("hour", clocks.bare_hour),
    ("at mil oclock?", clocks.exact),
    ("mil oclock", clocks.exact),
    ("at? noon", clocks.noon),
    ("at n oclock? half|quarter? pod", clocks.spoken),
    ("at n oclock? half|quarter pod?", clocks.spoken),
    ("at n oclock", clocks.spoken),
    ("at dur half|quarter? pod?", clocks.spoken),
    ("n oclock pod?", clocks.spoken),
    ("at? halfpast|quarterpast n pod?", clocks.spoken),
    ("at ord half|quarter? pod?", clocks.ordinal),
    ("n half? pod", clocks.number_and_part),
    ("at n", clocks.guessed),
]
_FITTED: list[tuple[str, Rule]] = [
    ("day comma? day", joins.weekday_and_date),
    ("day comma? the day", joins.weekday_and_date),
    ("day comma|of|on? day", joins.weekday_of_week),
    ("day pod", joins.with_part),
    ("pod of|on? the? day", joins.with_part),
]
_TIMES: list[tuple[str, Rule]] = [
    ("clk dash|to|and clk", clocks.from_to),
    ("clk clk", clocks.till),
]
_TIMED: list[tuple[str, Rule]] = [
    ("day comma|dash|at? clk pod?", joins.with_time),
    ("clk comma|on|of|the? day", joins.with_time),
    ("clk on the day", joins.with_time),
]
_RANGES: list[tuple[str, Rule]] = [
    ("from|dfrom? the? day dash|to|dto the? day", joins.day_to_day),
    ("from the? day and the? day", joins.day_to_day),
    ("from the? day day", joins.between_leaning),
    ("from|dfrom n|ord dash|to|dto day", joins.number_to_day),
    ("n|ord dash day", joins.number_to_day),
    ("dur after|before|on|from|of the? day", joins.offset),
    ("before|after the? day dur", joins.offset_behind),
    ("before|after the? day solo", joins.offset_behind),
    ("eve|morrow of? the? day", joins.eve),
    ("the? unit of|from? the? day", joins.week_of),
    ("the? unit before|after the? day", joins.week_beside),
]

STAGES = (
    Stage("dur", _DURATIONS),
    Stage("per", _PERIODS),
    Stage("day", _DAYS),
    Stage("clk", _CLOCKS),
    Stage("day", _FITTED),
    Stage("clk", _TIMES),
    Stage("day", _TIMED),
    Stage("day", _RANGES),
)
"""The passes in order: each makes one token of what it reads, for the next to build on."""

SMALL = frozenset(
    (
        *("the", "of", "in", "on", "at", "from", "dfrom", "to", "dto", "and", "dash", "comma"),
        *("this", "next", "last", "every", "dayword", "one", "after", "before", "ago", "hence"),
        *("end", "start", "mid", "late"),
    )
)
"""Words that are no date without others: no pattern is made of these alone."""


@cache
def telling() -> tuple[int, int]:
    """The kinds of words of which every pattern holds at least one, and all that patterns hold."""
    kinds = {kind for stage in STAGES for pattern in stage.kinds() for kind in pattern}
    return bits(kinds - SMALL), bits(kinds)
