"""An authority fell: who of ours is touched, who is still in touch, one press and one [Undo].

Only roles of counterparts the member sees are closed; the organisation is marked for everybody,
and colleagues are told, so that each looks at their own (PRACTICE row 76).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from handlers import hints, who
from handlers.changing.falling import Fall, fall_of, in_touch, powers
from handlers.chat import MEMBER, Address, Button, Items, Message, Outcome, Part, Refusal, Reply
from handlers.chat import Text as Told
from handlers.choosing import shortened
from handlers.desk import Desk
from handlers.drafting.dated import dated
from handlers.network.ends import organisation_named
from handlers.promises import agreement_line
from handlers.proposing import fits, waiting
from handlers.rules.roles import Action, may
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import changing as words
from handlers.words import ground as ground_words
from handlers.words import help as help_words
from handlers.words import proposing as proposing_words
from handlers.words.speech import Speech
from storage.records import Counterpart, Draft, Member, Organisation, added, removed

KIND = "regime"
ALL, GONE = "all", "gone"
"""All authorities of theirs; those that a colleague marked as gone on that day."""
SHOWN = 5
OFFERED = 6


def regime(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/regime`` and, where it is known, which authority fell and when."""
    place, day = dated(rest, message, desk)
    found = organisation_named(place, desk) if place else None
    if place and found is None:
        example = f"/regime {desk.say(words.EX_REGIME)}"
        raise Refusal(desk.say(words.REGIME_NONE, example=example), buttons=_offered(day, desk))
    return _preview(message, desk, (found,), day) if found else _which(message, desk, day)


def told(message: Message, desk: Desk, place: str, day: date | None) -> Outcome | None:
    """ "The government fell": which; ``None`` where a place is named that is no organisation."""
    found = organisation_named(place, desk) if place else None
    if found is not None:
        return _preview(message, desk, (found,), day)
    return None if place or not powers(desk) else _which(message, desk, day)


def _offered(day: date | None, desk: Desk) -> tuple[Button, ...]:
    places = powers(desk)
    when = f"{day or desk.today:%Y%m%d}"
    buttons = [Button(shortened(one.name), f"regime:{when}:{one.id}") for one in places[:OFFERED]]
    if len(places) > 1:
        buttons.append(Button(desk.say(words.REGIME_ALL), f"regime:{when}:{ALL}"))
    return tuple(buttons)


def _which(message: Message, desk: Desk, day: date | None) -> Outcome:
    buttons = _offered(day, desk)
    if not buttons:
        example = f"/regime {desk.say(words.EX_REGIME)}"
        raise Refusal(desk.say(words.REGIME_NONE, example=example))
    return answered(message, card(desk.say, desk.say(words.REGIME_WHICH), (), buttons))


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """Which authority fell was pressed."""
    when, _, which = rest.partition(":")
    try:
        day = date.fromisoformat(when)
    except ValueError:
        raise Refusal(desk.say(help_words.STALE)) from None
    if which == ALL:
        return _preview(message, desk, powers(desk), day)
    if which == GONE:
        gone = [one for one in desk.book.all(Organisation) if one.gone_since == day]
        if not fall_of(gone, day, desk).changes:
            raise Refusal(desk.say(words.REGIME_NOBODY))
        return _preview(message, desk, gone, day)
    place = desk.book.get(Organisation, which)
    if place is None:
        raise Refusal(desk.say(help_words.STALE))
    return _preview(message, desk, (place,), day)


