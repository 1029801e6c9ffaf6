"""What the reader is told of the writer: their clock, their week, the people they know."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat import Message
from handlers.desk import Desk
from handlers.reading.names_kept import Kept
from handlers.reading.note import Known, Setting
from storage.records import Member

_Name = tuple[str, str]
"""A name as written, and whose it is."""


def setting_of(message: Message, desk: Desk) -> Setting:
    """The setting in which *message* was written."""
    member = desk.member
    return Setting(
        now=message.at.astimezone(desk.zone),
        language=desk.say.language,
        week=member.week,
        roster=_KEPT.of(desk.book.names()).row,
        team=tuple(one.name for one in desk.book.all(Member) if one.active),
        me=member.name,
    )


class _People:
    """Everybody on record by every name, by their id and in a row."""

    def __init__(self, by_id: dict[str, Known]) -> None:
        self.by_id = by_id
        self.row = tuple(by_id.values())


def _people(names: Sequence[_Name]) -> _People:
    spelt: dict[str, list[str]] = {}
    for name, owner in names:
        spelt.setdefault(owner, []).append(name)
    return _People({owner: Known(owner, tuple(spelled)) for owner, spelled in spelt.items()})


def _renewed(
    old: _People, gone: Sequence[_Name], came: Sequence[_Name], names: Sequence[_Name]
) -> _People:
    """The people of *names*, of whom only those with a name *gone* or *came* are made anew."""
    changed = {owner for _, owner in (*gone, *came)}
    fresh = _people([one for one in names if one[1] in changed]).by_id
    people = old.by_id | fresh
    for owner in changed - fresh.keys():
        del people[owner]
    return _People(people)


_KEPT = Kept(_people, _renewed)
