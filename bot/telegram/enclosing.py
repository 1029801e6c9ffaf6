"""What goes with a card to Telegram: a picture that is drawn, a file that is made or was kept."""

from __future__ import annotations

from dataclasses import replace

from telegram import InputFile

from bot.door import Ways
from bot.making import Unmade, made
from bot.painting import Unpainted
from handlers.chat import Card, Reply, Text
from handlers.words import doors
from handlers.words.speech import Speech
from storage.values import dataclass

PHOTO_LIMIT = 10_000_000
"""Bytes of a photo; what is larger goes as a document."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes with a card, and whether it is shown at once."""

    content: InputFile
    photo: bool = False


async def enclosed(reply: Reply, ways: Ways) -> tuple[Enclosed | None, Card]:
    """What to send with the card, or the card with a line that says why it is not there."""
    card = reply.card
    try:
        return await _made(reply, ways), card
    except KeyError:
        return None, _noted(card, doors.FILE_GONE)
    except Unpainted:
        return None, _noted(card, doors.NOT_DRAWN)
    except Unmade as why:
        return None, _noted(card, str(why))


async def _made(reply: Reply, ways: Ways) -> Enclosed | None:
    if reply.picture:
        drawn = await ways.paint(reply.picture)
        photo = drawn.image and len(drawn.data) <= PHOTO_LIMIT
        return Enclosed(InputFile(drawn.data, filename=drawn.name), photo=photo)
    if reply.document:
        file = await made(reply.document)
        return Enclosed(InputFile(file.data, filename=file.name))
    if reply.file:
        data = await ways.fetch(reply.file)
        return Enclosed(InputFile(data, filename=reply.file_name or "file"))
    return None


def _noted(card: Card, sentence: str) -> Card:
    """The card with one more line in its own language."""
    told = Text(Speech(card.language)(sentence))
    return replace(card, parts=(*card.parts, told))
