"""The names one member may see, worked out again only when somebody changes whom they see."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence

from storage.records import Counterpart, Member
from storage.values import dataclass

_Names = Sequence[tuple[str, str]]
_KEPT_LIMIT = 64


@dataclass(frozen=True, slots=True)
class _Allowed:
    """The names of those one member sees, and what they were worked out from."""

    of: _Names
    member: Member
    stamp: Hashable
    ids: frozenset[str]
    names: _Names


_KEPT: OrderedDict[str, _Allowed] = OrderedDict()


def kept_names(
    names: _Names, member: Member, stamp: Hashable, people: Callable[[], Iterable[Counterpart]]
) -> _Names:
    """*names* of *people* but the merged: the same object as last time where nothing changed.

    *people* are asked for only where *member* or *stamp*, which tells of all that decides whom
    they see, is not what it was.
    """
    kept = _KEPT.get(member.id)
    same = kept is not None and kept.of is names and (kept.stamp, kept.member) == (stamp, member)
    if kept is None or not same:
        kept = _KEPT[member.id] = _worked_out(kept, names, member, stamp, people())
    _KEPT.move_to_end(member.id)
    while len(_KEPT) > _KEPT_LIMIT:
        _KEPT.popitem(last=False)
    return kept.names


def _worked_out(
    kept: _Allowed | None,
    names: _Names,
    member: Member,
    stamp: Hashable,
    people: Iterable[Counterpart],
) -> _Allowed:
    ids = frozenset([one.id for one in people if not one.merged_into])
    if kept is not None and names[: len(kept.of)] == kept.of:
        # Whoever came since stands behind all others; of those nothing may have changed.
        came = names[len(kept.of) :]
        if kept.ids == ids - {id for _, id in came}:
            theirs = tuple(pair for pair in came if pair[1] in ids)
            allowed = (*kept.names, *theirs) if theirs else kept.names
            return _Allowed(names, member, stamp, ids, allowed)
    return _Allowed(names, member, stamp, ids, tuple([pair for pair in names if pair[1] in ids]))
