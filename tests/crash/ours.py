"""The store of this product, as the suite uses it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from storage.backup import back_up
from storage.keys import KeyText
from storage.opening import Schema
from storage.records import Change, Counterpart, Erasure, Meeting, added, removed
from storage.restoring import restore
from storage.store import Unwritable
from storage.tiny import TinyStore, open_store
from storage.trouble import Trouble
from tests.crash.calls import Hook
from tests.crash.ports import Port, Refused, Shelf, Unreadable
from tests.crash.watched import WatchedFiles

KEYS = KeyText("5a" * 32), KeyText("6b" * 32)
"""A store rests under one of these two, and goes over to the other when its key is changed."""

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


WHOLE = Schema(worth=1)
"""The store as it is, which leaves its indexes on disk even where it is as small as here."""


class Ours:
    """The store of this product; each text rests in a counterpart and in a meeting with them."""

    name = "Rapport"

    def open(self, folder: Path, hook: Hook | None = None) -> Shelf:
        refusals = []
        for place, key in enumerate(KEYS):
            try:
                files = WatchedFiles(hook) if hook else None
                store = open_store(folder, key, files=files, schema=WHOLE)
                return OurShelf(store, place)
            except Trouble as trouble:
                refusals.append(str(trouble))
                if "not the key" not in refusals[-1]:
                    break
            except Unwritable as refused:
                raise Unreadable(str(refused)) from None
        raise Unreadable(refusals[-1])


@contextmanager
def _refusing() -> Iterator[None]:
    """Our words for a refusal: the disk takes nothing, or what is there cannot be read."""
    try:
        yield
    except (Unwritable, Trouble) as refused:
        raise Refused(str(refused)) from None


class OurShelf:
    """One opening of it."""

    def __init__(self, store: TinyStore, key: int) -> None:
        self.store = store
        self._key = key
        self._backups = count()
        self._waiting: list[int] = []

    def put(self, texts: Mapping[int, str], *, wait: bool = True) -> None:
        with _refusing():
            ticket = self.store.apply([*self._changes(texts)])
            if wait:
                self.store.flush(ticket)
            else:
                self._waiting.append(ticket)

    def _changes(self, texts: Mapping[int, str]) -> Iterator[Change]:
        for number, text in texts.items():
            who = Counterpart(f"c{number}", text, "m1")
            yield Change(self.store.get(Counterpart, who.id), who)
            met = Meeting(f"g{number}", who.id, "m1", date(2026, 3, 1), text, NOW)
            yield Change(self.store.get(Meeting, met.id), met)

    def settled(self) -> bool:
        waiting, self._waiting = self._waiting, []
        try:
            for ticket in waiting:
                self.store.flush(ticket)
        except Unwritable:
            return False
        return True

    def tidy(self) -> None:
        with _refusing():
            self.store.tidy()

    def leave(self) -> None:
        self.store.stand()

    def turn_key(self) -> None:
        other = 1 - self._key
        with _refusing():
            self.store.rotate(KEYS[other].known(Path(), {}), {})
        self._key = other

    def forget(self, number: int, beside: int) -> None:
        with _refusing():
            who = self.store.get(Counterpart, f"c{number}")
            met = self.store.get(Meeting, f"g{number}")
            if who is None or met is None:
                # What was refused may yet be found at the next start; nothing was erased here.
                raise Refused("there is nobody to erase")
            left = (f"c{beside}",)
            erasure = Erasure(f"x{number}", "m1", NOW, gone=(who.id,), renewed=left)
            self.store.flush(self.store.apply([removed(who), removed(met), added(erasure)]))

    def back_up(self, to: Path) -> None:
        with _refusing():
            back_up(self.store.snapshot(), to, NOW + timedelta(seconds=next(self._backups)))

    def check(self) -> str:
        return self.store.check()

    def all(self) -> dict[int, str]:
        try:
            people = {int(who.id[1:]): who.name for who in self.store.all(Counterpart)}
            met = {int(one.id[1:]): one.words for one in self.store.all(Meeting)}
        except Trouble as trouble:
            raise Unreadable(str(trouble)) from None
        if people != met:
            raise Unreadable("half of what was written together")
        return people

    def close(self) -> None:
        with _refusing():
            self.store.close()


def brought_back(file: Path, into: Path) -> bool:
    """Whether the backup *file* comes back as it was; under whichever of the two keys."""
    for key in KEYS:
        try:
            return restore(file, into, key).same
        except Trouble as trouble:
            if "opens with the key" not in str(trouble):
                raise
    raise Trouble(f"{file.name} opens with neither key")


OURS: Port = Ours()
