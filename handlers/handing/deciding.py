"""What is offered, read as far as it is allowed, accepted or declined; and what is still to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers import who
from handlers.chat import (
    MEMBER,
    Address,
    Button,
    Card,
    Items,
    Message,
    Outcome,
    Part,
    Refusal,
    Reply,
    Text,
)
from handlers.desk import Desk
from handlers.handing import until
from handlers.nudging.kept import has_spoken
from handlers.portrait import member_name
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import briefing as briefing_words
from handlers.words import common
from handlers.words import handing as words
from handlers.words.speech import Speech
from storage.records import Change, Counterpart, Handover, Member, Offer, Passing

SHOWN = 10


def listed(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """What is offered to them and by them, and who is still to be introduced."""
    return answered(message, _list(desk))


def _list(desk: Desk) -> Card:
    say, me = desk.say, desk.member.id
    every = sorted(
        desk.book.all(Offer), key=lambda one: (one.offered_at, one.name.casefold(), one.id)
    )
    mine = [one for one in every if one.to == me and one.passing is Passing.OFFERED]
    given = [one for one in every if one.member == me and one.passing is Passing.OFFERED]
    parts: list[Part] = []
    if mine:
        lines = (say(words.LINE_TO, name=one.name, member=member_name(one.member, desk))
                 for one in mine[:SHOWN])  # fmt: skip
        parts.append(Items(say(words.TO_YOU), tuple(lines)))
    if given:
        lines = (say(words.LINE_BY, name=one.name, member=member_name(one.to, desk))
                 for one in given[:SHOWN])  # fmt: skip
        parts.append(Items(say(words.BY_YOU), tuple(lines)))
    taken = (one for one in every if one.member == me and one.passing is Passing.ACCEPTED)
    if seen := tuple(_until(one, desk) for one in taken if not until.is_over(one, desk)):
        parts.append(Items(say(words.STILL_SEEN), seen[:SHOWN]))
    if left := tuple(_introductions(every, desk)):
        parts.append(Items(say(words.INTRODUCTIONS), left[:SHOWN]))
    if not parts:
        example = f"/handover {say(words.EXAMPLE)}"
        parts = [Text(say(words.NOTHING)), Text(say(words.HOW, example=example))]
    buttons = [Button(one.name, f"offered:{one.id}") for one in mine[:SHOWN]]
    if len(mine) > 1:
        buttons.append(Button(say(words.ACCEPT_ALL), "takeall:"))
    return card(say, say(words.TITLE), parts, buttons)


def _until(one: Offer, desk: Desk) -> str:
    return desk.say(words.LINE_UNTIL, name=one.name, day=until.of_offer(one, desk))


def _introductions(every: list[Offer], desk: Desk) -> Iterator[str]:
    """Relations that passed, whose new lead has not been in touch yet."""
    for offer in every:
        if offer.passing not in (Passing.ACCEPTED, Passing.DONE):
            continue
        one = desk.book.get(Counterpart, offer.counterpart)
        passed = desk.book.get(Handover, offer.id)
        if one is None or passed is None or has_spoken(passed, offer.to, desk.book):
            continue
        given = offer.member == desk.member.id
        sentence = words.LINE_BY if given else words.LINE_TO
        other = offer.to if given else offer.member
        yield desk.say(sentence, name=who.name_of(one), member=member_name(other, desk))


def offered(message: Message, desk: Desk, rest: str) -> Outcome:
    """One offer: whose it is, what may be read of it, [Accept] and [Decline]."""
    one, say = _open(rest, desk), desk.say
    giver = member_name(one.member, desk)
    buttons = (
        Button(say(words.ACCEPT), f"take:{one.id}", "primary"),
        Button(say(words.DECLINE), f"refuse:{one.id}"),
        Button(say(common.BACK), "handover:"),
    )
    end = Text(say(words.UNTIL_NOW, member=giver))
    if not until.is_over(one, desk):
        end = Text(say(words.UNTIL_DAY, member=giver, day=until.of_offer(one, desk)))
    brief = tuple(Text(line) for line in one.brief) or (Text(say(words.NO_BRIEF)),)
    title = say(words.OFFERS_YOU, member=giver, name=one.name)
    return answered(message, card(say, title, (end, *brief), buttons))


def take(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Accept]: from now on they lead; the day on which the other's access ends stays."""
    one, say = _open(rest, desk), desk.say
    giver = member_name(one.member, desk)
    how = say(words.ACCEPTED_NOW)
    if not until.is_over(one, desk):
        how = say(words.ACCEPTED_HOW, member=giver, day=until.of_offer(one, desk))
    buttons = (Button(say(briefing_words.BRIEF_BUTTON), f"brief:{one.counterpart}"),)
    title = say(words.ACCEPTED, name=one.name)
    shown = _taken(message, desk, [one], title, (Text(how),), buttons)
    told = news(one, words.THEY_TOOK, words.THEY_TOOK_QUIET, desk)
    return replace(shown, replies=(*shown.replies, *told))


