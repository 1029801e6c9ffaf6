"""The words drafted under a nudge: which kind, for whom, and whether they are in place now."""

from __future__ import annotations

import re
from datetime import date

from handlers.desk import Desk
from handlers.drafts import draft, seed
from handlers.nudging.kinds import JOYS
from handlers.nudging.marked import mark_of
from handlers.observing.saying import offices
from handlers.patterns import pattern
from handlers.rules import rhythms
from handlers.rules.closures import keeps_from
from handlers.rules.occasions import OCCASIONS, cautions, country_of, days_of_faith, no_greetings
from handlers.rules.occasions.coming import NEVER
from handlers.words import occasions as occasion_words
from handlers.words import reasons
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Event,
    Handover,
    LifeEvent,
    Member,
    Nudge,
    Observance,
    Reason,
)
from storage.values import dataclass

CONDOLENCE = "condolence"
_KINDS = {
    Reason.CHECKIN: ("check-in", ""),
    Reason.SINCE: ("thanks", ""),
    Reason.THANKS: ("thanks-introducer", ""),
}
_EVENTS = {
    Event.DEATH: (CONDOLENCE, "neutral"),
    Event.ILLNESS: ("illness", ""),
    Event.BIRTH: ("congratulation", "birth"),
    Event.WEDDING: ("congratulation", "wedding"),
    Event.SUCCESS: ("congratulation", "promotion"),
    Event.TRANSFER: ("farewell", ""),
    Event.RETURN: ("release", ""),
}
_PROMISED = pattern(
    r"^(?:(?:we|i)(?:['’]ve| have)? promised(?: him| her| them)? (?=\S)"
    r"|(?:nous (?:lui |leur )?avons|on (?:lui |leur )?a|j['’]ai) promis (?=\S)"
    r"|(?:le |les )?(?:prometimos|prometí|hemos prometido) (?=\S)"
    r"|وعدنا(?:ه|ها|هم)? (?=\S)|وعدت(?:ه|ها|هم)? (?=\S))",
    re.IGNORECASE,
)
"""What a note says before a promise of ours, and a letter to them says itself."""
_AGREED = pattern(
    r"^(?:(?:they|he|she|we) )?agreed (?:that |to )?(?=\S)"
    r"|^(?:ils ont |il a |elle a |nous avons )?(?:accepté|convenu) (?:que |de )?(?=\S)"
    r"|^(?:acordaron|aceptó|aceptaron|acordamos) (?:que )?(?=\S)"
    r"|^(?:اتفقنا|وافق\w*|اتفقوا) (?:على )?(?:أن )?(?=\S)",
    re.IGNORECASE,
)
"""The same before terms that were agreed."""
_CHEERFUL = (Reason.CHECKIN, Reason.OCCASION, Reason.SINCE)
NAMELESS = "…"
"""Stands in a draft for a name that is kept behind a code name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How the person wants a draft: its register, another wording, another language."""

    register: str = "formal"
    turn: int = 0
    """How often another wording was asked for."""
    language: str = ""
    """Empty for the counterpart's own."""
    faith: str = ""
    """Whose words of condolence; empty for what the days they mark tell, else of no faith."""


PLAIN = Choice()
"""The first draft that is shown."""


def text_of(nudge: Nudge, desk: Desk, choice: Choice = PLAIN) -> str:
    """The draft itself; empty where there is none for this."""
    one = desk.book.get(Counterpart, nudge.counterpart) if nudge.counterpart else None
    kind, occasion, about = _kind(nudge, one, desk) if one else ("", "", "")
    if not kind:
        return ""
    if one is not None and kind == CONDOLENCE:
        occasion = choice.faith or faith_of(one, desk)
    try:
        return draft(
            kind,
            language=choice.language or _language(nudge, desk) or desk.say.language,
            register=choice.register,
            name=addressed(nudge, desk),
            year_seed=_seed(nudge, desk),
            occasion=occasion,
            about=about,
            others=tuple(_seed(other, desk) for other in _same_day(nudge, desk)),
            turn=choice.turn,
        )
    except LookupError:
        return ""


def consoles(nudge: Nudge, desk: Desk) -> bool:
    """Whether its draft is a condolence."""
    event = desk.book.get(LifeEvent, nudge.about) if nudge.reason is Reason.LIFE else None
    return event is not None and event.event is Event.DEATH


def faith_of(one: Counterpart, desk: Desk) -> str:
    """Whose words console them, as far as the days they mark tell; never by a name or a place."""
    marks = {mark.occasion for mark in desk.book.find(Observance, "counterpart", one.id)}
    told = [faith for faith, days in days_of_faith().items() if marks & days]
    return told[0] if len(told) == 1 else "neutral"


def out_of_place(nudge: Nudge, one: Counterpart, desk: Desk) -> str:
    """Why nothing is drafted today though it was planned; empty where it is in place.

    Asked anew whenever a draft is shown: somebody may have died since the card was sent.
    """
    say = desk.say
    silent = _silent(nudge, one, desk)
    if silent is not None:
        return say(reasons.NOT_NOW, day=say.day(silent))
    if nudge.reason is not Reason.OCCASION:
        return ""
    mark = mark_of(nudge, desk.book)
    told = desk.book.find(Observance, "counterpart", one.id)
    if mark is None or mark.how == NEVER or no_greetings(told):
        return say(reasons.NO_GREETING_NOW)
    place = country_of(desk.member.zone)
    found = cautions(OCCASIONS[mark.occasion], place, offices(one, desk))
    held = next((one for one in found if one.hold), None)
    return say(occasion_words.CAUTIONS[held.why]) if held else ""


