"""Which days a counterpart marks: pressed or written by a person, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers import choosing, who
from handlers.chat import Message, Outcome, Refusal
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.observing.asking import asked, offered, way_buttons, ways
from handlers.observing.naming import named
from handlers.observing.saying import day_name, offices, warnings
from handlers.rules.occasions import OCCASIONS, Occasion, country_of, held, no_greetings
from handlers.rules.occasions.coming import ALL, NEVER
from handlers.saving import save, saved
from handlers.showing import answered, page_start
from handlers.words import help as help_words
from handlers.words import occasions as words
from storage.records import Change, Counterpart, Observance, added, removed


def marks(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/marks NAME`` asks; ``/marks NAME = days`` says."""
    if "=" in rest:
        return _written(message, desk, rest)
    return choosing.for_named(
        *(message, desk, rest, "marks"),
        lambda one: answered(message, asked(one, _told(one, desk), desk)),
    )


def shown(message: Message, desk: Desk, rest: str) -> Outcome:
    """Somebody's days, from one on."""
    id, _, start = rest.partition(":")
    one = by_id(desk, id)
    page = page_start(start, len(offered(desk)))
    return answered(message, asked(one, _told(one, desk), desk, page))


def toggle(message: Message, desk: Desk, rest: str) -> Outcome:
    """A day was pressed: it is marked now, or no longer."""
    id, _, more = rest.partition(":")
    code, _, start = more.partition(":")
    one, occasion = by_id(desk, id), OCCASIONS.get(code)
    if occasion is None:
        raise Refusal(desk.say(help_words.STALE))
    told = _told(one, desk)
    page = page_start(start, len(offered(desk)))
    kept = [mark for mark in told if mark.occasion == code]
    if kept and all(mark.how != NEVER for mark in kept):
        changes = _entered(map(removed, kept), one, desk)
        rest_of = [mark for mark in told if mark.occasion != code]
        return answered(message, asked(one, rest_of, desk, page), changes)
    mark = _observance(one, occasion, desk)
    changes = _entered((*map(removed, kept), added(mark)), one, desk)
    if occasion.ways:
        return answered(message, ways(one, occasion, desk), changes)
    said = " ".join(warnings(occasion, one, desk))
    return answered(message, asked(one, (*told, mark), desk, page, said), changes)


def way(message: Message, desk: Desk, rest: str) -> Outcome:
    """How somebody keeps a day was pressed."""
    id, _, more = rest.partition(":")
    code, _, how = more.partition(":")
    one, occasion = by_id(desk, id), OCCASIONS.get(code)
    if occasion is None or how not in occasion.ways:
        raise Refusal(desk.say(help_words.STALE))
    kept = [mark for mark in _told(one, desk) if mark.occasion == code]
    after = replace(kept[0], how=how) if kept else Observance(desk.new_id(), one.id, code, how)
    change = Change(kept[0], after) if kept else added(after)
    title = desk.say(
        words.WAY_SAVED,
        name=who.name_of(one),
        day=day_name(occasion, desk),
        way=desk.say(words.WAYS[how]),
    )
    return saved(message, desk, (change,), title)


def no_greeting(message: Message, desk: Desk, rest: str) -> Outcome:
    """[No greetings at all], or that they are welcome again."""
    one = by_id(desk, rest)
    told = _told(one, desk)
    if no_greetings(told):
        gone = [mark for mark in told if (mark.occasion, mark.how) == (ALL, NEVER)]
        changes = _entered(map(removed, gone), one, desk)
        return answered(message, asked(one, [m for m in told if m not in gone], desk), changes)
    never = Observance(desk.new_id(), one.id, ALL, NEVER)
    changes = _entered((added(never),), one, desk)
    return answered(message, asked(one, (*told, never), desk), changes)


def _mark(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``/marks NAME = days``; a dash forgets them all."""
    say, name, told = desk.say, who.name_of(one), _told(one, desk)
    if value in ("", "-", "–"):
        if not told:
            raise Refusal(say(words.NOTHING_KEPT, name=name))
        return saved(message, desk, tuple(map(removed, told)), say(words.MARKS_GONE, name=name))
    days = named(value, one, desk)
    known = {mark.occasion for mark in told if mark.how != NEVER}
    gone = [m for m in told if m.how == NEVER and m.occasion in {ALL, *(day.code for day in days)}]
    fresh = tuple(added(_observance(one, day, desk)) for day in days if day.code not in known)
    names = say.list(day_name(day, desk) for day in days)
    title = say(words.MARKS_SAVED, n=len(days), name=name, days=names)
    buttons = way_buttons(one, days, desk)
    outcome = saved(message, desk, (*map(removed, gone), *fresh), title, (), buttons)
    said = " ".join(text for day in days for text in warnings(day, one, desk))
    return _with_hint(outcome, said)


def _observance(one: Counterpart, occasion: Occasion, desk: Desk) -> Observance:
    """The day as they mark it; one that may not be written on to them is kept as never sent."""
    never = held(occasion, country_of(desk.member.zone), offices(one, desk))
    return Observance(desk.new_id(), one.id, occasion.code, NEVER if never else "")


def _with_hint(outcome: Outcome, said: str) -> Outcome:
    first = outcome.replies[0]
    return replace(outcome, replies=(replace(first, card=replace(first.card, hint=said)),))


def _told(one: Counterpart, desk: Desk) -> Sequence[Observance]:
    return desk.book.find(Observance, "counterpart", one.id)


def _entered(changes: Iterable[Change], one: Counterpart, desk: Desk) -> tuple[Change, ...]:
    """*changes* as an entry that can be taken back."""
    title = desk.say(words.WHICH_DAYS, name=who.name_of(one))
    return save(tuple(changes), desk, title.rstrip("?؟"))[1]


EDITS: dict[str, choosing.Edit] = {"marks": _mark}
_written = choosing.command("marks", _mark, words.EX_MARKS)
COMMANDS = {"marks": marks}
PRESSES = {"marks": shown, "mark": toggle, "markhow": way, "nogreet": no_greeting}
