"""The card of one promise: what, by when, how it stands, and what may be said of it next."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import who
from handlers.chat import (
    Button,
    Card,
    Code,
    Items,
    Line,
    Message,
    Outcome,
    Part,
    Quote,
    Refusal,
    Text,
)
from handlers.desk import Desk
from handlers.drafting.shown import STATUSES, moment, rhythm, short
from handlers.drafts import draft, seed
from handlers.observing.channels import open_in
from handlers.promises import is_theirs
from handlers.proposing import unasked
from handlers.rules.open import is_open
from handlers.rules.promising import ENDS
from handlers.rules.roles import Action, may
from handlers.showing import answered, card
from handlers.tallies import tally_lines
from handlers.versions import versions_of
from handlers.words import common
from handlers.words import help as help_words
from handlers.words import ledger as words
from handlers.words import note as note_words
from handlers.words import nudges as nudge_words
from storage.records import Commitment, Counterpart, Side, Status, Turn

SHOWN = 5
NAMELESS = "…"
DAY = "promise day"
"""The topic of the dialogue that waits for a promise's new day."""


def by_id(desk: Desk, id: str) -> Commitment:
    """The promise of that id; the same refusal whether there is none or it is a colleague's."""
    found = desk.book.get(Commitment, id)
    if found is None:
        raise Refusal(desk.say(help_words.STALE))
    return found


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """A promise was chosen from a list, or its new day is not to be written after all."""
    return unasked(answered(message, shown(by_id(desk, rest), desk)), desk, DAY)


def versions(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Versions]: who changed what, and when; days that were moved among them."""
    id, _, start = rest.partition(":")
    one = by_id(desk, id)
    back = Button(desk.say(common.BACK), f"promise:{one.id}")
    return answered(message, versions_of(one, titled(one, desk), desk, back, start))


def titled(one: Commitment, desk: Desk) -> str:
    """``Our promise to Idris`` or ``What Idris promised``."""
    sentence = words.OURS if one.by is Side.US else words.THEIRS
    return desk.say(sentence, name=name_of(one, desk))


def name_of(one: Commitment, desk: Desk) -> str:
    """To whom, or by whom, it was given."""
    about = desk.book.get(Counterpart, one.counterpart)
    return who.name_of(about) if about else ""


def shown(one: Commitment, desk: Desk) -> Card:
    """All there is to say about it."""
    return card(desk.say, titled(one, desk), tuple(parts_of(one, desk)), tuple(_buttons(one, desk)))


def parts_of(one: Commitment, desk: Desk) -> Iterator[Part]:
    """The promise in the words used, its day, and how it went."""
    say = desk.say
    yield Quote(one.text)
    yield Line(say(words.DUE), moment(one.due, one.due_at, desk) if one.due else say(words.NO_DAY))
    if one.recurring:
        yield Line(say(words.OFTEN), rhythm(one.recurring, desk))
    if one.condition:
        yield Line(say(note_words.CONDITION), one.condition)
    if one.who and not is_theirs(one, desk):
        yield Line(say(note_words.WHO_DOES), one.who)
    yield Line(say(words.PROMISED), say.day(one.made_on))
    yield Line(say(words.STANDS), _standing(one, desk))
    if one.why:
        yield Text(say(note_words.UPDATE, text=short(one.why, 200), status=_standing(one, desk)))
    turns = desk.book.find(Turn, "promise", one.id)
    if turns:
        lines = (_turn(turn, desk) for turn in turns[-SHOWN:])
        yield Items(say(words.EACH_TIME), tuple(lines))
    about = desk.book.get(Counterpart, one.counterpart)
    lines_kept = tally_lines(about, desk) if about else ()
    if lines_kept:
        yield Items(say(words.TALLY), lines_kept)


def _standing(one: Commitment, desk: Desk) -> str:
    say = desk.say
    status = say(STATUSES[one.status.value])
    if one.settled_on is None:
        return status
    return say(words.STANDS_SINCE, status=status, day=say.short_day(one.settled_on))


def _turn(one: Turn, desk: Desk) -> str:
    status = desk.say(STATUSES[one.status.value])
    return desk.say(words.TIME, day=desk.say.short_day(one.on), status=status)


def settle_buttons(one: Commitment, desk: Desk, press: str, first: Status) -> Iterator[Button]:
    """One button for each way it may have gone; the likeliest first."""
    ways = [first, *(status for status in ENDS if status is not first)]
    for status in ways:
        if status is Status.LATE and first is not Status.LATE and not _past(one, desk):
            continue
        style = "primary" if status is first else ""
        label = desk.say(words.SETTLE[status.value])
        yield Button(label, f"{press}:{status.value}:{one.id}", style=style)


def _past(one: Commitment, desk: Desk) -> bool:
    return one.due is not None and one.due < desk.today


def _buttons(one: Commitment, desk: Desk) -> Iterator[Button]:
    say = desk.say
    if may(desk.member, Action.WRITE):
        if is_open(one):
            yield from settle_buttons(one, desk, "settle", Status.KEPT)
            yield Button(say(words.NEW_DAY), f"pday:{one.id}")
            if one.by is Side.US and _past(one, desk):
                yield Button(say(words.TELL_THEM), f"plate:{one.id}")
        else:
            yield Button(say(words.SETTLE["open"]), f"settle:open:{one.id}")
    yield Button(say(words.VERSIONS), f"pversions:{one.id}")
    yield Button(name_of(one, desk), f"promises:{one.counterpart}")


def late(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Tell them]: an honest line to copy, before they have to ask (PRACTICE row 63)."""
    one = by_id(desk, rest)
    about = desk.book.get(Counterpart, one.counterpart)
    if about is None:
        raise Refusal(desk.say(help_words.STALE))
    say = desk.say
    text = draft(
        "late",
        language=about.language or say.language,
        register="formal",
        name=NAMELESS if about.code_name else about.name,
        year_seed=seed(about.id, desk.today.toordinal()),
        about=one.text,
    )
    buttons = (
        Button(say(nudge_words.COPY), copy=text),
        *open_in(about, text, desk)[:2],
        Button(say(common.BACK), f"promise:{one.id}"),
    )
    title = say(words.TOLD_LATE, name=who.name_of(about))
    return answered(message, card(say, title, (Code(text),), buttons, say(nudge_words.DRAFT_HOW)))


PRESSES = {"promise": pressed, "pversions": versions, "plate": late}
