"""Values as a card shows them: days with their weekday, names joined, long words shortened."""

from __future__ import annotations

from datetime import date, time

import regex  # type: ignore[import-untyped]  # It ships no types.

from handlers.desk import Desk
from handlers.words import agreeing as agreeing_words
from handlers.words import evidence as evidence_words
from handlers.words import ledger as ledger_words
from handlers.words import note as words
from storage.records import Agreement, Commitment, Evidence, NextStep, Standing, TrustEvent

CHANNELS = {
    "in_person": words.IN_PERSON,
    "phone": words.PHONE,
    "video": words.VIDEO,
    "message": words.MESSAGE,
    "email": words.EMAIL,
    "letter": words.LETTER,
}
KINDS = {"engagement": words.ENGAGEMENT, "negotiation": words.NEGOTIATION}
LEVELS = {"tactical": words.TACTICAL, "strategic": words.STRATEGIC}
FORMS = {"oral": words.ORAL, "written": words.WRITTEN, "message": words.BY_MESSAGE}
SIDES = {"us": words.US, "them": words.THEM}
STATUSES = {
    "open": words.OPEN,
    "kept": words.KEPT,
    "late": words.LATE,
    "partly": words.PARTLY,
    "broken": words.BROKEN,
    "released": words.RELEASED,
    "disputed": words.DISPUTED,
}
STANDINGS = agreeing_words.STANDINGS
TRUSTS = {
    "breach": words.BREACH,
    "repair": words.REPAIR,
    "positive": words.POSITIVE,
    "tension": words.TENSION,
}

_GRAPHEMES = regex.compile(r"\X")


def short(text: str, limit: int = 40) -> str:
    """*text* on one line and within *limit* signs, cut between graphemes."""
    line = " ".join(text.split())
    signs = _GRAPHEMES.findall(line)
    return line if len(signs) <= limit else "".join(signs[: limit - 1]).rstrip() + "…"


def cut(text: str, limit: int) -> str:
    """*text* as it was written, within *limit* signs, cut between graphemes."""
    signs = _GRAPHEMES.findall(text)
    return text if len(signs) <= limit else "".join(signs[: limit - 1]).rstrip() + "…"


def moment(on: date, at: time | None, desk: Desk) -> str:
    """A day with its weekday, and the hour where one was said."""
    day = desk.say.day(on)
    return desk.say(words.WHEN_AT, day=day, hour=desk.say.hour(at)) if at else day


def agreement(one: Agreement, desk: Desk) -> str:
    """Terms with their form, end, condition and witnesses."""
    say = desk.say
    parts = [one.text]
    if one.form:
        parts.append(say(FORMS[one.form.value]))
    if one.until:
        parts.append(say(words.UNTIL, day=say.day(one.until)))
    if one.give_or_take:
        parts.append(say(words.GIVE_OR_TAKE, n=one.give_or_take))
    if one.condition not in one.text:
        parts.append(say(words.IF, condition=one.condition))
    if one.witnesses:
        parts.append(say(words.WITNESSED, names=say.list(one.witnesses)))
    if one.standing is not Standing.AGREED:
        parts.append(say(STANDINGS[one.standing.value]))
    return say.joined(parts)


def promise(one: Commitment, desk: Desk) -> str:
    """A promise with who keeps it, by when, and how it stands where it is no longer open."""
    say = desk.say
    parts = [one.text]
    if one.who:
        parts.append(one.who)
    if one.due:
        parts.append(say(words.BY_DAY, day=moment(one.due, one.due_at, desk)))
    if one.give_or_take:
        parts.append(say(words.GIVE_OR_TAKE, n=one.give_or_take))
    parts.extend(rhythm(each, desk) for each in (one.recurring,) if each)
    if one.condition not in one.text:
        parts.append(say(words.IF, condition=one.condition))
    if one.status.value != "open":
        parts.append(say(STATUSES[one.status.value]))
    return say.joined(parts)


def rhythm(recurring: str, desk: Desk) -> str:
    """How often a promise comes again: in the person's language where a note told it."""
    often, _, day = recurring.partition(":")
    sentence = ledger_words.WEEKDAYS.get(day) if often == "weekly" else None
    sentence = sentence or ledger_words.RHYTHMS.get(often)
    return desk.say(sentence) if sentence else recurring


def step(one: NextStep, desk: Desk) -> str:
    """What comes next, and when."""
    if one.on is None:
        return one.text
    return desk.say(words.ON_DAY, text=one.text, day=moment(one.on, one.at, desk))


def trust(one: TrustEvent, desk: Desk) -> str:
    """A moment of trust, and which sort it was."""
    sort = TRUSTS.get(one.kind)
    return desk.say.joined((one.text, desk.say(sort))) if sort else one.text


_SORTS = {
    "message": evidence_words.MESSAGE,
    "told": evidence_words.TOLD,
    "photo": evidence_words.PHOTO,
    "voice": evidence_words.VOICE,
    "video": evidence_words.VIDEO,
    "document": evidence_words.DOCUMENT,
}


def evidence(one: Evidence, desk: Desk) -> str:
    """What was kept, who first said it and when."""
    say = desk.say
    parts = [say(_SORTS.get(one.kind, evidence_words.DOCUMENT))]
    # Phones name photos and voice notes by numbers, which tell nobody anything.
    named = one.file_name if one.kind in ("document", "video") else ""
    parts.extend(each for each in (named, one.author) if each)
    if one.said_at:
        parts.append(say.moment(one.said_at))
    if one.text:
        parts.append(short(one.text, 80))
    return say.joined(parts)
