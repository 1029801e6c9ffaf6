"""Anger and its end, told in a few words: "Yusuf is furious", "back to normal with Yusuf"."""

from __future__ import annotations

from dataclasses import replace

from handlers import hints, who
from handlers.chat import Button, Message, Outcome, Quote, Refusal
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.drafting.shown import short
from handlers.meant import kept_words, lately, named
from handlers.nearby import BELOW
from handlers.proposing import HELD_NEWS
from handlers.reading import acts
from handlers.repairing import acting
from handlers.rules.roles import Action, may
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import hints as hint_words
from handlers.words import proposing as proposing_words
from handlers.words import repairing as words
from storage.records import Counterpart, Draft, added, removed

KEY = "repair"
"""The advice that is switched off with [Not again]: then such words are a note like any other."""
LONGEST, OFFERED = 16, 4
"""Words of a message that is nothing but anger, or its end; people who are offered."""


def heard(message: Message, desk: Desk) -> Outcome | None:
    """What to do first where trust was hurt, or that it is mended; ``None`` for all else."""
    if message.forwarded or not may(desk.member, Action.WRITE):
        return None
    what = acts.said(message.text)
    angry, mended = what.has("anger"), what.has("normal")
    if not (angry or mended) or what.has("told", "future") or _is_long(message.text):
        return None
    if angry and not mended and not hints.wanted(desk, KEY):
        return None
    people = named(message.text, message, desk)
    if len(people) != 1:
        return _who(message, desk, people or lately(desk)[:OFFERED], mended=mended)
    return _done(message, desk, people[0], kept_words(message, desk), mended=mended)


def _is_long(text: str) -> bool:
    return len(text.split()) > LONGEST or "\n" in text.strip()


def _done(message: Message, desk: Desk, one: Counterpart, said: str, *, mended: bool) -> Outcome:
    if mended:
        return acting.normal(message, desk, one, said)
    outcome = acting.hurt(message, desk, one, said)
    first, *others = outcome.replies
    spared = Button(desk.say(hint_words.NOT_AGAIN), f"{BELOW}:nothint:{KEY}")
    shown = replace(first.card, buttons=(*first.card.buttons, spared))
    return Outcome((replace(first, card=shown), *others), outcome.changes)


def _who(
    message: Message, desk: Desk, people: tuple[Counterpart, ...], *, mended: bool
) -> Outcome | None:
    if not people:
        return None
    say = desk.say
    draft = Draft(
        *(desk.new_id(), desk.member.id, (), desk.now),
        words=kept_words(message, desk),
        kind=HELD_NEWS,
        reading="mended" if mended else "",
    )
    buttons = [Button(who.label(one, desk), f"rwho:{draft.id}:{one.id}") for one in people]
    buttons.append(Button(say(proposing_words.AS_NOTE), f"asnote:{draft.id}"))
    shown = card(say, say(words.WHO), (Quote(short(message.text, 200)),), buttons)
    return answered(message, shown, (added(draft),))


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """Whom it was about."""
    draft_id, _, id = rest.partition(":")
    draft = desk.book.get(Draft, draft_id)
    if draft is None or draft.kind != HELD_NEWS:
        raise Refusal(desk.say(help_words.STALE))
    mended = draft.reading == "mended"
    outcome = _done(message, desk, by_id(desk, id), draft.words, mended=mended)
    return Outcome(outcome.replies, (removed(draft), *outcome.changes))


PRESSES = {"rwho": chosen}
