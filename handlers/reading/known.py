"""Which people of the roster a name or a role in the note may be; it only proposes."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field, replace

from handlers.reading.layout import Layout
from handlers.reading.names import Roster, strip_title
from handlers.reading.note import Known, Person
from handlers.reading.page import Page, Stretch, fold

_KEPT = 8
_SHORTEST = 3
_PROPOSED = 3
_NAMES_KEPT = 2_000
_LONGEST = 5
"""Words of a name; more is no name, and costly to compare."""


@dataclass
class Index:
    """A roster made ready: names by their first word, roles by their words."""

    roster: tuple[Known, ...]
    exact: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    whole: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    roles: dict[str, list[tuple[frozenset[str], str]]] = field(default_factory=dict)
    close: Roster | None = None
    asked: dict[str, tuple[str, ...]] = field(default_factory=dict)


_INDEXES: OrderedDict[int, Index] = OrderedDict()
"""The last few rosters, by identity: hashing thousands of names would cost more than reading."""


def index(roster: tuple[Known, ...]) -> Index:
    """The index of *roster*, made once while the same tuple is handed in."""
    made = _INDEXES.get(id(roster))
    if made is not None and made.roster is roster:
        return made
    made = _made(roster)
    _INDEXES[id(roster)] = made
    while len(_INDEXES) > _KEPT:
        _INDEXES.popitem(last=False)
    return made


def _made(roster: tuple[Known, ...]) -> Index:
    exact: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    whole: dict[tuple[str, ...], list[str]] = defaultdict(list)
    roles: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
    for one in roster:
        for name in one.names:
            words = name_words(name)
            if words:
                exact[words[0]].append((words, one.id))
                if one.id not in whole[words]:
                    whole[words].append(one.id)
        for role in one.roles:
            said = frozenset(fold(role).split())
            for word in said:
                roles[word].append((said, one.id))
    found = {words: tuple(ids) for words, ids in whole.items()}
    return Index(roster, dict(exact), found, dict(roles))


def name_words(name: str) -> tuple[str, ...]:
    """The words of *name* without titles, folded."""
    return tuple(t.word for t in Page(strip_title(name)[1]).tokens if t.is_word)


def resolved(layout: Layout, people: list[Person]) -> list[Person]:
    """*people* with the ids of the roster's counterparts each may be, likeliest first."""
    if not layout.setting.roster:
        return people
    ready = index(layout.setting.roster)
    return [replace(one, known=_ids(ready, one)) for one in people]


def _ids(ready: Index, one: Person) -> tuple[str, ...]:
    if not one.name:
        return _by_role(ready, one.role)
    same = ready.whole.get(name_words(one.name))
    if same:
        return same[:_PROPOSED]
    if one.name not in ready.asked:
        if len(ready.asked) > _NAMES_KEPT:
            ready.asked.clear()
        ready.asked[one.name] = _near(ready, one.name)
    return ready.asked[one.name]


def _near(ready: Index, name: str) -> tuple[str, ...]:
    if len(name_words(name)) > _LONGEST:
        return ()
    if ready.close is None:
        ready.close = Roster([(one.id, n) for one in ready.roster for n in one.names])
    return tuple(found[0] for found in ready.close.candidates(name, _PROPOSED))


def _by_role(ready: Index, role: str) -> tuple[str, ...]:
    """The one person who holds *role*, where only one does."""
    words = frozenset(fold(role).split())
    if not words:
        return ()
    near = [
        r for word in words for r in ready.roles.get(word, ()) if words <= r[0] or r[0] <= words
    ]
    ids = tuple(dict.fromkeys(one for _, one in near))
    return ids if len(ids) == 1 else ()


def spots(layout: Layout) -> list[Stretch]:
    """Where the whole name or alias of somebody on the roster stands, title or not."""
    if not layout.setting.roster:
        return []
    ready = index(layout.setting.roster)
    words, stop = layout.page.words, layout.named("stop")
    found: list[Stretch] = []
    for at, word in enumerate(words):
        if word in stop or len(word) < _SHORTEST:
            continue
        best = max(
            (len(n) for n, _ in ready.exact.get(word, ()) if words[at : at + len(n)] == n),
            default=0,
        )
        if best:
            found.append(Stretch(at, at + best))
    return found
