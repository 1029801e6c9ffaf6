"""The same by command and in words: "our strategic plan: visas for all nurses by June"."""

from __future__ import annotations

import re

from handlers.chat import Message, Outcome, Refusal
from handlers.desk import Desk
from handlers.patterns import pattern
from handlers.plans.setting import put
from handlers.plans.showing import overview, whole
from handlers.reading.plans import level_of, planned
from handlers.rules.roles import Action, may
from handlers.showing import answered
from handlers.words import help as help_words
from handlers.words import plans as words

_WITH = pattern(r"^(?:with|avec|con|مع)\s+", re.IGNORECASE)


def plan(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/plan``; ``/plan strategic``; ``/plan strategic = …``; ``/plan strategic with …``."""
    told = rest.strip()
    if not told:
        return answered(message, overview(desk))
    word, _, after = told.replace(":", " = ", 1).replace("=", " = ", 1).partition(" ")
    level, after = level_of(word), after.strip()
    if level is None:
        raise Refusal(desk.say(words.HOW, example=f"/plan {desk.say(words.EXAMPLE)}"))
    if not after:
        return answered(message, whole(level, desk))
    _writing(desk)
    if after.startswith("="):
        return put(message, desk, level, "objective", after.removeprefix("=").strip())
    if found := _WITH.match(after):
        return put(message, desk, level, "whom", after[found.end() :])
    raise Refusal(desk.say(words.HOW, example=f"/plan {desk.say(words.EXAMPLE)}"))


def heard(message: Message, desk: Desk) -> Outcome | None:
    """A plan told or asked for in words; ``None`` for all else."""
    found = None if message.forwarded else planned(message.text)
    if found is None or (found.text and found.level is None):
        return None
    if found.text and found.level is not None:
        _writing(desk)
        return put(message, desk, found.level, "objective", found.text)
    return answered(message, whole(found.level, desk) if found.level else overview(desk))


def _writing(desk: Desk) -> None:
    if not may(desk.member, Action.WRITE):
        raise Refusal(desk.say(help_words.READ_ONLY))


COMMANDS = {"plan": plan}
