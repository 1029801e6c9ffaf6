"""Which of many documents: one number, a few in order, or one bit for each where they are many.

As bits, sets of a hundred thousand are put together, cut and counted in some microseconds each.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any, Union

Marks = Union[int, "array[int]", bytearray]  # An array takes no parameter at run time.
"""One document by itself, several in rising order, or a line of bits, the lowest first."""

FEW = 2_048
"""Documents that are never worth a line of bits."""
_DENSE = 32
"""Of so many documents one at least must be marked for a line of bits to be the shorter form."""
_ROOM = 1_024
_BY_ONE = 2_400
"""Numbers that are sooner made bits one by one than by way of a text of noughts and ones."""


def with_mark(held: Marks | None, number: int) -> Marks:
    """*held* and *number*, which was not in it."""
    if held is None:
        return number
    if isinstance(held, bytearray):
        at = number >> 3
        if at >= len(held):
            held.extend(bytes(at + _ROOM - len(held)))
        held[at] |= 1 << (number & 7)
        return held
    if isinstance(held, int):
        return array("I", (held, number) if held < number else (number, held))
    if number > held[-1]:
        held.append(number)
    else:
        insort(held, number)
    if len(held) > FEW and len(held) * _DENSE > held[-1]:
        return line(bits_of((held,)))
    return held


def without_mark(held: Marks, number: int) -> Marks | None:
    """*held* without *number*, which was in it; ``None`` where nothing is left."""
    if isinstance(held, int):
        return None
    if isinstance(held, bytearray):
        held[number >> 3] &= ~(1 << (number & 7))
        return held if held[number >> 3] or any_of(held) else None
    del held[bisect_left(held, number)]
    return held if len(held) > 1 else held[0]


def take_out(held: dict[Any, Marks], at: Hashable, number: int) -> bool:
    """Take that number out of what is *held* there; whether anything is left."""
    left = without_mark(held[at], number)
    if left is None:
        del held[at]
        return False
    held[at] = left
    return True


def any_of(held: bytearray) -> bool:
    """Whether a line of bits has any that is set."""
    return int.from_bytes(held, "little") != 0


def line(bits: int) -> bytearray:
    """*bits* as a line."""
    return bytearray(bits.to_bytes((bits.bit_length() + 7) // 8, "little"))


def bits_of(several: Iterable[Marks]) -> int:
    """All that is in any of *several*, as the bits of one number."""
    bits, few = 0, array("I")
    for held in several:
        if isinstance(held, bytearray):
            bits |= int.from_bytes(held, "little")
        elif isinstance(held, int):
            few.append(held)
        else:
            few.extend(held)
    return bits | _as_bits(few) if few else bits


def _as_bits(numbers: Sequence[int]) -> int:
    last = max(numbers)
    if len(numbers) > _BY_ONE:
        text = bytearray(b"0") * (last + 1)
        for number in numbers:
            text[last - number] = 49  # The sign "1".
        return int(text, 2)
    held = bytearray((last >> 3) + 1)
    for number in numbers:
        held[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(held, "little")


def numbers_in(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set, rising."""
    text = f"{bits:b}"[::-1]
    at = text.find("1")
    while at >= 0:
        yield at
        at = text.find("1", at + 1)


def first_of(held: Marks) -> int:
    """The least number in *held*."""
    if isinstance(held, int):
        return held
    if isinstance(held, bytearray):
        at = next(at for at, byte in enumerate(held) if byte)
        return at * 8 + (held[at] & -held[at]).bit_length() - 1
    return held[0]


def numbers_of(held: Marks) -> Iterable[int]:
    """The numbers in *held*, rising."""
    if isinstance(held, int):
        return (held,)
    return numbers_in(int.from_bytes(held, "little")) if isinstance(held, bytearray) else held


def in_all(several: Sequence[Marks]) -> Marks | None:
    """What is in each of *several*; ``None`` where nothing is."""
    short = [held for held in several if not isinstance(held, bytearray)]
    lines = [held for held in several if isinstance(held, bytearray)]
    if short:
        found = set(numbers_of(short[0])).intersection(*map(numbers_of, short[1:]))
        for bits in lines:
            end = len(bits) * 8
            found = {n for n in found if n < end and bits[n >> 3] >> (n & 7) & 1}
        return array("I", sorted(found)) if found else None
    common = int.from_bytes(lines[0], "little")
    for bits in lines[1:]:
        common &= int.from_bytes(bits, "little")
    return line(common) if common else None
