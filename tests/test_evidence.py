"""Files and forwarded messages: kept beside what they show, or kindly not taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chats import chat_in
from handlers import by_message, note
from handlers.chat import Attachment, Card, Forwarded, Message, Outcome
from handlers.reading.note import Agreed, Note, Person
from handlers.words import conversations as words
from storage.records import Agreement, Counterpart, Draft, Entry, Evidence, Form, Meeting
from tests.bench import TODAY, YUSUF, Bench, met, refusal_of
from tests.fakes import NOON, said
from tests.team import Team

PHOTO = Attachment("photo", "list.jpg", "image/jpeg", 5000, "blob1")
TOLD = Note("met", people=(Person("Col. Yusuf"),), agreements=(Agreed("trucks"),))
LATEST = "Col. Yusuf · last contact 17 Mar 2026"


class Sender(Bench):
    """A bench to which files and forwarded messages can be sent."""

    def send(self, *files: Attachment, caption: str = "", author: str = "") -> Card:
        return self.apply(self.sent(*files, caption=caption, author=author))

    def sent(self, *files: Attachment, caption: str = "", author: str = "") -> Outcome:
        first = Forwarded(author, NOON - timedelta(days=1)) if author else None
        message = replace(self.message(caption), files=files, forwarded=first)
        return note.note(message, self.desk)


def _with_meeting() -> Sender:
    return Sender(YUSUF, met("m", "yusuf", TODAY))


def test_a_photo_by_itself_asks_whose_it_is_and_is_kept() -> None:
    bench = _with_meeting()

    bench.send(PHOTO, caption="page one of the list")
    assert "Whose is it? Choose, or write the name." in bench.text
    bench.label(LATEST)
    assert "• photo · page one of the list" in bench.text
    bench.press("save")

    (piece,) = bench.store.all(Evidence)
    assert piece.counterpart == "yusuf"
    assert (piece.kind, piece.blob, piece.size) == ("photo", "blob1", 5000)
    assert piece.text == "page one of the list"
    assert bench.card.title == "Saved: 1 piece of evidence with Col. Yusuf."
    assert len(bench.store.all(Counterpart)) == 1


def test_whose_it_is_can_be_typed() -> None:
    bench = _with_meeting()
    bench.send(PHOTO)

    bench.say("Hajj Musa")
    bench.press("save")

    names = {one.id: one.name for one in bench.store.all(Counterpart)}
    assert names[bench.store.all(Evidence)[0].counterpart] == "Hajj Musa"


def test_a_photo_soon_after_a_note_is_kept_with_it() -> None:
    bench = _with_meeting()
    bench.tell(TOLD)

    bench.send(PHOTO)
    bench.press("save")

    (piece,) = bench.store.all(Evidence)
    assert piece.meeting == bench.meeting.id
    assert bench.card.title == "Saved: 1 agreement and 1 piece of evidence with Col. Yusuf."


def test_a_photo_long_after_a_note_stands_by_itself() -> None:
    bench = _with_meeting()
    bench.tell(TOLD)
    bench.now += timedelta(minutes=11)

    bench.send(PHOTO)

    assert [draft.kind for draft in bench.store.all(Draft)] == ["note", "evidence"]


def test_a_note_soon_after_a_photo_takes_it_in() -> None:
    bench = _with_meeting()
    bench.send(PHOTO)

    bench.say("met Col. Yusuf at the gate and he showed me the list. He agreed trucks on Monday")
    assert "Kept with it" in bench.text
    bench.press("save")

    (piece,) = bench.store.all(Evidence)
    assert piece.meeting == bench.meeting.id
    assert not bench.store.all(Draft)


def test_a_caption_that_tells_of_a_meeting_is_a_note_with_its_photo() -> None:
    bench = _with_meeting()

    bench.send(PHOTO, caption="met Col. Yusuf at the gate. He agreed to six trucks on Monday.")
    bench.press("save")

    assert bench.store.all(Evidence)[0].meeting == bench.meeting.id
    assert bench.meeting.words.startswith("met Col. Yusuf at the gate")
    assert bench.store.all(Agreement)


def test_several_files_of_one_message_are_kept_together() -> None:
    bench = _with_meeting()

    bench.send(PHOTO, Attachment("voice", blob="blob2"))
    bench.label(LATEST)
    bench.press("save")

    assert [piece.kind for piece in bench.store.all(Evidence)] == ["photo", "voice"]


def test_a_forwarded_message_keeps_its_author_and_time() -> None:
    bench = _with_meeting()

    bench.send(caption="Trucks may pass on Monday.", author="Col. Yusuf")
    bench.label(LATEST)
    bench.press("save")

    (piece,) = bench.store.all(Evidence)
    assert (piece.kind, piece.author) == ("message", "Col. Yusuf")
    assert piece.said_at == NOON - timedelta(days=1)
    assert piece.text == "Trucks may pass on Monday."


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (Attachment("photo", trouble="large"), "larger than 20 MB"),
        (Attachment("voice", trouble="empty"), "arrived empty"),
        (Attachment("video", trouble="unreachable"), "could not fetch"),
        (Attachment("other"), "in words, please"),
    ],
)
def test_what_cannot_be_taken_is_told_with_what_to_do(file: Attachment, told: str) -> None:
    bench = _with_meeting()

    refusal = refusal_of(bench.sent, file)

    assert told in str(refusal)


def test_the_words_of_a_file_that_cannot_be_taken_are_not_lost() -> None:
    bench = _with_meeting()

    bench.send(Attachment("photo", trouble="large"), caption="met Col. Yusuf at the gate")

    assert "larger than 20 MB" in bench.text
    bench.press("save")
    assert bench.meeting.words == "met Col. Yusuf at the gate"
    assert not bench.store.all(Evidence)


def _shortcut(bench: Bench, rest: str, text: str = "") -> Outcome:
    first = Forwarded("Col. Yusuf", NOON - timedelta(days=1))
    message = replace(bench.message(text, press=f"shortcut:{rest}"), forwarded=first)
    return by_message.shortcut(message, bench.desk, rest)


def test_a_message_can_be_saved_as_an_agreement() -> None:
    bench = _with_meeting()

    bench.apply(_shortcut(bench, "agreement", "ok, your six trucks may pass on 2 June 2026"))
    bench.label(LATEST)
    bench.press("save")

    (agreed,) = bench.store.all(Agreement)
    assert agreed.form is Form.MESSAGE
    assert agreed.counterpart == "yusuf"
    (piece,) = bench.store.all(Evidence)
    assert piece.text == "ok, your six trucks may pass on 2 June 2026"
    assert piece.author == "Col. Yusuf"
    kept = next(one for one in bench.store.all(Meeting) if one.id != "m")
    assert (kept.channel, kept.on) == ("message", TODAY - timedelta(days=1))


def test_the_shortcut_to_log_asks_what_happened() -> None:
    bench = _with_meeting()

    assert "what happened" in str(refusal_of(_shortcut, bench, "log"))


def test_evidence_can_be_undone() -> None:
    bench = _with_meeting()
    bench.send(PHOTO)
    bench.label(LATEST)
    bench.press("save")

    bench.raw(f"undo:{bench.store.all(Entry)[-1].id}")

    assert not bench.store.all(Evidence)


def test_the_author_and_words_of_evidence_can_be_corrected() -> None:
    bench = _with_meeting()
    bench.send(PHOTO)
    bench.label(LATEST)
    for name, text in (("author", "Idris"), ("text", "the list of trucks")):
        bench.press("field", bench.drafted(Evidence).id, name)
        bench.say(text)
    bench.press("save")

    (piece,) = bench.store.all(Evidence)
    assert (piece.author, piece.text) == ("Idris", "the list of trucks")


def test_a_message_is_not_lost_when_it_only_has_a_file() -> None:
    message = Message("k", "fake:sara", Bench().message().place, NOON, files=(PHOTO,))
    bench = Sender()

    bench.apply(note.note(message, bench.desk))

    assert bench.store.all(Draft)


class Counted(dict[str, bytes]):
    """Files that count how often they are read."""

    reads = 0

    def __getitem__(self, key: str) -> bytes:
        self.reads += 1
        return super().__getitem__(key)


def test_a_press_on_a_shared_chat_unpacks_it_once() -> None:
    team = Team()
    chat = "\n".join(
        f"[13/03/26, 10:{n:02}:00] {('Amal', 'Yusuf')[n % 2]}: line {n}" for n in range(18)
    )
    team.files = files = Counted({"blob": chat_in(chat.encode(), NOON).encode()})
    file = Attachment("chat", "chat.txt", size=900, blob="blob")
    team.tell(replace(said(sender="fake:amal", id="x"), files=(file,)))
    for reads, label in enumerate((words.EARLIER, "8", "9", words.LATER, words.KEEP), 2):
        team.presses("amal", label)
        assert files.reads == reads
