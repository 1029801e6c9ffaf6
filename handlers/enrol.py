"""How people come in, by an invitation that works once, and how they leave."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from handlers import preferences, privacy
from handlers.chat import Button, Code, Message, Outcome, Refusal, Reply, Text
from handlers.commands import key, read
from handlers.desk import Desk, Porch
from handlers.patterns import pattern
from handlers.rules.direct import is_on
from handlers.rules.roles import may_admit
from handlers.saving import save
from handlers.showing import answered, card
from handlers.words import enrol as words
from handlers.words import help as help_words
from handlers.words.speech import Speech, language_of
from storage.records import (
    Change,
    Dialogue,
    Identity,
    Invitation,
    Member,
    Role,
    Stranger,
    added,
)

VALID = timedelta(hours=48)
"""How long an invitation works."""
QUIET = timedelta(minutes=1)
"""How long a stranger waits for another answer."""
LONGEST_NAME = 80
_TOKEN = pattern(r"[A-Za-z0-9_-]{22,64}")

ROLE_WORDS: dict[Role, str] = {
    Role.MANDATOR: words.MANDATOR,
    Role.COORDINATOR: words.COORDINATOR,
    Role.NEGOTIATOR: words.NEGOTIATOR,
    Role.OBSERVER: words.OBSERVER,
}

_TYPED: dict[Role, str] = {
    Role.MANDATOR: "mandator mandant mandante mandataire mandatario mandataria تفويض مفوض مفوضة",
    Role.COORDINATOR: "coordinator coordination coordinateur coordinatrice coordonnateur "
    "coordonnatrice coordinación coordinador coordinadora تنسيق منسق منسقة",
    Role.NEGOTIATOR: "negotiator négociation négociateur négociatrice negociación negociador "
    "negociadora تفاوض مفاوض مفاوضة",
    Role.OBSERVER: "observer observation observateur observatrice observación observador "
    "observadora اطلاع مراقب مراقبة مطلع مطلعة",
}
"""How people write a role, whichever language they use and whoever it is for."""
_ROLES = {key(word): role for role, typed in _TYPED.items() for word in typed.split()}


def sealed(token: str) -> str:
    """What is kept of a secret: its SHA-256, as hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def invite(name: str, role: Role, made_by: str, *, token: str, now: datetime) -> Change:
    """The change that lets *name* in once with *token*, for 48 hours.

    *made_by* is a member's id, or ``operator`` for the command line. Raises ``ValueError`` where
    the token is shorter than 128 bits or the name is empty or too long.
    """
    if not _TOKEN.fullmatch(token):
        raise ValueError("a token has 22 to 64 url-safe characters")
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise ValueError(f"a name has 1 to {LONGEST_NAME} characters")
    return added(Invitation(sealed(token), name, role, made_by, now, now + VALID))


def enter(message: Message, porch: Porch, token: str) -> Outcome | None:
    """Let them in where *token* is an invitation that still works; else ``None``."""
    if not _TOKEN.fullmatch(token):
        return None
    invitation = porch.book.get(Invitation, sealed(token))
    if invitation is None or not _works(invitation, porch):
        return None
    used = Change(invitation, replace(invitation, used_by=message.sender, used_at=porch.now))
    if (opened := _opened_again(message, porch)) is not None:
        return replace(opened, changes=(*opened.changes, used, *_no_stranger(message, porch)))
    language = language_of(message.language) if message.language else porch.say.language
    member = Member(
        *(porch.new_id(), invitation.name, invitation.role, language),
        enrolled_at=porch.now,
        told_privacy=True,
    )
    account = Identity(message.sender, member.id, message.place.place, porch.now)
    changes = (
        added(member),
        Change(porch.book.get(Identity, message.sender), account),
        used,
        added(Dialogue(member.id, preferences.FIRST_ZONE, "", porch.now)),
        *_no_stranger(message, porch),
    )
    return Outcome(_first_cards(message, porch, member), changes)


