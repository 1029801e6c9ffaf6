"""``/mandate``, ``/redline``, ``/bottomline``: what holds, set and lifted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from handlers import choosing, team, who
from handlers.chat import Button, Card, Items, Line, Message, Outcome, Part, Refusal, Text
from handlers.choosing import Edit
from handlers.desk import Desk
from handlers.drafting.shown import short
from handlers.mandating.fields import fields
from handlers.mandating.telling import line, mandators, only_mandators
from handlers.patterns import pattern
from handlers.reading import dates
from handlers.rules.limits import holding, in_force
from handlers.rules.roles import Action, may
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import common
from handlers.words import help as help_words
from handlers.words import mandate as words
from handlers.words import people as people_words
from storage.records import (
    Bound,
    Boundary,
    Change,
    Consultation,
    Counterpart,
    added,
)

SHOWN = 8
SIGNS = 40
_SORTS = {
    Bound.RED: r"cannot|can ?not|can't|never|red|ne peut pas|interdit|jamais|no puede|nunca|"
    r"prohibido|ممنوع|لا يجوز|خط أحمر",
    Bound.ASK: r"must ask|ask|demander|à demander|preguntar|consultar|يُسأل|اسأل|يجب السؤال",
    Bound.CAN: r"can|may|peut|permis|puede|permitido|يجوز|يمكن|مسموح",
}
_LINE = pattern(
    r"(?:(?P<who>[^=:]+?)\s*=\s*)?(?:"
    + "|".join(f"(?P<{bound}>{sort})" for bound, sort in _SORTS.items())
    + r")\s*[:：]\s*(?P<text>.+)",
    re.IGNORECASE | re.DOTALL,
)
_UNTIL = pattern(
    r"\s*[,،]?\s*(?:until|till|jusqu['’]?(?:au|à)?|hasta(?: el)?|حتى)\s*$", re.IGNORECASE
)


def mandate(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/mandate``, ``/mandate NAME``; for mandators ``/mandate AMAL = ask: …`` as well."""
    found = _LINE.fullmatch(rest.strip())
    if found is not None:
        bound = next(Bound(name) for name in _SORTS if found[name])
        return _set(message, desk, bound, found["text"], found["who"] or "")
    if not rest.strip():
        return answered(message, _card(None, desk))
    one, question = choosing.found_or_asked(message, desk, rest, "mandate")
    if one is None:
        return question or Outcome()
    return answered(message, _card(one, desk))


