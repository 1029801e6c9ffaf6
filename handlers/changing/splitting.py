"""One record turns out to be two people: what belongs to the other is picked, and moves there.

The picks wait in a draft; what is drawn from a meeting goes along with it. [Undo] gives all back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from handlers import choosing, who
from handlers.agreeing.showing import number_of
from handlers.changing.parting import ALONE, changes, things
from handlers.chat import Button, Card, Items, Message, Outcome, Part, Refusal, Text
from handlers.choosing import Edit
from handlers.desk import Desk
from handlers.drafting.shown import short
from handlers.rules.roles import leads
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import changing as words
from handlers.words import common
from handlers.words import help as help_words
from handlers.words import people as people_words
from storage.records import (
    Agreement,
    Change,
    Commitment,
    Counterpart,
    Draft,
    Meeting,
    Member,
    Record,
    Turn,
    Version,
    added,
    removed,
)
from storage.values import dataclass

KIND = "split"
PAGE = 8
"""Things to pick on one card."""
SIGNS = 40


@dataclass(frozen=True, slots=True)
class Picks:
    """What has been picked so far, and the page that is shown."""

    one: str
    other: str
    """The id of somebody on record, or the name of somebody new."""
    known: bool
    picked: tuple[str, ...] = ()
    start: int = 0


def split(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``/split X = OTHER``: pick what was with the other."""
    _check(desk, one)
    if not value.strip():
        raise Refusal(desk.say(people_words.SPLIT_IN_TWO))
    other = who.find(desk.book, value).only
    if other is not None:
        _check(desk, other)
        if other.id == one.id:
            raise Refusal(desk.say(people_words.SAME_PERSON))
    if not things(one, desk):
        raise Refusal(desk.say(words.SPLIT_NONE, name=who.name_of(one)))
    picks = Picks(one.id, other.id if other else value.strip(), other is not None)
    draft = Draft(desk.new_id(), desk.member.id, (), desk.now, kind=KIND, reading=_written(picks))
    return answered(message, _card(draft, picks, desk), (added(draft),))


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """``split:draft:what``: something was picked or let go, a page turned, or it is done."""
    id, _, what = rest.partition(":")
    draft = desk.book.get(Draft, id)
    if draft is None or draft.kind != KIND:
        raise Refusal(desk.say(help_words.STALE))
    picks = _picks(draft)
    if what == "yes":
        return _parted(message, desk, draft, picks)
    if what == "no":
        return answered(message, card(desk.say, desk.say(words.SPLIT_KEPT)), (removed(draft),))
    if what.startswith("+"):
        picks = replace(picks, start=int(what[1:]) if what[1:].isdecimal() else 0)
    elif what in picks.picked:
        picks = replace(picks, picked=tuple(id for id in picks.picked if id != what))
    else:
        picks = replace(picks, picked=(*picks.picked, what))
    after = replace(draft, reading=_written(picks))
    return answered(message, _card(after, picks, desk), (Change(draft, after),))


def _parted(message: Message, desk: Desk, draft: Draft, picks: Picks) -> Outcome:
    one, other = _people(picks, desk)
    if not picks.picked:
        raise Refusal(
            desk.say(words.SPLIT_NOTHING, other=who.name_of(other)), fresh=_card(draft, picks, desk)
        )
    _check(desk, one)
    moved = changes(one, other, picks.picked, desk)
    title = desk.say(words.SPLIT_DONE, name=who.name_of(one), other=who.name_of(other))
    buttons = tuple(
        Button(desk.say(people_words.CARD, name=who.name_of(each)), f"person:{each.id}")
        for each in (one, other)
    )
    outcome = saved(message, desk, moved, title, (), buttons)
    return Outcome(outcome.replies, (*outcome.changes, removed(draft)))


