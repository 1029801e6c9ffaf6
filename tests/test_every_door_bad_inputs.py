"""Every bad input of our collection, through every door, with the outcome that its row names."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest

from bot.clean import clean_text
from handlers.words import enrol as enrol_words
from handlers.words import faults, note, nudges
from handlers.words import help as help_words
from handlers.words import history as history_words
from storage.records import Counterpart, Delivery, Member, Passage, Role
from tests.entrances import ENTRANCES, Visit, entrance
from tests.hands import OnConsole, OnTelegram, Sight
from tests.test_every_door_notes import story

ROWS = json.loads((Path(__file__).parent / "data/bad_inputs.json").read_text("utf-8"))
SLOWEST = 5.0
"""Seconds of processor time for any one of them."""
MASKS = (note.MASKED_BOTH, note.MASKED_NAME, note.MASKED_NUMBER)

Check = Callable[[Visit, str], Awaitable[str]]
"""Says what went otherwise than the row wants; empty where nothing did."""


async def kept(visit: Visit, text: str, wanted: str | None = None) -> str:
    """A note like any other: one answer, kept as typed, shown as typed in the history."""
    return await story(visit, text, clean_text(text) if wanted is None else wanted)


async def refused(visit: Visit, text: str, why: str = note.EMPTY) -> str:
    """One plain sentence, and nothing stored."""
    cards = await visit.says(text)
    return nothing_stored(visit) if said(cards) == [why] else f"answered {said(cards)}"


def said(cards: list[Sight]) -> list[str]:
    """The words of *cards*, as if no line of them had been too long for a terminal."""
    return [" ".join(card.text.split()) for card in cards]


async def answered(visit: Visit, text: str, words: str) -> str:
    """One card that says *words* at its top, and nothing stored."""
    cards = await visit.says(text)
    if len(cards) != 1 or words not in cards[0].text:
        return f"answered {[card.text[:80] for card in cards]}"
    return nothing_stored(visit)


def nothing_stored(visit: Visit) -> str:
    stored = [*visit.drafts, *visit.meetings, *people(visit)]
    return f"stored {[type(one).__name__ for one in stored]}" if stored else ""


def people(visit: Visit) -> list[str]:
    """The names of those this newcomer has on record."""
    everybody = visit.house.store.all(Counterpart)
    return [one.name for one in everybody if one.owner == visit.member]


async def empty(visit: Visit, text: str) -> str:
    """Refused; a terminal asks again, and Telegram knows no such message."""
    if isinstance(visit.hand, OnTelegram):
        return ""
    if isinstance(visit.hand, OnConsole):
        return nothing_stored(visit) or str(await visit.says(text) or "")
    return await refused(visit, text)


async def blank(visit: Visit, text: str) -> str:
    return await refused(visit, text)


async def isolated(visit: Visit, text: str) -> str:
    """Controls of direction never reach out of their own line's isolate."""
    trouble = await kept(visit, text)
    lines = [line for card in visit.hand.cards() for line in card.text.splitlines()]
    loose = [line for line in lines if "\u202e" in line and line.strip("│ ") != text.strip()]
    return trouble or "".join(line for line in loose if "\u2068" not in line)


async def same_person(visit: Visit, text: str, known: str, spelt: str) -> str:
    """*spelt* is *known*, or is asked about; never a silent second record."""
    await visit.says(f"/add {known}")
    (card,) = await visit.says(f"/history {spelt}")
    if known not in card.text and known not in card.labels:
        return f"/history: {card.text[:80]!r}"
    (card,) = await visit.says(f"Met {spelt} today. He agreed to open the road on Monday.")
    if note.SOMEONE_NEW in card.labels or people(visit) != [known]:
        asked = any(known in label for label in card.labels)
        return "" if asked else f"a second record: {card.text[:80]!r} {card.labels}"
    return "" if f"{known} · new" not in card.text else f"new: {card.text[:80]!r}"


async def named(visit: Visit, text: str) -> str:
    """Somebody may be called that, and the text may be a note too."""
    await visit.says(f"/add {text}")
    if people(visit) != [text]:
        return f"/add came to {people(visit)}: {visit.hand.cards()[-1].text[:80]!r}"
    (card,) = await visit.says(f"/history {text}")
    shown = history_words.TIMELINE in card.labels and text in card.text
    return "" if shown else f"/history: {card.text[:80]!r}"


async def named_or_kept(visit: Visit, text: str) -> str:
    return await named(visit, text) or await kept(visit, text)


async def invitation(visit: Visit, text: str) -> str:
    """The same words for every code that does not work; asked by a stranger."""
    stranger = await visit.newcomer(f"Stranger of {visit.name}")
    told = said(await stranger.says(text))
    return "" if told == [enrol_words.BAD_INVITATION] else f"answered {told}"


async def forged(visit: Visit, text: str) -> str:
    """A press that says nothing is a message that says nothing; any other, a stale button."""
    told = []
    forgeries = (text, "save:../../etc", "nothing:of:ours")
    for press in forgeries[: 1 if isinstance(visit.hand, OnConsole) else 3]:
        await visit.says("/settings")
        told += said(await visit.forges(press))
    wanted = [note.EMPTY, note.GONE, help_words.STALE][: len(told)]
    return nothing_stored(visit) if told == wanted else f"answered {told}"


