"""The words of a recap: the terms as they were told, dates in the language it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from handlers import who
from handlers.desk import Desk
from handlers.drafting.shown import cut
from handlers.drafts import LANGUAGES, draft, seed
from handlers.patterns import pattern
from handlers.reading.dates import find
from handlers.reading.languages import guess
from handlers.words import confirming as words
from handlers.words.speech import Speech
from storage.records import Agreement, Commitment, Counterpart, Side

NAMELESS = "…"
"""Stands where a name would, for somebody who is kept behind a code name."""
LONGEST = 400
"""Signs of one term that go into a message."""
MOST = 4
"""Lines of terms and promises in one message; the rest is for the next talk."""

_LEAD = pattern(
    r"^(?:and\s+|also\s+)?(?:he|she|they|it was|we|both)?\s*"
    r"(?:has|have)?\s*(?:verbally\s+|orally\s+)?(?:agreed|agrees|accepted|accepts|ok'?d)"
    r"(?:\s+(?:that|on|to))?\s*:?\s+"
    r"|^(?:il|elle|ils|elles|on|nous)?\s*(?:a|ont|avons|est|sont)?\s*"
    r"(?:accepté|convenu|d'accord)(?:\s+d['’]|(?:\s+(?:que|pour|de))?\s*:?\s+)"
    r"|^(?:él|ella|ellos)?\s*(?:aceptó|aceptaron|acordó|acordaron|acordamos|quedamos en)"
    r"(?:\s+que)?\s*:?\s+"
    r"|^(?:و?وافق(?:ت|وا)?|اتفقنا)\s+(?:على\s+)?(?:أن\s+)?",
    re.IGNORECASE,
)

_PROMISED = pattern(
    r"^(?:we|i|he|she|they|nous|on|il|elle|ils|elles)?\s*(?:ai|a|ont|avons|have|has|hemos|ha)?\s*"
    r"(?:promise[ds]?|promis|prometimos|prometió|prometieron|prometido)"
    r"(?:\s+d['’]|(?:\s+(?:to|that|que|de))?\s+)|^(?:و?وعد(?:نا|وا|ت)?)\s+(?:ب(?=\w)|أن\s+)?",
    re.IGNORECASE,
)
_DIGIT = pattern(r"\d")


def text_of(  # noqa: PLR0913  # Each is its own fact, given by name.
    agreements: Sequence[Agreement],
    one: Counterpart,
    desk: Desk,
    *,
    language: str,
    register: str,
    terms: str = "",
) -> str:
    """The message; *terms*, where given, stand in place of what was agreed."""
    lines = [terms] if terms else [*_lines(agreements, Speech(language, desk.member.zone), desk)]
    first = agreements[0]
    return draft(
        "recap",
        language=language,
        register=register,
        name=addressed(one),
        year_seed=seed(one.id, first.number),
        about="\n".join(lines),
    )


def addressed(one: Counterpart) -> str:
    """How the message calls them; a name behind a code name is left to the person."""
    return NAMELESS if one.code_name else one.name


def language_for(one: Counterpart, agreements: Sequence[Agreement], desk: Desk) -> str:
    """Theirs where it is known, else that of the terms, else the member's own."""
    if one.language in LANGUAGES:
        return one.language
    spoken = spoken_in(agreements)
    return spoken if spoken in LANGUAGES else desk.say.language


def spoken_in(agreements: Sequence[Agreement]) -> str:
    """The language in which the terms were told."""
    return guess(" ".join(one.text for one in agreements))


def _lines(agreements: Sequence[Agreement], say: Speech, desk: Desk) -> Iterator[str]:
    told = [_term(one, say, desk) for one in agreements]
    for side, sentence in ((Side.US, words.OUR_SIDE), (Side.THEM, words.YOUR_SIDE)):
        told.extend(
            say(sentence, text=_promise(promise, say, desk))
            for promise in _promises(agreements, desk)
            if promise.by is side and not _said(promise, agreements)
        )
    yield from told[:MOST]


def _promises(agreements: Sequence[Agreement], desk: Desk) -> list[Commitment]:
    meetings = dict.fromkeys(one.meeting for one in agreements if one.meeting)
    found = (p for id in meetings for p in desk.book.find(Commitment, "meeting", id))
    return [p for p in found if p.counterpart == agreements[0].counterpart]


def _said(promise: Commitment, agreements: Sequence[Agreement]) -> bool:
    return any(promise.text in one.text for one in agreements)


def _term(one: Agreement, say: Speech, desk: Desk) -> str:
    text = cut(_LEAD.sub("", one.text.strip()), LONGEST)
    if one.condition and one.condition not in text:
        text = say(words.TERM_IF, text=text, condition=one.condition)
    if one.until is None or _names(text, one.until, say, desk):
        return text
    return say(words.TERM_UNTIL, text=text, day=say.day(one.until))


def _names(text: str, day: date, say: Speech, desk: Desk) -> bool:
    """Whether *text* names that very day by its date, in the language of the message."""
    if guess(text) != say.language:
        return False
    told = find(text, desk.here, language=say.language, week=desk.member.week)
    dated = (one for one in told if one.span and _DIGIT.search(text[one.span.start : one.span.end]))
    return any(day in (one.day, one.until) for one in dated)


def _promise(one: Commitment, say: Speech, desk: Desk) -> str:
    text = cut(_PROMISED.sub("", one.text.strip()), LONGEST)
    if one.condition and one.condition not in text:
        text = say(words.TERM_IF, text=text, condition=one.condition)
    if one.due is None or _names(text, one.due, say, desk):
        return text
    return say(words.TERM_BY, text=text, day=say.day(one.due))


def name_in(one: Counterpart) -> str:
    """How the card calls them."""
    return who.name_of(one)
