"""A mandator says in words what can be agreed, must be asked first or cannot: shown, then set."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from handlers import team
from handlers.chat import Line, Message, Outcome
from handlers.desk import Desk
from handlers.mandating.setting import drawn, mandate
from handlers.mandating.telling import line
from handlers.meant import kept_words
from handlers.patterns import pattern
from handlers.proposing import Proposal, ask
from handlers.reading.folded import folded
from handlers.rules.roles import Action, may
from handlers.words import mandate as words
from storage.records import Bound, Member, added
from storage.values import dataclass

LONGEST = 300
"""Signs of a message that can be one of these."""
_WHO = r"(?P<who>[^\s,:;؛][^,:;؛\n]{0,40}?)"


@dataclass(frozen=True, slots=True)
class _Phrases:
    """What is said in which way, and the words that stand for all of us and for none."""

    told: tuple[tuple[Bound, re.Pattern[str]], ...]
    everybody: frozenset[str]
    nobody: frozenset[str]


@cache
def _phrases() -> _Phrases:
    source = files("handlers.mandating") / "data" / "phrases.toml"
    tables = tomllib.loads(source.read_text("utf-8")).values()
    told = [
        (bound, re.compile(_filled(phrase), re.IGNORECASE | re.DOTALL))
        # "Cannot agree to" is looked for before "can agree to".
        for bound in (Bound.RED, Bound.ASK, Bound.CAN)
        for table in tables
        for phrase in table[bound.value]
    ]
    everybody, nobody = (
        frozenset(word for table in tables for word in table[name].split("|"))
        for name in ("all", "none")
    )
    return _Phrases(tuple(told), everybody, nobody)


def _filled(phrase: str) -> str:
    return phrase.replace("WHO", _WHO).replace("TEXT", "(?P<text>.+)")


_ASKED = pattern(
    r"(?:what(?: is|'s|s| are)|show me) (?:my|our|the) (?:mandate|red lines)"
    r"|what (?:can|may|must|cannot|can't) (?:i|we) (?:not )?"
    r"(?:agree(?: to| on)?|say yes to|ask first)"
    r"|quel(?:le)?s? (?:est|sont) (?:mon|notre|nos|les) (?:mandat|lignes rouges)"
    r"|(?:qu'est-ce que|que|quoi) (?:je peux|on peut|nous pouvons|puis-je|peut-on|pouvons-nous)"
    r" accepter"
    r"|cual(?:es)? (?:es|son) (?:mi|nuestro|nuestras|las) (?:mandato|lineas rojas)"
    r"|que (?:puedo|podemos) (?:acordar|aceptar)"
    r"|ما (?:هو |هي )?(?:تفويضي|تفويضنا|خطوطنا الحمراء)"
    r"|(?:على )?ما(?:ذا)? (?:الذي )?(?:يمكنني|يمكننا|يجوز لي|يجوز لنا)"
    r" (?:الموافقه|الاتفاق)(?: عليه)?"
)


def heard(message: Message, desk: Desk) -> Outcome | None:
    """What a mandator said of a mandate, asked about before it is set; ``None`` for all else.

    A question about one's own mandate shows it.
    """
    text = message.text.strip(" .!؟?¿¡")
    if message.forwarded or message.files or not text or len(text) > LONGEST:
        return None
    if _ASKED.fullmatch(folded(text.replace("’", "'")).text):
        return mandate(message, desk, "")
    if not may(desk.member, Action.DECIDE):
        return None
    for bound, each in _phrases().told:
        found = each.fullmatch(text)
        if found is not None and (whose := _whose(found["who"] or "", bound, desk)) is not None:
            return _asked(message, desk, *whose, found["text"])
    return None


def _whose(who: str, bound: Bound, desk: Desk) -> tuple[Bound, str] | None:
    """The line it is, and the member it holds for, empty for all; ``None``: nobody of ours."""
    asked, said = " ".join(who.split()).casefold(), _phrases()
    if asked in said.nobody:
        return Bound.RED, ""
    if not asked or asked in said.everybody:
        return bound, ""
    known = [one for one in team.active(desk.book) if _is_called(one, asked)]
    return (bound, known[0].id) if len(known) == 1 else None


def _is_called(one: Member, asked: str) -> bool:
    name = one.name.casefold()
    return asked.removeprefix("@") == name or asked in name.split()


def _asked(message: Message, desk: Desk, bound: Bound, member: str, text: str) -> Outcome:
    made = drawn(bound, text, member, "", message, desk)
    what = Proposal(
        desk.say(words.SHALL_SET),
        desk.say(words.SET),
        (Line(desk.say(words.BOUNDS[bound]), line(made, desk)),),
        kept_words(message, desk),
        yes=desk.say(words.SET_IT),
    )
    return ask(message, desk, (added(made),), what)
