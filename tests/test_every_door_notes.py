"""Every note of our collection, through every door, as somebody new to Rapport would send it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from handlers.drafting.masking import MASK
from handlers.words import common, doors, note
from handlers.words import history as history_words
from storage.records import Counterpart, Delivery, Meeting, Passage
from tests.entrances import ENTRANCES, Visit, entrance
from tests.hands import Sight

NOTES = [
    json.loads(line)["text"]
    for line in (Path(__file__).parent / "data/notes.jsonl").read_text("utf-8").splitlines()
]
SHOWN = 399
"""Characters of a note that a timeline shows."""
STEPS = 8
"""Answers after which anybody would give up."""
WHOM = "Karim Haddad"
"""Who it was, where a note does not say."""
_ADDED = re.compile("[\\s\u2066-\u2069│…\\x00-\x1f\x7f-\x9f\ufffd]")
"""What a door may put between words, or in place of what a terminal would obey."""


@pytest.mark.parametrize("door", ENTRANCES)
async def test_every_note_is_answered_kept_verbatim_and_found_again(
    door: str, tmp_path: Path
) -> None:
    troubles = []
    async with entrance(door, tmp_path) as newcomer:
        for number, text in enumerate(NOTES, 1):
            visit = await newcomer(f"Person {number}")
            await visit.enters()
            if trouble := await story(visit, text):
                troubles.append(f"{number}: {trouble}: {text[:60]}")
        sent = {(one.state, one.tries > 1) for one in visit.house.store.all(Delivery)}
    assert not troubles, "\n".join(troubles)
    assert sent == {(Passage.SENT, False)}


async def story(visit: Visit, text: str, wanted: str = "") -> str:
    """What went otherwise than it should from *text* to its place in the history; else empty.

    *wanted* is what should be kept of *text*, where it is not all of it.
    """
    wanted = wanted or text
    answer = await visit.says(text)
    if len(answer) != 1 or not answer[0].text.strip():
        return f"{len(answer)} answers"
    if doors.REPEATED in answer[0].text:
        return "marked as repeated"
    if [draft.words for draft in visit.drafts if same(draft.words, wanted)] == []:
        return f"not kept before it is saved; answered {answer[0].text[:80]!r}"
    if stuck := await saved(visit, answer[0]):
        return stuck
    if [1 for meeting in visit.meetings if same(meeting.words, wanted)] != [1]:
        return f"saved as {[meeting.words[:40] for meeting in visit.meetings]}"
    return await found(visit, visit.meetings[0])


def same(kept: str, text: str) -> bool:
    """Whether *kept* is *text*, but for what was masked."""
    pieces = [re.escape(piece) for piece in kept.split(MASK)]
    return re.fullmatch("(?s:.+?)".join(pieces), text) is not None


async def saved(visit: Visit, shown: Sight) -> str:
    """Answer every question with the first that is offered, and press [Save]; why it failed."""
    for _ in range(STEPS):
        if common.SAVE in shown.labels:
            after = await visit.presses(shown, common.SAVE)
            return "" if visit.meetings else f"[Save] came to {after}"
        if note.KEEP_AS_NOTE in shown.labels:
            cards = await visit.presses(shown, note.KEEP_AS_NOTE)
        elif note.SOMEONE_NEW in shown.labels:
            cards = await visit.presses(shown, note.SOMEONE_NEW)
        elif note.WHICH_DAY in shown.text or note.WHICH_DAY_FOR.partition("{")[0] in shown.text:
            cards = await visit.presses(shown, shown.labels[0])
        else:
            cards = await visit.says(WHOM)
        if len(cards) != 1:
            return f"{len(cards)} cards after {shown.text[-80:]!r} {shown.labels}"
        shown = cards[0]
    return f"no [Save] after {STEPS} answers: {shown.text[-80:]!r} {shown.labels}"


async def found(visit: Visit, meeting: Meeting) -> str:
    """Why the meeting's words do not stand in the history of its counterpart; else empty."""
    whom = visit.house.store.get(Counterpart, meeting.counterpart)
    assert whom is not None
    (card,) = await visit.says(f"/history {whom.code_name or whom.name}")
    if history_words.TIMELINE not in card.labels:
        return f"no history of {whom.name!r}: {card.text[:80]!r} {card.labels}"
    (timeline,) = await visit.presses(card, history_words.TIMELINE)
    wanted = _ADDED.sub("", meeting.words[:SHOWN])
    if wanted not in _ADDED.sub("", timeline.text):
        return f"the timeline of {whom.name!r} lacks the words: {timeline.text[:200]!r}"
    return ""
