"""What a message says of an agreement: "A-14 is renewed until 30 sept", "he denies A-3"."""

from __future__ import annotations

from datetime import date

from handlers.agreeing import acting, finding, showing
from handlers.chat import Message, Outcome
from handlers.desk import Desk
from handlers.drafting.setting import setting_of
from handlers.meant import kept_words
from handlers.reading import acts
from handlers.reading.acts import Said
from handlers.reading.dates import find as find_dates
from handlers.reading.read import read
from handlers.rules.agreeing import Act, legal
from handlers.rules.roles import Action, may
from handlers.showing import answered
from storage.records import Agreement

_ACTS = (
    ("dissent", Act.DISPUTE),
    ("dispute", Act.DISPUTE),
    ("breach", Act.BREAK),
    ("lapse", Act.LAPSE),
    ("end", Act.END),
    ("renew", Act.RENEW),
    ("settle", Act.SETTLE),
    ("assent", Act.CONFIRM),
    ("accept", Act.AGREE),
)
"""Said → what happened, what is worse first where several are said."""
_QUESTION = ("?", "؟")
_LONG, _LONGER = 20, 30
"""Words from which a message is a note, without a number in it and with one."""
_FEW = 8
"""Words in which an agreement is only named, so that it is to be shown."""


def heard(message: Message, desk: Desk) -> Outcome | None:
    """What comes of a message about an agreement on record; ``None`` where it is about none."""
    if message.forwarded:
        return None
    text = message.text.strip()
    what, numbered = acts.said(text), acts.numbers(text)
    if not numbered and (not what.has("agreement") or what.has("told")):
        return None
    if len(text.split()) > (_LONGER if numbered else _LONG):
        return None
    act = next((act for meaning, act in _ACTS if what.has(meaning)), None)
    found = _meant(message, desk, numbered)
    if not found:
        return None
    if numbered and not may(desk.member, Action.WRITE):
        return _named(message, desk, found)
    if act is None or _only_asks(what) or not may(desk.member, Action.WRITE):
        return _named(message, desk, found) if _names_only(message, desk, what) else None
    return _told(message, desk, found, act)


def _meant(message: Message, desk: Desk, numbered: tuple[int, ...]) -> list[Agreement]:
    if len(numbered) == 1:
        return [finding.by_number(desk, numbered[0])]
    if numbered:
        return [one for n in numbered for one in desk.book.find(Agreement, "number", str(n))]
    said = tuple(meaning for meaning, _ in _ACTS)
    return finding.by_words(message.text, message, desk, *said)


def _told(message: Message, desk: Desk, found: list[Agreement], act: Act) -> Outcome | None:
    if not acts.numbers(message.text):
        # Without a number, what cannot be of any of them must be news of another.
        found = [one for one in found if act in legal(one, desk.today)]
        if not found:
            return None
    until = _until(message, desk) if act is Act.RENEW else None
    if len(found) > 1:
        return acting.which(message, desk, found, act, until)
    if act is Act.RENEW and until is None:
        return acting.pressed(message, desk, f"{act.value}:{found[0].id}")
    return acting.propose(message, desk, found[0], act, until=until, told=kept_words(message, desk))


def _until(message: Message, desk: Desk) -> date | None:
    """The last day that is named."""
    here = message.at.astimezone(desk.zone)
    text = message.text
    named = find_dates(text, here, language=desk.say.language, week=desk.member.week)
    return max((when.until or when.day for when in named), default=None)


def _only_asks(what: Said) -> bool:
    """Whether it is a question, or says of an agreement called by number what is not so."""
    asks = what.text.rstrip().endswith(_QUESTION)
    return asks or (what.has("unsaid") and bool(acts.numbers(what.text)))


def _names_only(message: Message, desk: Desk, what: Said) -> bool:
    """Whether an agreement is only named or asked about, and nothing new is told."""
    if _only_asks(what):
        return True
    note = read(message.text, setting_of(message, desk))
    fresh = note.agreements or note.promises or note.refusals or note.on
    return len(what.text.split()) <= _FEW and not fresh


def _named(message: Message, desk: Desk, found: list[Agreement]) -> Outcome:
    if len(found) == 1:
        return answered(message, showing.shown(found[0], desk))
    return answered(message, showing.which(found[: finding.MOST], desk))
