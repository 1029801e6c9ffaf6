"""Tells a question from a note, and what it asks: by how it opens, in four languages.

What tells of something done is never a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from handlers.patterns import pattern
from handlers.questions.cued import corrected, cued
from handlers.questions.loose import LITTLE, loosely
from handlers.questions.phrases import opens, plain, start, topics, visible
from storage.values import dataclass

LONGEST = 300
"""Characters of the longest message that is taken for a question."""
_MOST_WORDS = 40
_PLAN_WORDS = 14
"""Words of a line that does no more than say when a meeting will be."""
_ENDS = pattern(r"[.?!؟;؛\n,،]+\s*|\s[-–—]\s+")
_CONTENT = pattern(r":\s+\S+\s+\S+")
_ASKS = ("?", "؟")
_TITLE = pattern(r"(?<!\w)(\w{1,4})\.(?= +[^\W\d_a-z])")
_LED_WORDS = 4
"""Words that say whom a question is about, before it."""
_LED_IN = frozenset(("theirs", "mentioned", "knows", "quiet"))
"""What opens like what is told of somebody just named: "met Nabil, who promised flour"."""
PLANNED = "planned"
_NOUNS = frozenset(("meeting", "seeing", "rdv", "rendez", "cita", "reunion", "موعد", "اجتماع"))


@dataclass(frozen=True, slots=True)
class Opening:
    """A question as far as its words tell: what it asks, and the rest of it."""

    topic: str
    rest: str
    """What stands beside the phrase that opens it, as written."""
    planned: str = ""
    """What was said before it of a meeting that is about to be; empty where nothing was."""
    asks: bool = False
    """Whether it bears a question mark."""
    sure: bool = True
    """Whether it is a question even where it names nobody on record."""
    few: int = LITTLE
    """Words of weight that may be left of it beside a name, where it is not sure."""
    lead: str = ""
    """What stands before the word that asks, where that must be no more than a name."""
    besides: int = 3
    """Words it may hold beside a name, where it is not sure."""


@lru_cache(maxsize=4)  # Several topics look at one message.
def opening(text: str) -> Opening | None:
    """What *text* asks; ``None`` where it tells something, or asks nothing we know."""
    text = visible(text).strip()
    if len(text) > LONGEST or len(text.split()) > _MOST_WORDS:
        return None
    if _tells_after_colon(text):
        return None
    parts = [part for part in _parts(text) if part.strip()]
    found = _found(parts) or _planned(parts) or _led(parts)
    if found is None:
        asked = wondering(text)
        if asked is not None and asked.sure:
            return asked
        mended = corrected(text)
        return opening(mended) if mended != text else None
    if any(_told(part) for part in parts[1:]):
        return None
    topic, rest, planned = found
    if topic == "history" and (spoken := wondering(text)) is not None and spoken.sure:
        return (
            spoken
            if spoken.topic not in (topic, "brief")
            else Opening(topic, rest, planned, spoken.asks)
        )
    asks = text.rstrip().endswith(_ASKS)
    if not asks and (start("told").search(plain(_ENDS.split(rest)[0])) or _goes_on(text, rest)):
        return None
    lead = "" if asks else _lead(parts)
    few = (1 if _WHEN.search(plain(text)) else 0) if lead else LITTLE
    return Opening(topic, rest, planned, asks, few=few, lead=lead)


def _lead(parts: list[str]) -> str:
    """What stands before a word that may also lead in what is told: "karim q nos debe"."""
    bare = next((each for one in parts if (each := _unfilled(one)).strip()), "")
    found = _topic(bare)
    if found is None or not found[1].re.groups:
        return ""
    start, end = next(((a, b) for a, b in found[1].regs[1:] if a >= 0), (-1, -1))
    led = start == len(bare) - len(bare.lstrip()) and _LEADS.match(plain(bare[end:])) is not None
    return bare[start:end] if led else ""


def _goes_on(text: str, rest: str) -> bool:
    """Whether what opens like a question is a clause before ours: "cuando firme le mandamos"."""
    leads = _CLAUSES.match(plain(_unfilled(text)))
    return bool(leads) and _WE_DO.search(plain(without_noise(rest))) is not None


_LEADS = pattern(r"\s*(?:(?:hasta|para|desde)\s+)?(?:cuando|cdo|que|q|k)\b")
_WHEN = pattern(r"\b(?:cuando|cdo)\b")
_CLAUSES = pattern(r"\s*(?:cuando|cdo|que|q|k|el|la|los|las|lo|nuestros?|para|hasta)\b")
_WE_DO = pattern(r"\w{2}(?:amos|emos|imos)\b")


def wondering(text: str) -> Opening | None:
    """What *text* asks, by a word that asks and what it speaks of, however it opens."""
    asked = loosely(text)
    if asked is not None and asked.sure:
        return Opening(asked.topic, asked.rest, asks=asked.asks)
    spoken = cued(corrected(text))
    if spoken is not None and not (asked is not None and spoken.guessed):
        rest, sure, besides = spoken.rest, spoken.sure, spoken.besides
        return Opening(spoken.topic, rest, asks=spoken.asks, sure=sure, besides=besides)
    if asked is None:
        return None
    topic, rest = asked.topic, asked.rest
    return Opening(topic, rest, "", asked.asks, asked.sure, few=asked.few, lead=asked.lead)


def plans(text: str) -> bool:
    """Whether *text* only says that a meeting is about to be: ``rdv avec Hana lundi à 10h``."""
    line = visible(text).strip()
    if "\n" in line or len(line.split()) > _PLAN_WORDS or line.endswith(_ASKS):
        return False
    bare = plain(_unfilled(line))
    return bool(start(PLANNED).match(bare)) and not start("told").search(bare)


def after_plan(text: str) -> str:
    """What follows the words that say a meeting will be: ``Hana lundi à 10h``; empty without."""
    line = _unfilled(visible(text).strip())
    found = start(PLANNED).match(plain(line))
    return line[found.end() :].strip() if found else ""


def deeds(text: str) -> bool:
    """Whether it opens with what we will do (``meet Ali``), not with a noun that may be over."""
    return plain(_unfilled(visible(text).strip())).split(" ")[0] not in _NOUNS


def without_noise(text: str) -> str:
    """*text* without words that are no part of what it is about."""
    bare = plain(text)
    for found in reversed(list(start("noise").finditer(bare))):
        text = f"{text[: found.start()]} {text[found.end() :]}"
    return " ".join(text.split())


def _parts(text: str) -> list[str]:
    """The clauses of *text*, by its marks; the stop of a title ends none: Brig. Adnan."""
    return _ENDS.split(_TITLE.sub(r"\1 ", text))


def _tells_after_colon(text: str) -> bool:
    """Whether something is spelled out after a colon: ``what we owe him: plates by Sunday``."""
    found = _CONTENT.search(text)
    return found is not None and _unfilled(text[: found.start()]).strip() != ""


def _unfilled(text: str) -> str:
    """*text* without greetings and the like at its beginning."""
    while found := start("filler").match(plain(text)):
        text = text[found.end() :]
    return text.lstrip(" :,،")


def _found(parts: list[str]) -> tuple[str, str, str] | None:
    """The topic of the first clause that opens a question, where only greetings stand before."""
    for at, part in enumerate(parts):
        bare = _unfilled(part)
        if not bare.strip():
            continue
        opened = _topic(bare)
        if opened is None:
            # "Bruno - when did I last see him": whom it is about, and then the question.
            after = _topic(_unfilled(parts[at + 1])) if at + 2 == len(parts) else None
            if after is None or after[0] in _LED_IN or len(bare.split()) > _LED_WORDS:
                return None
            if start("told").search(plain(bare)):
                return None
            return after[0], f"{bare}, {_rest(_unfilled(parts[at + 1]), after)}", ""
        return opened[0], ", ".join((_rest(bare, opened), *parts[at + 1 :])), ""
    return None


def _planned(parts: list[str]) -> tuple[str, str, str] | None:
    """``I see Hana at 3, brief me``: a meeting to come, and then the question."""
    if not parts or not start(PLANNED).match(plain(_unfilled(parts[0]))):
        return None
    for at, part in enumerate(parts):
        for place in _word_starts(part):
            if at == 0 and place == 0:
                continue
            opened = _topic(_unfilled(part[place:]))
            if opened is not None and opened[0] != "search":
                before = ", ".join((*parts[:at], part[:place]))
                rest = _rest(_unfilled(part[place:]), opened)
                return opened[0], ", ".join((rest, before, *parts[at + 1 :])), before
    return None


def _led(parts: list[str]) -> tuple[str, str, str] | None:
    """``Denise is on the phone what do we owe her``: whom it is about, and then the question."""
    if len(parts) != 1 or len(parts[0].split()) > _PLAN_WORDS:
        return None
    for place in _word_starts(parts[0]):
        before, bare = parts[0][:place], parts[0][place:]
        opened = _topic(bare) if place and start("led").match(plain(bare)) else None
        if opened is not None and opened[0] not in ("search", "history", *_LED_IN):
            told = start("told").search(plain(before)) or start("tells").search(plain(before))
            return None if told else (opened[0], f"{before}, {_rest(bare, opened)}", "")
    return None


def _word_starts(text: str) -> Iterator[int]:
    return (found.start() for found in re.finditer(r"\S+", text))


_Opened = tuple[str, re.Match[str]]
"""The topic, and where the phrase stands that opens it."""


def _topic(text: str) -> _Opened | None:
    """The topic whose phrase opens *text*; the longest phrase counts."""
    bare = plain(text)
    found = [(topic, at) for topic in topics() if (at := opens(topic).match(bare)) is not None]
    return max(found, key=lambda one: one[1].end(), default=None)


def _rest(text: str, opened: _Opened) -> str:
    """*text* without the phrase that opens it, but with what stood in its gap."""
    _, found = opened
    gaps = (text[start:end] for start, end in found.regs[1:] if start >= 0)
    return " ".join((*gaps, text[found.end() :]))


def _told(part: str) -> bool:
    """Whether a clause after the question tells of something done."""
    bare = plain(_unfilled(part))
    if _topic(_unfilled(part)) is not None or start(PLANNED).match(bare):
        return False
    return start("told").search(bare) is not None
