"""How good the information is: four questions, one press each, never about who said it."""

from __future__ import annotations

from dataclasses import replace

from handlers import hostile
from handlers.against.showing import known
from handlers.chat import Button, Message, Outcome, Part, Refusal, Text
from handlers.desk import Desk
from handlers.rules.information import MOST, QUESTIONS, is_enough
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import against as words
from handlers.words import common
from handlers.words import help as help_words
from storage.records import Change, Incident


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """[How good is that?], and each answer; what was answered so far is in the press."""
    id, _, told = rest.partition(":")
    one = known(id, desk)
    if len(told) > len(QUESTIONS) or any(n not in _DIGITS for n in told):
        raise Refusal(desk.say(help_words.STALE))
    if len(told) < len(QUESTIONS):
        return _ask(message, desk, one, told)
    return _kept(message, desk, one, told)


_DIGITS = "0123"


def _ask(message: Message, desk: Desk, one: Incident, told: str) -> Outcome:
    say, name = desk.say, QUESTIONS[len(told)]
    buttons = [
        Button(say(answer), f"actgood:{one.id}:{told}{n}")
        for n, answer in enumerate(words.ANSWERS[name][: MOST + 1])
    ]
    back = f"actgood:{one.id}:{told[:-1]}" if told else f"deed:{one.id}"
    buttons.append(Button(say(common.BACK), back))
    title = say(
        words.QUESTION, n=len(told) + 1, whole=len(QUESTIONS), text=say(words.QUESTIONS[name])
    )
    parts = () if told else (Text(say(words.HOW_GOOD_HOW)),)
    return answered(message, card(say, title, parts, buttons))


def _kept(message: Message, desk: Desk, one: Incident, told: str) -> Outcome:
    numbers = {name: int(n) for name, n in zip(QUESTIONS, told, strict=True)}
    after = replace(one, weighed_on=desk.today, **numbers)  # type: ignore[arg-type]  # Numbers all.
    parts: list[Part] = [*hostile.parts(after, desk)]
    if is_enough(after):
        parts.append(Text(desk.say(words.NO_SOURCE_NAMED)))
    title = desk.say(words.WEIGHED_SAVED)
    buttons = (Button(desk.say(words.WHERE_FROM), f"actfrom:{one.id}"),)
    return saved(message, desk, (Change(one, after),), title, parts, buttons)


PRESSES = {"actgood": pressed}
