"""``/handover NAME to CLAIRE on DAY``, ``/handover all to claire``: asked first, then offered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers import choosing, team, who
from handlers.briefing import screen as brief_parts
from handlers.chat import (
    MEMBER,
    Address,
    Button,
    Items,
    Line,
    Message,
    Outcome,
    Part,
    Quote,
    Refusal,
    Reply,
    Text,
)
from handlers.choosing import Edit
from handlers.desk import Desk
from handlers.handing import deciding, until
from handlers.network.ends import named
from handlers.patterns import pattern
from handlers.reading import dates, moves
from handlers.reading.moves import Move
from handlers.rules.roles import Action, leads, may
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import against as against_words
from handlers.words import briefing as briefing_words
from handlers.words import handing as words
from handlers.words import help as help_words
from handlers.words import people as people_words
from handlers.words import plans as plan_words
from handlers.words.speech import Speech
from storage.records import Counterpart, Member, Offer, Passing, added

ALL = "all"
_EVERYBODY = pattern(
    r"(?:all|everything|all my (?:contacts|people)|tout|tous|toutes|mes contacts|todo|todos|todas"
    r"|mis contactos|الكل|كل جهات الاتصال|جميع العلاقات)",
    re.IGNORECASE,
)
_TO = pattern(r"\s+(?:to|à|para|a|إلى|الى)\s+@?|\s*=\s*@?", re.IGNORECASE)
_DAY_WORD = pattern(r"(?:^|\s)(?:on|from|as of|le|dès|el|desde|في|من|يوم)\s*$", re.IGNORECASE)
SIDE_BY_SIDE = timedelta(days=14)
"""How long whoever gives stays beside the receiver where no day is named."""
BRIEF = 24
"""Lines of a brief that go with an offer."""
_GIVERS_OWN = (
    *(briefing_words.AROUND, against_words.AGAINST, plan_words.IN_PLAN),
    *(briefing_words.CAN, briefing_words.CANNOT, briefing_words.MUST_ASK),
)
"""What no offer tells: names of others, and the giver's own plan, mandate and bottom line."""


