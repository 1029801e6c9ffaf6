"""Where somebody is in picking the lines of a chat, and the chat itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace

from handlers.chat import Refusal
from handlers.desk import Desk
from handlers.reading.exports import Export, Line, Order, unpack
from handlers.reading.folding import fold
from handlers.words import conversations as words
from storage.records import Draft
from storage.values import dataclass

KIND = "chat"
"""The kind of a draft that is a chat being looked through, and of the attachment it came as."""
PAGE = 6
"""Lines shown at once: what a phone shows without scrolling."""
MOST = 40
"""Lines that are kept at once."""


@dataclass(frozen=True, slots=True)
class Picking:
    """What was picked so far, and what is shown."""

    blob: str = ""
    """The sealed file that holds the lines; empty where they were pasted."""
    packed: str = ""
    """The lines themselves, where they were pasted."""
    order: str = ""
    """What the person said a day is written like; empty while there is nothing to ask."""
    start: int = -1
    """Where the page begins among the lines that are shown; -1 is the last page."""
    picked: tuple[int, ...] = ()
    word: str = ""
    """Only lines with this are shown; empty for all."""

    def toggled(self, numbers: Sequence[int], desk: Desk) -> Picking:
        """With *numbers* picked where they were not, and the other way round."""
        chosen = set(self.picked) ^ set(numbers)
        if len(chosen) > MOST:
            raise Refusal(desk.say(words.TOO_MANY, n=MOST))
        return replace(self, picked=tuple(sorted(chosen)))


def chat_of(picking: Picking, desk: Desk) -> Export:
    """The chat that is looked through; raises `Refusal` where its lines are gone."""
    packed = picking.packed
    if not packed:
        try:
            packed = desk.file(picking.blob).decode()
        except KeyError:
            raise Refusal(desk.say(words.GONE)) from None
    return unpack(packed, Order(picking.order) if picking.order else None)


def shown_of(picking: Picking, lines: Sequence[Line]) -> list[int]:
    """The numbers of the lines that are looked through: all, or those with the word."""
    wanted = fold(picking.word)
    return [
        number
        for number, line in enumerate(lines)
        if not wanted or wanted in fold(line.text) or wanted in fold(line.author)
    ]


def page_of(picking: Picking, shown: Sequence[int]) -> range:
    """From which of *shown* to which the page goes."""
    last = max(0, len(shown) - PAGE)
    start = last if picking.start < 0 else min(picking.start, max(0, len(shown) - 1))
    return range(start, min(start + PAGE, len(shown)))


def picking_of(draft: Draft) -> Picking:
    """Where somebody is in *draft*."""
    told = json.loads(draft.reading)
    return Picking(**{**told, "picked": tuple(told["picked"])})


def with_picking(draft: Draft, picking: Picking) -> Draft:
    """*draft* with somebody further on in it."""
    return replace(draft, reading=json.dumps(asdict(picking), ensure_ascii=False))
