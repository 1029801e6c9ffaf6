"""Killed at random moments: all that was confirmed is there, and nothing rests in plain words."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.keys import KeyFile
from storage.records import Change, Counterpart, Meeting, added
from storage.tiny import open_store
from tests.doubles.disk import BusyDisk
from tests.shelves import KEY, as_killed, met, numbers, numbers_in, opened, written

ROOT = Path(__file__).parent.parent
WRITER = """
import sys
from pathlib import Path
from tests.doubles.disk import BusyDisk
from tests.shelves import met, numbers, opened
store = opened(Path(sys.argv[1]))
number = max([0, *numbers(store)])
while True:
    number += 1
    ticket = store.apply(met(number))
    if number % 40 == 0:
        store.tidy()
    store.flush(ticket)
    print(number, flush=True)
"""
FILLER = """
import resource, sys
from pathlib import Path
from storage.store import Unwritable
from tests.doubles.disk import BusyDisk
from tests.shelves import met, numbers, opened
store = opened(Path(sys.argv[1]))
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, hard))
number = 0
try:
    while number < 100:
        store.flush(store.apply(met(number + 1)))
        number += 1
except Unwritable:
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    store.flush(store.apply(met(number + 1)))
    print(number + 1)
store.close()
"""
MARKERS = [f"Qamarzaad{number}" for number in range(50)]


def confirmed_before_kill(folder: Path, lines: int) -> list[int]:
    """Let a process write, kill it after so many confirmations; all it had confirmed."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        heard = [int(writer.stdout.readline()) for _ in range(lines)]
        writer.kill()
        return heard + [int(line) for line in writer.stdout.read().splitlines() if line]


def test_what_was_confirmed_survives_kill_after_kill(tmp_path: Path) -> None:
    chance = random.Random(20260301)
    confirmed: set[int] = set()
    for _ in range(8):
        confirmed.update(confirmed_before_kill(tmp_path / "data", chance.randrange(1, 90)))
        present = numbers_in(tmp_path / "data")
        assert confirmed <= set(present)
        assert present == list(range(1, len(present) + 1))


def test_a_write_the_system_itself_cuts_short_is_refused_and_made_later(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", FILLER, str(tmp_path / "data")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    written = int(run.stdout)
    assert written > 2
    assert numbers_in(tmp_path / "data") == list(range(1, written + 1))


def marked() -> Iterator[Change]:
    """Made-up names planted in every corner: ids, names, words, aliases."""
    for marker in MARKERS:
        who = Counterpart(f"id-{marker}", marker, f"owner-{marker}", aliases=(f"Abu {marker}",))
        meeting = met(1)[1].after
        assert isinstance(meeting, Meeting)
        yield added(who)
        yield added(Meeting(f"g-{marker}", who.id, marker, meeting.on, marker, meeting.written_at))


def test_nothing_rests_in_plain_words_not_even_after_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = open_store(folder, KeyFile(tmp_path / "key"))
    store.apply(list(marked()))
    store.blobs.keep(" ".join(MARKERS).encode())
    store.flush()
    store.tidy()
    store.flush(store.apply(met(1)))
    killed = as_killed(folder, tmp_path / "killed")
    torn = killed / "journal-000002"
    torn.write_bytes(written(torn)[:-3])
    opened_again = open_store(killed, KeyFile(tmp_path / "key"))
    assert opened_again.findings
    assert opened_again.count(Counterpart) == len(MARKERS)
    opened_again.close()
    store.close()
    key = (tmp_path / "key").read_text().split()[0]
    planted = [word.encode() for word in (*MARKERS, "Qamarzaad", "Counterpart", "words", key)]
    planted.append(bytes.fromhex(key))
    for path in [*folder.rglob("*"), *killed.rglob("*")]:
        assert not [word for word in planted if word in path.name.encode()]
        if path.is_file():
            data = path.read_bytes()
            assert not [word for word in planted if word in data]


def test_many_threads_may_write_and_tidy_at_once(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    troubles: list[BaseException] = []

    def write(start: int) -> None:
        try:
            for number in range(start, start + 40):
                store.flush(store.apply(met(number)))
        except BaseException as error:  # noqa: BLE001  # told to the test below
            troubles.append(error)

    threads = [threading.Thread(target=write, args=(1000 * n,)) for n in range(1, 6)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        store.tidy()
    for thread in threads:
        thread.join()
    assert troubles == []
    everything = [1000 * n + number for n in range(1, 6) for number in range(40)]
    assert numbers(store) == everything
    store.close()
    assert numbers_in(tmp_path / "data") == everything


def test_what_happens_while_tidying_is_in_the_new_generation(tmp_path: Path) -> None:
    disk = BusyDisk()
    store = opened(tmp_path / "data", disk)
    store.flush(store.apply([*met(1), *met(2)]))

    def meanwhile() -> None:
        store.apply([change.undone for change in reversed(met(1))])
        store.apply(met(3))

    # The first sync is of the empty new generation, the second of all that was copied.
    disk.meanwhile = [lambda: None, meanwhile]
    store.tidy()
    store.flush(store.apply(met(4)))
    assert numbers(store) == [2, 3, 4]
    store.close()
    assert numbers_in(tmp_path / "data") == [2, 3, 4]


def test_tidying_leaves_one_older_generation(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    for number in range(3):
        store.flush(store.apply(met(number)))
        store.tidy()
    store.close()
    names = sorted(path.name for path in (tmp_path / "data").glob("journal-*"))
    assert names == ["journal-000003", "journal-000004"]


@pytest.mark.parametrize("secret", ["5a" * 32])
def test_a_store_shows_nothing_in_its_repr(tmp_path: Path, secret: str) -> None:
    store = open_store(tmp_path / "data", KEY)
    store.apply(met(1))
    shown = f"{store!r} {store.blobs!r} {KEY!r}"
    store.close()
    assert secret not in shown
    assert "Nadia" not in shown
