"""Lines that were picked become evidence, or the agreement they are."""

from __future__ import annotations

from dataclasses import replace

from handlers import by_message, evidence, who
from handlers.chat import Message, Outcome, Refusal
from handlers.conversations.card import text_of
from handlers.conversations.picking import Picking, chat_of
from handlers.desk import Desk
from handlers.drafting.masking import masked
from handlers.drafting.setting import setting_of
from handlers.reading.exports import Line
from handlers.reading.read import read
from handlers.words import conversations as words
from storage.records import Evidence, Member


def picked(message: Message, desk: Desk, picking: Picking) -> Outcome:
    """The lines that were picked, each as evidence with who wrote it and when."""
    lines = _lines(picking, desk)
    pieces, sorts = _pieces(message, desk, lines)
    return evidence.with_pieces(message, desk, pieces, sorts, of=_counterpart(lines, desk))


def agreed(message: Message, desk: Desk, picking: Picking) -> Outcome:
    """The lines as an agreement given by message, with each of them beside it."""
    lines = _lines(picking, desk)
    pieces, _ = _pieces(message, desk, lines)
    text = "\n".join(line.text for line in lines if line.text)
    if not text:
        return picked(message, desk, picking)
    said = replace(message, text=text, at=lines[-1].at)
    of, since = _counterpart(lines, desk), lines[0].at
    return by_message.agreement(said, desk, pieces, of=of, since=since)


def _lines(picking: Picking, desk: Desk) -> list[Line]:
    lines = chat_of(picking, desk).lines
    found = [lines[number] for number in picking.picked if number < len(lines)]
    if not found:
        raise Refusal(desk.say(words.NONE_PICKED))
    return found


def _pieces(
    message: Message, desk: Desk, lines: list[Line]
) -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """A piece for each line, without what must not be stored; and what sort that was."""
    setting = setting_of(message, desk)
    cleaned = [masked(read(text_of(line, desk), setting)) for line in lines]
    authors = [masked(read(line.author, setting))[0].text for line in lines]
    pieces = tuple(
        Evidence(
            *(desk.new_id(), "", desk.member.id, "message", message.at),
            text=note.text,
            author=author,
            said_at=line.at,
        )
        for line, author, (note, _) in zip(lines, authors, cleaned, strict=True)
    )
    return pieces, tuple(sort for _, sorts in cleaned for sort in sorts)


def _counterpart(lines: list[Line], desk: Desk) -> str:
    """Who of those that wrote is not one of us, where that is one person and has a name."""
    others = list(dict.fromkeys(line.author for line in lines if not _is_ours(line.author, desk)))
    if len(others) != 1 or not any(sign.isalpha() for sign in others[0]):
        return ""
    return others[0]


def _is_ours(author: str, desk: Desk) -> bool:
    """Whether somebody of the team goes by that first name."""
    first = who.folded(author).split()[:1]
    return any(who.folded(one.name).split()[:1] == first for one in desk.book.all(Member))
