"""Which documents answer best: each by itself where few answer, and all at once where many do.

Of many, what each is worth is added up in binary, one line of bits for each digit, so that a word
that half of all documents hold costs no more than a rare one. Both ways come to the same worth.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from itertools import islice

from storage.marks import FEW, Marks, bits_of, numbers_in, take_out, with_mark
from storage.values import dataclass

_LENGTH, _USUAL = 0.4, 12
"""How much a long text counts against a short one, and the stems of one that is neither."""
_STEP = 1.02
"""Lengths that count alike: up to so many times as much."""
_DIGITS = 12
"""Binary digits of what a document may be worth at most."""
_STEPS = 30
_LOG = math.log(_STEP)

Levels = Sequence[tuple[float, int]]
"""How well documents answer a term, the best first, and which do, as bits; each is once in it."""

Best = list[tuple[int, float]]
"""Documents and what each is worth, the best first; the lowest of those that are worth the same."""


class Lengths:
    """How long each document is, and which are of one length."""

    def __init__(self) -> None:
        self._of = bytearray()
        self._alike: dict[int, Marks] = {}

    def put(self, number: int, stems: int) -> None:
        """The document of that number holds so many different stems."""
        length = round(math.log(1 + _LENGTH * math.log1p(stems / _USUAL)) / _LOG)
        if number == len(self._of):
            self._of.append(length)
        else:
            self._of[number] = length
        self._alike[length] = with_mark(self._alike.get(length), number)

    def drop(self, number: int) -> None:
        """That document is gone."""
        take_out(self._alike, self._of[number], number)

    def norm(self, number: int) -> float:
        """By what the worth of that document is divided."""
        return math.exp(self._of[number] * _LOG)

    def parts(self, among: int) -> list[tuple[float, int]]:
        """The documents *among* some, as bits, by what their worth is divided."""
        alike = ((math.exp(at * _LOG), bits_of((held,))) for at, held in self._alike.items())
        return [(norm, part) for norm, bits in alike if (part := bits & among)]


@dataclass(frozen=True, slots=True)
class _Scale:
    """What each term adds, as a whole number, and how many of these make one."""

    terms: list[float]
    one: float

    def of(self, term: int, worth: float) -> int:
        """What a document that answers the term so well is worth for it."""
        return max(1, round(worth * self.terms[term] * self.one))


def _scale(
    told: int, counts: Sequence[int], weights: Sequence[float], most: Sequence[float]
) -> _Scale:
    """Of *told* documents that answer at all, so many answer each term, at *most* so well."""
    rare = [
        math.log(1 + (told + 0.5) / (count + 0.5)) * weight
        for count, weight in zip(counts, weights, strict=True)
    ]
    whole = sum(one * best for one, best in zip(rare, most, strict=True))
    return _Scale(rare, (1 << _DIGITS) / whole if whole else 1.0)


def best_of_few(
    held: Sequence[Mapping[int, float]], weights: Sequence[float], lengths: Lengths, most: int
) -> Best:
    """The best of those *held* for each term, with how well they answer it."""
    counts, best = [len(one) for one in held], [max(one.values(), default=0.0) for one in held]
    scaled = _scale(len(set().union(*held)), counts, weights, best)
    worth: dict[int, int] = {}
    for at, answers in enumerate(held):
        levels = {level: scaled.of(at, level) for level in set(answers.values())}
        for number, level in answers.items():
            worth[number] = worth.get(number, 0) + levels[level]
    return _ordered(worth, lengths, scaled, most)


def _ordered(worth: Mapping[int, int], lengths: Lengths, scaled: _Scale, most: int) -> Best:
    scored = ((-whole / lengths.norm(number), number) for number, whole in worth.items())
    return [(number, -score / scaled.one) for score, number in nsmallest(most, scored)]


def best_of_many(
    held: Sequence[Levels], weights: Sequence[float], lengths: Lengths, most: int, few: int = FEW
) -> Best:
    """As `best_of_few`, and by way of it where no more than *few* answer."""
    answering = [_any(levels) for levels in held]
    told = _any(enumerate(answering))
    many = told.bit_count()
    if many <= few:
        singly = [{n: worth for worth, bits in levels for n in numbers_in(bits)} for levels in held]
        return best_of_few(singly, weights, lengths, most)
    counts = [bits.bit_count() for bits in answering]
    best = [max((worth for worth, _ in levels), default=0.0) for levels in held]
    scaled = _scale(many, counts, weights, best)
    digits = _added(held, scaled)
    chosen = _highest(digits, lengths.parts(told), most)
    return _ordered(_read(digits, chosen), lengths, scaled, most)


def _any(levels: Iterable[tuple[float, int]]) -> int:
    """Whatever is in one of them."""
    found = 0
    for _, bits in levels:
        found |= bits
    return found


def _added(held: Sequence[Levels], scaled: _Scale) -> list[int]:
    """What each document is worth in all, one line of bits for each binary digit."""
    digits = [0] * (_DIGITS + 2 + len(held).bit_length())
    for at, levels in enumerate(held):
        adding = [0] * len(digits)
        for worth, bits in levels:
            whole = scaled.of(at, worth)
            for digit in range(whole.bit_length()):
                if whole >> digit & 1:
                    adding[digit] |= bits
        carry = 0
        for digit, (one, other) in enumerate(zip(digits, adding, strict=True)):
            either = one ^ other
            digits[digit] = either ^ carry
            carry = (one & other) | (carry & either)
    return digits


def _at_least(digits: Sequence[int], among: int, least: int) -> int:
    """Those *among* documents that are worth so much at least."""
    if least >> len(digits):
        return 0
    more, level = 0, among
    for digit in range(len(digits) - 1, -1, -1):
        on = level & digits[digit]
        if least >> digit & 1:
            level = on
        else:
            more |= on
            level ^= on
        if not level:
            break
    return more | level


def _highest(digits: Sequence[int], parts: Sequence[tuple[float, int]], most: int) -> list[int]:
    """So many documents that are worth most once divided by their norms, and a few more."""
    low, high = 0.0, float(1 << len(digits))
    above, left = 0, list(parts)
    for _ in range(_STEPS):
        band = _any(left)
        if above.bit_count() + band.bit_count() <= most + most // 4:
            return list(numbers_in(above | band))
        middle = (low + high) / 2
        found = [(by, _at_least(digits, part, math.ceil(middle * by))) for by, part in left]
        upper = _any(found)
        if above.bit_count() + upper.bit_count() >= most:
            low, left = middle, found
        else:
            high, above = middle, above | upper
            left = [(by, part & ~upper) for by, part in left]
        left = [(by, part) for by, part in left if part]
    # What is left is worth the same: the lowest come first.
    rest = islice(numbers_in(_any(left)), most - above.bit_count())
    return [*numbers_in(above), *rest]


def _read(digits: Sequence[int], numbers: Sequence[int]) -> dict[int, int]:
    """What each of those documents is worth."""
    worth = dict.fromkeys(numbers, 0)
    for digit, bits in enumerate(digits):
        held = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
        end = len(held) * 8
        for number in numbers:
            if number < end and held[number >> 3] >> (number & 7) & 1:
                worth[number] += 1 << digit
    return worth
