"""Reads the days that somebody names after ``/marks NAME =``."""

from __future__ import annotations

from handlers.chat import Button, Refusal
from handlers.choosing import shortened
from handlers.desk import Desk
from handlers.observing.saying import titled
from handlers.patterns import pattern
from handlers.rules.occasions import Occasion, find, is_never_sent, sounds_like
from handlers.words import occasions as words
from storage.records import Counterpart

_COMMAS = pattern(r"\s*[,،;؛\n]\s*")
_ANDS = pattern(r"\s+(?:and|et|y)\s+|\s+و(?=\S)")


def named(text: str, one: Counterpart, desk: Desk) -> tuple[Occasion, ...]:
    """The days of that name, each once.

    Raises `Refusal` for a day on which nothing is ever sent, and for one that is not certain,
    with those that come near to choose from.
    """
    found: dict[str, Occasion] = {}
    for part in filter(None, _COMMAS.split(text)):
        # Some days have an "and" in their name, so that it parts only what is no day as it is.
        whole = _exact(part, desk)
        for name in (part,) if whole else filter(None, _ANDS.split(part)):
            day = whole or _exact(name, desk)
            if day is None:
                raise _unknown(name, one, desk)
            found[day.code] = day
    if not found:
        raise _unknown(text, one, desk)
    return tuple(found.values())


def _exact(text: str, desk: Desk) -> Occasion | None:
    if is_never_sent(text):
        raise Refusal(desk.say(words.NEVER_SENT, day=shortened(text)))
    days = find(text)
    return days[0] if len(days) == 1 else None


def _unknown(text: str, one: Counterpart, desk: Desk) -> Refusal:
    say, day = desk.say, shortened(text)
    near = find(text) or sounds_like(text)
    buttons = tuple(Button(titled(other, desk), f"mark:{one.id}:{other.code}:0") for other in near)
    if near:
        return Refusal(say(words.WHICH_DAY, day=day), buttons=buttons)
    asked = Button(say(words.MORE_DAYS), f"marks:{one.id}")
    told = f"{say(words.UNKNOWN_DAY, day=day)} {say(words.UNKNOWN_DAY_HOW)}"
    return Refusal(told, buttons=(asked,))
