"""Opening a data folder: the key, the right generation of the journal, and all it holds."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from storage.codec import Unreadable, from_plain
from storage.files import Files
from storage.folder import generations, journal_path, others
from storage.frames import HEAD_SIZE, BadHead, Frame, Head, read_head
from storage.keys import KeySource
from storage.log import Log
from storage.marker import NAME, Marker, marker_for, read_marker, write_marker
from storage.memory import MemoryStore
from storage.migrate import SCHEMA, STEPS, Step, upgraded
from storage.records import KINDS
from storage.rows import Rows, unpack_row
from storage.sealing import Key, Sealer
from storage.trouble import Trouble

Texts = dict[str, dict[int, bytes]]
"""By table and number: a living document's JSON."""


@dataclass(frozen=True, slots=True)
class Schema:
    """The version records are written in, and the steps that lead there from older ones."""

    version: int = SCHEMA
    steps: Mapping[int, Step] = field(default_factory=lambda: STEPS)


@dataclass(slots=True)
class Opened:
    """A journal that was read to its end."""

    key: Key
    marker: Marker
    rows: Rows
    texts: Texts
    findings: list[str]
    """What the operator should hear, such as a torn tail that was put aside."""


def open_journal(folder: Path, source: KeySource, files: Files, schema: Schema) -> Opened:
    """Read the store in *folder*, or begin one where it is empty; raises `Trouble`."""
    marker = read_marker(folder)
    if marker is None:
        key, marker = _begin(folder, source, files, schema)
    else:
        path = _newest(folder, marker)
        _check_head(path, schema)
        key = source.known(folder, marker.beside, marker.key)
        marker.admit(key)
        source.settle()
    for leftover in folder.glob("*.part"):
        files.remove(leftover)
    path = _newest(folder, marker)
    log = Log(path, _check_head(path, schema), files)
    try:
        return _read(log, key, marker)
    except BaseException:
        log.let_go()
        raise


def _begin(folder: Path, source: KeySource, files: Files, schema: Schema) -> tuple[Key, Marker]:
    """A new store: its journal first, the marker last, so that half of one is not taken for one."""
    first = journal_path(folder, 1)
    if others(folder) or (first.exists() and first.stat().st_size > HEAD_SIZE):
        raise Trouble(
            f"{folder} holds files but no {NAME}, so they cannot be opened. Put that file back "
            "from your last backup, or name an empty folder to begin a new store."
        )
    key, beside = source.new(folder)
    Log.create(first, Head(schema.version, 1, os.urandom(16)), files).let_go()
    marker = marker_for(key, beside)
    write_marker(folder, marker, files)
    source.settle()
    return key, marker


def _newest(folder: Path, marker: Marker) -> Path:
    here = generations(folder)
    if not here or here[-1] < marker.generation:
        missing = journal_path(folder, marker.generation)
        raise Trouble(
            f"{missing} is missing, though {NAME} says there is a store here. It is not taken for "
            "an empty one. Is the right disk mounted? If so, put the folder back from your backup."
        )
    return journal_path(folder, here[-1])


def _check_head(path: Path, schema: Schema) -> Head:
    try:
        with path.open("rb") as file:
            head = read_head(file.read(HEAD_SIZE))
    except BadHead:
        state = "is empty" if not path.stat().st_size else "does not begin as a journal does"
        raise Trouble(
            f"{path} {state}, though a store was begun here. It is not taken for an empty one and "
            "nothing was changed. Put the data folder back from your last backup."
        ) from None
    if head.schema > schema.version:
        raise Trouble(
            f"{path} was written by a newer Rapport (schema {head.schema}; this one knows up to "
            f"{schema.version}). Nothing was changed. Install the newer version again."
        )
    return head


def _read(log: Log, key: Key, marker: Marker) -> Opened:
    rows = Rows(log, Sealer(key.derive("journal")))
    texts: Texts = {}

    def take(frame: Frame) -> None:
        for location, plain in rows.plain(frame):
            table, row, text = unpack_row(plain)
            rows.written += 1
            held = texts.setdefault(table, {})
            if text is None:
                held.pop(row, None)
                rows.place(table, row, None)
            else:
                held[row] = text
                rows.place(table, row, location)

    finding = log.recover(take)
    return Opened(key, marker, rows, texts, [finding] if finding else [])


def remembered(opened: Opened, steps: list[Step]) -> MemoryStore:
    """The records of a journal in memory, each after *steps*; raises `Trouble`."""
    memory = MemoryStore()
    for table, texts in opened.texts.items():
        kind = KINDS.get(table)
        if kind is None:
            raise Trouble(f"The store holds records of a kind unknown here: {table}.")
        for row in sorted(texts):
            try:
                document = json.loads(texts[row])
                if steps:
                    document = upgraded(table, document, steps)
                memory.put(from_plain(kind, document), row)
            except (Unreadable, ValueError, KeyError):
                raise Trouble(f"{table} number {row} in the store cannot be read.") from None
    opened.texts.clear()
    return memory
