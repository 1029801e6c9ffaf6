"""Opening a data folder: the key, the right generation of the journal, and all it holds."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from storage.files import Files
from storage.folder import generations, journal_path, others
from storage.frames import HEAD_SIZE, BadHead, Head, NewerForm, read_head
from storage.keys import KeySource
from storage.loading import Fetching, Loading
from storage.log import Log
from storage.marker import NAME, Marker, marker_for, read_marker, write_marker
from storage.memory import MemoryStore
from storage.migrate import KEYED, SCHEMA, STEPS, Step, path
from storage.named import OneKey
from storage.ring import STOCK, Ring
from storage.ringfile import Held, read_ring, ring_path
from storage.rows import Rows
from storage.sealing import Key
from storage.settling import settled
from storage.standing import Standing
from storage.store import Unwritable
from storage.strange import ours
from storage.trouble import Trouble
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Schema:
    """The version records are written in, and the steps that lead there from older ones."""

    version: int = SCHEMA
    steps: Mapping[int, Step] = field(default_factory=lambda: STEPS)
    worth: int = 4_000
    """Rows that a start would read one by one, from which it is worth leaving the indexes."""


@dataclass(slots=True)
class Opened:
    """A journal that was read to its end."""

    key: Key
    marker: Marker
    rows: Rows
    memory: MemoryStore
    fetching: Fetching
    ring: Ring
    standing: Standing
    findings: list[str]
    """What the operator should hear, such as a torn tail that was put aside."""


def open_journal(folder: Path, source: KeySource, files: Files, schema: Schema) -> Opened:
    """Read the store in *folder*, or begin one where it is empty; raises `Trouble`."""
    marker = read_marker(folder)
    if marker is None:
        key, marker = _begin(folder, source, files, schema)
    else:
        _check_head(_newest(folder, marker), schema)
        key = source.known(folder, marker.beside, marker.key)
        marker.admit(key)
        source.settle()
    standing = Standing(folder, files)
    standing.clear()
    for leftover in folder.glob("*.part"):
        files.remove(leftover)
    newest = _newest(folder, marker)
    log = Log(newest, _check_head(newest, schema), files)
    try:
        ring = _ring(folder, log, key, marker, files)
        opened = _read(log, ring, standing, key, marker, schema)
        _let_go(opened)
        # A disk that is full must not keep us from starting: what it refuses is tried again.
        opened.findings += filter(None, (settled(opened.ring),))
        if opened.ring.low:
            with suppress(Unwritable):
                opened.ring.refill()
    except BaseException:
        log.let_go()
        raise
    return opened


def _begin(folder: Path, source: KeySource, files: Files, schema: Schema) -> tuple[Key, Marker]:
    """A new store: its journal first, the marker last, so that half of one is not taken for one."""
    first = journal_path(folder, 1)
    if others(folder) or (first.exists() and first.stat().st_size > HEAD_SIZE):
        raise Trouble(
            f"{folder} holds files but no {NAME}, so they cannot be opened. Put that file back "
            "from your last backup, or name an empty folder to begin a new store."
        )
    key, beside = source.new(folder)
    id = os.urandom(16)
    Log.create(first, Head(schema.version, 1, id), files).let_go()
    marker = marker_for(key, beside)
    held = Held(fields=ours()).with_journal(id).stocked((), STOCK)
    files.write_file(ring_path(folder, marker.key), held.sealed(key))
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
    except NewerForm:
        raise _newer(path, "in a form that this one cannot read") from None
    except BadHead:
        state = "is empty" if not path.stat().st_size else "does not begin as a journal does"
        raise Trouble(
            f"{path} {state}, though a store was begun here. It is not taken for an empty one and "
            "nothing was changed. Put the data folder back from your last backup."
        ) from None
    if head.schema > schema.version:
        raise _newer(path, f"schema {head.schema}; this one knows up to {schema.version}")
    return head


def _newer(path: Path, how: str) -> Trouble:
    return Trouble(
        f"{path} was written by a newer Rapport ({how}). Nothing was changed. Install the newer "
        "version again."
    )


def _ring(folder: Path, log: Log, key: Key, marker: Marker, files: Files) -> Ring:
    """The keys of the store; for one of the first schema they are yet to be written."""
    where = ring_path(folder, marker.key)
    if log.head.schema < KEYED and not where.exists():
        return Ring(where, key, files, Held(old_blobs=key.derive("blobs").reveal().hex()))
    return Ring(where, key, files, read_ring(where, key))


def _let_go(opened: Opened) -> None:
    """Indexes that are not this journal's, or tell of somebody who was erased since, go."""
    if not opened.standing.covered:
        with suppress(Unwritable):
            opened.standing.wipe()
    opened.ring.dropping = opened.standing.wipe


def _read(  # noqa: PLR0913, PLR0917  # What was found of a store, piece by piece.
    log: Log, ring: Ring, standing: Standing, key: Key, marker: Marker, schema: Schema
) -> Opened:
    rows = Rows(log, OneKey(key) if log.head.schema < KEYED else ring.journal(log.head.id))
    steps = path(log.head.schema, schema.version, schema.steps)
    loading = Loading(rows, steps, ring)
    stood = None if steps else standing.read(log, ring.held)
    if stood is None:
        finding = log.recover(loading.take)
    else:
        loading.stand(stood)
        finding = log.recover(loading.take, stood.front.sequence, stood.front.end)
    loading.finish()
    findings = [finding] if finding else []
    return Opened(key, marker, rows, loading.memory, loading.fetching, ring, standing, findings)
