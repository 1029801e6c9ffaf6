"""A draft between two messages: found again, shown again, waited for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.chat import Button, Card, Message, Outcome, Refusal, Reply
from handlers.desk import Desk
from handlers.drafting import card as cards
from handlers.drafting import comings, held, summary
from handlers.drafting.doubts import doubting, doubts_of
from handlers.nearby import BELOW
from handlers.rules.repairing import BREACH
from handlers.showing import answered
from handlers.words import agreeing as agreeing_words
from handlers.words import common
from handlers.words import ledger as ledger_words
from handlers.words import note as words
from storage.records import Agreement, Change, Dialogue, Draft, Entry, TrustEvent

TOPIC = "note"
"""The topic of every dialogue that a draft starts."""


KINDS = ("note", "evidence", held.ASIDE, "correction")
"""The kinds of draft that are drawn and saved here."""


def mine(id: str, desk: Desk) -> Draft:
    """The member's open draft of that id; a `Refusal` showing how things stand otherwise."""
    draft = desk.book.get(Draft, id)
    if draft is not None and draft.member != desk.member.id:
        raise Refusal(desk.say(words.NOT_YOURS))
    if draft is not None and draft.kind in KINDS:
        return draft
    entry = desk.book.get(Entry, id)
    if entry is not None and entry.member == desk.member.id and not entry.undone:
        raise Refusal(desk.say(words.STALE), fresh=saved_card(entry, desk))
    raise Refusal(desk.say(words.GONE))


def stale(draft: Draft, desk: Desk) -> Refusal:
    """What to raise where a press does not fit the draft any more."""
    return Refusal(desk.say(words.STALE), fresh=card_of(draft, desk))


def shown(message: Message, desk: Desk, draft: Draft, before: Draft | None = None) -> Outcome:
    """The draft's card, and the changes that keep the draft and wait for its answer."""
    draft = doubting(draft, replace(doubts_of(draft), asked=message.key))
    if message.press and message.card:
        draft = replace(draft, card=message.card)
    changes = (Change(before, draft), *waiting(desk, waits_for(draft)))
    return answered(message, card_of(draft, desk), changes)


def card_of(draft: Draft, desk: Desk) -> Card:
    """How an open draft is shown now."""
    return held.draw(draft, desk) if draft.kind == held.ASIDE else cards.draw(draft, desk)


def waits_for(draft: Draft) -> str:
    """What the draft's card waits to be told; empty where its question needs no words."""
    return f"{draft.choice}:{draft.id}" if draft.choice and draft.kind != held.ASIDE else ""


def waiting(desk: Desk, about: str) -> tuple[Change, ...]:
    """Wait for the member's next words about *about*; where it is empty, stop waiting for any."""
    now = desk.book.get(Dialogue, desk.member.id)
    if not about:
        return (Change(now, None),) if now is not None and now.topic == TOPIC else ()
    return (Change(now, Dialogue(desk.member.id, TOPIC, about, desk.now)),)


def saved_card(entry: Entry, desk: Desk, *, masked: tuple[str, ...] = ()) -> Card:
    """The card of what was saved: what it came to, and how to take it back."""
    as_draft = Draft(entry.id, entry.member, entry.changes, entry.at, kind=cards.SAVED)
    if masked:
        as_draft = doubting(as_draft, replace(doubts_of(as_draft), masked=masked))
    return Card(
        summary.saved(entry.changes, desk),
        tuple(cards.parts_of(as_draft, desk)),
        tuple(_after_saving(entry, desk)),
        language=desk.say.language,
    )


def _after_saving(entry: Entry, desk: Desk) -> Iterator[Button]:
    """Once it is saved: have the terms confirmed (PRACTICE row 72), or take it back."""
    if any(isinstance(change.after, Agreement) for change in entry.changes):
        yield Button(desk.say(agreeing_words.CONFIRM_BACK), f"{BELOW}:recap:of:{entry.id}")
    hurt = (one for change in entry.changes if isinstance(one := change.after, TrustEvent))
    breach = next((one for one in hurt if one.kind == BREACH), None)
    if breach is not None:
        yield Button(desk.say(ledger_words.REPAIR), f"{BELOW}:repair:{breach.counterpart}")
    yield from comings.buttons(entry, desk)
    yield Button(desk.say(common.UNDO), f"undo:{entry.id}")


def in_place(message: Message, draft: Draft, card: Card) -> Reply:
    """*card* instead of the one the draft is shown on, which nobody has just pressed."""
    if message.card or draft.card:
        return Reply(message.place, card, replaces=message.card or draft.card)
    return Reply(message.place, card, instead_of=doubts_of(draft).asked)
