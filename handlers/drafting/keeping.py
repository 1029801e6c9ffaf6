"""A draft becomes what is remembered, or nothing at all."""

from __future__ import annotations

from dataclasses import replace

from handlers import offices
from handlers.chat import Card, Message, Outcome
from handlers.desk import Desk
from handlers.drafting import people, summary
from handlers.drafting.advice import advised
from handlers.drafting.doubts import WHO, Question, doubting, doubts_of
from handlers.drafting.drafts import mine, saved_card, shown, stale, waiting
from handlers.drafting.guidance import guided
from handlers.drafting.limits import bounded
from handlers.drafting.numbering import numbered
from handlers.drafting.thrice import noticed
from handlers.saving import with_versions
from handlers.showing import answered
from handlers.words import note as words
from storage.records import Change, Counterpart, Draft, Entry, added, removed


def save(message: Message, desk: Desk, rest: str) -> Outcome:
    """Keep the draft, unless something about whom it concerns must be asked first."""
    draft = mine(rest, desk)
    if doubts_of(draft).blocking is not None:
        raise stale(draft, desk)
    doubled = _doubled(draft, desk)
    if doubled is not None:
        return shown(message, desk, doubled, draft)
    shown_card, changes = kept(draft, desk)
    advice = advised(answered(message, shown_card, changes), changes, desk)
    advice = guided(noticed(advice, changes, desk), changes, desk)
    return bounded(advice, changes, desk)


def kept(draft: Draft, desk: Desk) -> tuple[Card, tuple[Change, ...]]:
    """The card and the changes of a draft that is kept; its entry bears its id."""
    doubts = doubts_of(draft)
    told = replace(
        draft,
        changes=tuple(
            change for change in draft.changes if change.subject.id not in doubts.guesses
        ),
    )
    told = replace(told, changes=offices.settled(told.changes, desk))
    ready, tally = numbered(told, desk)
    ready = replace(ready, changes=with_versions(ready.changes, desk))
    title = summary.title(ready.changes, desk)
    entry = Entry(draft.id, desk.member.id, ready.changes, desk.now, title, draft.source)
    card = saved_card(entry, desk, masked=doubts.masked)
    return card, (*ready.changes, *tally, removed(draft), added(entry), *waiting(desk, ""))


def _doubled(draft: Draft, desk: Desk) -> Draft | None:
    """The draft with a question, where somebody new has come to be known since it was drawn."""
    doubts = doubts_of(draft)
    for change in draft.changes:
        fresh = change.after
        if change.before is not None or not isinstance(fresh, Counterpart):
            continue
        found = people.named(fresh.name, desk)
        choices = (found.sure,) if found.sure else found.maybe
        if choices and f"new:{fresh.id}" not in doubts.answered:
            asked = Question(WHO, fresh.id, choices=choices)
            return doubting(draft, replace(doubts, questions=(asked, *doubts.questions)))
    return None


def drop(message: Message, desk: Desk, rest: str) -> Outcome:
    """Keep nothing of the draft."""
    draft = mine(rest, desk)
    card = Card(desk.say(words.DROPPED), language=desk.say.language)
    return answered(message, card, (removed(draft), *waiting(desk, "")))
