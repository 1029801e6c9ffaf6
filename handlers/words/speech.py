"""Says a sentence in a person's language: names isolated, dates, numbers and plurals right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache

from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from handlers.clocks import clock_of
from handlers.patterns import pattern
from handlers.words.bidi import directed, isolate, joined
from handlers.words.catalogue import LANGUAGES, translated, translated_plural
from storage.values import dataclass

_PLACE = pattern(r"\{(\w+)\}")
_ONE = pattern(r"\b1\b")
_LIKE_I = pattern(r"(?:hi(?!e)|[ií])", re.IGNORECASE)
_LOCALES = {"en": "en_GB", "fr": "fr", "es": "es", "ar": "ar"}


@dataclass(frozen=True, slots=True)
class Plural:
    """A sentence whose words depend on ``n``."""

    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Speech:
    """One language, on one clock."""

    language: str = "en"
    zone: str = "UTC"

    def __post_init__(self) -> None:
        """A language that a newer program speaks is said in English."""
        if self.language not in LANGUAGES:
            object.__setattr__(self, "language", "en")

    def __call__(self, sentence: str | Plural, **values: str | int) -> str:
        """The sentence in this language with its ``{places}`` filled; ``n`` picks a plural form.

        Values are put in as they are: nothing in them is ever read as a place to fill.
        """
        if isinstance(sentence, Plural):
            told = translated_plural(self.language, sentence.one, sentence.many, int(values["n"]))
        else:
            told = translated(self.language, sentence)
        shown = _PLACE.sub(lambda place: self._shown(values[place[1]]), told)
        return directed(shown, right_to_left=self.right_to_left)

    def _shown(self, value: str | int) -> str:
        if isinstance(value, int):
            return self.number(value)
        return isolate(value, right_to_left=self.right_to_left)

    @property
    def right_to_left(self) -> bool:
        """Whether this language is written from right to left."""
        return self.language == "ar"

    def number(self, value: int) -> str:
        """A whole number in this language's digits."""
        return _numbered(value, self.language)

    def day(self, day: date) -> str:
        """``Tue 17 March 2026``: the weekday and the absolute date."""
        long = "EEE d 'de' MMMM 'de' y" if self.language == "es" else "EEE d MMMM y"
        return self._first(day, _dated(day, long, self.language))

    def short_day(self, day: date) -> str:
        """``17 Mar 2026``."""
        return self._first(day, _dated(day, "d MMM y", self.language))

    def month(self, day: date) -> str:
        """``March 2026``: the month that *day* is in, as it stands alone."""
        told = _dated(day, "LLLL y", self.language)
        return told[:1].upper() + told[1:]

    def _first(self, day: date, told: str) -> str:
        """French says the first of a month with an ordinal, and only that day."""
        if self.language != "fr" or day.day != 1:
            return told
        return _ONE.sub("1er", told, count=1)

    def hour(self, at: time) -> str:
        """``14:20``, on a clock of twenty-four hours."""
        return format_time(at, "HH:mm", locale=_LOCALES[self.language])

    def moment(self, at: datetime) -> str:
        """``Tue 17 March 2026, 14:20`` on the person's own clock."""
        here = at.astimezone(clock_of(self.zone))
        comma = "، " if self.right_to_left else ", "
        return f"{self.day(here.date())}{comma}{self.hour(here.time())}"

    def list(self, values: Iterable[str]) -> str:
        """``a, b and c``, each isolated where it must be."""
        shown = [isolate(value, right_to_left=self.right_to_left) for value in values]
        if self.language == "es" and len(shown) > 1 and _LIKE_I.match(shown[-1]):
            # Spanish says e, not y, before a word that begins with that sound.
            return f"{', '.join(shown[:-1])} e {shown[-1]}"
        return format_list(shown, locale=_LOCALES[self.language])

    def joined(self, values: Iterable[str]) -> str:
        """``a · b · c``: the parts of one value, each in its own direction."""
        return joined(values, right_to_left=self.right_to_left)


@lru_cache(maxsize=2048)
def _dated(day: date, pattern: str, language: str) -> str:
    """Dates come again and again, and each takes as long as the rest of its line."""
    return format_date(day, pattern, locale=_LOCALES[language])


@lru_cache(maxsize=512, typed=True)
def _numbered(value: int, language: str) -> str:
    return format_decimal(value, locale=_LOCALES[language])


def language_of(hint: str) -> str:
    """The language of ours nearest to a hint such as ``fr-CA``; English where none is."""
    code = hint.replace("_", "-").partition("-")[0].lower()
    return code if code in LANGUAGES else "en"