def _silent(nudge: Nudge, one: Counterpart, desk: Desk) -> date | None:
    """The last day of a mourning or repair that keeps this one back."""
    event = desk.book.get(LifeEvent, nudge.about) if nudge.reason is Reason.LIFE else None
    if nudge.reason not in _CHEERFUL and (event is None or event.event not in JOYS):
        return None
    care = rhythms.care_of(one.id, desk.book)
    return rhythms.silent_until(one.id, care, desk.book, desk.today)


def addressee(nudge: Nudge, desk: Desk) -> Counterpart | None:
    """Whom it is to be written to: the counterpart, or whoever brought us to them, where known."""
    one = desk.book.get(Counterpart, nudge.counterpart) if nudge.counterpart else None
    if one is None or nudge.reason is not Reason.THANKS:
        return one
    return desk.book.get(Counterpart, one.introduced_by) if one.introduced_by else None


def addressed(nudge: Nudge, desk: Desk) -> str:
    """How they are called in a draft; behind a code name not at all."""
    to = addressee(nudge, desk)
    if to is not None:
        return _called(to)
    one = desk.book.get(Counterpart, nudge.counterpart) if nudge.counterpart else None
    return one.introducer if one else ""


def _language(nudge: Nudge, desk: Desk) -> str:
    to = addressee(nudge, desk)
    return to.language if to else ""


def _called(one: Counterpart) -> str:
    """Their name; behind a code name nothing, for no code name may be sent to its bearer."""
    return NAMELESS if one.code_name else one.name


def _kind(nudge: Nudge, one: Counterpart, desk: Desk) -> tuple[str, str, str]:
    """The kind of draft, its occasion, and the words it quotes."""
    match nudge.reason:
        case Reason.OURS:
            promise = desk.book.get(Commitment, nudge.about)
            late = promise is not None and promise.due is not None and promise.due < desk.today
            told = _PROMISED.sub("", promise.text) if promise else ""
            return ("late", "", told) if late else ("check-in", "", "")
        case Reason.OCCASION:
            mark = mark_of(nudge, desk.book)
            code = nudge.about.partition(".")[2]
            return "greeting", f"{code}:fast" if mark and mark.how == "fast" else code, ""
        case Reason.CONFIRM:
            agreement = desk.book.get(Agreement, nudge.about)
            told = _AGREED.sub("", agreement.text) if agreement else ""
            return ("reconfirm", "", told) if told else ("", "", "")
        case Reason.CHECKIN if keeps_from(one, desk.book, desk.today) is not None:
            return "call", "", ""
        case Reason.FAREWELL | Reason.INTRODUCE:
            return _handover(nudge, desk)
        case Reason.LIFE:
            event = desk.book.get(LifeEvent, nudge.about)
            again = event is not None and event.event is Event.ILLNESS and nudge.day > event.on
            kind, occasion = _EVENTS[event.event] if event else ("", "")
            return ("illness-again", "", "") if again else (kind, occasion, "")
    kind, occasion = _KINDS.get(nudge.reason, ("", ""))
    return kind, occasion, ""


def _handover(nudge: Nudge, desk: Desk) -> tuple[str, str, str]:
    """A word of leave names who takes over; an introduction, who went before."""
    passed = desk.book.get(Handover, nudge.about)
    leaves = nudge.reason is Reason.FAREWELL
    member = desk.book.get(Member, passed.to if leaves else passed.member) if passed else None
    return "handing-over" if leaves else "introduction", "", member.name if member else ""


def _seed(nudge: Nudge, desk: Desk) -> str:
    """Goes up by one with each of its kind, so that no two in a row read the same."""
    if nudge.reason is Reason.OCCASION:
        # The year of the feast's own calendar stands at the end of its id.
        year = (nudge.origin or nudge.id).rpartition(":")[2].partition("+")[0]
        return seed(nudge.counterpart, int(year) if year.isdecimal() else nudge.day.year)
    told = desk.book.find(Nudge, "counterpart", nudge.counterpart)
    earlier = (one for one in told if one.reason is nudge.reason and one.day < nudge.day)
    return seed(nudge.counterpart, sum(1 for _ in earlier))


def _same_day(nudge: Nudge, desk: Desk) -> list[Nudge]:
    """Those of the same kind that this member may write on the same day."""
    told = desk.book.find(Nudge, "member", nudge.member)
    same = [one for one in told if one.reason is nudge.reason and one.counterpart]
    if nudge.reason is Reason.OCCASION:
        code = nudge.about.partition(".")[2]
        return [
            one
            for one in same
            if one.about.partition(".")[2] == code and one.day.year == nudge.day.year
        ]
    return [one for one in same if one.told_on == nudge.told_on or one.id == nudge.id]