def redline(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/redline``: what none of us agrees to; mandators add to it."""
    if not rest.strip():
        return answered(message, _card(None, desk))
    whom, sign, text = rest.partition("=")
    return _set(message, desk, Bound.RED, text if sign else whom, whom if sign else "")


def bottomline(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``/bottomline NAME = TEXT``: one's own stop; only they and the mandators see it."""
    text = _checked(value, desk)
    made = Boundary(
        *(desk.new_id(), Bound.BOTTOM, text, desk.member.id, desk.now, one.id, desk.member.id)
    )
    return _saved(message, desk, made)


def _set(message: Message, desk: Desk, bound: Bound, text: str, whom: str) -> Outcome:
    if not may(desk.member, Action.DECIDE):
        raise only_mandators(desk)
    member, counterpart = _whom(whom.strip(), desk)
    return _saved(message, desk, drawn(bound, text, member, counterpart, message, desk))


def drawn(  # noqa: PLR0913, PLR0917  # All of a line.
    bound: Bound, text: str, member: str, counterpart: str, message: Message, desk: Desk
) -> Boundary:
    """The line as it was told: the limit, its last day, what it is about and who must be told."""
    told = fields(_checked(text, desk))
    limit, until = _dated(told.text, message, desk)
    limit = limit.rstrip(" ;")
    about, until = (told.about, until) if until else _dated(told.about, message, desk)
    report, until = (told.report, until) if until else _dated(told.report, message, desk)
    return Boundary(
        *(desk.new_id(), bound, limit, desk.member.id, desk.now, counterpart, member, until),
        about=about,
        report=report,
    )


def _checked(text: str, desk: Desk) -> str:
    text = "; ".join(" ".join(row.split()) for row in text.splitlines() if row.strip())
    if not text:
        raise Refusal(desk.say(words.HOW, example=f"/mandate {desk.say(words.EXAMPLE)}"))
    if len(text) > choosing.LONGEST:
        raise Refusal(desk.say(people_words.TOO_LONG, n=choosing.LONGEST))
    return text


def _whom(whom: str, desk: Desk) -> tuple[str, str]:
    """The member or the counterpart it holds for; neither where nobody is named."""
    if not whom:
        return "", ""
    asked = whom.casefold().removeprefix("@")
    named = [one for one in team.active(desk.book) if one.name.casefold() == asked]
    if len(named) == 1:
        return named[0].id, ""
    return "", choosing.certain(desk, whom).id


def _dated(text: str, message: Message, desk: Desk) -> tuple[str, date | None]:
    """The line without "until 30 June", and that day; a day told otherwise stays in the line."""
    here = message.at.astimezone(desk.zone)
    for found in dates.find(text, here, language=desk.say.language, week=desk.member.week):
        if found.span is None or text[found.span.end :].strip(" ."):
            continue
        before = text[: found.span.start]
        cut = _UNTIL.search(before)
        if cut is not None:
            return before[: cut.start()].strip(), found.day
    return text, None


def _saved(message: Message, desk: Desk, made: Boundary) -> Outcome:
    parts = (Line(desk.say(words.BOUNDS[made.bound]), line(made, desk)),)
    return saved(message, desk, (added(made),), desk.say(words.SET), parts)


def _card(one: Counterpart | None, desk: Desk) -> Card:
    say, decides = desk.say, may(desk.member, Action.DECIDE)
    held = _held(one, desk)
    parts: list[Part] = []
    for bound, label in words.BOUNDS.items():
        if lines := tuple(line(each, desk) for each in held if each.bound is bound):
            parts.append(Items(say(label), lines[:SHOWN]))
    parts = parts or [Text(say(words.NONE))]
    if names := say.list(each.name for each in mandators(desk)):
        parts.append(Line(say(words.REPORTS_TO), names))
    if waiting := tuple(_waiting(desk)):
        parts.append(Items(say(words.OPEN_QUESTIONS), waiting[:SHOWN]))
    if decides:
        parts.append(Text(say(words.HOW, example=f"/mandate {say(words.EXAMPLE)}")))
    title = say(words.TITLE_ALL if decides else words.TITLE)
    if one is not None:
        title = say(words.TITLE_WITH, name=who.name_of(one))
    return card(say, title, parts, tuple(_buttons(held, desk)))


def _held(one: Counterpart | None, desk: Desk) -> list[Boundary]:
    if one is not None:
        return list(holding(desk.book, desk.member.id, one.id, desk.today))
    return in_force(desk.book, desk.today)


def _waiting(desk: Desk) -> Iterator[str]:
    for asked in desk.book.all(Consultation):
        if not (asked.answer or asked.taken_back):
            yield short(asked.text, 2 * SIGNS)


def _buttons(held: list[Boundary], desk: Desk) -> Iterator[Button]:
    for one in held[:SHOWN]:
        if _may_lift(one, desk):
            label = desk.say(words.LIFT, text=short(one.text, SIGNS))
            yield Button(label, f"lift:{one.id}")
    if any(one.gone_at is not None for one in desk.book.all(Boundary)):
        yield Button(desk.say(words.EARLIER), "bounds:")


def _may_lift(one: Boundary, desk: Desk) -> bool:
    """A red line is the mandator's; a bottom line is whose it is."""
    if one.bound is Bound.BOTTOM:
        return one.set_by == desk.member.id
    return may(desk.member, Action.DECIDE)


def lift(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Lift]: it holds no more, and stays to be read."""
    one = desk.book.get(Boundary, rest)
    if one is None or one.gone_at is not None:
        raise Refusal(desk.say(help_words.STALE))
    if not _may_lift(one, desk):
        raise only_mandators(desk)
    gone = replace(one, gone_by=desk.member.id, gone_at=desk.now)
    title = desk.say(words.LIFTED, text=short(one.text, 2 * SIGNS))
    return saved(message, desk, (Change(one, gone),), title)


def earlier(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Earlier]: what held before, and when."""
    say = desk.say
    gone = [one for one in desk.book.all(Boundary) if one.gone_at is not None]
    gone.sort(key=lambda one: one.gone_at or one.set_at, reverse=True)
    lines = tuple(_earlier(one, desk) for one in gone[:SHOWN])
    parts = (Items("", lines),) if lines else (Text(say(words.NONE)),)
    back = (Button(say(common.BACK), "do:mandate"),)
    return answered(message, card(say, say(words.EARLIER_TITLE), parts, back))


def _earlier(one: Boundary, desk: Desk) -> str:
    say = desk.say
    days = {
        "since": say.short_day(one.set_at.astimezone(desk.zone).date()),
        "until": say.short_day((one.gone_at or one.set_at).astimezone(desk.zone).date()),
    }
    return say(words.EARLIER_LINE, text=line(one, desk), **days)


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """Whose mandate was meant."""
    return answered(message, _card(choosing.by_id(desk, rest), desk))


EDITS: dict[str, Edit] = {"bottomline": bottomline}
COMMANDS = {
    "mandate": mandate,
    "redline": redline,
    "bottomline": choosing.command("bottomline", bottomline, words.EX_BOTTOM),
}
READING = ("mandate", "bounds")
PRESSES = {"mandate": pressed, "bounds": earlier, "lift": lift}
