"""An act against us told in a line: shown with whom we know above, and kept once that is wanted."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import choosing, proposing
from handlers.against.showing import listed
from handlers.chat import Button, Message, Outcome, Part, Quote, Refusal, Text
from handlers.desk import Desk
from handlers.meant import kept_words
from handlers.network.ends import named
from handlers.network.upward import over_parts
from handlers.patterns import pattern
from handlers.reading import ties as reading
from handlers.rules.roles import Action, may
from handlers.showing import answered
from handlers.words import against as words
from handlers.words import help as help_words
from handlers.words import network as network_words
from storage.records import Incident, added

LONGEST = 200
"""Characters of an act that is told in a line; a longer message is a note."""


_ASKED = pattern(
    r"(?:who (?:is|are) (?:acting|working) against us|what (?:was|is|has been) done against us"
    r"|(?:show (?:me |us )?)?(?:the )?acts against us"
    r"|qui agit contre nous|(?:les )?actes contre nous"
    r"|qui[eé]n(?:es)? act[uú]an? (?:en )?contra (?:de )?nosotros|(?:los )?actos contra nosotros"
    r"|من (?:يعمل|يتصرف) ضدنا|(?:ال)?أفعال ضدنا)",
    re.IGNORECASE,
)


def asked(message: Message, desk: Desk) -> Outcome | None:
    """ "Who is acting against us?" shows them; ``None`` for all else."""
    plain = not (message.forwarded or message.files)
    told = plain and _ASKED.fullmatch(message.text.strip(" .?!؟¿¡"))
    return answered(message, listed(desk)) if told else None


def heard(message: Message, desk: Desk) -> Outcome | None:
    """A message that tells of such an act and nothing else; ``None`` for all others."""
    if message.forwarded or not may(desk.member, Action.WRITE):
        return None
    text = message.text.strip()
    by = reading.acting(text) if "\n" not in text and len(text) <= LONGEST else ""
    return _proposed(message, desk, by) if by else None


def against(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/against`` shows them; ``/against WHO: WHAT`` notes one."""
    told = rest.strip()
    if not told:
        return answered(message, listed(desk))
    if not may(desk.member, Action.WRITE):
        raise Refusal(desk.say(help_words.READ_ONLY))
    by = reading.acting(told)
    if not by:
        by, _, told = (part.strip() for part in told.replace("：", ":").partition(":"))
    if not by or not told:
        raise Refusal(desk.say(words.UNREAD, example=f"/against {desk.say(words.EXAMPLE)}"))
    if len(told) > LONGEST or len(by) > choosing.LONGEST:
        raise Refusal(desk.say(words.TOO_LONG, n=LONGEST))
    return _proposed(replace(message, text=told), desk, by)


def _proposed(message: Message, desk: Desk, by: str) -> Outcome:
    """The act, whom we know above and beside whoever it bears the name of, and [Keep it]."""
    say, name = desk.say, choosing.shortened(by)
    end, text = named(by, desk), kept_words(message, desk)
    one = end.person
    made = Incident(
        *(desk.new_id(), desk.member.id, desk.today, text, name),
        counterpart=one.id if one is not None else "",
        unit=end.unit.id if end.unit is not None else "",
    )
    over = tuple(over_parts(end, desk))
    title = network_words.ABOVE_SUGGEST if over else words.ACTING
    how = say(network_words.ABOVE_NONE_HOW, example=say(network_words.EX_ABOVE_TOLD))
    nobody = (Text(say(network_words.ABOVE_NONE, name=name)), Text(how))
    known = (*over, Text(say(network_words.ABOVE_HINT))) if over else nobody
    parts: tuple[Part, ...] = (Quote(text), *known)
    asked = proposing.Proposal(
        *(say(title, name=name), say(words.KEPT, name=name), parts, message.text),
        then=(
            Button(say(words.WHERE_FROM), f"actfrom:{made.id}"),
            Button(say(words.HOW_GOOD), f"actgood:{made.id}"),
        ),
        yes=say(words.KEEP),
    )
    return proposing.ask(message, desk, (added(made),), asked)


COMMANDS = {"against": against}
