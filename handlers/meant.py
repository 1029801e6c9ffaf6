"""Whom a sentence speaks of: somebody it names, somebody by their office, or the one met last."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from handlers import who
from handlers.chat import Message
from handlers.desk import Desk
from handlers.drafting.masking import masked
from handlers.drafting.setting import setting_of
from handlers.reading.folding import fold
from handlers.reading.read import read
from storage.records import Counterpart, Meeting, Position

LATELY = 40
"""Meetings of a member's own that are looked through for those met last."""


def named(text: str, message: Message, desk: Desk) -> tuple[Counterpart, ...]:
    """Everybody *text* may name, by any of their names or by the office they hold; often nobody."""
    said = read(text, setting_of(message, desk))
    ids = dict.fromkeys(id for person in said.people[:1] for id in person.known)
    found = [one for id in ids if (one := desk.book.get(Counterpart, id)) and not one.merged_into]
    return tuple(found) or _spelled(text, desk) or tuple(dict.fromkeys(_by_office(text, desk)))


def kept_words(message: Message, desk: Desk) -> str:
    """The words of *message* as they may be kept: without what must not be stored."""
    clean, _ = masked(read(message.text, setting_of(message, desk)))
    return clean.text.strip()


def lately(desk: Desk) -> tuple[Counterpart, ...]:
    """Those the member met, the latest first, each once."""
    met = islice(desk.book.newest(Meeting, "member", desk.member.id), LATELY)
    people = (desk.book.get(Counterpart, id) for id in dict.fromkeys(m.counterpart for m in met))
    return tuple(one for one in people if one is not None and not one.merged_into)


def _spelled(text: str, desk: Desk) -> tuple[Counterpart, ...]:
    """Those whose name stands in *text*, however small it is written."""
    one = who.named_in(text, desk.book)
    return (one,) if one is not None else ()


def _by_office(text: str, desk: Desk) -> Iterator[Counterpart]:
    words = f" {_plain(text)} "
    for position in desk.book.all(Position):
        if (
            position.title
            and who.is_held(position, desk)
            and f" {_plain(position.title)} " in words
        ):
            one = desk.book.get(Counterpart, position.counterpart)
            if one is not None and not one.merged_into:
                yield one


def _plain(text: str) -> str:
    return " ".join("".join(mark if mark.isalnum() else " " for mark in fold(text)).split())
