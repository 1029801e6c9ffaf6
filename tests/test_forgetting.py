"""After forgetting there is no trace: not in any record, not in any row, not in any file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.forgetting.reach import reached
from handlers.forgetting.words_for import wish
from storage.backup import back_up
from storage.memory import MemoryStore
from storage.records import (
    KINDS,
    Commitment,
    Counterpart,
    Draft,
    Entry,
    Erasure,
    Evidence,
    Level,
    LevelPlan,
    Meeting,
    Nudge,
    PersonalFact,
    Position,
    Reason,
    Received,
    Record,
    Side,
    Tie,
    Waiting,
    added,
)
from storage.records.network import Bond
from tests.shelves import NOW, as_killed, opened
from tests.team import Team
from tests.test_erasing import DAY, X, Y, everything, story

SECRET = "Qamarzaad"
BYSTANDER = "Omar"


def around() -> list[Record]:
    """What colleagues have, and what is about others and tells of X all the same."""
    met = Meeting("g9", Y, "m2", DAY, f"Omar says Nadia {SECRET} is ill", NOW)
    return [
        met,
        Draft("d9", "m2", (added(Position("p9", X, f"chief {SECRET}")),), NOW, words=SECRET),
        Entry("n9", "m2", (added(Position("p8", X, "clerk")),), NOW, title=f"saw {SECRET}"),
        Position("p8", X, f"clerk {SECRET}"),
        Tie("t1", X, Y, Bond.KIN, "m1", DAY, f"uncle {SECRET}"),
        Nudge(f"checkin:{X}:1", "m1", Reason.CHECKIN, X, DAY, NOW, counterpart=X),
        Counterpart("cz", f"Old {SECRET}", "m1", merged_into=X),
        PersonalFact("f9", "cz", "", f"once {SECRET}"),
        Evidence("e9", X, "m2", "photo", NOW, file_name=f"{SECRET}.jpg"),
        LevelPlan("m2:tactical", "m2", Level.TACTICAL, DAY, f"the gate, by Nadia {SECRET}"),
        Commitment("p7", Y, "g9", Side.THEM, "plates", DAY, who=f"Nadia {SECRET}"),
        Received("k9", "t:2", NOW, f"about {SECRET}", 2, Waiting.ASIDE),
    ]


def all_of(book: MemoryStore) -> str:
    return "\n".join(repr(one) for kind in KINDS.values() for one in book.all(kind))


def erasure() -> Erasure:
    return Erasure("x1", "m1", NOW, gone=(X,))


def unsaid(record: Record) -> bool:
    """Whether a record is not one that the person who erases sees leave by themselves."""
    return record.id not in {"d2", "k1", "o1"}


@given(st.sets(st.sampled_from([one.id for one in (*story(SECRET), *around())])))
def test_whatever_there_was_nothing_is_left_of_it(left_out: set[str]) -> None:
    records = [one for one in (*story(SECRET), *around()) if unsaid(one)]
    kept = [one for one in records if one.id in {X, Y, "cz"} or one.id not in left_out]
    book = MemoryStore(kept)
    book.apply(reached(book, [added(erasure())]))
    told = all_of(book)
    assert SECRET not in told
    assert BYSTANDER in told
    assert book.get(Erasure, "x1") is not None


@given(st.sets(st.sampled_from([one.id for one in around()]), max_size=6))
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_row_of_the_journal_and_no_file_tells_of_it(
    tmp_path_factory: pytest.TempPathFactory, left_out: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("forgotten")
    store = opened(folder / "data")
    records = [one for one in (*story(SECRET), *around()) if unsaid(one)]
    store.apply([added(one) for one in records if one.id == "cz" or one.id not in left_out])
    blob = store.blobs.keep(SECRET.encode())
    store.apply([added(Evidence("e0", X, "m1", "photo", NOW, blob=blob))])
    store.flush(store.apply(reached(store, [added(erasure())])))
    made = back_up(store.snapshot(), folder / "backups", NOW)
    killed = as_killed(folder / "data", folder / "killed")
    store.close()
    for there in (folder / "data", killed):
        assert SECRET not in everything(there)
        assert list((there / "blobs").iterdir()) == []
    assert SECRET.encode() not in made.path.read_bytes()


def test_an_erased_name_that_another_bears_too_stays_theirs() -> None:
    yusuf = Counterpart("c1", "Yusuf", "m1")
    other = Counterpart("c2", "Yusuf Salim", "m1")
    met = Meeting("g1", "c2", "m1", DAY, "Yusuf drank tea", NOW)
    book = MemoryStore([yusuf, other, met])
    book.apply(reached(book, [added(Erasure("x", "m1", NOW, gone=("c1",)))]))
    assert book.get(Meeting, "g1") == met


def test_only_who_leads_the_relation_can_erase() -> None:
    team = Team()
    team.keep(Counterpart(X, "Nadia", "amal", deputies=("boris",)))
    assert "Only whoever leads" in team.says("boris", "/forget Nadia")
    assert "Only whoever leads" in team.sends("boris", f"erase:person:{X}")
    assert "out of date" in team.sends("claire", f"erase:person:{X}")
    assert team.store.get(Counterpart, X) is not None


def test_what_changed_after_it_was_shown_is_shown_again() -> None:
    team = Team()
    fact = PersonalFact("f1", X, "", "her children study")
    team.keep(Counterpart(X, "Nadia", "amal"), fact)
    assert "her children study" in team.says("amal", "delete everything about Nadia's children")
    team.keep(replace(fact, id="f2", text="two children more"))
    assert "look again" in team.presses("amal", "Erase for good")
    assert team.store.count(PersonalFact) == 2


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("delete everything on Abu Yahya's kids", "Abu Yahya's kids"),
        ("please forget all you know about Yusuf.", "Yusuf"),
        ("efface tout ce que tu sais sur Yusuf", "Yusuf"),
        ("supprimez tout sur les enfants d’Abu Yahya", "les enfants d’Abu Yahya"),
        ("olvida todo sobre los hijos de Yusuf", "los hijos de Yusuf"),
        ("امسح كل ما تعرفه عن يوسف", "يوسف"),
        ("met Yusuf, he said forget all about the trucks on Monday", ""),
        ("delete the plates on Monday", ""),
        ("don't forget to call everyone about Yusuf", ""),
    ],
)
def test_a_wish_to_erase_is_told_from_a_note(text: str, rest: str) -> None:
    assert wish(text) == rest
