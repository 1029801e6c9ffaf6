"""What a store was told, what it confirmed, and whether what is found agrees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.ours import OURS
from tests.crash.ports import Port, Refused, Shelf, Unreadable

PROBE = 10**9
"""The number under which a store that came back must take something new."""


@dataclass
class Tally:
    """What came of one fault, each time it was made."""

    tried: int = 0
    """States, kills or failing calls that were looked at."""
    confirmed: int = 0
    """Texts whose keeping was confirmed before."""
    lost: int = 0
    wrong: int = 0
    """Texts that nobody wrote, or older than what was confirmed, or of what was refused twice."""
    unreadable: int = 0
    said: set[str] = field(default_factory=set)

    @property
    def sound(self) -> bool:
        """Whether the fault was made at all, and did no harm."""
        return self.tried > 0 and not (self.lost or self.wrong or self.unreadable)

    def add(self, other: Tally) -> None:
        """Take in what came of it elsewhere."""
        self.tried += other.tried
        self.confirmed += other.confirmed
        self.lost += other.lost
        self.wrong += other.wrong
        self.unreadable += other.unreadable
        self.said |= other.said


@dataclass
class History:
    """By number: what may be found there."""

    allowed: dict[int, list[str | None]] = field(default_factory=dict)
    confirmed: int = 0
    waiting: dict[int, str] = field(default_factory=dict)

    def tries(self, texts: Mapping[int, str]) -> None:
        for number, text in texts.items():
            self.allowed.setdefault(number, [None]).append(text)

    def keeps(self, texts: Mapping[int, str]) -> None:
        for number, text in texts.items():
            self.allowed[number] = [text]
            self.confirmed += 1

    def put(self, shelf: Shelf, texts: Mapping[int, str], *, wait: bool = True) -> None:
        """Have *shelf* keep them; what waits is confirmed with the next that does not."""
        self.tries(texts)
        try:
            shelf.put(texts, wait=wait)
        except Refused:
            self.waiting.clear()
            raise
        self.waiting.update(texts)
        if wait:
            self.keeps(self.waiting if shelf.settled() else texts)
            self.waiting.clear()

    def forget(self, shelf: Shelf, number: int, beside: int) -> None:
        """Have *shelf* erase one for good, and write the other anew, as it is."""
        self.allowed.setdefault(number, [None]).append(None)
        shelf.forget(number, beside)
        self.allowed[number] = [None]

    def copy(self) -> History:
        """As it is now."""
        allowed = {number: list(texts) for number, texts in self.allowed.items()}
        return History(allowed, self.confirmed)

    def judge(self, found: Mapping[int, str], tally: Tally) -> None:
        """Note what is missing in *found*, and what nobody put there."""
        for number, texts in self.allowed.items():
            text = found.get(number)
            if text in texts:
                continue
            tally.lost += text is None
            tally.wrong += text is not None
        tally.wrong += len(set(found) - set(self.allowed) - {PROBE})

    def look(self, port: Port, folder: Path, tally: Tally, *, again: bool = True) -> None:
        """Start on *folder* as it was left; where *again*, write there and start once more."""
        tally.tried += 1
        tally.confirmed += self.confirmed
        try:
            self._open_and_judge(port, folder, tally)
            if again and port is OURS:
                self._open_and_judge(port, folder, tally)
        except (Unreadable, Refused) as trouble:
            tally.unreadable += 1
            tally.said.add(str(trouble))

    def _open_and_judge(self, port: Port, folder: Path, tally: Tally) -> None:
        shelf = port.open(folder)
        try:
            self.judge(shelf.all(), tally)
            shelf.put({PROBE: "more"})
        finally:
            shelf.close()


def texts(numbers: Iterable[int], version: int, size: int = 40) -> dict[int, str]:
    """A text for each number that no other version of it could be mistaken for."""
    return {number: f"{number}.{version} " + "words " * (size // 6) for number in numbers}
