"""``/staff``: what members say of themselves, so that a look at who goes is just (rows 53, 65).

Each says it of themselves alone, may leave it unsaid, and takes it back with one press. It is
used to see that always the same go, and to name who knows the programme; it sums up nobody.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from handlers.chat import Button, Line, Message, Outcome, Refusal, Text
from handlers.desk import Desk
from handlers.patterns import pattern
from handlers.reading.folded import folded
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import ground as words
from handlers.words import help as help_words
from storage.records import Change, Member

NATIONAL, INTERNATIONAL = "national", "international"
PROGRAMME, SECURITY = "programme", "security"
NONE = "none"
LONGEST = 80
"""Signs of a message in which somebody says it."""

_ORIGINS = {
    NATIONAL: r"national|nationale|nacional|وطني|وطنيه|محلي|محليه",
    INTERNATIONAL: r"international|internationale|internacional|expat|expatriate|expatriee?|"
    r"expatriad[oa]|دولي|دوليه",
}
_WORKS = {
    PROGRAMME: r"programme|programmes|program|programa|البرنامج|برنامج|برامج",
    SECURITY: r"security|securite|seguridad|الامن|امن",
}
_NOTHING = pattern(r"(?:none|nothing|rien|nada|لا شيء|لا شي|-)")
_SAYS = (
    r"i(?:'m| am) (?:an? )?(?P<o>{o})(?: staff| colleague| staff member)?",
    r"je suis (?:un |une |du |de l'|membre du )?(?:personnel |staff |employee? )?(?P<o>{o})",
    r"soy (?:del |parte del )?(?:personal )?(?P<o>{o})",
    r"انا (?:موظف |موظفه |من الموظفين )?(?P<o>{o})",
    r"i know the (?P<w>programme|program)",
    r"(?:my work is|i work in|i do) (?P<w>{w})",
    r"je connais le (?P<w>programme)",
    r"(?:je m'occupe de la|je travaille (?:a|dans|pour) la|je travaille a la) (?P<w>securite)",
    r"conozco el (?P<w>programa)",
    r"(?:me ocupo de la|trabajo en) (?P<w>seguridad)",
    r"اعرف (?P<w>البرنامج)",
    r"(?:عملي في|اعمل في) (?P<w>الامن)",
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    every = {"o": "|".join(_ORIGINS.values()), "w": "|".join(_WORKS.values())}
    told = (one.replace("{o}", every["o"]).replace("{w}", every["w"]) for one in _SAYS)
    return tuple(re.compile(one) for one in told)


def staff(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/staff`` shows what was said; ``/staff national, programme`` says it."""
    if not rest.strip():
        return answered(message, card(desk.say, *_shown(desk)))
    told = folded(rest).text
    if _NOTHING.fullmatch(told.strip()):
        return _set(message, desk, replace(desk.member, staff="", work=""))
    origin, work = _named(_ORIGINS, told), _named(_WORKS, told)
    if not origin and not work:
        example = f"/staff {desk.say(words.EX_STAFF)}"
        raise Refusal(desk.say(words.STAFF_UNREAD, example=example), buttons=_shown(desk)[2])
    return _set(message, desk, _with(desk.member, origin, work))


def heard(message: Message, desk: Desk) -> Outcome | None:
    """ "I am national staff", "I know the programme"; ``None`` for all else."""
    text = message.text.strip(" .!،,")
    if message.forwarded or message.files or not 0 < len(text) <= LONGEST or "\n" in text:
        return None
    told = folded(text).text
    found = next((each for one in _patterns() if (each := one.fullmatch(told))), None)
    if found is None:
        return None
    said = found.groupdict()
    origin, work = _named(_ORIGINS, said.get("o") or ""), _named(_WORKS, said.get("w") or "")
    return _set(message, desk, _with(desk.member, origin, work))


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """A button: ``national``, ``programme`` …, or ``none``."""
    if rest == NONE:
        return _set(message, desk, replace(desk.member, staff="", work=""))
    origin, work = rest if rest in _ORIGINS else "", rest if rest in _WORKS else ""
    if not origin and not work:
        raise Refusal(desk.say(help_words.STALE))
    return _set(message, desk, _with(desk.member, origin, work))


def _named(table: dict[str, str], told: str) -> str:
    return next(
        (key for key, one in table.items() if re.search(rf"(?<!\w)(?:{one})(?!\w)", told)), ""
    )


def _with(member: Member, origin: str, work: str) -> Member:
    return replace(member, staff=origin or member.staff, work=work or member.work)


def _set(message: Message, desk: Desk, member: Member) -> Outcome:
    say = desk.say
    if member == desk.member:
        return answered(message, card(say, *_shown(desk)))
    told = [say(words.ORIGINS[member.staff])] if member.staff else []
    told += [say(words.WORKS[member.work])] if member.work else []
    title = say(words.STAFF_NOTED, what=say.joined(told)) if told else say(words.STAFF_TAKEN_BACK)
    return saved(message, desk, (Change(desk.member, member),), title)


def _shown(desk: Desk) -> tuple[str, tuple[Line | Text, ...], tuple[Button, ...]]:
    say, me = desk.say, desk.member
    unsaid = say(words.STAFF_UNSAID)
    lines = (
        Line(say(words.STAFF_ORIGIN), say(words.ORIGINS[me.staff]) if me.staff else unsaid),
        Line(say(words.STAFF_WORK), say(words.WORKS[me.work]) if me.work else unsaid),
        Text(say(words.STAFF_WHY)),
    )
    every = {**words.ORIGINS, **words.WORKS}
    buttons = [
        Button(say(label), f"staff:{key}")
        for key, label in every.items()
        if key not in (me.staff, me.work)
    ]
    if me.staff or me.work:
        buttons.append(Button(say(words.NOT_SAY), f"staff:{NONE}"))
    return say(words.STAFF_TITLE), lines, tuple(buttons)


COMMANDS = {"staff": staff}
PRESSES = {"staff": chosen}
"""Presses about oneself."""
