"""Questions as somebody tired types them are answered from what was told."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.demo.cast import TEAM, Person
from bot.demo.plot import Turn
from bot.demo.teller import Teller, folded
from storage.memory import MemoryStore
from storage.records import Draft

FILE = Path(__file__).parent / "data" / "asks_tired.toml"
NADIA = TEAM[0]
EVENING = datetime(2026, 3, 17, 20, tzinfo=UTC)


def wrong(sheet: dict[str, Any]) -> list[str]:
    """Each question that is answered wrongly, with what came back."""
    teller = told(sheet)
    teller.now = EVENING
    found = []
    for one in sheet["asked"]:
        answer = asked(teller, one["text"])
        seen = folded(answer)
        missing = [word for word in one["has"] if folded(word) not in seen]
        shown = [word for word in one.get("lacks", ()) if folded(word) in seen]
        if missing or shown:
            found.append(f"{one['text']}\n  lacks {missing}, shows {shown}\n{answer}\n")
    return found


def asked(teller: Teller, text: str) -> str:
    """The answer; what was taken for a note is dropped, so that no question hangs on another."""
    answer = teller.ask(NADIA, text)
    for draft in teller.store.all(Draft):
        teller.press(NADIA, f"drop:{draft.id}")
    return answer


def told(sheet: dict[str, Any]) -> Teller:
    """Whoever tells, with all on record that *sheet* tells."""
    turns = [
        Turn(datetime.fromisoformat(f"{day}T10:00Z"), someone(text), text, "tea")
        for day, texts in sheet["told"].items()
        for text in texts
    ]
    teller = Teller(MemoryStore(), turns[0].at)
    teller.gather()
    assert len(list(teller.tell(turns))) == len(turns)
    return teller


def someone(text: str) -> Person:
    return Person(text, text, NADIA, "", "")


def test_the_questions_are_answered() -> None:
    sheet = tomllib.loads(FILE.read_text("utf-8"))
    assert len(sheet["asked"]) == 40
    assert not (found := wrong(sheet)), f"{40 - len(found)} of 40\n" + "\n".join(found)
