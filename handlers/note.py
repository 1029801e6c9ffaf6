"""A member tells what happened; it is shown back on one card, and kept once they say so."""

from __future__ import annotations

from dataclasses import replace

from handlers import by_message, correcting, evidence, history, proposing
from handlers.chat import Forwarded, Message, Outcome, Refusal
from handlers.conversations import answers as chats
from handlers.desk import Desk
from handlers.drafting import answers, aside, drawn, editing, edits, forms, keeping, tidy
from handlers.drafting.drafts import shown
from handlers.drafting.setting import setting_of
from handlers.importing import asking as people_in
from handlers.reading.note import Intent
from handlers.reading.read import read
from handlers.words import note as words
from storage.records import Change, Dialogue, Evidence


def note(message: Message, desk: Desk) -> Outcome:
    """Draw up what a message tells as changes, and ask whether they are right.

    An edit of an earlier message redraws or corrects what came of that one; files and forwarded
    messages are kept as evidence. Raises `Refusal` where there is nothing to read, or too much.
    """
    if message.files or message.forwarded:
        listed = chats.shared(message, desk) or people_in.shared(message, desk)
        return listed or evidence.evidence(message, desk)
    tidy.check(message.text, desk)
    if not message.edits and (chat := chats.pasted(message, desk)):
        return chat
    if message.edits and (corrected := edits.edited(message, desk)):
        return corrected
    read_as = read(message.text, setting_of(message, desk))
    if read_as.intent is Intent.QUERY and (told := history.asked(message, desk, read_as)):
        return told
    if read_as.intent is Intent.CORRECTION and (
        told := correcting.proposed(message, desk, read_as)
    ):
        return told
    draft = drawn.draw(read_as, message, desk)
    if aside.is_aside(read_as):
        return aside.put_aside(message, desk, draft)
    draft, gone = evidence.absorbed(draft, desk)
    outcome = shown(message, desk, draft)
    return replace(outcome, changes=(*outcome.changes, *gone))


def as_note(message: Message, desk: Desk, rest: str) -> Outcome:
    """[It is a note]: words that were taken for news of something on record are told afresh."""
    draft = proposing.waiting(rest, desk, proposing.KIND, proposing.HELD_NEWS)
    kept = next((one.after for one in draft.changes if isinstance(one.after, Evidence)), None)
    first = Forwarded(kept.author, kept.said_at) if kept and kept.author else None
    outcome = note(replace(message, press="", text=draft.words, forwarded=first), desk)
    replies = tuple(replace(one, replaces=message.card) for one in outcome.replies)
    return replace(outcome, replies=replies, changes=(Change(draft, None), *outcome.changes))


def said(message: Message, desk: Desk, dialogue: Dialogue) -> Outcome | None:
    """The next words after a question of ours; ``None`` where they are something else."""
    if message.files or message.forwarded or message.edits:
        return note(message, desk)
    tidy.check(message.text, desk)
    sort, _, about = dialogue.about.partition(":")
    if sort == "field" and (filled := editing.filled(message, desk, about)):
        return filled
    if sort == "who" and (found := answers.said_who(message, desk, about)):
        return found
    if sort == "day" and (found := answers.said_day(message, desk, about)):
        return found
    return None


def log(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/log`` and what happened; without a word of it, ask."""
    if rest.strip() or message.files:
        return note(replace(message, text=rest), desk)
    raise Refusal(desk.say(words.WHAT_HAPPENED))


PRESSES = {
    "save": keeping.save,
    "drop": keeping.drop,
    "keep": aside.keep,
    "nothim": answers.not_him,
    "spoke": answers.spoke,
    "who": answers.who,
    "day": answers.day,
    "sure": answers.sure,
    "urgent": answers.urgent,
    "edit": forms.edit,
    "form": forms.submitted,
    "show": editing.back,
    "part": editing.part,
    "field": editing.field,
    "set": editing.chosen,
    "gone": editing.gone,
    "more": editing.add_what,
    "add": editing.add,
    "apply": edits.apply,
    "stay": edits.stay,
    "asnote": as_note,
    **by_message.PRESSES,
    **chats.PRESSES,
    **people_in.PRESSES,
}
COMMANDS = {"log": log}
TOPICS = {"note": said, **chats.TOPICS}
