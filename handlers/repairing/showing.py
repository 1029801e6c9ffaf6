"""The four lines, how things stand since, and what there is to build on."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import choosing, promises, who
from handlers.chat import Button, Card, Items, Line, Message, Outcome, Part, Text
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.proposing import unasked
from handlers.rules.repairing import POSITIVE, breaches, held_until
from handlers.rules.roles import Action, may
from handlers.showing import answered, card
from handlers.words import common
from handlers.words import repairing as words
from storage.records import Commitment, Counterpart, RedLine, Side, Status, TrustEvent

STEP, HURT = "repair step", "repair hurt"
"""Topics of the dialogues that wait for a small promise, and for what happened."""
SHOWN = 5
_LINES = (words.LISTEN, words.NO_BLAME, words.WAIT, words.THEN)


def repair(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/repair NAME``."""
    return choosing.for_named(
        message, desk, rest, "repair", lambda one: answered(message, shown(one, desk))
    )


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """[When trust is hurt], under a promise or a saved note; or nothing is to be written."""
    return unasked(answered(message, shown(by_id(desk, rest), desk)), desk, STEP, HURT)


def hurt_of(one: Counterpart, desk: Desk) -> TrustEvent | None:
    """The latest breach that nothing has mended yet."""
    found = breaches(desk.book.find(TrustEvent, "counterpart", one.id))
    return found[-1] if found else None


def shown(one: Counterpart, desk: Desk) -> Card:
    """The four lines, since when, what was promised since, and what may be done."""
    say = desk.say
    title = say(words.TITLE, name=who.name_of(one))
    return card(say, title, tuple(parts_of(one, desk)), tuple(buttons_of(one, desk)))


def parts_of(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """What to do first; where trust is hurt on record, since when and what was done since."""
    say, hurt = desk.say, hurt_of(one, desk)
    for line in _LINES:
        yield Text(say(line))
    if hurt is None:
        return
    yield Line(say(words.SINCE, day=say.short_day(hurt.on)), hurt.text)
    steps = [p for p in desk.book.find(Commitment, "counterpart", one.id) if p.repair]
    if steps:
        yield Items(say(words.STEPS), tuple(promises.line(p, desk) for p in steps[-SHOWN:]))
    if held := held_text(one, desk):
        yield Text(held)


def held_text(one: Counterpart, desk: Desk) -> str:
    """Until when nothing cheerful is said; empty where that is over."""
    until = held_until(desk.book.find(TrustEvent, "counterpart", one.id))
    if until is None or until < desk.today:
        return ""
    return desk.say(words.HELD, name=who.name_of(one), day=desk.say.day(until))


def buttons_of(one: Counterpart, desk: Desk) -> Iterator[Button]:
    """What to build on; a small promise and the end of it where trust is hurt on record."""
    say = desk.say
    yield Button(say(words.BUILD_ON), f"rbuild:{one.id}")
    if not may(desk.member, Action.WRITE):
        return
    if hurt_of(one, desk) is None:
        yield Button(say(words.HURT_TODAY), f"rhurt:{one.id}")
    else:
        yield Button(say(words.SMALL_PROMISE), f"rstep:{one.id}")
        yield Button(say(words.NORMAL), f"rnormal:{one.id}")


def build(message: Message, desk: Desk, rest: str) -> Outcome:
    """[What to build on]: kept promises, what went well, trusted names, our limits."""
    one, say = by_id(desk, rest), desk.say
    parts = list(_built(one, desk)) or [Text(say(words.NOTHING))]
    parts.append(Text(say(words.APOLOGY)))
    back = (Button(say(common.BACK), f"repair:{one.id}"),)
    title = say(words.BUILD_TITLE, name=who.name_of(one))
    return answered(message, card(say, title, parts, back))


def _built(one: Counterpart, desk: Desk) -> Iterator[Part]:
    say, made = desk.say, desk.book.find(Commitment, "counterpart", one.id)
    for label, side in ((words.WE_KEPT, Side.US), (words.THEY_KEPT, Side.THEM)):
        kept = [p.text for p in made if p.by is side and p.status is Status.KEPT]
        if kept:
            yield Items(say(label), tuple(kept[-SHOWN:]))
    events = desk.book.find(TrustEvent, "counterpart", one.id)
    well = [event.text for event in events if event.kind == POSITIVE]
    if well:
        yield Items(say(words.WENT_WELL), tuple(well[-SHOWN:]))
    if names := tuple(_vouched(one, desk)):
        yield Items(say(words.VOUCHED), names[:SHOWN])
    limits = [line.text for line in desk.book.find(RedLine, "counterpart", one.id)
              if line.of is Side.US]  # fmt: skip
    if limits:
        yield Items(say(words.LIMITS), tuple(limits[-SHOWN:]))


def _vouched(one: Counterpart, desk: Desk) -> Iterator[str]:
    """Who brought us together, and whom they brought to us (row 79)."""
    by = desk.book.get(Counterpart, one.introduced_by) if one.introduced_by else None
    if by is not None:
        yield desk.say(words.INTRODUCED_BY, name=who.label(by, desk))
    elif one.introducer:
        yield desk.say(words.INTRODUCED_BY, name=one.introducer)
    for other in desk.book.find(Counterpart, "introduced_by", one.id):
        yield desk.say(words.WAS_INTRODUCED, name=who.label(other, desk))


COMMANDS = {"repair": repair}
PRESSES = {"repair": pressed, "rbuild": build}
