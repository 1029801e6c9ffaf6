"""How closely one relation is kept, what happens in a counterpart's life, and when to be silent."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import choosing, who
from handlers.chat import Message, Outcome, Refusal
from handlers.choosing import Edit
from handlers.desk import Desk
from handlers.nudging import telling
from handlers.reading import dates
from handlers.rules import rhythms
from handlers.saving import saved
from handlers.words import nudges as words
from storage.records import Care, Change, Counterpart, Event, LifeEvent, Tier, added

LONGEST_DAYS = 365
_TIERS = {
    Tier.CLOSE: "close proche cercano cercana قريب",
    Tier.STEADY: "steady normal régulier regulier estable regular عادي",
    Tier.SLOW: "slow lent lento بطيء",
}
_EVENTS = {
    Event.DEATH: r"\b(?:died|dead|death|passed away|funeral|lost (?:his|her|their)|mort\w*|décès|"
    r"décéd\w+|murió|falleci\w+|muerte)\b|توفي|وفاة|مات",
    Event.ILLNESS: r"\b(?:ill|sick|hospital|wounded|injured|surgery|malade|hôpital|bless\w+|"
    r"enferm\w+|herid\w+)\b|مريض|مرض|جريح",
    Event.BIRTH: r"\b(?:born|birth|baby|newborn|naissance|né|née|bébé|nació|nacimiento|bebé)\b"
    r"|ولد|مولود",
    Event.WEDDING: r"\b(?:wedding|married|marri\w+|mariage|boda|casó|casa)\b|زواج|عرس",
    Event.TRANSFER: r"\b(?:transfer\w*|moved to|retire\w*|muté\w*|retraite|trasladad\w+|jubil\w+)\b"
    r"|نقل|تقاعد",
    Event.RETURN: r"\b(?:released|freed|is back|returned|libér\w+|liberad\w+|volvió)\b|أفرج|عاد",
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
    like = (kind for kind, words_ in _EVENTS.items() if re.search(words_, value, re.IGNORECASE))
    kind = next(like, Event.SUCCESS)
    here = message.at.astimezone(desk.zone)
    told = dates.find(value, here, language=say.language, week=desk.member.week)
    on = min(told[0].day, desk.today) if told else desk.today
    made = LifeEvent(desk.new_id(), one.id, desk.member.id, kind, on, value.strip())
    title = say(words.EVENT_SAVED[kind])
    return saved(message, desk, (added(made),), title)


EDITS: dict[str, Edit] = {"tier": tier, "silence": silence, "event": event}
_UNTIL = re.compile(r"\s+(?=(?:until|till|jusqu\w*|hasta)\s)|\s*=\s*|\s+(?=حتى\s)")
_AFTER = re.compile(r"\s*[=:]\s*")
COMMANDS = {
    "tier": choosing.command("tier", tier, words.CARE_EXAMPLE),
    "silence": choosing.command("silence", silence, words.SILENCE_EXAMPLE, _UNTIL),
    "event": choosing.command("event", event, words.EVENT_EXAMPLE, _AFTER),
}
