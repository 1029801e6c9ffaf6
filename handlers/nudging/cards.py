"""The card of one nudge: what, why now, the last talk, what is open, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from handlers import who
from handlers.chat import Button, Card, Items, Line, Part, Text
from handlers.desk import Desk
from handlers.nearby import BELOW
from handlers.nudging import beforehand, between, looks, moons, offering, titles, whys
from handlers.promises import agreement_line
from handlers.promises import line as promise_line
from handlers.rules.open import is_open, ours_first
from handlers.rules.roles import Action, may
from handlers.showing import card
from handlers.words import agreeing as agreeing_words
from handlers.words import briefing as briefing_words
from handlers.words import nudges as words
from handlers.words import reasons
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    LifeEvent,
    Meeting,
    NextStep,
    Nudge,
    Reason,
    Record,
    Side,
)

SHOWN = 3
_APART = (Reason.LIFE, Reason.REVIEW, Reason.SOON)
"""What is told without the rest of the story, or with all of it: a brief."""
_BEFORE = (Reason.STEP, Reason.SOON)
_DRAFTED = (
    *(Reason.OURS, Reason.CHECKIN, Reason.OCCASION, Reason.THANKS, Reason.SINCE, Reason.LIFE),
    *(Reason.CONFIRM, Reason.FAREWELL, Reason.INTRODUCE),
)
"""What there may be a draft for."""


def drawn(nudge: Nudge, desk: Desk) -> Card | None:
    """The card as it arrives, discreet where the member wants it so; ``None``: nothing to say."""
    if nudge.reason in looks.LOOKS:
        shown = looks.drawn(nudge, desk)
        return shown and replace(shown, parts=(*_late(nudge, desk), *shown.parts))
    if not desk.member.discreet:
        return full(nudge, desk)
    buttons = (
        Button(desk.say(words.SHOW), f"nudge:show:{nudge.id}", "primary"),
        _button(words.LATER, "later", nudge, desk),
    )
    return card(desk.say, titles.quiet(nudge, desk), _late(nudge, desk), buttons)


def full(nudge: Nudge, desk: Desk) -> Card:
    """The card with everything on it."""
    if nudge.reason in looks.LOOKS:
        opened = looks.drawn(nudge, desk, opened=True)
        return opened or card(desk.say, desk.say(words.GONE))
    parts = [*_late(nudge, desk), *moons.parts(nudge, desk), *_about(nudge, desk)]
    why = whys.why(nudge, desk)
    if why:
        parts.append(Line(desk.say(words.WHY_NOW), why))
    if nudge.reason in between.BETWEEN:
        parts += between.parts(nudge, desk)
    parts += beforehand.parts(nudge, desk)
    parts += _story(nudge, desk)
    return card(desk.say, titles.named(nudge, desk), parts, _buttons(nudge, desk))


def _late(nudge: Nudge, desk: Desk) -> list[Part]:
    due = titles.late_moment(nudge, nudge.sent_at or desk.now)
    return [] if due is None else [Text(desk.say(words.WAS_DUE, moment=desk.say.moment(due)))]


def _about(nudge: Nudge, desk: Desk) -> Iterator[Part]:
    """What was promised, agreed, planned or told."""
    match desk.book.get(_KINDS.get(nudge.reason, Commitment), nudge.about):
        case Commitment() as promise:
            yield from _promise(promise, desk)
        case Agreement() as agreement:
            yield Line(desk.say(words.AGREED), agreement_line(agreement, desk))
        case NextStep(on=day) as step if day is not None:
            yield _step(step, day, desk)
        case LifeEvent(text=text) if text:
            yield Line(desk.say(words.TOLD), text)


_KINDS: dict[Reason, type[Record]] = {
    **dict.fromkeys((Reason.ENDING, Reason.SINCE, Reason.CONFIRM), Agreement),
    **dict.fromkeys((Reason.STEP, Reason.SOON, Reason.AFTER), NextStep),
    Reason.LIFE: LifeEvent,
}


def _promise(promise: Commitment, desk: Desk) -> Iterator[Part]:
    ours = promise.by is Side.US
    label = words.WE_PROMISED if ours else words.THEY_PROMISED
    yield Line(desk.say(label), promise_line(promise, desk))
    if ours and promise.due and promise.due < desk.today:
        yield Text(desk.say(words.SAYS_LATE))


def _step(step: NextStep, day: date, desk: Desk) -> Part:
    say = desk.say
    hour = say.hour(step.at) if step.at else ""
    moment = " ".join(filter(None, (say.day(day), hour)))
    return Line(say(words.PLANNED), say(words.WHY_LINE, moment=moment, what=step.text))


def _story(nudge: Nudge, desk: Desk) -> Iterator[Part]:
    """The last talk in one line, and what is open between them, ours first."""
    one = desk.book.get(Counterpart, nudge.counterpart) if nudge.counterpart else None
    if one is None or nudge.reason in _APART:
        return
    say = desk.say
    met = desk.book.find(Meeting, "counterpart", one.id)
    if met:
        told = beforehand.cut(met[0].words)
        line = say(words.LAST_TALK_LINE, day=say.short_day(met[0].on), words=told)
        yield Line(say(words.LAST_TALK), line)
    kept = ours_first(desk.book.find(Commitment, "counterpart", one.id))
    kept = [p for p in kept if is_open(p) and p.id != nudge.about]
    for label, side in ((words.OUR_OPEN, Side.US), (words.THEIR_OPEN, Side.THEM)):
        lines = tuple(promise_line(p, desk) for p in kept if p.by is side)[:SHOWN]
        if lines:
            yield Items(say(label), lines)


def _buttons(nudge: Nudge, desk: Desk) -> Iterator[Button]:
    writes = may(desk.member, Action.WRITE)
    if writes:
        yield from _first(nudge, desk)
        if nudge.counterpart and nudge.reason not in _UNWRITTEN:
            yield _button(words.WROTE, "wrote", nudge, desk)
    elif nudge.reason is Reason.REMINDER:
        yield _button(words.DONE, "done", nudge, desk)
    if nudge.reason in _BEFORE and nudge.counterpart:
        brief = desk.say(briefing_words.BRIEF_BUTTON)
        yield Button(brief, f"{BELOW}:brief:{nudge.counterpart}")
    yield _button(words.LATER, "later", nudge, desk)
    yield _button(_SKIPS.get(nudge.reason, words.SKIP), "skip", nudge, desk)
    if nudge.reason in _DRAFTED:
        yield from offering.send_now(nudge, desk)
        yield _button(words.DRAFT, "draft", nudge, desk)
    yield _button(words.WHY, "why", nudge, desk)
    if writes and nudge.reason not in between.BETWEEN:
        never = "stop" if nudge.reason is Reason.REMINDER else "never"
        label = words.REMIND_STOP if nudge.reason is Reason.REMINDER else words.NEVER
        yield _button(label, never, nudge, desk)


def _first(nudge: Nudge, desk: Desk) -> Iterator[Button]:
    """What there is to do about this reason before all that there is for every reason."""
    if nudge.reason in between.BETWEEN:
        yield from between.buttons(nudge, desk)
    yield from moons.buttons(nudge, desk)
    if nudge.reason is Reason.ENDING:
        renewed = desk.say(agreeing_words.ACTS["renew"])
        yield Button(renewed, f"{BELOW}:act:renew:{nudge.about}")
    yield from (_button(label, act, nudge, desk) for label, act in _own(nudge, desk))


_UNWRITTEN = (Reason.STEP, Reason.SOON, Reason.AFTER, Reason.REVIEW, Reason.LEGAL)
"""What is not answered by a word to the counterpart."""
_SKIPS = {Reason.AFTER: reasons.NOT_HELD, Reason.LEGAL: reasons.NO_NEED}
_OWN: dict[Reason, tuple[tuple[str, str], ...]] = {
    Reason.REMINDER: ((words.DONE, "done"),),
    Reason.OURS: ((words.DONE, "kept"),),
    Reason.THEIRS: ((words.KEPT, "kept"), (words.NOT_KEPT, "broken")),
    Reason.STEP: ((reasons.SET_OBJECTIVE, "aim"),),
    Reason.SOON: ((reasons.SET_OBJECTIVE, "aim"),),
    Reason.ENDING: ((reasons.HAS_ENDED, "over"),),
    Reason.CONFIRM: ((reasons.STILL_STANDS, "stands"), (reasons.HAS_ENDED, "over")),
    Reason.REVIEW: ((reasons.KEEP, "keep"), (reasons.ERASE, "erase")),
    Reason.LEGAL: ((reasons.ASK_THEM, "legal"),),
}


def _own(nudge: Nudge, desk: Desk) -> tuple[tuple[str, str], ...]:
    """What there is to do about this reason alone."""
    if nudge.reason is not Reason.AFTER:
        return _OWN.get(nudge.reason, ())
    step = desk.book.get(NextStep, nudge.about)
    asked = step is not None and step.objective and not step.outcome
    return (
        tuple((label, f"aim-{told}") for told, label in reasons.OUTCOMES.items()) if asked else ()
    )


def _button(label: str, act: str, nudge: Nudge, desk: Desk) -> Button:
    return Button(desk.say(label), f"nudge:{act}:{nudge.id}")


def name_of(nudge: Nudge, desk: Desk) -> str:
    """How the counterpart of *nudge* is called; empty where there is none."""
    one = desk.book.get(Counterpart, nudge.counterpart) if nudge.counterpart else None
    return who.name_of(one) if one else ""
