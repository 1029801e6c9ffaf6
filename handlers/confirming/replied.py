"""Their answer to what we wrote back: "he replied ok", or the answer itself, forwarded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from handlers import who
from handlers.chat import Button, Card, Forwarded, Line, Message, Outcome, Quote, Refusal
from handlers.confirming.recap import numbers_of
from handlers.desk import Desk
from handlers.drafting.shown import evidence, short
from handlers.evidence import open_draft
from handlers.meant import kept_words, lately, named
from handlers.promises import agreement_line
from handlers.proposing import HELD_NEWS, Proposal, ask
from handlers.reading import acts
from handlers.rules.agreeing import UNCONFIRMED, Act, after, legal
from handlers.rules.open import latest_first
from handlers.rules.roles import Action, may
from handlers.showing import answered, card
from handlers.words import agreeing as agreeing_words
from handlers.words import confirming as words
from handlers.words import help as help_words
from handlers.words import proposing as proposing_words
from storage.records import Agreement, Change, Counterpart, Draft, Evidence, Form, added, removed

KIND = "which answer"
"""The kind of draft that keeps their answer while we ask to which agreement it is."""
LATELY = timedelta(days=30)
"""How old an agreement may be of which nobody says that they wrote it back."""
_SHORT, _BARE, _MOST = 25, 6, 5
"""Words an answer may have, and one that is nothing else; agreements that are offered."""


def heard(message: Message, desk: Desk) -> Outcome | None:
    """Their answer, told or forwarded: "he replied ok", "il a dit ok", "he says it's not right".

    ``None`` for all else.
    """
    if message.forwarded:
        return _forwarded(message, message.forwarded, desk)
    what = acts.said(message.text)
    yes = what.has("assent") and not what.has("dissent", "no_answer")
    if not (yes or what.has("dissent", "no_answer")) or what.has("told"):
        return None
    if len(message.text.split()) > _SHORT or not may(desk.member, Action.WRITE):
        return None
    found = _meant(named(message.text, message, desk), desk)
    if _is_more(message.text) or what.has("no_answer"):
        # Only where an answer is waited for: else it tells of something new that was refused.
        found = [one for one in found if one.asked_back is not None]
    if not found:
        return None
    return _yes(message, desk, found) if yes else _no(message, desk, found)


def _forwarded(message: Message, first: Forwarded, desk: Desk) -> Outcome | None:
    """Their own words, forwarded; ``None`` where nothing of theirs waits for an answer."""
    if message.files or not may(desk.member, Action.WRITE):
        return None
    what = acts.said(message.text)
    yes = what.has("yes", "assent") and not what.has("dissent", "no_answer")
    if not (yes or what.has("dissent", "no_answer")) or len(message.text.split()) > _SHORT:
        return None
    author = who.find(desk.book, first.author) if first.author else None
    theirs = author.exact if author is not None else ()
    found = [one for one in _meant(theirs, desk) if one.asked_back is not None]
    if not found and open_draft(desk) is None and theirs:
        found = _meant(theirs, desk)
    if not found:
        return None
    return _yes(message, desk, found) if yes else _no(message, desk, found)


def _is_more(text: str) -> bool:
    """Whether it says more than that they answered."""
    return len(text.split()) > _BARE


def _meant(people: Sequence[Counterpart], desk: Desk) -> list[Agreement]:
    """Those that wait for an answer, else the latest ones that nobody has confirmed."""
    if people:
        made = [a for one in people for a in desk.book.find(Agreement, "counterpart", one.id)]
    else:
        made = desk.book.all(Agreement)
    open_ = [a for a in latest_first(made) if _may_be_confirmed(a, desk)]
    waiting = [a for a in open_ if a.asked_back is not None]
    if waiting or not open_:
        return waiting[:_MOST]
    recent = [a for a in open_ if desk.today - a.made_on <= LATELY]
    if not people:
        last = {one.id for one in lately(desk)[:1]}
        recent = [a for a in recent if a.counterpart in last]
    return recent[:_MOST]


def _may_be_confirmed(one: Agreement, desk: Desk) -> bool:
    return one.standing in UNCONFIRMED and Act.CONFIRM in legal(one, desk.today)


def _yes(message: Message, desk: Desk, found: list[Agreement]) -> Outcome:
    kept = _evidence(message, desk, found[0])
    if len(found) == 1:
        return _asked(message, desk, found, kept)
    draft = Draft(
        *(desk.new_id(), desk.member.id, (added(kept),), desk.now),
        kind=KIND,
        words=kept_words(message, desk),
        reading=json.dumps([one.id for one in found]),
    )
    return answered(message, _which(draft, found, desk), (added(draft),))


def _evidence(message: Message, desk: Desk, one: Agreement) -> Evidence:
    """Their answer, without what must not be kept."""
    told = message.forwarded
    return Evidence(
        *(
            desk.new_id(),
            one.counterpart,
            desk.member.id,
            "message" if told else "told",
            message.at,
        ),
        text=kept_words(message, desk),
        author=told.author if told else "",
        said_at=told.at if told else None,
        agreement=one.id,
    )


def _which(draft: Draft, found: list[Agreement], desk: Desk) -> Card:
    say = desk.say
    buttons = [Button(_label(one, desk), f"answered:{draft.id}:{one.id}") for one in found]
    if len({one.counterpart for one in found}) == 1:
        buttons.append(Button(say(words.ALL_OF_THEM), f"answered:{draft.id}:all"))
    buttons.append(Button(say(proposing_words.LEAVE), f"answered:{draft.id}:"))
    return card(say, say(words.WHICH_CONFIRMED), (Quote(short(draft.words, 300)),), buttons)


def _label(one: Agreement, desk: Desk) -> str:
    return short(agreement_line(one, desk), 60)


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """The agreement their answer was to, all of them, or none."""
    id, _, of = rest.partition(":")
    draft = desk.book.get(Draft, id)
    if draft is None or draft.kind != KIND:
        raise Refusal(desk.say(help_words.STALE))
    if not of:
        return answered(message, card(desk.say, desk.say(proposing_words.LEFT)), (removed(draft),))
    ids = json.loads(draft.reading) if of == "all" else [of]
    found = [one for id in ids if (one := desk.book.get(Agreement, id))]
    kept = draft.changes[0].after
    if not found or not isinstance(kept, Evidence):
        raise Refusal(desk.say(help_words.STALE))
    fresh = replace(kept, counterpart=found[0].counterpart, agreement=found[0].id)
    return _asked(message, desk, found, fresh, draft)


def _asked(
    message: Message,
    desk: Desk,
    found: list[Agreement],
    kept: Evidence,
    draft: Draft | None = None,
) -> Outcome:
    """Show what would be confirmed and by which words, and ask."""
    pieces = [
        kept if n == 0 else replace(kept, id=desk.new_id(), agreement=one.id)
        for n, one in enumerate(found)
    ]
    changes = [Change(one, _confirmed(one, desk)) for one in found if _may_be_confirmed(one, desk)]
    if not changes:
        raise Refusal(desk.say(help_words.STALE))
    what = _proposal(found, kept, draft.words if draft else kept_words(message, desk), desk)
    return ask(message, desk, (*changes, *map(added, pieces)), what, spent=draft)


def _proposal(found: list[Agreement], kept: Evidence, said: str, desk: Desk) -> Proposal:
    say, numbers = desk.say, numbers_of(found, desk)
    about = desk.book.get(Counterpart, found[0].counterpart)
    name = who.name_of(about) if about else ""
    done = words.CONFIRMED_ALL if len(found) > 1 else words.CONFIRMED
    told = {"numbers" if len(found) > 1 else "number": numbers, "name": name}
    terms = (Quote(short(one.text, 300)) for one in found)
    return Proposal(
        say(words.SHALL_CONFIRM, number=say(agreeing_words.TITLE, number=numbers, name=name)),
        say(done, **told),
        (*terms, Line(say(words.THEY_ANSWERED), evidence(kept, desk))),
        said,
        yes=say(words.YES_CONFIRMED),
        then=tuple(
            Button(say(agreeing_words.SHOW, number=numbers_of([one], desk)), f"agreed:{one.id}")
            for one in found
        ),
    )


def _confirmed(one: Agreement, desk: Desk) -> Agreement:
    return after(one, Act.CONFIRM, desk.today, form=Form.MESSAGE)


def _no(message: Message, desk: Desk, found: list[Agreement]) -> Outcome:
    """They see it otherwise: it is disputed, or what is written is wrong."""
    say = desk.say
    draft = Draft(
        *(desk.new_id(), desk.member.id, (), desk.now),
        words=kept_words(message, desk),
        kind=HELD_NEWS,
    )
    note = Button(say(proposing_words.AS_NOTE), f"asnote:{draft.id}")
    if len(found) > 1:
        buttons = [Button(_label(one, desk), f"differs:{one.id}:{draft.id}") for one in found]
        shown = card(say, say(words.WHICH_DIFFERS), (), (*buttons, note))
    else:
        shown = _differs(found[0], draft.id, desk)
        shown = replace(shown, buttons=(*shown.buttons, note))
    return answered(message, shown, (added(draft),))


def differing(message: Message, desk: Desk, rest: str) -> Outcome:
    """Which one they see otherwise was pressed."""
    id, _, held = rest.partition(":")
    one = desk.book.get(Agreement, id)
    if one is None:
        raise Refusal(desk.say(help_words.STALE))
    return answered(message, _differs(one, held, desk))


def _differs(one: Agreement, held: str, desk: Desk) -> Card:
    """What may come of it; *held* is the draft that keeps their words, for the reason."""
    say = desk.say
    dispute = f"act:dispute:{one.id}:{held}" if held else f"act:dispute:{one.id}"
    buttons = (
        Button(say(words.CORRECT_IT), f"afix:{one.id}"),
        Button(say(words.IS_DISPUTED), dispute),
        Button(say(proposing_words.LEAVE), f"agreed:{one.id}"),
    )
    title = say(words.THEY_DIFFER, number=numbers_of([one], desk))
    return card(say, title, (Quote(short(one.text, 300)),), buttons)


PRESSES = {"answered": chosen, "differs": differing}
