"""What answers, and what follows from a change: the handlers, which load while the doors open."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime

from bot import ids
from bot.calendars import listed
from bot.handling import Minds
from handlers.chat import Address, Message, Outcome
from handlers.desk import Desk, Porch
from handlers.guarding import wiped
from handlers.nudging.closing import Planned
from handlers.rules.rights import Visible
from handlers.words.speech import Speech
from storage.collecting import no_collecting
from storage.memory import MemoryStore
from storage.records import Change, Counterpart, Member, Role, added
from storage.store import Book


def answer(message: Message, desk: Desk) -> Outcome:
    """What a member's message comes to."""
    from handlers import answer  # noqa: PLC0415  # Two hundred modules, which `limber` loads.

    return answer.answer(message, desk)


def welcome(message: Message, porch: Porch) -> Outcome:
    """What a stranger's message comes to."""
    from handlers import answer  # noqa: PLC0415  # Two hundred modules, which `limber` loads.

    return answer.welcome(message, porch)


def followed(book: Book, changes: Sequence[Change], now: datetime, pressed: str) -> Planned:
    """What *changes* mean for what is planned to be said and for what is on its way out."""
    from handlers.nudging.planning import replanned  # noqa: PLC0415  # `limber` loads it.

    planned = replanned(book, changes, now, calendars=listed, pressed=pressed)
    return with_stopped(planned, book, changes, now)


def with_stopped(planned: Planned, book: Book, changes: Sequence[Change], now: datetime) -> Planned:
    """*planned*, and what *changes* keep from leaving to a counterpart."""
    from handlers.direct.following import stopped  # noqa: PLC0415  # `limber` loads it.

    ended = stopped(book, (*changes, *planned.changes), now)
    gone = wiped(book, changes)
    return Planned(
        (*planned.replies, *ended.replies, *gone.replies),
        (*planned.changes, *ended.changes, *gone.changes),
    )


MINDS = Minds(answer, welcome, Visible, followed)


def limber() -> None:
    """Load all that a first answer would wait for, half a second or more.

    A message that is under way when we are killed comes nearer to being set aside each time, so
    that time must not be spent while one is. What is kept meanwhile waits for the inbox to start.
    """
    member, store, at = Member("", "", Role.MANDATOR), MemoryStore(), datetime.now(UTC)
    store.apply([added(member), added(Counterpart("known", "Karim", owner=member.id))])
    with no_collecting():
        for language, text in _FIRST_WORDS:
            message = Message("", "", Address("", ""), at, text)
            say = Speech(language, member.zone)
            # A fault in it is told when somebody writes; it must not keep us from starting.
            with suppress(Exception):
                MINDS.answer(message, Desk(store, at, ids.new_id, member, say))


_FIRST_WORDS = (
    ("en", "Met Karim at noon. He agreed to open the road on Monday."),
    ("en", "He promised us the list by Friday. We may pass with three trucks until 30 June."),
    ("en", "What do we owe Karim?"),
    ("en", "/search fuel"),
    ("fr", "Vu le colonel Personne à midi. Il accepte d'ouvrir la route lundi."),
    ("es", "Reunión con el coronel Nadie al mediodía. Acepta abrir la ruta el lunes."),
    ("ar", "التقيت العقيد فلان ظهرا. وافق على فتح الطريق يوم الاثنين."),
)