def command(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/handover``: what is under way; with a name and a colleague, the question."""
    if not rest.strip():
        return deciding.listed(message, desk)
    sign = _TO.search(rest)
    if sign is not None and _EVERYBODY.fullmatch(rest[: sign.start()].strip()):
        return _ask(message, desk, None, rest[sign.end() :])
    return _one(message, desk, rest)


def _edit(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    return _ask(message, desk, one, value)


_one = choosing.command("handover", _edit, words.EXAMPLE, _TO)


def heard(message: Message, desk: Desk) -> Outcome | None:
    """ "I hand Yusuf over to Claire on 1 June"; ``None`` where it is about nobody known."""
    if message.forwarded or message.files or not may(desk.member, Action.SHARE):
        return None
    text, day = _dated(message.text, message, desk)
    said = moves.said(text)
    if said is None or said.move is not Move.HANDED:
        return None
    known = [one for one in team.active(desk.book) if _is_called(one, said.to)]
    if len(known) != 1:
        return None
    if _EVERYBODY.fullmatch(said.about):
        return _question(message, desk, None, known[0], day)
    found = named(said.about, desk)
    if found.person is None:
        return None
    return _question(message, desk, found.person, known[0], day)


def _is_called(one: Member, name: str) -> bool:
    asked = name.strip().removeprefix("@").casefold()
    return asked == one.name.casefold() or asked in one.name.casefold().split()


def _ask(message: Message, desk: Desk, one: Counterpart | None, value: str) -> Outcome:
    name, day = _dated(value, message, desk)
    return _question(message, desk, one, team.named(name, desk), day)


def _question(
    message: Message, desk: Desk, one: Counterpart | None, member: Member, day: date | None
) -> Outcome:
    """Sharing is always asked about first, and how much of it."""
    people = _given(one, member, desk)
    day = max(day or desk.today + SIDE_BY_SIDE, desk.today)
    say, whom = desk.say, one.id if one else ALL
    press = f"offer:{member.id}:{day:%Y%m%d}"
    buttons = (
        Button(say(words.WITH_BRIEF), f"{press}:b:{whom}", "primary"),
        Button(say(words.NAME_ONLY), f"{press}:n:{whom}"),
        Button(say(people_words.NO_SHARE), "offerno:"),
    )
    title = say(words.ASK_ALL, n=len(people), member=member.name)
    if one is not None:
        title = say(words.ASK, member=member.name, name=who.name_of(one))
    how = say(words.ASK_HOW_NOW)
    if day > desk.today:
        how = say(words.ASK_HOW, day=until.on_day(day, desk.member.zone, (member,), desk))
    return answered(message, card(say, title, (Text(how), Text(say(words.BRIEF_HOW))), buttons))


def _given(one: Counterpart | None, member: Member, desk: Desk) -> list[Counterpart]:
    """The relations that can be offered to *member*; refuses where there is none."""
    say = desk.say
    if member.id == desk.member.id:
        raise Refusal(say(words.NOT_YOURSELF))
    if not may(member, Action.WRITE):
        raise Refusal(say(people_words.CANNOT_LEAD, member=member.name))
    if one is None:
        mine = [each for each in desk.book.all(Counterpart) if _is_mine(each, desk)]
        mine = [each for each in mine if not open_offers(each, desk)]
        if not mine:
            raise Refusal(say(words.NONE_YOURS))
        return mine
    if not leads(desk.member, one):
        head = desk.book.get(Member, one.owner)
        name = who.name_of(one)
        raise Refusal(say(people_words.ONLY_OWNER, member=head.name if head else "", name=name))
    if offers := open_offers(one, desk):
        to = desk.book.get(Member, offers[0].to)
        raise Refusal(say(words.ALREADY, member=to.name if to else ""))
    return [one]


def _is_mine(one: Counterpart, desk: Desk) -> bool:
    return leads(desk.member, one) and not one.merged_into and one.died_on is None


def open_offers(one: Counterpart, desk: Desk) -> list[Offer]:
    """What of it is offered and not decided yet."""
    made = desk.book.find(Offer, "counterpart", one.id)
    return [each for each in made if each.passing is Passing.OFFERED]


def offer(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Offer …]: kept, with [Undo], and the colleague is told without a name."""
    id, when, how, whom = (*rest.split(":"), "", "", "")[:4]
    member = desk.book.get(Member, id)
    try:
        day = date.fromisoformat(when)
    except ValueError:
        member = None
    if member is None or not member.active:
        raise Refusal(desk.say(help_words.STALE))
    one = None if whom == ALL else choosing.by_id(desk, whom)
    people = _given(one, member, desk)
    made = [_made(each, member, day, desk, brief=how == "b") for each in people]
    title = desk.say(words.OFFERED, member=member.name)
    outcome = saved(message, desk, tuple(map(added, made)), title)
    return replace(outcome, replies=(*outcome.replies, _told(member, len(made), desk)))


def _made(one: Counterpart, member: Member, day: date, desk: Desk, *, brief: bool) -> Offer:
    lines = tuple(_lines(one, member, desk))[:BRIEF] if brief else ()
    return Offer(
        *(desk.new_id(), one.id, desk.member.id, member.id, who.name_of(one), day, desk.now),
        brief=lines,
        zone=desk.member.zone,
    )


def _lines(one: Counterpart, member: Member, desk: Desk) -> Iterator[str]:
    """The brief in the receiver's language, without the names of others but who introduced us."""
    say = Speech(member.language, member.zone)
    theirs = replace(desk, say=say)
    own = {say(label) for label in _GIVERS_OWN}
    told: Sequence[Part] = brief_parts(one, theirs)
    for part in told:
        match part:
            case Items(label=label, values=values) if label not in own:
                yield label
                yield from (f"• {value}" for value in values)
            case Line(label=label, value=value):
                yield f"{label}: {value}"
            case Text(text=text) | Quote(text=text):
                yield text
    if one.introducer or one.introduced_by:
        by = desk.book.get(Counterpart, one.introduced_by) if one.introduced_by else None
        name = who.name_of(by) if by is not None else one.introducer
        yield f"{say(words.INTRODUCED_BY)}: {name}"


def _told(member: Member, n: int, desk: Desk) -> Reply:
    say = Speech(member.language, member.zone)
    see = Button(say(words.SEE), "handover:")
    title = say(words.TOLD, n=n, member=desk.member.name)
    return Reply(Address(MEMBER, member.id), card(say, title, (), (see,)), urgent=False)


def left(message: Message, desk: Desk, rest: str) -> Outcome:
    """[No, leave it]: nothing is offered."""
    return answered(message, card(desk.say, desk.say(people_words.LEFT_AS_IT_WAS)))


def _dated(text: str, message: Message, desk: Desk) -> tuple[str, date | None]:
    here = message.at.astimezone(desk.zone)
    found = dates.find(text, here, language=desk.say.language, week=desk.member.week)
    if not found or (span := found[0].span) is None:
        return text.strip(), None
    before = _DAY_WORD.sub("", text[: span.start])
    return f"{before} {text[span.end :]}".strip(), found[0].day


EDITS: dict[str, Edit] = {"handover": _edit}
COMMANDS = {"handover": command}
PRESSES = {"offer": offer, "offerno": left}
