"""The names one member may see, worked out again only when one of them changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from storage.records import Counterpart

_Names = Sequence[tuple[str, str]]
_KEPT: OrderedDict[str, tuple[_Names, list[Counterpart], _Names]] = OrderedDict()
_KEPT_LIMIT = 64


def kept_names(names: _Names, member: str, people: list[Counterpart]) -> _Names:
    """*names* of *people* but the merged: the same object as last time where nothing changed."""
    kept = _KEPT.get(member)
    if kept is not None and kept[0] is names and kept[1] == people:
        _KEPT.move_to_end(member)
        return kept[2]
    ids = {one.id for one in people if not one.merged_into}
    allowed = tuple([pair for pair in names if pair[1] in ids])
    _KEPT[member] = (names, people, allowed)
    _KEPT.move_to_end(member)
    while len(_KEPT) > _KEPT_LIMIT:
        _KEPT.popitem(last=False)
    return allowed
