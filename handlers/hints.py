"""Advice in one line: each piece once, easily switched off, and never in anybody's way.

A topic that has something to advise calls `hint` with the card it is about to show. PRACTICE rows
24, 26, 40, 48, 52 and 78 ask for guidance without preaching: whoever does not want to hear a thing
again presses [Not again], and whoever wants to hear none of them says so once with ``/hints``.
"""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import Button, Card, Items, Message, Outcome, Part, Refusal, Text
from handlers.desk import Desk
from handlers.nearby import BELOW
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import hints as words
from storage.records import Change, Hints, added

ALL = "all"
"""What stands among the keys that are off where somebody wants no advice at all."""
SEEN = 400
"""How many occasions are remembered; the oldest may then be spoken of once more."""


def hint(outcome: Outcome, desk: Desk, key: str, sentence: str, *, about: str = "") -> Outcome:
    """*outcome* with *sentence* at the end of its first card, where it has not been said yet.

    *key* names the advice in `words.NAMES`; *about* is the id of what it is about, so that it is
    said once for each such thing, or once for good where it is empty. *sentence* is already in the
    member's language. A card bears one piece of advice at most: one that has some stays as it is.
    """
    if not outcome.replies or not wanted(desk, key, about) or _bears_one(outcome.replies[0].card):
        return outcome
    first, *others = outcome.replies
    shown = advised(first.card, desk, key, sentence)
    seen = Change(*_noted(desk, key, about))
    return Outcome((replace(first, card=shown), *others), (*outcome.changes, seen))


def wanted(desk: Desk, key: str, about: str = "") -> bool:
    """Whether this member has not yet been told, and has not asked to be spared it."""
    kept = _kept(desk)
    return not {ALL, key} & set(kept.off) and _mark(key, about) not in kept.seen


def is_off(desk: Desk, key: str) -> bool:
    """Whether this member asked to be spared that advice, or all of it."""
    return bool({ALL, key} & set(_kept(desk).off))


def advised(shown: Card, desk: Desk, key: str, sentence: str) -> Card:
    """*shown* with the advice and [Not again]."""
    spared = Button(desk.say(words.NOT_AGAIN), f"{BELOW}:nothint:{key}")
    return replace(shown, parts=(*shown.parts, Text(sentence)), buttons=(*shown.buttons, spared))


def _bears_one(shown: Card) -> bool:
    return any(button.press.startswith(f"{BELOW}:nothint:") for button in shown.buttons)


def _kept(desk: Desk) -> Hints:
    return desk.book.get(Hints, desk.member.id) or Hints(desk.member.id)


def _mark(key: str, about: str) -> str:
    return f"{key}:{about}" if about else key


def _noted(desk: Desk, key: str, about: str) -> tuple[Hints | None, Hints]:
    before = desk.book.get(Hints, desk.member.id)
    kept = _kept(desk)
    return before, replace(kept, seen=(*kept.seen, _mark(key, about))[-SEEN:])


def not_again(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Not again]: this advice is never given to this member any more."""
    if rest not in words.NAMES:
        raise Refusal(desk.say(help_words.STALE))
    return _switched(message, desk, (*_kept(desk).off, rest), words.OFF)


def hints(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/hints``: whether advice is given, what is switched off, and the way back."""
    say, off = desk.say, _kept(desk).off
    if ALL in off:
        again = (Button(say(words.SWITCH_ON), "hints:on"),)
        return answered(message, card(say, say(words.TITLE), (Text(say(words.STATE_OFF)),), again))
    parts: list[Part] = [Text(say(words.STATE_ON))]
    named = tuple(say(words.NAMES[key]) for key in off if key in words.NAMES)
    buttons = [Button(say(words.SWITCH_OFF), "hints:off")]
    if named:
        buttons.insert(0, Button(say(words.SWITCH_ON), "hints:on"))
    if named:
        parts.append(Items(say(words.SWITCHED_OFF), named))
    return answered(message, card(say, say(words.TITLE), parts, buttons))


def switch(message: Message, desk: Desk, rest: str) -> Outcome:
    """[No advice] and [Advice again]."""
    if rest == "off":
        return _switched(message, desk, (ALL,), words.ALL_OFF)
    return _switched(message, desk, (), words.ALL_ON)


def _switched(message: Message, desk: Desk, off: tuple[str, ...], told: str) -> Outcome:
    before = desk.book.get(Hints, desk.member.id)
    after = replace(_kept(desk), off=tuple(dict.fromkeys(off)))
    change = added(after) if before is None else Change(before, after)
    changes = () if before == after else (change,)
    return answered(message, card(desk.say, desk.say(told)), changes)


COMMANDS = {"hints": hints}
PRESSES = {"nothint": not_again, "hints": switch}
