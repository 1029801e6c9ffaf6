"""Cards about many at once: the weekly digest, the monthly looks, and what has waited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile

from handlers import who
from handlers.chat import Button, Card, Items, Line, Part, Text
from handlers.desk import Desk
from handlers.nearby import BELOW
from handlers.nudging import patterns, quieting, titles
from handlers.nudging.series import LOOKS as MONTHLY
from handlers.nudging.wanted import STANDING
from handlers.planned import digest_lines, whom_lines
from handlers.rules.meetings import is_contact
from handlers.rules.open import is_open, soonest_first
from handlers.rules.plans import plan_of
from handlers.showing import card
from handlers.words import nudges as words
from handlers.words import plans as plan_words
from handlers.words.speech import Plural
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Level,
    Meeting,
    Member,
    Nudge,
    Reason,
    Side,
    Stage,
)

LOOKS = (Reason.DIGEST, Reason.MISSED, *MONTHLY)
LINES = 4
"""Lines under one heading of the digest, so that it fits a screen."""
TEXT = 80
_WEEK, _MONTH = timedelta(days=7), timedelta(days=30)
_NEGLECTED, _BUSY = 60, 10
"""Days without a strategic contact, and tactical ones meanwhile, from which that is said."""


def drawn(nudge: Nudge, desk: Desk, *, opened: bool = False) -> Card | None:
    """The card of a look; ``None`` where there is nothing to say.

    Where others may read the screen it names nobody until it is *opened*.
    """
    shut = desk.member.discreet and not opened
    buttons = (Button(desk.say(words.SHOW), f"nudge:show:{nudge.id}"),) if shut else ()
    if nudge.reason is Reason.MISSED:
        return _missed(nudge, desk)
    if nudge.reason in MONTHLY:
        strategic = nudge.reason is Reason.STRATEGIC
        shown = _strategic(desk, shut=shut) if strategic else _look(nudge.reason, desk, shut=shut)
        never = Button(desk.say(words.NEVER), f"nudge:never:{nudge.id}")
        kept = shown.buttons if strategic and shown else buttons
        return shown and replace(shown, buttons=(*kept, never))
    parts = list(_digest(desk, shut=shut))
    if not parts:
        return None
    return card(
        desk.say, desk.say(words.DIGEST, day=desk.say.day(desk.today)), parts, buttons or _due(desk)
    )


def several(nudges: Sequence[Nudge], desk: Desk, title: Plural) -> Card:
    """One card for *nudges* that are told together, with when each was due."""
    say = desk.say
    lines = tuple(
        say(
            words.WAITED_LINE,
            what=titles.quiet(one, desk) if desk.member.discreet else titles.named(one, desk),
            moment=say.moment(one.was_due or one.due_at),
        )
        for one in nudges[: 3 * LINES]
    )
    if more := len(nudges) - len(lines):
        lines += (say(words.AND_MORE, n=more),)
    return card(say, say(title, n=len(nudges)), (Text("\n".join(lines)),), _due(desk))


def _due(desk: Desk) -> tuple[Button, ...]:
    return (Button(desk.say(words.SHOW), "do:due"),)


def _digest(desk: Desk, *, shut: bool) -> Iterator[Part]:
    """Promises first, then what ends, who is quiet, coming days, and what hangs by one thread."""
    say = desk.say
    found = [
        (words.DIGEST_PROMISES, _promises(desk, Side.US)),
        (words.DIGEST_THEIRS, _promises(desk, Side.THEM)),
        (words.DIGEST_ENDING, _ending(desk)),
        (words.DIGEST_QUIET, quieting.lines(desk, asked=False)),
        (words.DIGEST_DAYS, _days(desk)),
    ]
    if not any(lines for _, lines in found):
        return
    found.append((words.DIGEST_SINGLE, single_lines(desk)))
    told = [(say(label), lines) for label, lines in found if lines]
    if shut:
        # The same as numbers, for a screen that others may see.
        numbers = (say(words.DIGEST_COUNT, what=label, n=len(lines)) for label, lines in told)
        yield Text("\n".join(numbers))
        return
    for label, lines in told:
        more = (say(words.AND_MORE, n=len(lines) - LINES),) if len(lines) > LINES else ()
        yield Items(label, (*lines[:LINES], *more))
    if balance := _balance(desk):
        yield Items(say(words.DIGEST_BALANCE), tuple(balance))
    if plans := digest_lines(desk):
        yield Items(say(plan_words.TITLE), tuple(plans))


def _line(day: date, counterpart: str, what: str, desk: Desk) -> str:
    one = desk.book.get(Counterpart, counterpart)
    what = what if len(what) <= TEXT else f"{what[: TEXT - 1]}…"
    name = who.name_of(one) if one else ""
    return desk.say(words.LINE, day=desk.say.short_day(day), name=name, what=what)


def _promises(desk: Desk, side: Side) -> list[str]:
    """Promises of one side that are past their day or due within the week."""
    until = desk.today + _WEEK
    found = [
        p for one in patterns.mine(desk) for p in desk.book.find(Commitment, "counterpart", one.id)
    ]
    due = [p for p in found if p.by is side and is_open(p) and p.due and p.due <= until]
    return [_line(p.due or until, p.counterpart, p.text, desk) for p in soonest_first(due)]


def _ending(desk: Desk) -> list[str]:
    until = desk.today + 2 * _WEEK
    found = [
        a for one in patterns.mine(desk) for a in desk.book.find(Agreement, "counterpart", one.id)
    ]
    ends = [
        (a.until, a)
        for a in found
        if a.until and a.standing in STANDING and desk.today <= a.until <= until
    ]
    ends.sort(key=lambda pair: (pair[0], pair[1].number))
    return [_line(day, a.counterpart, a.text, desk) for day, a in ends]


def _days(desk: Desk) -> list[str]:
    """Days that counterparts mark within the week, as they are planned."""
    until, waiting = desk.today + _WEEK, (Stage.PLANNED, Stage.SKIPPED)
    told = [
        one for led in patterns.mine(desk) for one in desk.book.find(Nudge, "counterpart", led.id)
    ]
    found = [
        one
        for one in told
        if one.reason is Reason.OCCASION and one.stage in waiting and desk.today <= one.day <= until
    ]
    found = [one for one in found if not quieting.is_silent(one.counterpart, one.day, desk)]
    return [titles.named(one, desk) for one in sorted(found, key=lambda one: one.day)]


def single_lines(desk: Desk) -> list[str]:
    """The same in words."""
    return [
        desk.say(words.SINGLE_LINE, place=one.organisation.name, name=who.name_of(one.contact))
        for one in patterns.single(desk)
    ]


def _meetings(desk: Desk, days: timedelta) -> list[Meeting]:
    since = desk.today - days
    met = desk.book.newest(Meeting, "member", desk.member.id)
    return [one for one in takewhile(lambda one: one.on >= since, met) if is_contact(one)]


def _balance(desk: Desk) -> list[str]:
    met = _meetings(desk, _MONTH)
    strategic = sum(one.level is Level.STRATEGIC for one in met)
    if not met:
        return []
    return [desk.say(words.BALANCE, strategic=strategic, tactical=len(met) - strategic)]


def _missed(nudge: Nudge, desk: Desk) -> Card | None:
    """What a colleague was told in this member's place."""
    told, stand_in = desk.book.get(Nudge, nudge.about), desk.book.get(Member, nudge.why)
    if told is None or stand_in is None:
        return None
    what = titles.quiet(told, desk) if desk.member.discreet else titles.named(told, desk)
    line = desk.say(words.MISSED_LINE, member=stand_in.name, what=what)
    return card(desk.say, desk.say(words.MISSED), (Text(line),), _due(desk))


