"""News of a promise: "he didn't call as promised", "we sent the plates", "il a tenu parole"."""

from __future__ import annotations

from collections.abc import Sequence

from handlers import promises
from handlers.chat import Button, Card, Items, Message, Outcome, Refusal
from handlers.desk import Desk
from handlers.drafting.days import moved, typed
from handlers.drafting.shown import short
from handlers.ledger import matching, settling
from handlers.ledger.showing import by_id, name_of, parts_of, settle_buttons
from handlers.meant import kept_words
from handlers.proposing import HELD_NEWS, Proposal, ask
from handlers.reading import acts
from handlers.reading.acts import Said
from handlers.reading.folded import folded
from handlers.rules.roles import Action, may
from handlers.showing import answered, card
from handlers.versions import differences
from handlers.words import help as help_words
from handlers.words import history as history_words
from handlers.words import ledger as words
from handlers.words import proposing as proposing_words
from storage.records import Change, Commitment, Draft, Side, Status, added, removed

KIND = HELD_NEWS
"""The kind of draft that keeps the words while we ask how it went."""
_LATE, _STATUSES = "late", {"released": Status.RELEASED, "partly": Status.PARTLY}


def heard(message: Message, desk: Desk) -> Outcome | None:
    """Which promise the words are about, and how it seems to have gone; ``None`` for a note."""
    if not may(desk.member, Action.WRITE) or _asks(message.text):
        return None
    what = acts.said(message.text)
    found = matching.meant(what, message, desk)
    if not found:
        return None
    if what.has("moved"):
        return _moved(message, desk, found[0]) if len(found) == 1 else None
    likely = _likely(what)
    draft = Draft(
        *(desk.new_id(), desk.member.id, (), desk.now),
        words=kept_words(message, desk),
        kind=KIND,
        reading=likely.value,
    )
    shown = _asked(found[0], draft, desk) if len(found) == 1 else _which(found, draft, desk)
    return answered(message, shown, (added(draft),))


def _asks(text: str) -> bool:
    """Whether *text* opens with a word that asks: "when am I meeting Karam" is no news."""
    return folded(text).text.strip(" ¿").partition(" ")[0] in _ASKING


_ASKING = frozenset(
    (
        *("who", "what", "when", "where", "why", "how", "which"),
        *("qui", "quand", "comment", "pourquoi", "quoi"),
        *("quien", "cuando", "como", "donde", "كيف", "متي", "ايمتي", "امتي", "مين", "شو", "ليش"),
    )
)


def _likely(what: Said) -> Status:
    """How it seems to have gone; what is said against it outweighs "as promised"."""
    for meaning, status in _STATUSES.items():
        if what.has(meaning):
            return status
    if what.has(_LATE):
        return Status.LATE
    if what.has("broke_word", "not_kept"):
        return Status.BROKEN
    return Status.KEPT


def _asked(one: Commitment, draft: Draft, desk: Desk) -> Card:
    """The promise, and how it went: one press answers."""
    say = desk.say
    sentence = words.HOW_OURS if one.by is Side.US else words.HOW_THEIRS
    buttons = (
        *settle_buttons(one, desk, f"news:{draft.id}", Status(draft.reading)),
        Button(say(words.OTHER), f"newsof:{draft.id}:"),
        Button(say(proposing_words.AS_NOTE), f"asnote:{draft.id}"),
    )
    title = say(sentence, name=name_of(one, desk))
    return card(say, title, tuple(parts_of(one, desk)), buttons)


def _which(found: Sequence[Commitment], draft: Draft, desk: Desk) -> Card:
    say = desk.say
    lines = tuple(
        say(history_words.WITH, name=name_of(one, desk), what=promises.line(one, desk))
        for one in found
    )
    buttons = [Button(short(one.text, 60), f"newsof:{draft.id}:{one.id}") for one in found]
    buttons.append(Button(say(proposing_words.AS_NOTE), f"asnote:{draft.id}"))
    return card(say, say(words.WHICH), (Items(say(history_words.PROMISES), lines),), buttons)


def _moved(message: Message, desk: Desk, one: Commitment) -> Outcome | None:
    """A promise that is due on another day now: shown before it is moved."""
    when = typed(message.text, message, desk)
    if when is None:
        return None
    became = moved(one, "due", when.until or when.day, when.at)
    if not isinstance(became, Commitment) or became == one:
        return None
    lines = differences(one, became, desk)
    parts = (*parts_of(one, desk), Items(desk.say(proposing_words.AFTER), lines))
    what = Proposal(
        desk.say(words.SHALL_MOVE),
        settling.moved_text(became, desk),
        parts,
        kept_words(message, desk),
    )
    return ask(message, desk, (Change(one, became),), what)


def told(message: Message, desk: Desk, rest: str) -> Outcome:
    """How it went was pressed: ``draft:status:promise``."""
    draft, more = _draft(rest, desk)
    name, _, id = more.partition(":")
    if name not in list(Status):
        raise Refusal(desk.say(help_words.STALE))
    outcome = settling.settle(message, desk, by_id(desk, id), Status(name), draft.words)
    return Outcome(outcome.replies, (removed(draft), *outcome.changes))


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """Which promise was pressed, or [Another promise]: all that are open, to choose from."""
    draft, id = _draft(rest, desk)
    if id:
        return answered(message, _asked(by_id(desk, id), draft, desk))
    found = matching.open_ones(desk)
    if not found:
        raise Refusal(desk.say(history_words.NO_OPEN_PROMISES))
    return answered(message, _which(found, draft, desk))


def _draft(rest: str, desk: Desk) -> tuple[Draft, str]:
    id, _, more = rest.partition(":")
    draft = desk.book.get(Draft, id)
    if draft is None or draft.kind != KIND:
        raise Refusal(desk.say(help_words.STALE))
    return draft, more


PRESSES = {"news": told, "newsof": chosen}
