"""What answers each kind of question about one person."""

from __future__ import annotations

from collections.abc import Iterable

from handlers import history, promises, who
from handlers.chat import Button, Card, Items, Line, Part, Quote, Text
from handlers.desk import Desk
from handlers.drafting.shown import CHANNELS, cut
from handlers.nudging.patterns import mine
from handlers.portrait import member_name
from handlers.promises import agreement_line, line
from handlers.rules import rhythms
from handlers.rules.meetings import contacts_with
from handlers.rules.open import is_open, latest_first, ours_first, stands
from handlers.showing import card
from handlers.words import history as history_words
from handlers.words import note as note_words
from handlers.words import nudges as nudge_words
from handlers.words import questions as words
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Meeting,
    NextStep,
    RedLine,
    Refusal,
    Side,
)

SHOWN = 6
"""Lines of one heading."""
TALK = 400
"""Signs of the last talk that are shown."""
MOST_NAMES = 10
"""People one answer names (PRACTICE D19)."""


def last(one: Counterpart, desk: Desk) -> Card:
    """When we last saw or heard from somebody, how, where and what was said."""
    say, name = desk.say, who.name_of(one)
    met = contacts_with(one.id, desk.book)
    if not met:
        return card(say, say(words.NEVER_MET, name=name), (), _buttons(one, desk))
    latest = max(met, key=lambda meeting: (meeting.on, meeting.written_at))
    parts: list[Part] = [Text(_ago(latest, desk))]
    if latest.channel in CHANNELS:
        parts.append(Line(say(words.HOW), say(CHANNELS[latest.channel])))
    if latest.place:
        parts.append(Line(say(words.WHERE), latest.place))
    parts.append(
        Line(say(words.WHO_WENT), say.list((member_name(latest.member, desk), *latest.ours)))
    )
    if latest.words:
        parts.append(Quote(cut(latest.words, TALK)))
    title = say(words.LAST_MET, name=name, day=say.day(latest.on))
    return card(say, title, parts, _buttons(one, desk))


def _ago(meeting: Meeting, desk: Desk) -> str:
    days = (desk.today - meeting.on).days
    return desk.say(words.DAYS_AGO, n=days) if days > 0 else desk.say(words.TODAY)


def coming(one: Counterpart, desk: Desk) -> Card:
    """What was fixed to happen next with somebody."""
    say, name = desk.say, who.name_of(one)
    steps = [s for s in desk.book.find(NextStep, "counterpart", one.id) if _is_ahead(s, desk)]
    steps.sort(key=lambda step: (step.on is None, step.on or desk.today))
    lines = [_step(step, desk) for step in steps[:SHOWN]]
    title = say(words.NEXT_WITH if lines else words.NO_NEXT, name=name)
    parts = (Items(say(note_words.NEXT_STEP), tuple(lines)),) if lines else ()
    return card(say, title, parts, _buttons(one, desk))


def _is_ahead(step: NextStep, desk: Desk) -> bool:
    return step.on is None or step.on >= desk.today


def _step(step: NextStep, desk: Desk) -> str:
    if step.on is None:
        return step.text
    day = desk.say.day(step.on)
    if step.at is not None:
        day = desk.say(note_words.WHEN_AT, day=day, hour=desk.say.hour(step.at))
    return desk.say(note_words.ON_DAY, text=step.text, day=day)


