"""Files and forwarded messages, kept beside what they show, with who said it first and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from handlers.chat import Attachment, Message, Outcome, Refusal, Text
from handlers.desk import Desk
from handlers.drafting import answers, aside, drawn, people, tidy
from handlers.drafting.doubts import WHO, Doubts, Question, doubting, doubts_of
from handlers.drafting.drafts import shown
from handlers.drafting.masking import masked
from handlers.drafting.setting import setting_of
from handlers.drafting.sheet import meeting_of, plus, records
from handlers.reading.note import Note
from handlers.reading.read import read
from handlers.words import evidence as words
from handlers.words import note as note_words
from storage.records import (
    Change,
    Counterpart,
    Draft,
    Evidence,
    added,
    removed,
)

EVIDENCE = "evidence"
"""The kind of a draft that holds nothing but evidence."""

TOGETHER = timedelta(minutes=10)
"""How long after a note what follows it is taken to belong to it, and the other way round."""

_CAPTION = 8
"""Words that a caption may have and still only name its file."""

KINDS = frozenset(("photo", "voice", "video", "document"))

_TROUBLE = {
    "large": words.TOO_LARGE,
    "empty": words.EMPTY_FILE,
    "unreachable": words.NOT_FETCHED,
}


def evidence(message: Message, desk: Desk) -> Outcome:
    """Keep what was sent: with the note it belongs to, with its own caption, or by itself."""
    kept = [file for file in message.files if not _why_not(file)]
    troubles = list(dict.fromkeys(why for file in message.files if (why := _why_not(file))))
    if troubles and not kept and tidy.is_blank(message.text):
        raise Refusal(desk.say(troubles[0]))
    if not tidy.is_blank(message.text):
        tidy.check(message.text, desk)
    elif not kept:
        raise Refusal(desk.say(note_words.EMPTY))
    outcome = _kept(message, desk, kept)
    return _with_troubles(outcome, troubles, desk)


def _why_not(file: Attachment) -> str:
    if file.trouble:
        return _TROUBLE.get(file.trouble, words.NOT_FETCHED)
    return "" if file.kind in KINDS else words.NOT_TAKEN


def _with_troubles(outcome: Outcome, troubles: list[str], desk: Desk) -> Outcome:
    if not troubles:
        return outcome
    told = Text(desk.say(words.SOME_LEFT_OUT, why=desk.say(troubles[0])))
    replies = tuple(
        replace(reply, card=replace(reply.card, parts=(*reply.card.parts, told)))
        for reply in outcome.replies
    )
    return replace(outcome, replies=replies)


def _kept(message: Message, desk: Desk, files: list[Attachment]) -> Outcome:
    if tidy.is_blank(message.text):
        return with_pieces(message, desk, pieces_of(message, desk, files, ""), ())
    said = read(message.text, setting_of(message, desk))
    own = not message.forwarded and (not files or _tells(said))
    if not own or (files and open_draft(desk) is not None):
        clean, sorts = masked(said)
        return with_pieces(message, desk, pieces_of(message, desk, files, clean.text), sorts)
    draft = drawn.draw(said, message, desk)
    if not files:
        kept = aside.put_aside if aside.is_aside(said) else shown
        return kept(message, desk, draft)
    pieces = pieces_of(message, desk, files, "")
    return shown(message, desk, joined(draft, pieces))


def _tells(caption: Note) -> bool:
    """Whether a caption is the note of a meeting rather than the name of what it stands under."""
    long = len(caption.text.split()) > _CAPTION
    return not aside.is_aside(caption) and (bool(caption.people) or long)


def with_pieces(
    message: Message,
    desk: Desk,
    pieces: tuple[Evidence, ...],
    sorts: tuple[str, ...],
    of: str = "",
) -> Outcome:
    """*pieces* with the note they follow, or by themselves; *sorts* says what was masked.

    *of* is the name of whose they seem to be, which answers the question whose they are.
    """
    before = open_draft(desk)
    draft = joined(before, pieces) if before else _alone(message, desk, pieces)
    draft = named(draft, of, desk)
    doubts = doubts_of(draft)
    draft = doubting(draft, replace(doubts, masked=(*doubts.masked, *sorts)))
    return shown(message, desk, draft, before)


def named(draft: Draft, name: str, desk: Desk) -> Draft:
    """*draft* of the person called *name*, where it is open whose it is and one is named."""
    question = doubts_of(draft).blocking
    if not name or question is None or question.sort != WHO:
        return draft
    if people.name_in(question.about, draft, desk):
        return draft
    return answers.named(draft, question, name, desk)


def pieces_of(
    message: Message, desk: Desk, files: list[Attachment], text: str
) -> tuple[Evidence, ...]:
    """A piece for each of *files*, or one for the words, with who wrote them first and when."""
    forwarded = message.forwarded
    plain = Evidence(
        "",
        "",
        desk.member.id,
        "message",
        message.at,
        text=text,
        author=forwarded.author if forwarded else "",
        said_at=forwarded.at if forwarded else None,
    )
    if not files:
        return (replace(plain, id=desk.new_id()),)
    return tuple(
        replace(
            plain,
            id=desk.new_id(),
            kind=file.kind,
            file_name=file.name,
            media_type=file.media_type,
            size=file.size,
            blob=file.blob,
        )
        for file in files
    )


def open_draft(desk: Desk, *kinds: str) -> Draft | None:
    """The member's newest draft that is young enough to belong with what comes now."""
    wanted = kinds or ("note", EVIDENCE)
    young = [
        draft
        for draft in desk.book.find(Draft, "member", desk.member.id)
        if draft.kind in wanted and desk.now - draft.made_at <= TOGETHER
    ]
    return max(young, key=lambda draft: draft.made_at, default=None)


def joined(draft: Draft, pieces: Iterable[Evidence]) -> Draft:
    """*draft* with *pieces* kept beside its meeting, or its counterpart where it has none."""
    meeting = meeting_of(draft)
    if meeting is not None:
        about, of = meeting.counterpart, meeting.id
    else:
        held = records(draft.changes, Evidence)
        about, of = (held[0].counterpart, held[0].meeting) if held else ("", "")
    return plus(draft, *(replace(piece, counterpart=about, meeting=of) for piece in pieces))


def absorbed(draft: Draft, desk: Desk) -> tuple[Draft, tuple[Change, ...]]:
    """*draft* with what was sent just before it and waits for its owner, and what that changes."""
    waiting = open_draft(desk, EVIDENCE)
    if waiting is None:
        return draft, ()
    pieces = records(waiting.changes, Evidence)
    return joined(draft, pieces), (removed(waiting),)


def _alone(message: Message, desk: Desk, pieces: tuple[Evidence, ...]) -> Draft:
    """A draft of nothing but *pieces*, which asks whose they are."""
    whose = Counterpart(desk.new_id(), "", desk.member.id, added_at=desk.now)
    asked = Question(WHO, whose.id, choices=people.recent(desk))
    draft = Draft(
        desk.new_id(),
        desk.member.id,
        (added(whose), *(added(replace(piece, counterpart=whose.id)) for piece in pieces)),
        desk.now,
        kind=EVIDENCE,
        source=drawn.source_of(message),
    )
    return doubting(draft, Doubts((asked,)))
