"""The changes that were made are the whole story: replayed they give the store, undone nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.memory import MemoryStore
from storage.records import KINDS, Change, Counterpart, Entry, Identity, Member, Record, added
from tests.team import EVERYBODY, Team

SAYINGS = (
    "met Col. Yusuf at the bridge. He agreed to six trucks on 2 June 2026. We call him on Friday.",
    "met Idris, tea, his son sits exams",
    "/add Musa, clerk, Port",
    "/codename Yusuf = Falcon",
    "/role Musa = head clerk, Port",
    "Musa is the uncle of Yusuf",
    "/merge Yusuf = Idris",
    "/owner Musa = Boris",
    "we called Yusuf",
    "A-1 ended",
    "/event Yusuf = his father died",
    "Idris is furious with us",
    "/undo",
    "/language French",
)
LABELS = ("Save", "Drop", "Kept", "Yes, share", "Undo", "Save it", "Yes, save it")
ACTS = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(SAYINGS + LABELS)), max_size=14)


def everything(store: MemoryStore) -> dict[str, set[Record]]:
    return {name: set(store.all(kind)) for name, kind in KINDS.items()}


@settings(max_examples=20)
@given(ACTS)
def test_replaying_what_was_done_gives_the_store_and_undoing_it_all_gives_nothing(
    acts: list[tuple[str, str]],
) -> None:
    stage, trail = Team(), [[added(member)] for member in EVERYBODY]
    trail += [[added(Identity(f"fake:{one.id}", one.id, one.id))] for one in EVERYBODY]
    for who, act in acts:
        member = {"a": "amal", "b": "boris"}[who]
        if act not in LABELS:
            stage.says(member, act)
        elif act in stage.labels():
            stage.presses(member, act)
        else:
            continue
        trail.append(list(stage.outcome.changes))

    again = MemoryStore()
    for changes in trail:
        again.apply(changes)
    assert everything(again) == everything(stage.store)
    for changes in reversed(trail):
        again.apply([change.undone for change in reversed(changes)])
    assert not any(everything(again).values())


def test_what_one_entry_did_is_all_there_is_to_take_back() -> None:
    stage = Team()
    stage.says("amal", SAYINGS[0])
    stage.presses("amal", "Save")
    (entry,) = stage.store.all(Entry)
    before: list[Change] = [change.undone for change in reversed(entry.changes)]
    stage.store.apply(before)
    assert not stage.store.all(Counterpart)
    assert len(stage.store.all(Member)) == len(EVERYBODY)