def _opened_again(message: Message, porch: Porch) -> Outcome | None:
    """Whoever closed their own access is who they were again, by the word of whoever invited."""
    account = porch.book.get(Identity, message.sender)
    member = porch.book.get(Member, account.member) if account is not None else None
    if member is None or member.active or member.closed_at is None:
        return None
    say = Speech(member.language)
    hello = card(say, say(words.WELCOME, name=member.name), (Text(say(words.READY)),))
    back = Change(member, replace(member, active=True, closed_at=None))
    return Outcome((Reply(message.place, hello),), (back,))


def _works(invitation: Invitation, porch: Porch) -> bool:
    if invitation.used_by or porch.now >= invitation.expires_at:
        return False
    maker = porch.book.get(Member, invitation.made_by)
    return maker is None or may_admit(maker, invitation.role)


def _no_stranger(message: Message, porch: Porch) -> tuple[Change, ...]:
    known = porch.book.get(Stranger, message.sender)
    return (Change(known, None),) if known else ()


def _first_cards(message: Message, porch: Porch, member: Member) -> tuple[Reply, ...]:
    """The disclosure, then the one question."""
    say = Speech(member.language)
    first = privacy.disclosure(message.place.platform, say, direct=is_on(porch.book))
    parts = (Text(say(words.FIRST_THING)), Text(first.title), *first.parts)
    hello = card(say, say(words.WELCOME, name=member.name), parts, (), first.hint)
    team = [one.zone for one in porch.book.all(Member) if one.active]
    asked = preferences.zone_question(
        say, say(words.ASK_ZONE), say(words.ASK_ZONE_HOW), preferences.likely_zones(team, say)
    )
    return (Reply(message.place, hello), Reply(message.place, asked))


def stranger(message: Message, porch: Porch, sentence: str = words.STRANGER) -> Outcome:
    """One constant sentence, at most once a minute for each account, and nothing in groups."""
    known = porch.book.get(Stranger, message.sender)
    if not message.private or (known and porch.now - known.answered_at < QUIET):
        return Outcome()
    answer = card(porch.say, porch.say(sentence))
    noted = Change(known, Stranger(message.sender, porch.now))
    return Outcome((Reply(message.place, answer),), (noted,))


def start(message: Message, desk: Desk, rest: str) -> Outcome:
    """A member used /start: they are in already."""
    say = desk.say
    return answered(
        message,
        card(
            *(say, say(words.ALREADY_IN, name=desk.member.name), (Text(say(words.READY)),)),
            (Button(say(help_words.WHAT_I_CAN_DO), "do:help"),),
        ),
    )


def asked_token(text: str) -> str | None:
    """What follows ``start`` in a message; ``None`` where it is no such message."""
    asked = read(text)
    if asked is not None and asked.command is not None and asked.command.name == "start":
        return asked.rest
    word, _, rest = text.strip().partition(" ")
    return rest.strip() if word.lower() == "start" else None


def invitation(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/invite NAME ROLE``: a code to pass on."""
    say = desk.say
    name, role = _name_and_role(rest)
    if not name or len(name) > LONGEST_NAME:
        raise Refusal(say(words.NAME_FIRST, example=f"/invite {say(help_words.EX_INVITE)}"))
    if not may_admit(desk.member, role):
        raise Refusal(say(words.CANNOT_ADMIT))
    token = desk.new_secret()
    change = invite(name, role, desk.member.id, token=token, now=desk.now)
    until = say.moment(desk.now + VALID)
    title = say(words.INVITATION, name=name, role=say(ROLE_WORDS[role]))
    entry, changes = save((change,), desk, title)
    shown = card(
        *(say, title),
        (Code(f"start {token}"), Text(say(words.INVITATION_HOW, name=name, moment=until))),
        (
            Button(say(words.COPY), copy=f"start {token}"),
            Button(say(words.WITHDRAW), f"undo:{entry.id}"),
        ),
    )
    return answered(message, shown, changes)


def _name_and_role(rest: str) -> tuple[str, Role]:
    """The name, and the role that stands last in any of our languages; negotiator where none."""
    head, _, last = " ".join(rest.replace(",", " ").replace("،", " ").split()).rpartition(" ")
    spelt = key(last)
    role = _ROLES.get(spelt) or _ROLES.get(spelt.removeprefix("ال"))
    return (head, role) if role else (f"{head} {last}".strip(), Role.NEGOTIATOR)


COMMANDS = {"invite": invitation}
