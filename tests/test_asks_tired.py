"""Questions as somebody tired types them are answered from what was told."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.demo.cast import TEAM, Person
from bot.demo.plot import Turn
from bot.demo.teller import Teller, folded
from handlers.questions.grammar import opening
from storage.memory import MemoryStore
from storage.records import Draft

DATA = Path(__file__).parent / "data"
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


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("asks_tired", 40),
        ("asks_tired_more", 34),
        ("asks_tired_last", 29),
        ("asks_tired_fresh", 22),
        ("asks_tired_es_ar", 56),
        ("asks_tired_es_ar_more", 39),
        ("asks_tired_es_ar_last", 37),
        ("asks_en_fr", 56),
        ("asks_en_fr_more", 36),
    ],
)
def test_the_questions_are_answered(name: str, right: int) -> None:
    """How many of each set are, since they were learnt from; docs/reading.md has the first time."""
    sheet = tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))
    many, found = len(sheet["asked"]), wrong(sheet)
    assert many - len(found) >= right, f"{many - len(found)} of {many}\n" + "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "when we met Idris he promised trucks",
        "met Idris when it rained, tea",
        "quand j'ai vu Idris il a promis les plaques",
        "cuando vimos a Musa prometió la lista",
        "Idris promised what he could",
        "he agreed to the trucks",
        "no deal with Farid",
        "on a promis la liste à Emil",
        "vu Emil, accord pour les semences",
        "Lina nos prometió la lista",
        "من طرف إدريس وعدنا بالقائمة",
        "quick brief with the team, then tea with Farid",
        "met Nabil, who promised flour",
        "vu Emil, qui a promis les semences",
        "met Nabil - what was agreed is fine with him",
        "le mando la lista cuando la tenga",
    ],
)
def test_what_is_told_with_the_same_words_is_no_question(text: str) -> None:
    assert opening(text) is None


def test_short_notes_that_look_like_questions_are_kept() -> None:
    """In Spanish and Arabic: each is drawn up, saved or kept back, and never answered."""
    sheet = tomllib.loads((DATA / "asks_tired_es_ar.toml").read_text("utf-8"))
    teller = told(sheet)
    teller.now = EVENING
    answers = {text: asked(teller, text) for text in sheet["notes"]}
    swallowed = {
        text: answer
        for text, answer in answers.items()
        if not any(button in answer for button in ("[Drop]", "[Undo]", "[Keep as a note]"))
    }
    assert not swallowed


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("lina a promis quoi", "theirs"),
        ("emil nous doit quoi", "theirs"),
        ("on a promis quoi à emil", "ours"),
        ("je vois emil quand", "next"),
        ("hamid on l'a vu quand la derniere fois", "last"),
        ("على شو متفقين مع فريد", "agreed"),
        ("مين جاب سيرة الكوليرا", "mentioned"),
        ("on a plus parlé à qui depuis 2 mois", "quiet"),
        ("farid said no to what", "refused"),
        ("anyone know otto?", "knows"),
    ],
)
def test_a_word_that_asks_may_stand_anywhere(text: str, topic: str) -> None:
    opened = opening(text)
    assert opened is not None
    assert opened.topic == topic


def test_short_notes_that_look_like_questions_stay_notes() -> None:
    teller = told(tomllib.loads((DATA / "asks_en_fr.toml").read_text("utf-8")))
    teller.now = EVENING
    texts = tomllib.loads((DATA / "asks_not.toml").read_text("utf-8"))["told"]
    answered = {text: asked(teller, text) for text in texts}
    assert len(answered) >= 40
    assert [text for text, answer in answered.items() if not kept(answer)] == []


def kept(answer: str) -> bool:
    """Whether what was told is kept, or can be with one press."""
    return any(sign in answer for sign in ("[Save]", "[Drop]", "[Undo]", "Kept", "[Kept]"))
