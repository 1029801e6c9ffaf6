"""A nudge answered in words: "done, I called him", "skip", "later, Thursday morning"."""

from __future__ import annotations

import re
from datetime import timedelta

from handlers import who
from handlers.chat import Button, Message, Outcome
from handlers.desk import Desk
from handlers.nudging import cards, pressing, titles
from handlers.nudging.listing import telling, waits
from handlers.nudging.putting import later, until
from handlers.patterns import pattern
from handlers.rules.roles import Action, may
from handlers.showing import answered, card
from handlers.words import reasons
from storage.records import Counterpart, Nudge, Reason

FRESH = timedelta(days=2)
"""How long after a card such words are taken as an answer to it."""
OFFERED = 4
LONGEST = 80
"""Signs of an answer; whatever is longer tells something."""

_DONE = (
    r"(?:it['’]?s |it is |all )?done|did it|c['’]est fait|fait|hecho|listo|ya está|تم|خلص|انتهيت"
)
_CONTACT = (
    r"i(?:['’]ve| have)? (?:just )?(?:called|phoned|rang|wrote to|written to|texted|messaged|"
    r"spoke (?:to|with)|talked (?:to|with)|saw|met|thanked)"
    r"|je (?:l['’]ai|lui ai|les ai|leur ai) (?:appelée?s?|écrit|parlé|vue?s?|"
    r"téléphoné|remerciée?s?)"
    r"|j['’]ai (?:appelé|écrit à|parlé (?:à|avec)|vu|remercié)"
    r"|(?:ya )?(?:l[aoe]s? )(?:llamé|escribí|vi|agradecí|di las gracias)"
    r"|(?:ya )?(?:hablé con|llamé a|escribí a)"
    r"|اتصلت ب|كتبت ل|كلمت|راسلت|تحدثت مع|شكرت"
)
_WRITTEN = pattern(r"wr[io]t|text|messag|thank|écrit|remerci|escrib|gracias|كتبت|راسلت|شكرت")
_WHOM = r"(?P<whom>[^\n,.;:!?؟]{0,40}?)"
_DONE_SAID = pattern(
    rf"(?:(?P<done>{_DONE})(?:\s*[,،.:]?\s*(?:(?P<told>{_CONTACT})\s*{_WHOM})?)?"
    rf"|(?P<only>{_CONTACT})\s*(?P<who>[^\n,.;:!?؟]{{0,40}}?))[.\s]*",
    re.IGNORECASE,
)
_SKIP_SAID = pattern(
    r"(?:skip(?: it| this(?: one)?)?|passer?|passe(?: celle-ci)?|on saute|omitir|saltar|omítelo"
    r"|تخط|تخطي|تجاوز)[.\s]*",
    re.IGNORECASE,
)
_LATER_SAID = pattern(
    r"(?:later|snooze|remind me later|plus tard|más tarde|mas tarde|luego|لاحقا|لاحقاً|بعدين)"
    r"(?:\s*[,،:]?\s*(?:until |till |jusqu['’]à |jusque |hasta )?(?P<when>.*))?",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(
    (
        *("", "him", "her", "them", "it", "lui", "elle", "eux", "él", "el", "ella", "ellos"),
        *("a él", "a ella", "ه", "ها", "هم"),
    )
)


def said(message: Message, desk: Desk) -> Outcome | None:
    """What such words come to; ``None`` where no card waits, or they tell something else."""
    if message.files or message.forwarded or message.edits:
        return None
    text = message.text.strip()
    if not text or len(text) > LONGEST or "\n" in text:
        return None
    if found := _DONE_SAID.fullmatch(text):
        return _done(found, message, desk)
    if _SKIP_SAID.fullmatch(text):
        return _one_of(_waiting(desk), "skip", message, desk)
    if found := _LATER_SAID.fullmatch(text):
        return _later((found["when"] or "").strip(), message, desk)
    return None


def _waiting(desk: Desk) -> list[Nudge]:
    """The cards that wait for an answer, the newest first."""
    told = [one for one in desk.book.find(Nudge, "member", desk.member.id) if telling(one)]
    fresh = [
        one for one in told if one.sent_at and desk.now - one.sent_at <= FRESH and waits(one, desk)
    ]
    return sorted(fresh, key=lambda one: (one.sent_at or desk.now, one.id), reverse=True)


def _done(found: re.Match[str], message: Message, desk: Desk) -> Outcome | None:
    contact = bool(found["told"] or found["only"])
    whom = (found["whom"] if found["told"] else found["who"]) or ""
    waiting = _waiting(desk)
    if contact:
        waiting = [one for one in waiting if _is_meant(whom, one, desk)]
    verb = found["told"] or found["only"] or ""
    touch = "wrote" if _WRITTEN.search(verb) else "spoke"
    act = touch if contact and not found["done"] else ""
    if contact and waiting and waiting[0].reason is Reason.REMINDER:
        act = touch if waiting[0].counterpart else "done"
    elif contact and waiting and done_means(waiting[0]) == "wrote":
        act = touch
    return _one_of(waiting, act, message, desk)


def _is_meant(whom: str, nudge: Nudge, desk: Desk) -> bool:
    """Whether *whom* is a pronoun, or a name of the one the card is about."""
    if whom.strip().casefold() in _PRONOUNS:
        return True
    match = who.find(desk.book, whom.strip())
    return bool(nudge.counterpart) and any(one.id == nudge.counterpart for one in match.offered)


def _one_of(waiting: list[Nudge], act: str, message: Message, desk: Desk) -> Outcome | None:
    """Do *act*, or what "done" means, to the one card that waits; ask where several do."""
    if not waiting:
        return None
    if len(waiting) > 1:
        return _which(waiting, act, message, desk)
    nudge = waiting[0]
    act = act or done_means(nudge)
    if not act or (act in pressing.WRITING and not may(desk.member, Action.WRITE)):
        return answered(message, cards.full(nudge, desk))
    return pressing.acted(act, message, desk, nudge)


def done_means(nudge: Nudge) -> str:
    """What "done" means for it; empty where there are two ways to take it."""
    match nudge.reason:
        case Reason.REMINDER:
            return "done"
        case Reason.OURS:
            return "kept"
        case Reason.THEIRS | Reason.ENDING | Reason.AFTER | Reason.CONFIRM | Reason.REVIEW:
            return ""
    return "wrote" if nudge.counterpart else "done"


def _later(when: str, message: Message, desk: Desk) -> Outcome | None:
    waiting = _waiting(desk)
    if not waiting:
        return None
    if len(waiting) > 1:
        return _which(waiting, "later", message, desk) if not when else None
    return until(when, message, desk, waiting[0]) if when else later(message, desk, waiting[0])


def _which(waiting: list[Nudge], act: str, message: Message, desk: Desk) -> Outcome:
    """Several cards wait: which one is meant?"""
    say = desk.say
    buttons = []
    for one in waiting[:OFFERED]:
        about = desk.book.get(Counterpart, one.counterpart) if one.counterpart else None
        label = who.name_of(about) if about else titles.named(one, desk)
        buttons.append(Button(label, f"nudge:{act or done_means(one) or 'show'}:{one.id}"))
    return answered(message, card(say, say(reasons.WHICH_CARD), (), buttons))
