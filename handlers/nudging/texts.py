"""A draft to copy under a nudge, in the counterpart's language; the person sends it themselves."""

from __future__ import annotations

from handlers import who
from handlers.chat import Button, Card, Code
from handlers.desk import Desk
from handlers.drafts import draft, links, seed
from handlers.preferences import week_text
from handlers.rules.direct import writable
from handlers.rules.hours import hours_of
from handlers.rules.roles import Action, may
from handlers.showing import card
from handlers.words import common
from handlers.words import direct as direct_words
from handlers.words import nudges as words
from storage.records import (
    Channel,
    Commitment,
    Counterpart,
    Event,
    LifeEvent,
    Nudge,
    Observance,
    Reason,
)

_KINDS = {
    Reason.CHECKIN: ("check-in", ""),
    Reason.SINCE: ("thanks", ""),
    Reason.THANKS: ("thanks-introducer", ""),
}
_EVENTS = {
    Event.DEATH: ("condolence", "neutral"),
    Event.ILLNESS: ("illness", ""),
    Event.BIRTH: ("congratulation", "birth"),
    Event.WEDDING: ("congratulation", "wedding"),
    Event.SUCCESS: ("congratulation", "promotion"),
    Event.TRANSFER: ("farewell", ""),
    Event.RETURN: ("release", ""),
}
OPENS = 2
"""Links under a draft, at most."""


def card_of(nudge: Nudge, desk: Desk) -> Card:
    """The draft with [Copy] and ways to open it; or that there is none for this."""
    say = desk.say
    one = desk.book.get(Counterpart, nudge.counterpart) if nudge.counterpart else None
    back = Button(say(common.BACK), f"nudge:show:{nudge.id}")
    text = text_of(nudge, desk)
    if one is None or not text:
        return card(say, say(words.NO_DRAFT), (), (back,))
    buttons = (
        Button(say(words.COPY), copy=text),
        *opening(one, text, desk),
        *send_now(nudge, desk),
        Button(say(words.WROTE), f"nudge:wrote:{nudge.id}"),
        back,
    )
    title = say(words.DRAFTED, name=who.name_of(one))
    return card(say, title, (Code(text),), buttons, say(words.DRAFT_HOW))


def text_of(nudge: Nudge, desk: Desk) -> str:
    """The draft itself; empty where there is none for this."""
    one = desk.book.get(Counterpart, nudge.counterpart) if nudge.counterpart else None
    return _text(nudge, one, desk) if one else ""


def send_now(nudge: Nudge, desk: Desk) -> tuple[Button, ...]:
    """[Send now], where the counterpart agreed to be written to from here and it is allowed.

    Whom the thanks of an introduction go to is somebody else, who agreed to nothing.
    """
    if nudge.reason is Reason.THANKS or not may(desk.member, Action.WRITE):
        return ()
    if writable(nudge.counterpart, desk.book) is None:
        return ()
    return (Button(desk.say(direct_words.SEND_NOW), f"sendnow:{nudge.id}"),)


def _text(nudge: Nudge, one: Counterpart, desk: Desk) -> str:
    kind, occasion, about = _kind(nudge, one, desk)
    if not kind:
        return ""
    try:
        return draft(
            kind,
            language=one.language or desk.say.language,
            register="formal",
            name=_addressed(nudge, one, desk),
            year_seed=seed(one.id, _turn(nudge, desk)),
            occasion=occasion,
            about=about,
        )
    except LookupError:
        return ""


def _addressed(nudge: Nudge, one: Counterpart, desk: Desk) -> str:
    """Whom the draft speaks to: the counterpart, or whoever brought us to them."""
    if nudge.reason is not Reason.THANKS:
        return one.name
    by = desk.book.get(Counterpart, one.introduced_by) if one.introduced_by else None
    return by.name if by else one.introducer


def _kind(nudge: Nudge, one: Counterpart, desk: Desk) -> tuple[str, str, str]:
    """The kind of draft, its occasion, and the words it quotes."""
    match nudge.reason:
        case Reason.OURS:
            promise = desk.book.get(Commitment, nudge.about)
            late = promise is not None and promise.due is not None and promise.due < desk.today
            return ("late", "", promise.text) if promise and late else ("check-in", "", "")
        case Reason.OCCASION:
            code = nudge.about.partition(".")[2]
            kept = desk.book.find(Observance, "counterpart", one.id)
            how = next((told.how for told in kept if told.occasion == code), "")
            return "greeting", f"{code}:fast" if how == "fast" else code, ""
        case Reason.LIFE:
            event = desk.book.get(LifeEvent, nudge.about)
            again = event is not None and event.event is Event.ILLNESS and nudge.day > event.on
            kind, occasion = _EVENTS[event.event] if event else ("", "")
            return ("illness-again", "", "") if again else (kind, occasion, "")
    kind, occasion = _KINDS.get(nudge.reason, ("", ""))
    return kind, occasion, ""


def _turn(nudge: Nudge, desk: Desk) -> int:
    """Goes up by one with each of its kind, so that no two in a row read the same."""
    told = desk.book.find(Nudge, "counterpart", nudge.counterpart)
    earlier = (one for one in told if one.reason is nudge.reason and one.day < nudge.day)
    return nudge.day.year + sum(1 for _ in earlier)


def opening(one: Counterpart, text: str, desk: Desk) -> list[Button]:
    """Links that open the text where this counterpart is usually written to."""
    found = []
    for channel in desk.book.find(Channel, "counterpart", one.id):
        for link in links(channel.kind, channel.handle, text):
            if link.pressable:
                app = words.APPS.get(link.app, link.app)
                found.append(Button(desk.say(words.OPEN_IN, app=app), url=link.url))
    return found[:OPENS]


def habits(desk: Desk) -> dict[str, str | int]:
    """The member's hours, week and number a day, as the rules are explained with them."""
    say, hours = desk.say, hours_of(desk.member, desk.book)
    start, end = say.hour(hours.rhythm.quiet_to), say.hour(hours.rhythm.quiet_from)
    between = say(words.HOURS_FROM_TO, start=start, end=end)
    return {"hours": between, "week": week_text(desk.member.week, say), "n": hours.rhythm.cap}
