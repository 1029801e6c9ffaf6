"""Who is on the team, how one is known there, and how somebody leaves it."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import Button, Items, Line, Message, Outcome, Part, Refusal, Text
from handlers.desk import Desk
from handlers.enrol import ROLE_WORDS
from handlers.rules.direct import TEAM as POLICY
from handlers.rules.roles import may_admit
from handlers.saving import save
from handlers.showing import PLATFORMS, answered, card
from handlers.words import common
from handlers.words import enrol as words
from handlers.words import help as help_words
from handlers.words import people as people_words
from storage.records import Change, Identity, Member, Policy, Role
from storage.store import Book


def team(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/team``: everybody on it, by name."""
    say = desk.say
    lines = []
    for member in sorted(active(desk.book), key=lambda one: one.name.casefold()):
        role = say(ROLE_WORDS[member.role])
        own = member.id == desk.member.id
        lines.append(Line(member.name, say(words.ROLE_YOU, role=role) if own else role))
    return answered(message, card(say, say(words.TEAM), lines))


def whoami(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/whoami``: the member behind this account, and their other accounts."""
    say, me = desk.say, desk.member
    accounts = tuple(_account(one) for one in desk.book.find(Identity, "member", me.id))
    parts = [
        Line(say(words.ROLE), say(ROLE_WORDS[me.role])),
        Line(say(words.THIS_ONE), _account_text(message.sender)),
    ]
    if me.enrolled_at:
        joined = say.short_day(me.enrolled_at.astimezone(desk.zone).date())
        parts.append(Line(say(words.SINCE), joined))
    listed: tuple[Part, ...] = (Items(say(words.ACCOUNTS), accounts),) if len(accounts) > 1 else ()
    policy = desk.book.get(Policy, POLICY)
    if policy is not None and policy.made_up:
        listed = (*listed, Text(say(words.MADE_UP)))
    return answered(message, card(say, say(words.WHOAMI, name=me.name), (*parts, *listed)))


def _account(identity: Identity) -> str:
    return _account_text(identity.id)


def _account_text(sender: str) -> str:
    platform, _, account = sender.partition(":")
    return f"{PLATFORMS.get(platform, platform)} · {account}"


def active(book: Book) -> list[Member]:
    """Everybody who is on the team now."""
    return [member for member in book.all(Member) if member.active]


def named(text: str, desk: Desk) -> Member:
    """The colleague of that name, or whose name begins so; refuses where it is not just one."""
    say, asked = desk.say, " ".join(text.split()).casefold().removeprefix("@")
    if not asked:
        raise Refusal(say(help_words.GIVE_NAME, example=say(help_words.EX_MEMBER)))
    everybody = active(desk.book)
    found = [one for one in everybody if one.name.casefold() == asked] or [
        one for one in everybody if asked in (one.name.casefold().split())
    ]
    if len(found) > 1:
        raise Refusal(say(people_words.WHICH_MEMBER, name=text.strip()))
    if not found:
        raise Refusal(say(people_words.NO_MEMBER, name=text.strip()))
    return found[0]


def ask_removal(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/remove NAME``: ask before somebody leaves the team."""
    member = named(rest, desk)
    _may_remove(member, desk)
    say = desk.say
    buttons = (
        Button(say(words.REMOVE), f"remove:{member.id}", "danger"),
        Button(say(words.KEEP), f"stays:{member.id}"),
    )
    parts = (Text(say(words.REMOVE_HOW, name=member.name)),)
    return answered(message, card(say, say(words.REMOVE_ASK, name=member.name), parts, buttons))


def remove(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Yes, remove]: from now on they are a stranger."""
    say = desk.say
    member = desk.book.get(Member, rest)
    if member is None or not member.active:
        raise Refusal(say(help_words.STALE))
    _may_remove(member, desk)
    title = say(words.REMOVED, name=member.name)
    # What they said of themselves goes with them.
    gone = replace(member, active=False, staff="", work="")
    entry, changes = save((Change(member, gone),), desk, title)
    shown = card(
        *(say, title, (Text(say(words.STAYS_ON_RECORD)),)),
        (Button(say(common.UNDO), f"undo:{entry.id}"),),
    )
    return answered(message, shown, changes)


def stays(message: Message, desk: Desk, rest: str) -> Outcome:
    """[No, keep]: nothing changes."""
    member = desk.book.get(Member, rest)
    if member is None:
        raise Refusal(desk.say(help_words.STALE))
    return answered(message, card(desk.say, desk.say(words.STAYS, name=member.name)))


def _may_remove(member: Member, desk: Desk) -> None:
    """Refuse where that must not be, in words that say what to do instead."""
    say = desk.say
    if not may_admit(desk.member, member.role):
        raise Refusal(say(words.CANNOT_ADMIT))
    if is_last_mandator(member, desk.book):
        raise Refusal(say(words.LAST_MANDATOR, name=member.name))
    if member.id == desk.member.id:
        raise Refusal(say(words.NOT_YOURSELF))


def is_last_mandator(member: Member, book: Book) -> bool:
    """Whether the team would be without a mandator if they left."""
    if member.role is not Role.MANDATOR:
        return False
    return not any(one.role is Role.MANDATOR and one.id != member.id for one in active(book))


PRESSES = {"remove": remove, "stays": stays}
COMMANDS = {"team": team, "whoami": whoami, "remove": ask_removal}
