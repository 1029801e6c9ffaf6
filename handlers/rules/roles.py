"""What each role may do, and who sees a counterpart."""

from __future__ import annotations

from enum import StrEnum

from storage.records import Counterpart, Member, Role


class Action(StrEnum):
    """What a member asks to do."""

    OWN = "own"
    """Look after one's own settings, accounts and language."""
    READ = "read"
    """Look at what one may see."""
    WRITE = "write"
    """Record, correct and undo."""
    SHARE = "share"
    """Say who leads a relation and who else sees it."""
    INVITE = "invite"
    REMOVE = "remove"
    APPROVE = "approve"
    """Say yes to something that leaves."""
    AUDIT = "audit"
    """Look at who saw or changed what."""
    DECIDE = "decide"
    """Say for the whole team what is allowed."""


_EVERYONE = frozenset((Action.OWN, Action.READ))
_WRITERS = _EVERYONE | {Action.WRITE, Action.SHARE}
_LEADERS = _WRITERS | {Action.INVITE, Action.REMOVE, Action.APPROVE}

MAY: dict[Role, frozenset[Action]] = {
    Role.MANDATOR: _LEADERS | {Action.AUDIT, Action.DECIDE},
    Role.COORDINATOR: _LEADERS,
    Role.NEGOTIATOR: _WRITERS,
    Role.OBSERVER: _EVERYONE,
}
"""What each role may do; what is not here is refused."""

MAY_ADMIT: dict[Role, frozenset[Role]] = {
    Role.MANDATOR: frozenset(Role),
    Role.COORDINATOR: frozenset((Role.COORDINATOR, Role.NEGOTIATOR, Role.OBSERVER)),
}
"""Which roles each role may invite or remove, so that nobody lifts themselves above their own."""


def may(member: Member, action: Action) -> bool:
    """Whether *member* may do *action* at all; on what, their book decides."""
    return member.active and action in MAY.get(member.role, frozenset())


def may_admit(member: Member, role: Role) -> bool:
    """Whether *member* may invite or remove somebody of that role."""
    return member.active and role in MAY_ADMIT.get(member.role, frozenset())


def leads(member: Member, counterpart: Counterpart) -> bool:
    """Whether the relation is theirs."""
    return counterpart.owner == member.id


def sees(member: Member, counterpart: Counterpart) -> bool:
    """Whether they lead the relation or are named to stand in."""
    return member.active and (leads(member, counterpart) or member.id in counterpart.deputies)
