"""Records by the counterparts whom they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from storage.indexes import INDEXES
from storage.records import Change, Counterpart
from storage.store import Book, R


def by_counterpart(book: Book, kind: type[R], many: int) -> Callable[[str], Sequence[R]]:
    """From the id of one of *many* counterparts to what *book* finds of them, the shorter way.

    Where there are fewer records than counterparts, all are looked at once.
    """
    if kind is Counterpart or book.count(kind) > many:
        return partial(book.find, kind, "counterpart")
    held: dict[str, list[R]] = {}
    for record in book.all(kind):
        for id in dict.fromkeys(INDEXES[kind]["counterpart"](record)):
            held.setdefault(id, []).append(record)
    return lambda id: held.get(id, ())


def touches_hidden(
    changes: Iterable[Change],
    book: Book,
    seen: Callable[[Counterpart], bool],
    known: dict[str, bool],
) -> bool:
    """Whether one of *changes* is about somebody who is there and not *seen*.

    Whom that was asked of is *known* by id.
    """
    for subject in (change.subject for change in changes):
        id = subject.id if isinstance(subject, Counterpart) else getattr(subject, "counterpart", "")
        for end in filter(None, (id, getattr(subject, "other", ""))):
            if end not in known:
                now = book.get(Counterpart, end)
                known[end] = now is None or seen(now)
            if not known[end]:
                return True
    return False
