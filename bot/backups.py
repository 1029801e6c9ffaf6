"""Daily backups by themselves, how long they are kept, and how erasing reaches into them."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from dataclasses import field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.breathing import breathe
from bot.handling import Clock
from bot.settings import Settings
from handlers.patterns import pattern
from storage import chain
from storage.archive import wipe
from storage.backup import back_up
from storage.files import Files
from storage.records import ITSELF, Did
from storage.store import Unwritable
from storage.tiny import TinyStore
from storage.trouble import Trouble
from storage.values import dataclass

EVERY = timedelta(days=1)
AGAIN = timedelta(hours=1)
"""How long after a backup that failed the next is tried."""
SLACK = timedelta(minutes=5)
"""A backup made so much early counts for the day: a tick does not come on the second."""

FORGOTTEN = "forgotten"
_NAME = pattern(r"rapport-(\d{4}-\d\d-\d\dT\d{6})Z\.backup")


def backups_in(folder: Path) -> dict[datetime, Path]:
    """The backups of a folder by when they were made, the oldest first."""
    found: dict[datetime, Path] = {}
    with suppress(OSError):
        for path in folder.iterdir():
            if match := _NAME.fullmatch(path.name):
                at = datetime.strptime(match[1], "%Y-%m-%dT%H%M%S").replace(tzinfo=UTC)
                found[at] = path
    return dict(sorted(found.items()))


def forgotten_in(*files: Path) -> set[str]:
    """Ids of keys of erased records, as the files beside backups and keys tell."""
    told: set[str] = set()
    for file in files:
        with suppress(OSError):
            lines = file.read_text("ascii", "replace").splitlines()
            told.update(line for line in lines if re.fullmatch("[0-9a-f]{16}", line))
    return told


def lists_of_forgotten(settings: Settings) -> list[Path]:
    """Where it is written down which keys were destroyed: beside the backups, beside the key."""
    lists = []
    if settings.backups != Path():
        lists.append(settings.backups / FORGOTTEN)
    if settings.key_file != Path():
        lists.append(settings.key_file.with_name(f"{settings.key_file.name}.{FORGOTTEN}"))
    return lists


@dataclass(slots=True)
class Keeper:
    """Makes a backup a day, lets the oldest go, and wipes from all what was erased."""

    store: TinyStore
    settings: Settings
    clock: Clock
    not_before: datetime | None = None
    trouble: str = ""
    known: frozenset[str] = field(default_factory=frozenset)
    """Keys that are wiped already, as far as this process knows."""

    async def tick(self) -> str:
        """Do what is due; what is wrong, in words, or ``ok``."""
        now = self.clock()
        if self.not_before is None or now >= self.not_before:
            erased = self.store.forgotten != self.known
            if self.settings.backup_keep and (erased or self._is_due(now)):
                await self._back_up(now)
            if erased:
                await asyncio.to_thread(self.reach)
                if self.store.forgotten != self.known:
                    self.not_before = now + AGAIN
        return self.trouble or "ok"

    def _is_due(self, now: datetime) -> bool:
        newest = max(backups_in(self.settings.backups), default=None)
        return newest is None or not newest - SLACK < now < newest + EVERY - SLACK

    async def _back_up(self, now: datetime) -> None:
        try:
            taken = await asyncio.to_thread(self.store.snapshot)
            await asyncio.to_thread(back_up, taken, self.settings.backups, now, breathe)
            await asyncio.to_thread(self._let_go)
            # It is there, whether or not the disk takes the line about it.
            with suppress(Unwritable):
                line = chain.line(self.store, now, ITSELF, Did.BACKED_UP, "backup", ())
                await asyncio.to_thread(self.store.flush, self.store.apply(line))
        except (Unwritable, Trouble) as trouble:
            self.trouble, self.not_before = str(trouble), now + AGAIN
        else:
            self.trouble = ""

    def _let_go(self) -> None:
        """Delete all but the newest of the latest days; erasing makes more than one a day."""
        newest: dict[object, Path] = {}
        for at, path in backups_in(self.settings.backups).items():
            newest[at.date()] = path
        kept = set(list(newest.values())[-self.settings.backup_keep :])
        for path in self._all():
            if path not in kept:
                Files().wipe(path)

    def reach(self) -> None:
        """Wipe what was erased from every backup here, and write down for good that it was."""
        forgotten = self.store.forgotten
        lists = lists_of_forgotten(self.settings)
        if all(forgotten <= forgotten_in(file) for file in lists):
            self.known = forgotten
            return
        try:
            left = [path.name for path in self._all() if not _wiped(path, forgotten)]
            # Where something is left, the list beside the backups stays behind: so it is known
            # at the next start, too. The others keep it from being brought back meanwhile.
            for file in lists:
                if not left or file.parent != self.settings.backups:
                    _write_down(file, forgotten)
        except OSError:
            self.trouble = "what was erased could not be wiped from the backups; it is tried again"
            return
        if left:
            self.trouble = (
                f"{', '.join(left)} in {self.settings.backups} cannot be looked into, and may hold "
                "keys of what was erased: delete it"
            )
            return
        self.known = forgotten

    def _all(self) -> list[Path]:
        return list(backups_in(self.settings.backups).values())


def _wiped(path: Path, forgotten: frozenset[str]) -> bool:
    """Whether none of those keys is left in the backup at *path*; raises ``OSError``."""
    try:
        wipe(path, set(forgotten))
    except Trouble:
        return False
    return True


def _write_down(file: Path, ids: frozenset[str]) -> None:
    Files().make_folder(file.parent)
    told = sorted(ids | forgotten_in(file))
    text = "# Keys of erased records. Keep this file: `rapport restore` leaves out what it names.\n"
    Files().write_file(file, (text + "".join(f"{id}\n" for id in told)).encode())
