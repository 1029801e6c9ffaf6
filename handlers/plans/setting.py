"""Setting a plan: one line each for the objective and the purpose, names for whom; with [Undo]."""

from __future__ import annotations

from dataclasses import replace

from handlers import choosing
from handlers.chat import Button, Line, Message, Outcome, Refusal
from handlers.desk import Desk
from handlers.meant import kept_words
from handlers.patterns import pattern
from handlers.plans.showing import TOPIC, parts_of
from handlers.reading import acts
from handlers.rules.plans import MOST, key, plan_of
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import common
from handlers.words import help as help_words
from handlers.words import plans as words
from storage.records import Change, Counterpart, Dialogue, Level, LevelPlan

LONGEST = 200
"""Characters of an objective or a purpose."""
_ASKS = {
    "objective": words.ASK_OBJECTIVE,
    "whom": words.ASK_WHOM,
    "purpose": words.ASK_PURPOSE,
}
_BETWEEN = pattern(r"\s*[,،;؛]\s*")


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Objective], [Whom to reach], [Purpose]: ask for it; [End this plan]; [Not now]."""
    level, _, part = rest.partition(":")
    if level not in words.TITLES:
        raise Refusal(desk.say(help_words.STALE))
    if part == "end":
        return _end(message, desk, Level(level))
    if part == "later":
        waits = desk.book.get(Dialogue, desk.member.id)
        ours = waits is not None and waits.topic == TOPIC
        shown = card(desk.say, desk.say(words.LEFT))
        return answered(message, shown, (Change(waits, None),) if ours else ())
    if part not in _ASKS:
        raise Refusal(desk.say(help_words.STALE))
    back = (Button(desk.say(common.BACK), f"plan:{level}"),)
    asked = card(desk.say, desk.say(_ASKS[part], n=MOST), (), back)
    return answered(message, asked, (_waits(level, part, desk),))


def _waits(level: str, part: str, desk: Desk) -> Change:
    before = desk.book.get(Dialogue, desk.member.id)
    return Change(before, Dialogue(desk.member.id, TOPIC, f"{level}:{part}", desk.now))


def _end(message: Message, desk: Desk, level: Level) -> Outcome:
    plan = plan_of(desk.member.id, level, desk.book)
    if plan is None:
        raise Refusal(desk.say(help_words.STALE))
    return saved(message, desk, (Change(plan, None),), desk.say(words.GONE[level.value]))


def told(message: Message, desk: Desk, dialogue: Dialogue) -> Outcome | None:
    """The words that were asked for; ``None`` where they are the note of a meeting."""
    level, _, part = dialogue.about.partition(":")
    if message.files or message.forwarded or message.edits or part not in _ASKS:
        return None
    if acts.said(message.text).has("told") or "\n" in message.text.strip():
        return None
    outcome = put(message, desk, Level(level), part, message.text)
    if any(isinstance(change.subject, Dialogue) for change in outcome.changes):
        return outcome
    return Outcome(outcome.replies, (*outcome.changes, Change(dialogue, None)))


def put(message: Message, desk: Desk, level: Level, part: str, text: str) -> Outcome:
    """That part of the plan becomes *text*; a strategic one without a purpose is asked for it."""
    say, before = desk.say, plan_of(desk.member.id, level, desk.book)
    plan = before or LevelPlan(key(desk.member.id, level), desk.member.id, level, desk.today)
    if part == "whom":
        if before is None:
            raise Refusal(say(words.NOTHING_YET))
        after = replace(plan, whom=_people(text, desk), set_on=desk.today)
    else:
        line = kept_words(replace(message, text=text, press=""), desk)
        if not line or "\n" in line or len(line) > LONGEST:
            raise Refusal(say(words.LONG, n=LONGEST))
        changed = {"objective": line} if part == "objective" else {"purpose": line}
        after = replace(plan, set_on=desk.today, **changed)  # type: ignore[arg-type]  # Both are lines.
    return _saved(message, desk, Change(before, after), part)


def _people(text: str, desk: Desk) -> tuple[str, ...]:
    names = [name for name in _BETWEEN.split(text.strip()) if name]
    if len(names) > MOST:
        raise Refusal(desk.say(words.TOO_MANY, n=MOST))
    people: list[Counterpart] = [choosing.certain(desk, name) for name in names]
    return tuple(dict.fromkeys(one.id for one in people))


def _saved(message: Message, desk: Desk, change: Change, part: str) -> Outcome:
    say, plan = desk.say, change.after
    if not isinstance(plan, LevelPlan):
        return Outcome()
    title = say(words.SAVED[part])
    level, shown = plan.level, tuple(parts_of(plan.level, plan, desk))
    see = Button(say(words.TITLES[level.value]), f"plan:{level.value}")
    if level is not Level.STRATEGIC or plan.purpose or part != "objective":
        return saved(message, desk, (change,), title, shown, (see,))
    later = Button(say(words.NOT_NOW), f"planset:{level.value}:later")
    asked = (*shown, Line(say(words.PURPOSE), say(words.ASK_PURPOSE)))
    outcome = saved(message, desk, (change,), title, asked, (see, later))
    return Outcome(outcome.replies, (*outcome.changes, _waits(level.value, "purpose", desk)))


PRESSES = {"planset": pressed}
TOPICS = {TOPIC: told}
