from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.reading import main

NOTE = "Met Cmdr Idris (RSF) w/ Amna. 6 trucks ok to pass next Tue, oral only."


def test_a_text_is_shown_with_what_was_understood(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE, encoding="utf-8")
    assert main(["--at", "2026-10-14T18:42+02:00", str(note)]) == 0
    shown = capsys.readouterr().out
    assert "agreed: 6 trucks ok to pass next Tue (oral, until Tue 20 Oct 2026)" in shown
    assert "⟦" in shown.splitlines()[0]


def test_a_text_becomes_one_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE, encoding="utf-8")
    assert main(["--json", "--at", "2026-10-14T18:42+02:00", str(note)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["counterparts"][0]["name"] == "Cmdr Idris"
    assert record["our_people"] == ["Amna"]
    assert record["agreements"][0]["valid_until"] == "2026-10-20"


def test_lines_are_answered_by_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "notes.jsonl"
    row = {"text": NOTE, "written_at": "2026-10-14T18:42:00+02:00", "meta": {"id": "n1"}}
    lines.write_text(json.dumps(row) + "\n\n" + json.dumps(row) + "\n", encoding="utf-8")
    assert main(["--jsonl", str(lines)]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["id"] for answer in answers] == ["n1", "n1"]
    assert answers[0]["record"]["date"] == "2026-10-14"


def test_a_line_out_of_shape_is_passed_over_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "notes.jsonl"
    good = json.dumps({"text": NOTE, "written_at": "2026-10-14T18:42:00+02:00"})
    lines.write_text(f'{{"nothing": 1}}\nno json\n[1]\n{good}\n', encoding="utf-8")
    assert main(["--jsonl", str(lines)]) == 2
    out = capsys.readouterr()
    assert len(out.out.splitlines()) == 1
    assert len(out.err.splitlines()) == 3
    assert "nothing" not in out.err


def test_dates_are_found_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "dates.jsonl"
    lines.write_text(json.dumps({"text": "next Tuesday"}) + "\n", encoding="utf-8")
    assert main(["--dates", "--jsonl", str(lines)]) == 0
    assert json.loads(capsys.readouterr().out)["dates"] == ["2026-12-01"]


def test_names_are_compared_line_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "names.jsonl"
    rows = [{"a": "Col. Yusuf", "b": "yusuf"}, {"a": "Samir", "b": "Okello"}]
    lines.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main(["--names", "--jsonl", str(lines)]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["same"] for answer in answers] == [True, False]


def test_people_of_a_roster_file_are_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note, roster = tmp_path / "note.txt", tmp_path / "roster.jsonl"
    note.write_text("met col yusuf hassan", encoding="utf-8")
    roster.write_text(json.dumps({"id": "c1", "name": "Yusuf Hassan"}) + "\n", encoding="utf-8")
    assert main(["--json", "--roster", str(roster), str(note)]) == 0
    assert json.loads(capsys.readouterr().out)["counterparts"][0]["known"] == ["c1"]


@pytest.mark.parametrize("more", [["--at", "yesterday"], ["--roster", "missing.json"]])
def test_a_file_or_time_that_cannot_be_read_is_told(
    more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE, encoding="utf-8")
    assert main([*more, str(note)]) == 2
    assert capsys.readouterr().err.startswith("rapport read: ")
