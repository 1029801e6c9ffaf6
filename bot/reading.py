"""``rapport read``: what a text was understood to say, on the terminal or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.reading_shown import shown
from handlers.reading import dates, names
from handlers.reading.languages import guess
from handlers.reading.note import Intent, Known, Note, Setting, Step, Sure, Told, When
from handlers.reading.read import read

_REFERENCE = "2026-11-25T10:00:00+00:00"
"""When a phrase without a date of its own is taken to be written, with ``--dates``."""


def main(argv: list[str]) -> int:
    """Run ``rapport read`` with *argv*; 0 where all was read, 2 where a file or line was not."""
    options = _parser().parse_args(argv)
    try:
        text = _text(options.file)
        roster = _roster(options.roster)
        at = datetime.fromisoformat(options.at) if options.at else None
    except (OSError, ValueError, KeyError, TypeError) as error:
        _say(f"rapport read: {type(error).__name__}: this file or time cannot be read", sys.stderr)
        return 2
    if options.dates or options.names or options.jsonl:
        each = _dated if options.dates else _paired if options.names else _recorded(roster, at)
        return _lines(text.splitlines(), each)
    setting = Setting(_aware(at or datetime.now(UTC)), guess(text) or "en", roster=roster)
    note = read(text, setting)
    _say(json.dumps(record(note), ensure_ascii=False, indent=2) if options.json else shown(note))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="rapport read", description=__doc__)
    parser.add_argument("file", nargs="?", default="-", help="a file, or - for what is piped in")
    parser.add_argument("--json", action="store_true", help="one record as JSON")
    parser.add_argument("--jsonl", action="store_true", help="a line of JSON for every line")
    parser.add_argument("--roster", help="people already known, as JSON lines or a list")
    parser.add_argument("--at", help="when it was written, such as 2026-11-25T10:00+03:00")
    parser.add_argument("--dates", action="store_true", help="the dates in each line's text")
    parser.add_argument("--names", action="store_true", help="whether a and b name one person")
    return parser


def _text(name: str) -> str:
    return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")


def _roster(name: str | None) -> tuple[Known, ...]:
    """The people of a roster file: objects with id, names and perhaps roles, organisations."""
    if not name:
        return ()
    text = Path(name).read_text(encoding="utf-8")
    rows = json.loads(text) if text.lstrip().startswith("[") else map(json.loads, _filled(text))
    return tuple(_known(at, row) for at, row in enumerate(rows))


def _known(at: int, row: dict[str, Any]) -> Known:
    named = row.get("names") or [row["name"], *row.get("aliases", ())]
    roles = row.get("roles") or [r for r in (row.get("role"),) if r]
    places = row.get("organisations") or [o for o in (row.get("organisation"),) if o]
    return Known(str(row.get("id", at)), tuple(named), tuple(roles), tuple(places))


def _filled(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _lines(lines: Iterable[str], each: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    """Print an answer for every line; 2 where some were no JSON objects of the right shape."""
    bad = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            _say(json.dumps(each(json.loads(line)), ensure_ascii=False))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            bad += 1
            _say(f"rapport read: {type(error).__name__}: a line is not as it should be", sys.stderr)
    return 2 if bad else 0


def _recorded(
    roster: tuple[Known, ...], at: datetime | None
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def answer(row: dict[str, Any]) -> dict[str, Any]:
        text = row["text"]
        now = at or datetime.fromisoformat(row["written_at"])
        note = read(text, Setting(_aware(now), guess(text) or "en", roster=roster))
        name = (row.get("meta") or {}).get("id") or row.get("id")
        return {"id": name, "record": record(note), "asks": list(note.asks)}

    return answer


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    text = row["text"]
    now = _aware(datetime.fromisoformat(row.get("written_at") or row.get("now") or _REFERENCE))
    whens = dates.every(text, now, language=row.get("lang") or guess(text) or "en")
    answer: dict[str, Any] = {"text": text, "dates": [dates.written(when) for when in whens]}
    times = [when.at.strftime("%H:%M") for when in whens if when.at]
    if times:
        answer["time"] = times[0]
    return answer


def _paired(row: dict[str, Any]) -> dict[str, Any]:
    score = names.same(row["a"], row["b"])
    same = score >= names.THRESHOLD
    return {"a": row["a"], "b": row["b"], "same": same, "score": round(score, 3)}


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def record(note: Note) -> dict[str, Any]:
    """*note* as plain values, in the keys that `docs/reading.md` lists."""
    return {
        "intent": note.intent.value,
        "counterparts": [
            {
                "name": one.name or None,
                "role": one.role or None,
                "organisation": one.organisation or None,
                "known": list(one.known),
            }
            for one in note.people
        ],
        "our_people": [found.value for found in note.ours],
        "date": _day(note.on),
        "channel": note.channel.value if note.channel else None,
        "type": note.kind.value.value if note.kind else None,
        "level": note.level.value.value if note.level else None,
        **_terms(note),
        **_told(note),
        "next_step": _step(note.next_step),
        "flags": list(note.flags),
        "redact": [note.text[span.start : span.end] for span in note.redact],
        "needs_confirmation": list(note.asks),
    }


def _terms(note: Note) -> dict[str, Any]:
    return {
        "agreements": [
            {
                "text": term.text,
                "form": term.form.value if term.form else None,
                "valid_until": _day(term.until),
                "condition": term.condition or None,
            }
            for term in note.agreements
            if term.sure is not Sure.GUESS
        ],
        "commitments": [
            {
                "by": one.by.value,
                "who": one.who or None,
                "text": one.text,
                "due": _day(one.due),
                "recurring": one.recurring or None,
            }
            for one in note.promises
        ],
        "refusals": [{"by": one.by.value, "text": one.text} for one in note.refusals],
        "red_lines": [{"of": one.by.value, "text": one.text} for one in note.red_lines],
    }


def _told(note: Note) -> dict[str, Any]:
    corrected = note.intent is Intent.CORRECTION
    return {
        "personal_facts": [_fact(one) | {"about": one.about or None} for one in note.facts],
        "trust_events": [_fact(one) for one in note.trust],
        "introduced_by": note.introduced_by.value if note.introduced_by else None,
        "updates": [
            {
                "refers_to": one.refers_to,
                "status": "corrected" if corrected else one.status.value,
            }
            for one in note.updates
        ],
    }


def _fact(one: Told) -> dict[str, Any]:
    return {"text": one.text, "kind": one.kind}


def _day(when: When | None) -> str | None:
    return when.day.isoformat() if when else None


def _step(step: Step | None) -> dict[str, Any] | None:
    return {"text": step.text, "date": _day(step.when)} if step else None


def _say(text: str, stream: Any = None) -> None:
    print(text, file=stream or sys.stdout)