async def not_for_us(visit: Visit, text: str) -> str:
    """Another bot's command: only Telegram can tell, and is silent; test_telegram_groups has it."""
    if isinstance(visit.hand, OnTelegram):
        return ""
    return await answered(visit, text, already(visit))


def already(visit: Visit) -> str:
    return enrol_words.ALREADY_IN.format(name=visit.name)


async def started(visit: Visit, text: str) -> str:
    return await answered(visit, text, already(visit))


async def only_text(visit: Visit, text: str) -> str:
    """Nothing that it asks for is done."""
    trouble = await kept(visit, text)
    member = visit.house.store.get(Member, visit.member)
    return trouble or ("" if member and member.role is Role.NEGOTIATOR else "rights changed")


async def warned(visit: Visit, text: str) -> str:
    """What looks like a secret is pointed out on the card."""
    trouble = await kept(visit, text)
    warning = any(words in card for words in MASKS for card in said(visit.hand.cards()))
    return trouble or ("" if warning else "not warned")


async def cut(visit: Visit, text: str) -> str:
    """Kept whole; where a view shows less of it, the cut is between what people see as one."""
    if trouble := await kept(visit, text * 4):
        return trouble
    family = text[:7]
    shown = visit.hand.cards()[-1].text.partition(family)
    rest = (shown[1] + shown[2]).replace(family, "").strip("…│ \n")
    return f"cut inside: {rest[:8]!a}" if rest.startswith(family[0]) else ""


too_long = partial(refused, why=note.TOO_LONG.format(limit="16,000"))
set_for = nudges.REMIND_SET.partition("{")[0]


async def asks_which_day(visit: Visit, text: str) -> str:
    """Asked with both days to choose from, and nothing set yet."""
    (card,) = await visit.says(text)
    return "" if len(card.labels) == 2 and nudges.REMIND_WHICH_DAY in card.text else card.text


def set_with(words: str) -> Check:
    """Set, with those words beside the day."""
    return partial(answered, words=words)


CHECKS: dict[str, Check] = {
    "B01": isolated,
    "B04": partial(same_person, known="Abdul", spelt="Ab\u200bdul"),
    "B05": cut,
    "B07": partial(same_person, known="Abdul", spelt="\u0410bdul"),
    "B08": partial(same_person, known="José Nuñez", spelt="Jose\u0301 Nun\u0303ez"),
    "B10": partial(kept, wanted="bad \ufffd text"),
    "B11": partial(kept, wanted="ab"),
    "B14": blank,
    "B22": partial(kept, wanted="a\nb\nc\nd"),
    "B23": empty,
    "B28": too_long,
    "B29": too_long,
    "B55": only_text,
    "B56": partial(answered, words=help_words.TITLE),
    "B58": not_for_us,
    "B59": started,
    "B61": invitation,
    "B62": invitation,
    "B64": forged,
    "B65": partial(kept, wanted="x\n/forget Abdul"),
    "B68": named_or_kept,
    "B71": named,
    "B74": named_or_kept,
    "B77": warned,
    "B19": asks_which_day,
    "B79": set_with(nudges.REMIND_SHORT_MONTH),
    "B80": set_with(nudges.REMIND_SHORT_MONTH),
    "B82": set_with(f"{set_for}Sun 31 October 2027"),
    "B83": partial(answered, words=nudges.REMIND_PAST.partition("{")[0]),
    "B85": partial(answered, words=nudges.REMIND_PAST.partition("{")[0]),
    "B86": asks_which_day,
    "B88": partial(answered, words=set_for),
    "B89": partial(answered, words=nudges.REMIND_BAD_ZONE_NONE.format(zone="Mars/Base")[:40]),
}
"""Rows whose outcome is other than `kept`."""


@pytest.mark.parametrize("door", ENTRANCES)
async def test_every_bad_input_has_the_outcome_its_row_names(
    door: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    troubles = []
    async with entrance(door, tmp_path) as newcomer:
        for row in ROWS:
            visit = await newcomer(f"Person {row['id']}")
            await visit.enters()
            began = time.process_time()
            trouble = await CHECKS.get(row["id"], kept)(visit, row["text"])
            slow = time.process_time() - began > SLOWEST
            told = trouble or _in_log(row["text"], caplog) or ("slow" if slow else "")
            if told or _faulty(visit):
                troubles.append(f"{row['id']} {row['kind']}: {told or _faulty(visit)}")
        sent = {(one.state, one.tries > 1) for one in visit.house.store.all(Delivery)}
    assert not troubles, "\n".join(troubles)
    assert sent == {(Passage.SENT, False)}


def _in_log(text: str, caplog: pytest.LogCaptureFixture) -> str:
    line = max(text.splitlines() or [""], key=len).strip()[:60]
    return "in the log" if len(line) > 5 and line in caplog.text else ""


def _faulty(visit: Visit) -> str:
    sorry = (faults.NOT_SHOWN, faults.FAULT.partition("{")[0], faults.STALE)
    found = [card.text for card in visit.hand.cards() if any(words in card.text for words in sorry)]
    return f"fault: {found[0][:80]}" if found else ""
