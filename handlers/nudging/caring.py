"""How closely one relation is kept, what happens in a counterpart's life, and when to be silent."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from handlers import choosing, who
from handlers.chat import Button, Message, Outcome, Refusal, Text
from handlers.choosing import Edit
from handlers.desk import Desk
from handlers.nudging import telling
from handlers.patterns import pattern
from handlers.reading import dates
from handlers.rules import rhythms
from handlers.rules.roles import Action, may
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import nudges as words
from handlers.words import reasons
from storage.records import (
    Care,
    Change,
    Counterpart,
    Draft,
    Event,
    LifeEvent,
    Tier,
    added,
    removed,
)

LONGEST_DAYS = 365
KIND = "event"
"""The kind of draft that remembers the words while we ask what happened; also the verb."""
_TIERS = {
    Tier.CLOSE: "close proche cercano cercana قريب",
    Tier.STEADY: "steady normal régulier regulier estable regular عادي",
    Tier.SLOW: "slow lent lento بطيء",
}
_EVENTS = {
    Event.DEATH: r"\b(?:died|dead|death|passed away|funeral|lost (?:his|her|their)|mort\w*|décès|"
    r"décéd\w+|murió|falleci\w+|muerte|توفي\w*|وفاة|مات|ماتت|جنازة)\b",
    Event.ILLNESS: r"\b(?:ill|illness|sick|hospital|wounded|injured|surgery|malade|maladie|hôpital|"
    r"bless[ée]\w*|enferm\w+|herid\w+|مريضة?|مرض|المستشفى|جريحة?|أصيب\w*)\b",
    Event.BIRTH: r"\b(?:born|birth|baby|newborn|naissance|né|née|bébé|nació|nacimiento|bebé|"
    r"ولدت|ولد له|ولد لها|مولودة?|رزق)\b",
    Event.WEDDING: r"\b(?:wedding|married|marri\w+|mariage|boda|casó|casa|زواج|تزوجت?|عرس)\b",
    Event.TRANSFER: r"\b(?:transfer\w*|moved to|retire\w*|muté\w*|retraite|trasladad\w+|"
    r"jubil\w+|نقل|نقلت|تقاعد)\b",
    Event.RETURN: r"\b(?:released|freed|is back|returned|libér\w+|liberad\w+|volvió|"
    r"أفرج|عاد|عادت)\b",
    Event.SUCCESS: r"\b(?:promot\w+|appointed|graduat\w+|award\w*|passed (?:his|her|the) exams?|"
    r"elected|promu\w*|nommé\w*|diplôm\w*|réussi\w*|ascend\w+|nombrad\w+|gradu\w+|aprob\w+|"
    r"ترقية|تخرج|تخرجت|نجح|نجحت|تعيين\w*)\b",
}


def tier(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``/tier X = close``, ``steady``, ``slow`` or a number of days."""
    say, asked = desk.say, value.strip().casefold()
    before = desk.book.get(Care, one.id)
    care = before or replace(rhythms.care_of(one.id, desk.book), id=one.id)
    found = next((tier for tier, names in _TIERS.items() if asked in names.split()), None)
    digits = re.match(r"\d{1,3}\b", asked)
    if found is not None:
        after = replace(care, tier=found, ideal=0, maximum=0)
    elif digits and 0 < int(digits[0]) <= LONGEST_DAYS:
        after = replace(care, ideal=int(digits[0]), maximum=2 * int(digits[0]))
    else:
        raise Refusal(say(words.CARE_HOW, example=say(words.CARE_EXAMPLE)))
    ideal, _ = rhythms.interval(after)
    title = say(words.CARE_TIER, name=who.name_of(one), n=ideal)
    change = added(after) if before is None else Change(before, after)
    return saved(message, desk, () if after == before else (change,), title)


def silence(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``/silence X until 3 May``: nothing cheerful before that."""
    say = desk.say
    try:
        told = telling.moment(value, message, desk)
    except telling.Trouble:
        told = None
    if told is None:
        raise Refusal(say(words.HOURS_UNCLEAR, example=say(words.SILENCE_EXAMPLE)))
    before = desk.book.get(Care, one.id)
    care = before or replace(rhythms.care_of(one.id, desk.book), id=one.id)
    after = replace(care, silent_until=told.day)
    change = added(after) if before is None else Change(before, after)
    title = say(words.SILENCE_SET, name=who.name_of(one), day=say.day(told.day))
    return saved(message, desk, (change,), title)


def event(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``/event X = his father died yesterday``: a word in time, and silence where it is due."""
    say = desk.say
    if not value.strip():
        raise Refusal(say(words.EVENT_HOW, example=say(words.EVENT_EXAMPLE)))
    text = value.strip()
    like = (kind for kind, words_ in _EVENTS.items() if re.search(words_, text, re.IGNORECASE))
    kind = next(like, None)
    if kind is None:
        return _which_event(message, desk, one, text)
    return _noted(message, desk, one, kind, text)


def _which_event(message: Message, desk: Desk, one: Counterpart, text: str) -> Outcome:
    """Nothing in the words says what happened: a wrong guess would congratulate on a death."""
    say = desk.say
    reading = json.dumps([one.id, text])
    draft = Draft(desk.new_id(), desk.member.id, (), desk.now, kind=KIND, reading=reading)
    buttons = [
        Button(say(label), f"{KIND}:{draft.id}:{kind}")
        for kind, label in reasons.EVENT_KINDS.items()
    ]
    buttons.append(Button(say(reasons.EVENT_NONE), f"{KIND}:{draft.id}:"))
    title = say(reasons.EVENT_WHICH)
    about = Text(say(words.EVENT_ABOUT, name=who.name_of(one), text=text))
    return answered(message, card(say, title, (about,), buttons), (added(draft),))


def event_chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """What happened was pressed."""
    id, _, kind = rest.partition(":")
    draft = desk.book.get(Draft, id)
    if draft is None or draft.kind != KIND or kind not in {"", *Event}:
        raise Refusal(desk.say(help_words.STALE))
    if not may(desk.member, Action.WRITE):
        raise Refusal(desk.say(help_words.READ_ONLY))
    if not kind:
        left = card(desk.say, desk.say(reasons.EVENT_LEFT))
        return answered(message, left, (removed(draft),))
    counterpart, text = json.loads(draft.reading)
    done = _noted(message, desk, choosing.by_id(desk, counterpart), Event(kind), text)
    return Outcome(done.replies, (removed(draft), *done.changes))


def _noted(message: Message, desk: Desk, one: Counterpart, kind: Event, text: str) -> Outcome:
    say, here = desk.say, message.at.astimezone(desk.zone)
    told = dates.find(text, here, language=say.language, week=desk.member.week)
    on = min(told[0].day, desk.today) if told else desk.today
    made = LifeEvent(desk.new_id(), one.id, desk.member.id, kind, on, text)
    return saved(message, desk, (added(made),), say(words.EVENT_SAVED[kind]))


EDITS: dict[str, Edit] = {"tier": tier, "silence": silence, "event": event}
_UNTIL = pattern(r"\s+(?=(?:until|till|jusqu\w*|hasta)\s)|\s*=\s*|\s+(?=حتى\s)")
_AFTER = pattern(r"\s*[=:]\s*")
COMMANDS = {
    "tier": choosing.command("tier", tier, words.CARE_EXAMPLE),
    "silence": choosing.command("silence", silence, words.SILENCE_EXAMPLE, _UNTIL),
    "event": choosing.command("event", event, words.EVENT_EXAMPLE, _AFTER),
}
PRESSES = {KIND: event_chosen}
