"""Where an act probably comes from, and whose word that is: asked, or told in words."""

from __future__ import annotations

from dataclasses import replace

from handlers import choosing, hostile
from handlers.against.showing import known, opener, seen
from handlers.chat import Button, Line, Message, Outcome, Quote, Refusal
from handlers.desk import Desk
from handlers.meant import kept_words
from handlers.network.ends import named
from handlers.patterns import pattern
from handlers.proposing import HELD_NEWS, unasked
from handlers.reading import acts
from handlers.reading.ties import origin
from handlers.rules.incidents import bearing, lately
from handlers.rules.information import QUESTIONS
from handlers.rules.roles import Action, may
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import against as words
from handlers.words import common
from handlers.words import help as help_words
from handlers.words import network as network_words
from handlers.words import proposing as proposing_words
from storage.records import Change, Counterpart, Dialogue, Draft, Incident, added, removed
from storage.records.incidents import UNWEIGHED
from storage.stems import stems

TOPIC = "origin"
"""What a dialogue is about while we wait to be told where an act comes from."""
OFFERED = 4
_LONG = 4
"""Letters of the shortest word that tells two acts apart."""
_SOURCE = pattern(r"\s*[(（]([^()（）]{1,80})[)）]\s*$")


def asked(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Where does it come from?]."""
    one, say = known(rest, desk), desk.say
    before = desk.book.get(Dialogue, desk.member.id)
    waits = Dialogue(desk.member.id, TOPIC, one.id, desk.now)
    back = (Button(say(common.BACK), f"deed:{one.id}"),)
    shown = card(say, say(words.ASK_ORIGIN), (), back)
    return answered(message, shown, (Change(before, waits),))


def told(message: Message, desk: Desk, dialogue: Dialogue) -> Outcome | None:
    """The words that were asked for; ``None`` where they are the note of a meeting."""
    one = desk.book.get(Incident, dialogue.about)
    text = message.text.strip()
    if one is None or message.files or message.forwarded or message.edits:
        return None
    if "\n" in text or len(text) > choosing.LONGEST or acts.said(text).has("told"):
        return None
    read = origin(text)
    return _kept(message, desk, one, read.who if read is not None else text)


def heard_origin(message: Message, desk: Desk) -> Outcome | None:
    """ "The letter comes from the governor": kept with the act that is meant."""
    read = None if message.forwarded else origin(message.text)
    if read is None or not may(desk.member, Action.WRITE):
        return None
    found = lately(seen(desk), desk.today)
    if read.of:
        found = bearing(read.of, found)
    if not found:
        return None
    if len(found) == 1 and (read.of or _speaks_of(message.text, found[0])):
        return _kept(message, desk, found[0], read.who)
    return _which(message, desk, found[:OFFERED], read.who)


def _speaks_of(text: str, one: Incident) -> bool:
    """Whether *text* calls an act what it was called when it was told: a letter, an order."""
    told = {stem for stem in stems(one.text) if len(stem) >= _LONG}
    return bool(told.intersection(stems(text)) - {"from"})


def _which(message: Message, desk: Desk, found: list[Incident], who: str) -> Outcome:
    """Which act is meant, or whether it is a note about something else."""
    say = desk.say
    draft = Draft(
        *(desk.new_id(), desk.member.id, (), desk.now),
        words=kept_words(message, desk),
        kind=HELD_NEWS,
        reading=kept_words(replace(message, text=who), desk),
    )
    buttons = [opener(one, desk, f"actwas:{draft.id}") for one in found]
    buttons.append(Button(say(proposing_words.AS_NOTE), f"asnote:{draft.id}"))
    shown = card(say, say(words.WHICH), (Quote(draft.words),), buttons)
    return answered(message, shown, (added(draft),))


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """Which act it is was pressed."""
    draft_id, _, id = rest.partition(":")
    draft, one = desk.book.get(Draft, draft_id), known(id, desk)
    if draft is None or draft.kind != HELD_NEWS:
        raise Refusal(desk.say(help_words.STALE))
    outcome = _kept(message, desk, one, draft.reading)
    return Outcome(outcome.replies, (*outcome.changes, removed(draft)))


def _kept(message: Message, desk: Desk, one: Incident, text: str) -> Outcome:
    source = _SOURCE.search(text)
    bare = _SOURCE.sub("", text).strip() or text.strip()
    behind = _person(bare, desk)
    after = replace(
        one,
        origin="" if behind else kept_words(replace(message, text=bare, press=""), desk),
        other=behind.id if behind is not None and behind.id != one.counterpart else "",
        origin_from=source[1].strip() if source else "",
        origin_on=desk.today,
        # Another word on it is other information, and to be looked at anew.
        **dict.fromkeys(QUESTIONS, UNWEIGHED),  # type: ignore[arg-type]  # Numbers all.
        weighed_on=None,
    )
    say, before = desk.say, hostile.origin_text(one, desk)
    buttons = (Button(say(words.HOW_GOOD), f"actgood:{one.id}"),)
    title, parts = say(words.ORIGIN_KEPT), [*hostile.parts(after, desk)]
    if before:
        parts.append(Line(say(network_words.TIED_BEFORE), before))
    return unasked(saved(message, desk, (Change(one, after),), title, parts, buttons), desk, TOPIC)


def _person(text: str, desk: Desk) -> Counterpart | None:
    """The one person of that name or office, where there is one; an office stays in words."""
    end = named(text, desk)
    return end.person if end.person is not None and not end.role else None


PRESSES = {"actfrom": asked, "actwas": chosen}
TOPICS = {TOPIC: told}