def _people(picks: Picks, desk: Desk) -> tuple[Counterpart, Counterpart]:
    one = choosing.by_id(desk, picks.one)
    if picks.known:
        return one, choosing.by_id(desk, picks.other)
    fresh = Counterpart(
        *(desk.new_id(), picks.other, one.owner, one.deputies),
        known_since=desk.today,
        added_at=desk.now,
        sensitivity=one.sensitivity,
    )
    return one, fresh


def _card(draft: Draft, picks: Picks, desk: Desk) -> Card:
    say = desk.say
    one, other = _people(picks, desk)
    names = {"name": who.name_of(one), "other": who.name_of(other)}
    every = things(one, desk)
    page = every[picks.start : picks.start + PAGE]
    buttons = [_pick(each, draft, picks, desk) for each in page]
    if picks.start:
        back = f"split:{draft.id}:+{max(0, picks.start - PAGE)}"
        buttons.append(Button(say(common.BACK), back))
    if picks.start + PAGE < len(every):
        buttons.append(Button(say(common.MORE), f"split:{draft.id}:+{picks.start + PAGE}"))
    buttons.append(Button(say(words.SPLIT_YES), f"split:{draft.id}:yes", "primary"))
    buttons.append(Button(say(words.SPLIT_NO), f"split:{draft.id}:no"))
    parts: list[Part] = [Text(say(words.SPLIT_HOW, **names))]
    if counts := tuple(_counts(one, other, picks, desk)):
        parts.append(Items(say(words.SPLIT_MOVES, **names), counts))
    return card(say, say(words.SPLIT_ASK, **names), parts, buttons)


def _pick(one: Record, draft: Draft, picks: Picks, desk: Desk) -> Button:
    line = _line(one, desk)
    label = desk.say(words.SPLIT_PICKED, line=line) if one.id in picks.picked else line
    return Button(label, f"split:{draft.id}:{one.id}")


def _line(one: Record, desk: Desk) -> str:
    say = desk.say
    match one:
        case Meeting():
            day = say.short_day(one.on)
            return (
                say(words.SPLIT_LINE, day=day, text=short(one.words, SIGNS)) if one.words else day
            )
        case Agreement():
            number = number_of(one, desk)
            return say(words.AGREEMENT, number=number, text=short(one.text, SIGNS))
    return say(words.PROMISE, text=short(getattr(one, "text", ""), SIGNS))


def _counts(one: Counterpart, other: Counterpart, picks: Picks, desk: Desk) -> Iterator[str]:
    moved = [change.subject for change in changes(one, other, picks.picked, desk)]
    moved = [each for each in moved if not isinstance(each, (Counterpart, Version, Turn))]
    met = [each for each in moved if isinstance(each, Meeting)]
    picked = [each for each in met if each.id in picks.picked]
    rest = [each for each in moved if not isinstance(each, Meeting)]
    if picked:
        yield desk.say(people_words.MEETINGS, n=len(picked))
    for kind, sentence in ((Agreement, people_words.AGREEMENTS),
                           (Commitment, people_words.ALL_PROMISES)):  # fmt: skip
        if n := sum(isinstance(each, kind) for each in rest):
            yield desk.say(sentence, n=n)
    if n := sum(not isinstance(each, ALONE) for each in rest):
        yield desk.say(people_words.OTHER_RECORDS, n=n)


def _check(desk: Desk, one: Counterpart) -> None:
    if not leads(desk.member, one):
        head = desk.book.get(Member, one.owner)
        raise Refusal(desk.say(words.SPLIT_NOT_YOURS, member=head.name if head else ""))


def _written(picks: Picks) -> str:
    return json.dumps([picks.one, picks.other, picks.known, picks.picked, picks.start])


def _picks(draft: Draft) -> Picks:
    one, other, known, picked, start = json.loads(draft.reading)
    return Picks(one, other, known, tuple(picked), start)


EDITS: dict[str, Edit] = {"split": split}
COMMANDS = {"split": choosing.command("split", split, words.EX_SPLIT)}
PRESSES = {"split": pressed}
