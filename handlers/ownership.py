"""Who leads a relation and who stands in: asked before it is shared, taken back with [Undo]."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers import choosing, team, telling, who
from handlers.chat import Button, Card, Message, Outcome, Refusal, Text
from handlers.choosing import Edit, by_id
from handlers.desk import Desk
from handlers.patterns import pattern
from handlers.rules.roles import Action, leads, may, sees
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import people as words
from storage.records import Change, Counterpart, Handover, Member, added
from storage.values import dataclass

_SIGN = pattern(r"\s+(?=[+-]\s*\S)|\s*=\s*(?=\S)")

OWNER, DEPUTY, NONE = "owner", "deputy", "none"
"""What a member becomes for a relation: its lead, a stand-in, or neither."""


@dataclass(frozen=True, slots=True)
class Share:
    """What is said about one way of sharing."""

    ask: str
    how: str
    yes: str
    done: str


SHARES = {
    OWNER: Share(words.SHARE_OWNER, words.SHARE_OWNER_HOW, words.YES_SHARE, words.NOW_OWNER),
    DEPUTY: Share(words.SHARE_DEPUTY, words.SHARE_DEPUTY_HOW, words.YES_SHARE, words.NOW_DEPUTY),
    NONE: Share(words.UNSHARE, words.UNSHARE_HOW, words.YES_STOP, words.NO_DEPUTY),
}


def owner(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``/owner X = MEMBER``: ask whether they shall lead."""
    return _ask(message, desk, one, team.named(value, desk), OWNER)


def deputy(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``/deputy X + MEMBER`` or ``- MEMBER``: ask whether they shall stand in, or no longer."""
    member = team.named(value.lstrip("+-= "), desk)
    return _ask(message, desk, one, member, NONE if value.startswith("-") else DEPUTY)


def _ask(message: Message, desk: Desk, one: Counterpart, member: Member, to: str) -> Outcome:
    _check(desk, one, member, to)
    say, share = desk.say, SHARES[to]
    names = {"member": member.name, "name": who.name_of(one)}
    how = share.how
    if to == OWNER and not leads(desk.member, one):
        how = words.SHARE_OWNER_LEFT
    if to == NONE and member.id == desk.member.id:
        return answered(message, _step_away_card(desk, one))
    buttons = (
        Button(say(share.yes), f"share:{to}:{one.id}:{member.id}"),
        Button(say(words.NO_SHARE), f"unshared:{one.id}"),
    )
    return answered(
        message, card(say, say(share.ask, **names), (Text(say(how, **names)),), buttons)
    )


def _step_away_card(desk: Desk, one: Counterpart) -> Card:
    say = desk.say
    buttons = (
        Button(say(words.STEP_AWAY), f"share:{NONE}:{one.id}:{desk.member.id}"),
        Button(say(words.NO_SHARE), f"unshared:{one.id}"),
    )
    title = say(words.STEP_AWAY_ASK, name=who.name_of(one))
    return card(say, title, (Text(say(words.STEP_AWAY_HOW)),), buttons)


def share(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Yes]: it is done, as long as it may still be."""
    to, _, ids = rest.partition(":")
    counterpart, _, member_id = ids.partition(":")
    one, member = by_id(desk, counterpart), desk.book.get(Member, member_id)
    if to not in SHARES or member is None or not member.active:
        raise Refusal(desk.say(help_words.STALE))
    _check(desk, one, member, to)
    after = _after(one, member, to, desk)
    passed: tuple[Change, ...] = ()
    if to == OWNER:
        passed = (added(Handover(desk.new_id(), one.id, one.owner, member.id, desk.today)),)
    told = telling.shared((Change(one, after),), desk)
    if to == NONE and member.id == desk.member.id:
        told = telling.stepped_away(one, desk)
    done = _shared(message, desk, (Change(one, after), *passed), member, to)
    return replace(done, replies=(*done.replies, *told))


def _shared(
    message: Message, desk: Desk, changes: Sequence[Change], member: Member, to: str
) -> Outcome:
    """The card of what was shared, with [Undo] where the relation is still in their sight."""
    say, after = desk.say, changes[0].subject
    if not isinstance(after, Counterpart):
        raise Refusal(say(help_words.STALE))
    name = who.name_of(after)
    if sees(desk.member, after):
        away = f"share:{NONE}:{after.id}:{desk.member.id}"
        steps = to == OWNER and not leads(desk.member, after)
        buttons = (Button(say(words.STEP_AWAY), away),) if steps else ()
        title = say(SHARES[to].done, member=member.name, name=name)
        return saved(message, desk, changes, title, (), buttons)
    # Whoever no longer sees a relation cannot take anything back; they learn who can.
    if member.id == desk.member.id:
        return answered(message, card(say, say(words.STEPPED_AWAY, name=name)), changes)
    title = say(SHARES[to].done, member=member.name, name=name)
    how = Text(say(words.THEIRS_NOW, member=member.name))
    return answered(message, card(say, title, (how,)), changes)


def _after(one: Counterpart, member: Member, to: str, desk: Desk) -> Counterpart:
    others = tuple(id for id in one.deputies if id != member.id)
    if to == NONE:
        return replace(one, deputies=others)
    if to == DEPUTY:
        return replace(one, deputies=(*others, member.id))
    # Who gives a relation away stands in until they step away, so that it can be taken back.
    stays = (one.owner,) if leads(desk.member, one) else ()
    return replace(one, owner=member.id, deputies=(*others, *stays))


def unshared(message: Message, desk: Desk, rest: str) -> Outcome:
    """[No]: nothing changes."""
    by_id(desk, rest)
    return answered(message, card(desk.say, desk.say(words.LEFT_AS_IT_WAS)))


def _check(desk: Desk, one: Counterpart, member: Member, to: str) -> None:
    """Refuse what may not be, or is so already."""
    say, name = desk.say, who.name_of(one)
    stepping_away = to == NONE and member.id == desk.member.id
    if not leads(desk.member, one) and not stepping_away and sees(desk.member, one):
        head = desk.book.get(Member, one.owner)
        raise Refusal(say(words.ONLY_OWNER, member=head.name if head else "", name=name))
    if to == OWNER and one.owner == member.id:
        raise Refusal(say(words.ALREADY_OWNER, member=member.name))
    if to == DEPUTY and member.id in (one.owner, *one.deputies):
        raise Refusal(say(words.ALREADY_DEPUTY, member=member.name))
    if to == NONE and member.id not in one.deputies:
        raise Refusal(say(words.NOT_DEPUTY, member=member.name, name=name))
    if to == OWNER and not may(member, Action.WRITE):
        raise Refusal(say(words.CANNOT_LEAD, member=member.name))


EDITS: dict[str, Edit] = {"owner": owner, "deputy": deputy}
COMMANDS = {
    "owner": choosing.command("owner", owner, help_words.EX_OWNER),
    "deputy": choosing.command("deputy", deputy, help_words.EX_DEPUTY, _SIGN),
}
PRESSES = {"share": share, "unshared": unshared}