def _preview(
    message: Message, desk: Desk, places: Sequence[Organisation], day: date | None
) -> Outcome:
    """Who is touched, who is left, what is to be agreed anew; nothing is closed yet."""
    say = desk.say
    fall = fall_of(places, min(day or desk.today, desk.today), desk)
    if not fall.changes:
        example = f"/regime {say(words.EX_REGIME)}"
        raise Refusal(say(words.REGIME_NONE, example=example))
    names = say.list(one.name for one in places[:SHOWN])
    draft = Draft(
        *(desk.new_id(), desk.member.id, fall.changes, desk.now),
        kind=KIND,
        reading=say(words.REGIME_DONE, place=names, day=say.short_day(fall.day)),
    )
    buttons = (
        Button(say(words.REGIME_YES), f"regimeyes:{draft.id}", "primary"),
        Button(say(proposing_words.LEAVE), f"regimeno:{draft.id}"),
    )
    title = say(words.REGIME_ASK, day=say.day(fall.day))
    parts = (Told(names), *_parts(fall, desk), Told(say(words.REGIME_HOW)))
    return answered(message, card(say, title, parts, buttons), (added(draft),))


def _parts(fall: Fall, desk: Desk) -> Iterator[Part]:
    say = desk.say
    counts = (
        say(words.REGIME_ROLES, n=len(fall.positions)),
        say(words.REGIME_PEOPLE, n=len(fall.people)),
    )
    yield Items("", counts)
    near = list(in_touch(fall, desk))
    ids = {one.id for one in near}
    quiet = [one for one in fall.people if one.id not in ids]
    for label, people in ((words.REGIME_IN_TOUCH, near), (words.REGIME_QUIET, quiet)):
        if people:
            yield Items(say(label), _few([_named(one, desk) for one in people], desk))
    if fall.agreements:
        lines = [agreement_line(one, desk) for one in fall.agreements]
        yield Items(say(words.REGIME_RECONFIRM), _few(lines, desk))
    if not hints.is_off(desk, "newcomer"):
        # Whoever comes after may lack the experience; help is a way in (PRACTICE row 77).
        yield Told(say(ground_words.HELP_REGIME))


def _named(one: Counterpart, desk: Desk) -> str:
    return desk.say(words.IN_TOUCH_LINE, name=who.name_of(one),
                    last=who.last_contact_text(one, desk))  # fmt: skip


def _few(lines: list[str], desk: Desk) -> tuple[str, ...]:
    rest = len(lines) - SHOWN
    more = (desk.say(words.REGIME_MORE, n=rest),) if rest > 0 else ()
    return (*lines[:SHOWN], *more)


def yes(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Close them]: as it was shown, all at once, with one [Undo]; colleagues are told."""
    draft = waiting(rest, desk, KIND)
    if not fits(draft.changes, desk):
        raise Refusal(desk.say(proposing_words.SINCE_CHANGED))
    outcome = saved(message, desk, draft.changes, draft.reading)
    gone = [c.after for c in draft.changes if isinstance(c.after, Organisation)]
    news = _news(gone, desk) if gone else ()
    replies = (*outcome.replies, *news)
    return replace(outcome, replies=replies, changes=(*outcome.changes, removed(draft)))


def _news(gone: Sequence[Organisation], desk: Desk) -> Iterator[Reply]:
    """Every colleague who records hears of it; no name stands on a locked screen."""
    day = gone[0].gone_since or desk.today
    for member in desk.book.all(Member):
        if member.id == desk.member.id or not may(member, Action.WRITE):
            continue
        say = Speech(member.language, member.zone)
        see = Button(say(words.REGIME_SEE), f"regime:{day:%Y%m%d}:{GONE}")
        place = say.list(one.name for one in gone[:SHOWN])
        text = say(words.REGIME_TOLD, member=desk.member.name, place=place, day=say.short_day(day))
        shown = say(words.REGIME_TOLD_QUIET) if member.discreet else text
        yield Reply(Address(MEMBER, member.id), card(say, shown, (), (see,)), urgent=False)


def no(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Leave it]: nothing is closed."""
    draft = waiting(rest, desk, KIND)
    left = card(desk.say, desk.say(proposing_words.LEFT))
    return answered(message, left, (removed(draft),))


COMMANDS = {"regime": regime}
PRESSES = {"regime": chosen, "regimeyes": yes, "regimeno": no}
