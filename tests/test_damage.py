"""Whatever is done to the files of a store, `check` never says that all is well where it is not."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import checks
from bot.settings import Settings
from storage import chain
from storage.backup import back_up
from storage.keys import KeyFile
from storage.records import KINDS, Audit, Did, Evidence, Setting, added
from storage.tiny import TinyStore, open_store
from tests.fakes import NOON
from tests.shelves import met

Harm = Callable[[Path, st.DataObject], None]


def line(store: TinyStore, number: int) -> None:
    said = chain.line(store, NOON, "amal", Did.CHANGED, "note", [f"c{number}"])
    store.flush(store.apply([*met(number), *said]))


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that was lived in, an older copy of it, and a backup of it as it is."""
    home = tmp_path_factory.mktemp("home")
    store = open_store(home / "data", KeyFile(home / "key"))
    for number in range(1, 40):
        line(store, number)
    store.tidy()
    for number in (1, 2):
        blob = store.blobs.keep(b"a photo " * 40 * number)
        store.apply([added(Evidence(f"e{number}", "c1", "amal", "photo", NOON, blob=blob))])
    line(store, 40)
    store.flush()
    shutil.copytree(home / "data", home / "older")
    for number in range(41, 46):
        line(store, number)
    back_up(store.snapshot(), home / "backups", NOON)
    store.close()
    return home


def told(home: Path) -> list[str]:
    """What `rapport check` finds wrong."""
    of = Settings(data=home / "data", key_file=home / "key", backups=home / "backups")
    found = asyncio.run(checks.all_of(of))
    return [one.line() for one in found if one.hurts]


def remembered(home: Path) -> dict[str, str]:
    """All that is remembered, but that it was looked at; and all photos."""
    store = open_store(home / "data", KeyFile(home / "key"))
    try:
        held = {
            f"{kind.__name__} {one.id}": repr(one)
            for kind in KINDS.values()
            for one in store.all(kind)
            if not (isinstance(one, Audit) and one.did is Did.CHECKED)
            and not (isinstance(one, Setting) and one.id == chain.HEAD)
        }
        held |= {one.id: repr(store.blobs.fetch(one.blob)) for one in store.all(Evidence)}
    finally:
        store.close()
    return held


def _flip(path: Path, draw: st.DataObject) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(draw.draw(st.integers(1, 3))):
        data[draw.draw(st.integers(0, len(data) - 1))] ^= 1 << draw.draw(st.integers(0, 7))
    path.write_bytes(data)


def _stretch(path: Path, draw: st.DataObject) -> tuple[bytes, int, int]:
    data = path.read_bytes()
    start = draw.draw(st.integers(0, len(data) - 1))
    return data, start, draw.draw(st.integers(start + 1, len(data)))


def _zero(path: Path, draw: st.DataObject) -> None:
    data, start, end = _stretch(path, draw)
    path.write_bytes(data[:start] + bytes(end - start) + data[end:])


def _take_out(path: Path, draw: st.DataObject) -> None:
    data, start, end = _stretch(path, draw)
    path.write_bytes(data[:start] + data[end:])


def _repeat(path: Path, draw: st.DataObject) -> None:
    data, start, end = _stretch(path, draw)
    path.write_bytes(data[:end] + data[start:end] + data[end:])


def _cut(path: Path, draw: st.DataObject) -> None:
    data, start, _ = _stretch(path, draw)
    path.write_bytes(data[:start])


def _add(path: Path, draw: st.DataObject) -> None:
    path.write_bytes(path.read_bytes() + draw.draw(st.binary(min_size=1, max_size=80)))


def _older(path: Path, draw: st.DataObject) -> None:
    older = path.parent.parent / "older" / path.name
    if older.is_file():
        path.write_bytes(older.read_bytes())


def _away(path: Path, draw: st.DataObject) -> None:
    path.unlink()


HARMS: tuple[Harm, ...] = (_flip, _zero, _take_out, _repeat, _cut, _add, _older, _away)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_what_was_changed_is_found_or_has_changed_nothing(
    there: Path, tmp_path_factory: pytest.TempPathFactory, draw: st.DataObject
) -> None:
    home = tmp_path_factory.mktemp("harmed") / "home"
    shutil.copytree(there, home)
    whole = remembered(home)
    paths = [one for one in sorted((home / "data").rglob("*")) if one.is_file()]
    paths = [one for one in paths if one.name != "lock" and one.stat().st_size]
    path = draw.draw(st.sampled_from(paths), "file")
    draw.draw(st.sampled_from(HARMS), "harm")(path, draw)
    if not told(home):
        assert remembered(home) == whole
    shutil.rmtree(home)