def takeall(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Accept all]."""
    say, me = desk.say, desk.member.id
    mine = [o for o in desk.book.find(Offer, "to", me) if o.passing is Passing.OFFERED]
    if not mine:
        raise Refusal(say(words.NOT_OPEN))
    title = say(words.ACCEPTED_ALL, n=len(mine))
    back = (Button(say(common.BACK), "handover:"),)
    shown = _taken(message, desk, mine, title, (), back)
    givers = {one.member: one for one in mine}
    told = (
        each
        for one in givers.values()
        for each in news(one, words.THEY_TOOK_QUIET, words.THEY_TOOK_QUIET, desk)
    )
    return replace(shown, replies=(*shown.replies, *told))


def refuse(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Decline]: whoever offered is told, and nothing of it stays with whoever declined."""
    one, say = _open(rest, desk), desk.say
    title = say(words.DECLINED, member=member_name(one.member, desk))
    after = replace(one, passing=Passing.DECLINED, name="", brief=())
    shown = answered(message, card(say, title), (Change(one, after),))
    told = news(one, words.THEY_DECLINED, words.THEY_DECLINED_QUIET, desk)
    return replace(shown, replies=(*shown.replies, *told))


def _taken(  # noqa: PLR0913, PLR0917  # All of a card, and what it stands for.
    message: Message,
    desk: Desk,
    taken: Sequence[Offer],
    title: str,
    parts: Sequence[Part],
    buttons: Sequence[Button],
) -> Outcome:
    """They are accepted, with [Undo]: what is remembered to take back is without the briefs."""
    unread = [Change(replace(one, brief=()), _accepted(one)) for one in taken]
    shown = saved(message, desk, unread, title, parts, buttons)
    kept = [one for one in shown.changes if not isinstance(one.subject, Offer)]
    return replace(shown, changes=(*(Change(one, _accepted(one)) for one in taken), *kept))


def _accepted(one: Offer) -> Offer:
    return replace(one, passing=Passing.ACCEPTED, brief=())


def _open(id: str, desk: Desk) -> Offer:
    one = desk.book.get(Offer, id)
    if one is None or one.to != desk.member.id or one.passing is not Passing.OFFERED:
        raise Refusal(desk.say(words.NOT_OPEN))
    return one


def news(one: Offer, told: str, quiet: str, desk: Desk) -> Iterator[Reply]:
    """Whoever offered learns what became of it; no name where a locked screen may show it."""
    member = desk.book.get(Member, one.member)
    if member is None or not member.active:
        return
    say = Speech(member.language, member.zone)
    sentence = quiet if member.discreet else told
    see = Button(say(words.SEE_STATE), "handover:")
    title = say(sentence, member=desk.member.name, name=one.name)
    yield Reply(Address(MEMBER, member.id), card(say, title, (), (see,)), urgent=False)


PRESSES = {
    "handover": listed,
    "offered": offered,
    "take": take,
    "takeall": takeall,
    "refuse": refuse,
}