def _look(reason: Reason, desk: Desk, *, shut: bool) -> Card | None:
    """One of the looks at a member's whole work; ``None`` where nothing stands out."""
    say = desk.say
    if reason is Reason.SINGLE:
        found = patterns.Found(say(words.SINGLE), single_lines(desk), words.SINGLE_HOW)
    else:
        found = patterns.LOOKS[reason](patterns.mine(desk), desk)
    if not found.lines:
        return None
    shown: list[Part] = [] if shut else [Text("\n".join(found.lines[:LINES]))]
    return card(say, found.title, (*shown, Text(say(found.how))))


def _strategic(desk: Desk, *, shut: bool) -> Card | None:
    met = _meetings(desk, timedelta(days=_NEGLECTED))
    if len(met) < _BUSY or any(one.level is Level.STRATEGIC for one in met):
        return None
    say = desk.say
    parts: list[Part] = [Text(say(words.STRATEGIC_HOW, n=len(met)))]
    plan = plan_of(desk.member.id, Level.STRATEGIC, desk.book)
    if plan is not None and plan.objective and not shut:
        parts.append(Line(say(plan_words.LOOK), plan.objective))
        parts.append(
            Items(say(plan_words.WHOM), tuple(whom_lines(plan, desk)) or (say(plan_words.NOBODY),))
        )
    see = Button(say(plan_words.TITLES["strategic"]), f"{BELOW}:plan:{Level.STRATEGIC.value}")
    return card(say, say(words.STRATEGIC, n=_NEGLECTED), parts, (see, *_due(desk)))
