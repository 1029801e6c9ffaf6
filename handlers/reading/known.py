"""Which people of the roster a name or a role in the note may be; it only proposes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import field, replace
from functools import lru_cache

from handlers.reading.layout import Layout
from handlers.reading.names import strip_title
from handlers.reading.names_kept import Kept
from handlers.reading.names_roster import Roster
from handlers.reading.note import Known, Person
from handlers.reading.page import Page, Stretch, fold
from storage.values import dataclass

_SHORTEST = 3
_PROPOSED = 3
_NAMES_KEPT = 2_000
_LONGEST = 5
"""Words of a name; more is no name, and costly to compare."""


@dataclass
class Index:
    """A roster made ready: names by their first word, roles by their words."""

    roster: Sequence[Known]
    exact: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    whole: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    roles: dict[str, list[tuple[frozenset[str], str]]] = field(default_factory=dict)
    close: Roster | None = None
    asked: dict[str, tuple[str, ...]] = field(default_factory=dict)


def index(roster: tuple[Known, ...]) -> Index:
    """The index of *roster*, made once while the same tuple is handed in."""
    return _INDEXES.of(roster)


def _made(roster: Sequence[Known]) -> Index:
    return _with(Index(roster), roster)


def _renewed(
    old: Index, gone: Sequence[Known], came: Sequence[Known], roster: Sequence[Known]
) -> Index:
    """The index of *roster*, of which only *gone* and *came* are looked at again."""
    new = Index(roster, old.exact.copy(), old.whole.copy(), old.roles.copy())
    for one in gone:
        for words in filter(None, map(name_words, one.names)):
            new.exact[words[0]] = [e for e in new.exact[words[0]] if e[1] != one.id]
            new.whole[words] = tuple(id for id in new.whole[words] if id != one.id)
        for word in {word for role in one.roles for word in fold(role).split()}:
            new.roles[word] = [e for e in new.roles[word] if e[1] != one.id]
    if old.close is not None:
        new.close = old.close.renewed(_pairs(gone), _pairs(came))
    return _with(new, came)


def _with(made: Index, people: Sequence[Known]) -> Index:
    """*made* with *people*; the lists that it shares with an older index stay as they are."""
    exact: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    whole: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    roles: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
    for one in people:
        for words in filter(None, map(name_words, one.names)):
            exact[words[0]].append((words, one.id))
            whole[words][one.id] = None
        for said in (frozenset(fold(role).split()) for role in one.roles):
            for word in said:
                roles[word].append((said, one.id))
    made.exact |= {word: made.exact.get(word, []) + more for word, more in exact.items()}
    made.whole |= {
        words: tuple(dict.fromkeys((*made.whole.get(words, ()), *ids)))
        for words, ids in whole.items()
    }
    made.roles |= {word: made.roles.get(word, []) + more for word, more in roles.items()}
    return made


_INDEXES = Kept(_made, _renewed)
"""The last rosters, by identity: hashing thousands of names would cost more than reading."""


def _pairs(people: Sequence[Known]) -> list[tuple[str, str]]:
    return [(one.id, name) for one in people for name in one.names]


@lru_cache(maxsize=50_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words of *name* without titles, folded."""
    return tuple(t.word for t in Page(strip_title(name)[1]).tokens if t.is_word)


def resolved(layout: Layout, people: list[Person]) -> list[Person]:
    """*people* with the ids of the roster's counterparts each may be, likeliest first."""
    if not layout.setting.roster:
        return people
    ready = index(layout.setting.roster)
    return [replace(one, known=ids) if (ids := _ids(ready, one)) else one for one in people]


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
        ready.close = Roster(_pairs(ready.roster))
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
        if word not in ready.exact or word in stop or len(word) < _SHORTEST:
            continue
        best = max(
            (len(n) for n, _ in ready.exact.get(word, ()) if words[at : at + len(n)] == n),
            default=0,
        )
        if best:
            found.append(Stretch(at, at + best))
    return found
