"""Loads what a first answer would wait for, before anybody waits."""

from __future__ import annotations

from contextlib import suppress

from bot import ids
from bot.house import MINDS, now
from handlers.chat import Address, Message
from handlers.desk import Desk
from handlers.words.speech import Speech
from storage.collecting import no_collecting
from storage.memory import MemoryStore
from storage.records import Member


def limber() -> None:
    """Load all that a first answer would wait for, half a second or more.

    A message that is under way when we are killed comes nearer to being set aside each time, so
    that time must not be spent while one is. What is kept meanwhile waits for the inbox to start.
    """
    member, store, at = Member("", ""), MemoryStore(), now()
    with no_collecting():
        for language, text in _FIRST_WORDS:
            message = Message("", "", Address("", ""), at, text)
            say = Speech(language, member.zone)
            # A fault in it is told when somebody writes; it must not keep us from starting.
            with suppress(Exception):
                MINDS.answer(message, Desk(store, at, ids.new_id, member, say))


_FIRST_WORDS = (
    ("en", "Met Colonel Nobody at noon. He agreed to open the road on Monday."),
    ("en", "/search fuel"),
    ("fr", "Vu le colonel Personne à midi. Il accepte d'ouvrir la route lundi."),
    ("es", "Reunión con el coronel Nadie al mediodía. Acepta abrir la ruta el lunes."),
    ("ar", "التقيت العقيد فلان ظهرا. وافق على فتح الطريق يوم الاثنين."),
)
