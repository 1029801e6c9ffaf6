"""What the reader is told of the writer: their clock, their week, the people they know."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from handlers.chat import Message
from handlers.desk import Desk
from handlers.reading.note import Known, Setting
from storage.records import Member

_Names = Sequence[tuple[str, str]]
_KEPT: OrderedDict[int, tuple[_Names, tuple[Known, ...]]] = OrderedDict()
_KEPT_LIMIT = 64


def setting_of(message: Message, desk: Desk) -> Setting:
    """The setting in which *message* was written."""
    member = desk.member
    return Setting(
        now=message.at.astimezone(desk.zone),
        language=desk.say.language,
        week=member.week,
        roster=_roster(desk.book.names()),
        team=tuple(one.name for one in desk.book.all(Member) if one.active),
        me=member.name,
    )


def _roster(names: _Names) -> tuple[Known, ...]:
    """Everybody on record by every name; the same object until one of the names changes."""
    kept = _KEPT.get(id(names))
    if kept is not None and kept[0] is names:
        _KEPT.move_to_end(id(names))
        return kept[1]
    spelt: dict[str, list[str]] = {}
    for name, owner in names:
        spelt.setdefault(owner, []).append(name)
    roster = tuple(Known(owner, tuple(all_names)) for owner, all_names in spelt.items())
    _KEPT[id(names)] = (names, roster)
    while len(_KEPT) > _KEPT_LIMIT:
        _KEPT.popitem(last=False)
    return roster
