from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.reading import record
from handlers.reading.languages import guess
from handlers.reading.note import Setting
from handlers.reading.read import read
from tests.scoring import CORE, Tally, name_match, overlap, pair, score

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, Any]]:
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def tallied(name: str) -> Tally:
    tally = Tally()
    for row in rows(name):
        setting = Setting(datetime.fromisoformat(row["written_at"]), guess(row["text"]))
        note = read(row["text"], setting)
        score(row["expected"], record(note), set(note.asks), tally)
    return tally


@pytest.mark.parametrize("name", ["notes", "notes_more", "notes_aside", "notes_unseen"])
def test_what_notes_mean_is_found(name: str) -> None:
    tally = tallied(name)
    assert tally.f1(CORE) >= 0.90
    assert tally.f1() >= 0.90


@pytest.mark.parametrize("name", ["notes", "notes_more", "notes_aside", "notes_unseen"])
def test_no_agreement_is_claimed_where_there_is_none(name: str) -> None:
    assert tallied(name).false_agreements == 0


@pytest.mark.parametrize("name", ["notes_dev", "notes_dev_more"])
def test_notes_of_strangers_are_read_nearly_as_well(name: str) -> None:
    tally = tallied(name)
    assert tally.f1(CORE) >= 0.90
    assert tally.false_agreements <= 2


def test_notes_nobody_tuned_on_are_still_read_as_they_were() -> None:
    tally = tallied("notes_sealed")
    assert tally.f1(CORE) >= 0.78
    assert tally.false_agreements <= 3


def test_a_record_that_says_all_and_no_more_scores_one() -> None:
    tally = Tally()
    for row in rows("notes"):
        expected = row["expected"]
        score(expected, expected, set(expected.get("needs_confirmation") or []), tally)
    assert tally.f1() == pytest.approx(1.0, abs=0.01)
    assert tally.false_agreements == 0


def test_a_record_that_says_nothing_scores_nothing() -> None:
    tally = Tally()
    score(rows("notes")[0]["expected"], {}, set(), tally)
    assert tally.f1() == 0.0


def test_a_made_up_agreement_is_counted_as_false() -> None:
    tally = Tally()
    score({"intent": "record"}, {"agreements": [{"text": "ten trucks"}]}, set(), tally)
    assert tally.false_agreements == 1


def test_a_value_to_confirm_counts_half_in_silence() -> None:
    gold = {"channel": "phone", "needs_confirmation": ["channel"]}
    silent, asked = Tally(), Tally()
    score(gold, {"channel": "phone"}, set(), silent)
    score(gold, {"channel": "phone"}, {"channel"}, asked)
    assert (silent.right["channel"], asked.right["channel"]) == (0.5, 1.0)


def test_names_match_without_their_titles() -> None:
    assert name_match("Col. Yusuf Hassan", "yusuf")
    assert not name_match("Col. Yusuf", "Col. Karim")


def test_texts_are_paired_best_first() -> None:
    assert pair(["a b", "c d"], ["c d e", "a b"], overlap) == [(1, 0), (0, 1)] or pair(
        ["a b", "c d"], ["c d e", "a b"], overlap
    ) == [(0, 1), (1, 0)]
