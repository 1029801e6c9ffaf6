"""What an agreement or a promise said before: who changed what, and when."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.chat import Button, Card, Items, Part, Text
from handlers.desk import Desk
from handlers.drafting.fields import every_spec, told
from handlers.drafting.shown import STANDINGS, moment
from handlers.portrait import member_name
from handlers.showing import card, page_start
from handlers.words import agreeing as words
from handlers.words import common
from storage.records import Agreement, Commitment, Version

PAGE = 5
"""Changes on one card."""


def versions_of(
    one: Agreement | Commitment, title: str, desk: Desk, back: Button, start: str = ""
) -> Card:
    """Every change to *one*, the newest first; *title* is what it is called."""
    say = desk.say
    kept = desk.book.find(Version, "of", one.id)
    changes = list(_changes(kept, one, desk))[::-1]
    if not changes:
        return card(say, say(words.NO_VERSIONS, what=title), (), (back,))
    first = page_start(start, len(changes))
    parts: list[Part] = [Items(label, lines) for label, lines in changes[first : first + PAGE]]
    buttons = [back]
    if first + PAGE < len(changes):
        more = (
            f"{'aversions' if isinstance(one, Agreement) else 'pversions'}:{one.id}:{first + PAGE}"
        )
        buttons.insert(0, Button(say(common.MORE), more))
    else:
        parts.append(Text(_first(kept, desk)))
    return card(say, say(words.VERSIONS_OF, what=title), parts, buttons)


def _first(kept: list[Version], desk: Desk) -> str:
    """What it said in the beginning."""
    was = kept[0].was
    said = was.text if was is not None else ""
    return desk.say(words.CHANGE_FIRST, label=desk.say(words.FIRST), text=said)


def _changes(
    kept: list[Version], now: Agreement | Commitment, desk: Desk
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each change, oldest first: when and by whom, and what was different after it."""
    after = [*(one.was for one in kept[1:]), now]
    for one, became in zip(kept, after, strict=True):
        if one.was is None or became is None:
            continue
        who = member_name(one.member, desk)
        label = desk.say(words.VERSION, moment=desk.say.moment(one.at), member=who)
        lines = differences(one.was, became, desk)
        if lines:
            yield label, lines


def differences(
    was: Agreement | Commitment, became: Agreement | Commitment, desk: Desk
) -> tuple[str, ...]:
    """What is different between two versions, a line for each part."""
    return tuple(_different(was, became, desk))


def _different(
    was: Agreement | Commitment, became: Agreement | Commitment, desk: Desk
) -> Iterator[str]:
    say = desk.say
    for spec in every_spec(type(was)):
        before, after = told(was, spec, desk), told(became, spec, desk)
        if before != after:
            yield say(words.CHANGE, label=say(spec.label), before=before, after=after)
    if isinstance(was, Agreement) and isinstance(became, Agreement):
        if was.standing is not became.standing:
            yield say(
                words.CHANGE,
                label=say(words.STANDS),
                before=say(STANDINGS[was.standing.value]),
                after=say(STANDINGS[became.standing.value]),
            )
        if became.asked_back is not None and was.asked_back != became.asked_back:
            yield say(words.ASKED_BACK_ON, day=moment(became.asked_back, None, desk))
