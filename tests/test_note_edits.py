"""A message that was changed after it was sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers import note
from handlers.chat import Attachment, Card, Outcome
from storage.records import Agreement, Change, Commitment, Draft, Entry, Evidence, Meeting, Status
from tests.bench import YUSUF, Bench

FIRST = "met Col. Yusuf at the gate. He agreed to six trucks on Monday."
SECOND = "met Col. Yusuf at the gate. He agreed to nine trucks on Monday."


class Edited(Bench):
    """A bench on which Sara sends one message and then changes it."""

    def first(self, text: str) -> Card:
        self.sent = self.message(text)
        return self.apply(note.note(self.sent, self.desk))

    def edit(self, text: str, *, late: timedelta = timedelta()) -> Outcome:
        message = self.message(text, edits=self.sent.id)
        at = message.at - late
        own = replace(message, at=at)
        return note.note(own, self.desk)


def test_an_open_draft_is_redrawn_in_place() -> None:
    bench = Edited(YUSUF)
    bench.first(FIRST)
    id = bench.draft.id

    bench.apply(bench.edit(SECOND))

    assert bench.reply is not None
    assert bench.reply.instead_of == bench.sent.key
    assert "nine trucks" in bench.text
    assert [draft.id for draft in bench.store.all(Draft)] == [id]
    bench.press("save")
    assert bench.meeting.words == SECOND


def test_a_draft_whose_card_was_pressed_is_redrawn_on_that_card() -> None:
    bench = Edited(YUSUF)
    bench.first(FIRST)
    bench.press("edit")
    bench.press("show")

    bench.apply(bench.edit(SECOND))

    assert bench.reply is not None
    assert bench.reply.replaces == "m1"


def test_evidence_stays_with_a_draft_that_is_redrawn() -> None:
    bench = Edited(YUSUF)
    bench.first(FIRST)
    photo = bench.message()
    file = Attachment("photo", blob="b1")
    own = replace(photo, files=(file,))
    bench.apply(note.note(own, bench.desk))

    bench.apply(bench.edit(SECOND))
    bench.press("save")

    (piece,) = bench.store.all(Evidence)
    assert piece.meeting == bench.meeting.id


def test_what_was_saved_is_corrected_only_when_the_person_says_so() -> None:
    bench = Edited(YUSUF)
    bench.first(FIRST)
    bench.press("save")
    (saved,) = bench.store.all(Agreement)

    bench.apply(bench.edit(SECOND))
    assert "six trucks" in bench.text
    assert "nine trucks" in bench.text
    assert bench.store.all(Agreement) == [saved]
    bench.label("Change it")

    (now,) = bench.store.all(Agreement)
    assert "nine trucks" in now.text
    assert (now.id, now.number) == (saved.id, saved.number)
    assert bench.meeting.words == SECOND
    assert len(bench.store.all(Entry)) == 2


def test_a_correction_can_be_left_or_undone() -> None:
    bench = Edited(YUSUF)
    bench.first(FIRST)
    bench.press("save")
    saved = bench.store.all(Agreement)

    bench.apply(bench.edit(SECOND))
    bench.label("Leave it")
    assert bench.store.all(Agreement) == saved

    bench.apply(bench.edit(SECOND))
    bench.label("Change it")
    bench.label("Undo")
    assert bench.store.all(Agreement) == saved


def test_an_older_edit_that_comes_late_is_ignored() -> None:
    bench = Edited(YUSUF)
    bench.first(FIRST)
    bench.apply(bench.edit(SECOND))

    assert bench.edit(FIRST, late=timedelta(minutes=5)) == Outcome()

    bench.press("save")
    assert bench.edit(FIRST, late=timedelta(minutes=5)) == Outcome()


def test_a_newer_edit_takes_the_place_of_a_correction_still_open() -> None:
    bench = Edited(YUSUF)
    bench.first(FIRST)
    bench.press("save")

    bench.apply(bench.edit(SECOND))
    bench.apply(bench.edit(SECOND.replace("nine", "ten")))

    assert len(bench.store.all(Draft)) == 1
    bench.label("Change it")
    assert "ten trucks" in bench.store.all(Agreement)[0].text


def test_an_edit_that_changes_nothing_says_so() -> None:
    bench = Edited(YUSUF)
    bench.first(FIRST)
    bench.press("save")

    bench.apply(bench.edit(FIRST))

    assert "Nothing was changed" in bench.text
    assert not bench.store.all(Draft)


def test_an_edit_of_what_was_dropped_is_a_note_again() -> None:
    bench = Edited(YUSUF)
    bench.first(FIRST)
    bench.press("drop")

    bench.apply(bench.edit(SECOND))

    assert "nine trucks" in bench.text
    assert len(bench.store.all(Draft)) == 1


def test_what_happened_since_outlives_a_correction() -> None:
    bench = Edited(YUSUF)
    bench.first(FIRST.rstrip(".") + ", and we send the plates on Sunday.")
    bench.press("save")
    (promise,) = bench.store.all(Commitment)
    bench.store.apply([Change(promise, replace(promise, status=Status.KEPT))])

    bench.apply(bench.edit(SECOND.rstrip(".") + ", and we send the new plates on Sunday."))
    bench.label("Change it")

    (now,) = bench.store.all(Commitment)
    assert now.status is Status.KEPT
    assert "new plates" in now.text
    assert len(bench.store.all(Meeting)) == 1
