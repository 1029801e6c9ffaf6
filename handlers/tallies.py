"""How the promises of either side went so far, as facts: how many, and since when."""

from __future__ import annotations

from handlers import who
from handlers.desk import Desk
from handlers.rules.promising import tally
from handlers.words import ledger as words
from storage.records import Commitment, Counterpart, Side, Turn


def tally_lines(one: Counterpart, desk: Desk) -> tuple[str, ...]:
    """How the promises of either side went so far: numbers and since when, nothing more."""
    say = desk.say
    made = desk.book.find(Commitment, "counterpart", one.id)
    turns = desk.book.find(Turn, "counterpart", one.id)
    lines = []
    for side, sentence in ((Side.US, words.WE), (Side.THEM, words.THEY)):
        told = tally(made, turns, side)
        if told.total and told.since is not None:
            counts = say.list(
                say(words.COUNTS[status.value], n=n) for status, n in told.counts.items()
            )
            values = {"counts": counts, "day": say.short_day(told.since)}
            if side is Side.THEM:
                values["name"] = who.name_of(one)
            lines.append(say(sentence, **values))
    return tuple(lines)
