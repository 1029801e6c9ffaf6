"""The audit as a chain: each line vouches for the one before, so that none can be slipped out.

Two small settings beside it say where the chain begins and where it ends now. Old lines leave
from the front; the place they end at is the anchor that the rest hangs on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from storage.records import Audit, Change, Did, Setting, removed
from storage.store import Book

HEAD, ANCHOR = "audit:head", "audit:anchor"
KEPT = timedelta(days=365)
"""How long a line is kept."""
MOST = 50_000
"""Lines that are kept at most."""
AT_A_TIME = 500
_START = "0:"


def line(  # noqa: PLR0913, PLR0917  # All that a line tells.
    book: Book, at: datetime, member: str, did: Did, what: str, about: Sequence[str]
) -> tuple[Change, ...]:
    """The changes that add one line at the end of the chain."""
    return lines(book, at, did, what, {member: about})


def lines(
    book: Book, at: datetime, did: Did, what: str, who: Mapping[str, Sequence[str]]
) -> tuple[Change, ...]:
    """The changes that add a line for each of *who*, about those behind their name."""
    before = book.get(Setting, HEAD)
    number, seal = _place(before)
    made: list[Change] = []
    for member, about in who.items():
        number += 1
        bare = Audit(id_of(number), number, at, member, did, what, tuple(about))
        seal = _seal(bare, seal)
        made.append(Change(None, Audit(*_fields(bare), seal=seal)))
    return (*made, Change(before, Setting(HEAD, f"{number}:{seal}"))) if made else ()


def broken(book: Book) -> Iterator[str]:
    """Look through the chain, yielding "" after each line that holds and words where one does not.

    It ends with the first that does not hold.
    """
    number, seal = _place(book.get(Setting, ANCHOR))
    last, end = _place(book.get(Setting, HEAD))
    kept = last - number
    while number < last:
        number += 1
        found = book.get(Audit, id_of(number))
        if found is None:
            yield f"line {number} of the audit is missing"
            return
        if found.number != number or found.seal != _seal(found, seal):
            yield f"line {number} of the audit is not as it was written"
            return
        seal = found.seal
        yield ""
    if seal != end or book.count(Audit) != kept:
        yield f"the audit does not end with line {last}, as it should"


def end(book: Book) -> str:
    """Where the chain ends now, for `goes_on` to be asked later; empty where there is none."""
    head = book.get(Setting, HEAD)
    return head.value if head else ""


def goes_on(book: Book, told: str) -> bool:
    """Whether the chain goes on from where it ended when `end` *told* so, as far as can be known.

    Of the seal its beginning will do. It does not go on where an older copy of the store was put
    back, or somebody who has the key wrote it anew. A line that has left at the front since tells
    nothing.
    """
    number, seal = _read(told)
    first, before = _place(book.get(Setting, ANCHOR))
    if number <= first:
        return number < first or before.startswith(seal)
    found = book.get(Audit, id_of(number))
    return found is not None and found.seal.startswith(seal)


def outdated(book: Book, now: datetime) -> list[Change]:
    """Changes that drop the oldest lines, at most `AT_A_TIME`, and move the anchor there."""
    anchor = book.get(Setting, ANCHOR)
    number, seal = _place(anchor)
    last, _ = _place(book.get(Setting, HEAD))
    changes: list[Change] = []
    while number < last and len(changes) < AT_A_TIME:
        found = book.get(Audit, id_of(number + 1))
        if found is None or not (found.at < now - KEPT or last - number > MOST):
            break
        changes.append(removed(found))
        number, seal = found.number, found.seal
    if changes:
        changes.append(Change(anchor, Setting(ANCHOR, f"{number}:{seal}")))
    return changes


def _place(setting: Setting | None) -> tuple[int, str]:
    return _read(setting.value if setting else "")


def _read(told: str) -> tuple[int, str]:
    number, _, seal = (told or _START).partition(":")
    return int(number), seal


def id_of(number: int) -> str:
    """The id of the line of that number."""
    return f"{number:012}"


def _fields(one: Audit) -> tuple[str, int, datetime, str, Did, str, tuple[str, ...]]:
    return one.id, one.number, one.at, one.member, one.did, one.what, one.about


def _seal(one: Audit, before: str) -> str:
    told = (before, one.number, one.at.isoformat(), one.member, one.did.value, one.what, *one.about)
    return hashlib.sha256("\0".join(map(str, told)).encode("utf-8", "surrogatepass")).hexdigest()
