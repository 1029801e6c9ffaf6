"""How a chat is shown while its lines are picked: a page of them, by number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from handlers.chat import Button, Card, Items, Line, Part, Text
from handlers.conversations.picking import PAGE, Picking, chat_of, page_of, picking_of, shown_of
from handlers.desk import Desk
from handlers.drafting.shown import cut
from handlers.reading.exports import Export, Order
from handlers.reading.exports import Line as Said
from handlers.words import common
from handlers.words import conversations as words
from storage.records import Draft

_SIGNS = 160
"""Signs of a line that are shown."""
_NAMES = 10
"""Authors that are named (PRACTICE D19)."""


def draw(draft: Draft, chat: Export, desk: Desk) -> Card:
    """The card of *chat* that is looked through, or the one question about its days."""
    say, picking = desk.say, picking_of(draft)
    title = say(words.MESSAGES, n=len(chat.lines))
    if chat.is_ambiguous:
        return _asked(draft, chat, title, desk)
    shown = shown_of(picking, chat.lines)
    page = [shown[place] for place in page_of(picking, shown)]
    parts = (*_head(chat, desk), *_lines(chat, picking, page, desk))
    buttons = (
        *(Button(desk.say.number(n + 1), f"chat:{draft.id}:n{n}") for n in page),
        *_moves(draft, picking, len(shown), desk),
        *_ends(draft, picking, desk),
    )
    return Card(title, parts, buttons, say(words.HINT), say.language)


def _head(chat: Export, desk: Desk) -> Iterator[Part]:
    say, days = desk.say, [line.at.astimezone(desk.zone).date() for line in chat.lines]
    yield Line(say(words.FROM), say.list(chat.authors[:_NAMES]))
    yield Line(say(words.WHEN), _span(min(days), max(days), desk))
    if chat.unsure_hours:
        yield Text(say(words.HOURS))


def _span(first: date, last: date, desk: Desk) -> str:
    say = desk.say
    if first == last:
        return say.short_day(first)
    return say(words.SPAN, first=say.short_day(first), last=say.short_day(last))


def _lines(chat: Export, picking: Picking, page: list[int], desk: Desk) -> Iterator[Part]:
    say = desk.say
    label = say(words.FOUND, word=picking.word) if picking.word else ""
    if page and not picking.word:
        label = say(words.PAGE, from_=page[0] + 1, to=page[-1] + 1, total=len(chat.lines))
    yield Items(label, tuple(_told(n, chat.lines[n], picking, desk) for n in page))
    if picking.picked:
        yield Text(say(words.PICKED, n=len(picking.picked)))


def _told(number: int, line: Said, picking: Picking, desk: Desk) -> str:
    say = desk.say
    at = line.at.astimezone(desk.zone)
    when = say(words.AT, day=say.short_day(at.date()), hour=say.hour(at.time()))
    sentence = words.PICKED_LINE if number in picking.picked else words.LINE
    text = cut(text_of(line, desk).replace("\n", " / "), _SIGNS)
    return say(sentence, number=number + 1, author=line.author, at=when, text=text)


def text_of(line: Said, desk: Desk) -> str:
    """The words of a line, and the file it stands for."""
    if not line.media:
        return line.text
    named = line.media != "…"
    file = desk.say(words.FILE, name=line.media) if named else desk.say(words.A_FILE)
    return f"{file}\n{line.text}" if line.text else file


def _moves(draft: Draft, picking: Picking, total: int, desk: Desk) -> Iterator[Button]:
    say, page = desk.say, page_of(picking, range(total))
    if page and page[0] > 0:
        yield Button(say(words.EARLIER), f"chat:{draft.id}:p{max(0, page[0] - PAGE)}")
    if page and page[-1] + 1 < total:
        yield Button(say(words.LATER), f"chat:{draft.id}:p{page[-1] + 1}")
    if picking.word:
        yield Button(say(words.FIND_ALL), f"chat:{draft.id}:all")


def _ends(draft: Draft, picking: Picking, desk: Desk) -> Iterator[Button]:
    say = desk.say
    if picking.picked:
        yield Button(say(words.KEEP), f"chat:{draft.id}:keep", style="primary")
        yield Button(say(words.AGREE), f"chat:{draft.id}:agree")
    yield Button(say(common.DROP), f"chat:{draft.id}:drop", style="danger")


def _asked(draft: Draft, chat: Export, title: str, desk: Desk) -> Card:
    """The first day that could be two, as it is written there, and which days those are."""
    say, picking = desk.say, picking_of(draft)
    read = [_days(replace(picking, order=order.value), desk) for order in chat.orders]
    choices = next(days for days in zip(*read, strict=True) if len(set(days)) > 1)
    first, second = choices[0], chat.orders[0] is Order.MONTH_FIRST
    numbers = (first.month, first.day) if second else (first.day, first.month)
    written = f"{numbers[0]}/{numbers[1]}/{first.year}"
    buttons = [
        Button(say.day(day), f"chat:{draft.id}:{order.value}")
        for order, day in zip(chat.orders, choices, strict=True)
    ]
    drop = Button(say(common.DROP), f"chat:{draft.id}:drop", style="danger")
    parts = (Text(say(words.DAY_OR_MONTH, written=written)),)
    return Card(title, parts, (*buttons, drop), language=say.language)


def _days(picking: Picking, desk: Desk) -> list[date]:
    return [line.at.date() for line in chat_of(picking, desk).lines]