def still_open(one: Counterpart, desk: Desk) -> Card:
    """Open promises, ours first, what comes next, and agreements that end."""
    say, book = desk.say, desk.book
    kept = ours_first(p for p in book.find(Commitment, "counterpart", one.id) if is_open(p))
    agreed = latest_first(book.find(Agreement, "counterpart", one.id))
    ending = [a for a in agreed if a.until is not None and stands(a, desk.today)]
    steps = [s for s in book.find(NextStep, "counterpart", one.id) if _is_ahead(s, desk)]
    sections = (
        (history_words.OUR_OPEN, [line(p, desk) for p in kept if p.by is Side.US]),
        (history_words.THEIR_OPEN, [line(p, desk) for p in kept if p.by is Side.THEM]),
        (history_words.NEXT, [_step(step, desk) for step in steps]),
        (words.ENDING, [agreement_line(a, desk) for a in ending]),
    )
    parts = tuple(Items(say(label), tuple(held[:SHOWN])) for label, held in sections if held)
    title = say(words.OPEN_WITH if parts else words.NOTHING_OPEN, name=who.name_of(one))
    return card(say, title, parts, _buttons(one, desk))


def refused(one: Counterpart, desk: Desk) -> Card:
    """What was said no to, theirs first."""
    held = desk.book.find(Refusal, "counterpart", one.id)
    return _by_side(one, held, (words.REFUSED, words.NO_REFUSAL), desk)


def red_lines(one: Counterpart, desk: Desk) -> Card:
    """The limits that were named, theirs first."""
    held = desk.book.find(RedLine, "counterpart", one.id)
    return _by_side(
        one,
        [Refusal(line.id, line.counterpart, line.meeting, line.of, line.text) for line in held],
        (words.RED_LINES, words.NO_RED_LINES),
        desk,
    )


def _by_side(
    one: Counterpart, held: Iterable[Refusal], titles: tuple[str, str], desk: Desk
) -> Card:
    say, told = desk.say, list(held)
    parts = []
    for side, label in ((Side.THEM, words.THEIRS), (Side.US, words.OURS)):
        lines = [refusal.text for refusal in told if refusal.by is side]
        if lines:
            parts.append(Items(say(label), tuple(lines[-SHOWN:])))
    title = say(titles[0] if parts else titles[1], name=who.name_of(one))
    return card(say, title, parts, _buttons(one, desk))


def quiet(days: int, desk: Desk) -> Card:
    """Those whom one has not been in touch with for so many days, the quietest first."""
    say = desk.say
    found: list[tuple[int, Counterpart, bool]] = []
    for one in mine(desk):
        met = rhythms.last_contact(one, desk.book)
        since = rhythms.since(one, met, desk.member.zone)
        if since is None or (desk.today - since).days > days:
            ago = 10**6 if since is None else (desk.today - since).days
            found.append((ago, one, met is not None))
    if not found:
        return card(say, say(words.NOBODY_QUIET))
    found.sort(key=lambda told: (-told[0], told[1].id))
    lines = [_quiet_line(*told, desk) for told in found[:MOST_NAMES]]
    more = [say(nudge_words.AND_MORE, n=len(found) - MOST_NAMES)] if found[MOST_NAMES:] else []
    buttons = [Button(who.name_of(one), f"history:{one.id}") for _, one, _ in found[:4]]
    return card(say, say(words.QUIET_FOR, n=days), (Text("\n".join((*lines, *more))),), buttons)


def _quiet_line(ago: int, one: Counterpart, met: bool, desk: Desk) -> str:  # One row of a list.
    name = who.name_of(one)
    if not met:
        return desk.say(nudge_words.NEVER_MET, name=name)
    return desk.say(nudge_words.QUIET_LINE, name=name, n=ago)


def _buttons(one: Counterpart, desk: Desk) -> tuple[Button, ...]:
    say = desk.say
    return (
        Button(say(words.ASK_AGAIN), f"brief:{one.id}"),
        Button(say(history_words.TIMELINE), f"timeline:{one.id}:0"),
    )


def agreed(one: Counterpart, desk: Desk) -> Card:
    """What was agreed with somebody."""
    return promises.agreements_card(one, desk)


def owed(one: Counterpart, desk: Desk) -> Card:
    """What both sides promised, ours first."""
    return promises.promises_card(one, desk)


def story(one: Counterpart, desk: Desk) -> Card:
    """The story with somebody, short first."""
    return history.short(one, desk)
