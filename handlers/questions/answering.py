"""Answers a question in words from what is on record; what is no question is left for a note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers import choosing, network, promises, who
from handlers.chat import Button, Card, Message, Outcome, Refusal, Text
from handlers.desk import Desk
from handlers.nudging import listing
from handlers.questions import answers, planning
from handlers.questions.asked import Asked, asked, only_names
from handlers.questions.grammar import Opening, opening, without_noise, wondering
from handlers.questions.lists import is_asked
from handlers.searching import asking as searching
from handlers.searching import cards
from handlers.searching.finding import Found, Wanted, find, latest
from handlers.searching.periods import ALWAYS, how_long
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import people as people_words
from handlers.words import questions as words
from storage.records import Agreement, Commitment, Counterpart, Draft, Record, RedLine, added
from storage.records import Refusal as Refused

KIND = "ask"
"""The kind of draft that remembers a question with more than a page of answers."""
OFFERED = 5
"""People to choose from."""


def heard(message: Message, desk: Desk) -> Outcome | None:
    """The answer to a question, or a meeting to come kept; ``None`` where it is neither."""
    if message.forwarded or message.files:
        return None
    opened = opening(message.text)
    if opened is None or opened.lead:
        maybe = opened or wondering(message.text)
        return planning.heard(message, desk) or _wondered(message, desk, maybe)
    return _opened(message, desk, opened)


def _wondered(message: Message, desk: Desk, opened: Opening | None) -> Outcome | None:
    """What may be a question, where it names somebody on record and says little besides."""
    if opened is None or opened.topic in _LOOKED_FOR or opened.topic == "quiet":
        return None
    question = asked(opened, message, desk)
    few = len(question.words.split())
    if not question.people or few > opened.few or _besides(opened, question) > opened.besides:
        return None
    if opened.lead and not only_names(opened.lead, question):
        return None
    if opened.topic == "next" and not opened.asks and (planned := planning.told(message, desk)):
        return planned
    return _answer(message, desk, question)


def _besides(opened: Opening, question: Asked) -> int:
    """How many words *question* holds beside a name; the small ones count where none may stand."""
    if opened.besides:
        return len(question.words.split())
    return len(opened.rest.split()) - len(question.called.split())


def _opened(message: Message, desk: Desk, opened: Opening) -> Outcome | None:
    if opened.topic in _LOOKED_FOR:
        how = searching.WHO if opened.topic == "mentioned" else searching.WHAT
        return _looked(message, desk, opened.rest, how)
    if opened.topic == "quiet":
        return _quiet(message, desk, opened.rest)
    if opened.topic == "next" and not (opened.asks or is_asked(message.text)):
        if planned := planning.told(message, desk):
            return planned
        if planning.is_dated(message, desk):
            return None
    question = asked(opened, message, desk)
    if opened.topic == "due" and not question.people and not question.name:
        return listing.due(message, desk)
    return _answer(message, desk, question)


def asked_plainly(message: Message, desk: Desk) -> Outcome | None:
    """The answer to what is plainly asked, which nobody should take for news of a promise."""
    opened = opening(message.text)
    if opened is None or opened.topic not in _PLAINLY:
        return None
    return heard(message, desk) if opened.asks or is_asked(message.text) else None


_PLAINLY = ("theirs", "ours", "next", "refused", "quiet", "mentioned")


def _looked(message: Message, desk: Desk, rest: str, how: str) -> Outcome | None:
    text = without_noise(rest).strip(" ?؟!.,،") or " ".join(rest.split())
    return searching.looked(message, desk, text[: searching.LONGEST], how) if text else None


def _quiet(message: Message, desk: Desk, rest: str) -> Outcome:
    long = how_long(rest)
    if long is None:
        return listing.quiet(message, desk)
    return answered(message, answers.quiet(long[0], desk))


def _answer(message: Message, desk: Desk, question: Asked) -> Outcome | None:
    """About one person; of several the one must be chosen; about nobody, as far as that goes."""
    if question.vague:
        return None
    if len(question.people) > 1 and question.place is None:
        return answered(message, _which(question, desk))
    if question.only is not None:
        return _about(message, desk, question.only, question)
    if question.people or question.topic in _OF_ALL:
        narrowed = _narrowed(question, desk)
        if narrowed is not None:
            return _page(message, desk, narrowed)
    return _without_person(message, desk, question)


def _without_person(message: Message, desk: Desk, question: Asked) -> Outcome | None:
    """Nobody on record was named: all there is, or whom it is about."""
    if question.name:
        if not question.asks and not question.planned:
            return None
        return choosing.found_or_asked(message, desk, question.name, "history")[1]
    if question.topic in _OF_ALL:
        return answered(message, _whole(_OF_ALL[question.topic](desk), question, desk))
    if question.topic == "knows" or not question.asks:
        return None
    return _nobody(message, desk, question)


def _about(message: Message, desk: Desk, one: Counterpart, question: Asked) -> Outcome:
    if question.topic == "brief":
        return planning.brief(message, desk, one, question)
    if question.topic == "knows":
        return answered(message, network.ways_card(one, desk))
    narrowed = _narrowed(question, desk)
    if narrowed is not None:
        return _page(message, desk, narrowed)
    return answered(message, _whole(_CARDS[question.topic](one, desk), question, desk))


def _whole(shown: Card, question: Asked, desk: Desk) -> Card:
    """All there is, which says so where words were asked for that nothing speaks of."""
    if not (question.words and question.topic in _KINDS and shown.parts):
        return shown
    told = desk.say(words.NOTHING_OF_WORDS, words=choosing.shortened(question.words))
    return replace(shown, parts=(Text(told), *shown.parts))


def _narrowed(question: Asked, desk: Desk) -> tuple[Wanted, list[Found]] | None:
    """What answers by words or days, where there are any and something does."""
    ids = tuple(one.id for one in question.people)
    kinds = _KINDS.get(question.topic, ())
    looked_for = Wanted(question.words if kinds else "", question.period, ids, kinds)
    if looked_for.words:
        found = find(looked_for, desk)
    elif question.period != ALWAYS or question.place is not None:
        found = latest(looked_for, desk)
    else:
        return None
    return (looked_for, found) if found else None


def _page(message: Message, desk: Desk, narrowed: tuple[Wanted, list[Found]]) -> Outcome:
    """The first page of what was found; the question itself is kept for the next."""
    looked_for, found = narrowed
    draft = Draft(desk.new_id(), desk.member.id, (), desk.now, kind=KIND, reading=message.text)
    shown = cards.found_card(looked_for, found, "", f"askmore:{draft.id}:", desk)
    return answered(message, shown, (added(draft),) if len(found) > cards.PAGE else ())


def turned(message: Message, desk: Desk, rest: str) -> Outcome:
    """[More] of an answer."""
    id, _, start = rest.partition(":")
    draft = desk.book.get(Draft, id)
    opened = opening(draft.reading) if draft is not None and draft.kind == KIND else None
    narrowed = _narrowed(asked(opened, message, desk), desk) if opened is not None else None
    if narrowed is None:
        raise Refusal(desk.say(help_words.STALE))
    return answered(message, cards.found_card(*narrowed, start, f"askmore:{id}:", desk))


def _which(question: Asked, desk: Desk) -> Card:
    say = desk.say
    buttons = [
        Button(who.label(one, desk), f"asked:{question.topic}:{one.id}")
        for one in question.people[:OFFERED]
    ]
    named = choosing.shortened(question.called)
    return card(say, say(people_words.WHICH, name=named), (), buttons)


def _nobody(message: Message, desk: Desk, question: Asked) -> Outcome:
    """Nobody was named: whom is it about? Those met last are the likeliest."""
    refusal = choosing.nobody_named(desk, f"asked:{question.topic}")
    return answered(message, card(desk.say, desk.say(words.WHOM), (), refusal.buttons))


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """One of several people was pressed."""
    topic, _, id = rest.partition(":")
    one = choosing.by_id(desk, id)
    if topic == "knows":
        return answered(message, network.ways_card(one, desk))
    if topic not in _CARDS:
        raise Refusal(desk.say(help_words.STALE))
    return answered(message, _CARDS[topic](one, desk))


_LOOKED_FOR = frozenset(("search", "mentioned"))
_KINDS: dict[str, tuple[type[Record], ...]] = {
    "agreed": (Agreement,),
    "ours": (Commitment,),
    "theirs": (Commitment,),
    "refused": (Refused,),
    "lines": (RedLine,),
}
"""Topics that can be narrowed by words, and the records they are about."""
_OF_ALL: dict[str, Callable[[Desk], Card]] = {
    "agreed": promises.all_agreements,
    "ours": promises.all_promises,
    "theirs": promises.all_promises,
    "open": promises.all_promises,
}
"""What answers a question that names nobody."""
_CARDS: dict[str, Callable[[Counterpart, Desk], Card]] = {
    "agreed": answers.agreed,
    "ours": answers.owed,
    "theirs": answers.owed,
    "open": answers.still_open,
    "due": answers.still_open,
    "last": answers.last,
    "next": answers.coming,
    "refused": answers.refused,
    "lines": answers.red_lines,
    "history": answers.story,
    "brief": planning.card_of,
    "personal": planning.card_of,
}
READING = {"asked": chosen, "askmore": turned}
"""Presses that only show something."""
PRESSES = {**READING, **planning.PRESSES}
