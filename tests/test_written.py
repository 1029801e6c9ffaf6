"""Records are read by many threads, the very first of their kind among them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

MEANWHILE = """
import threading
from dataclasses import dataclass
from enum import Enum, EnumMeta
from storage import written

asked, done = threading.Event(), threading.Event()

class Slow(EnumMeta):
    def __setattr__(cls, name, value):
        # Here the library stands in the middle of learning what the class is.
        if name.startswith("__msgspec"):
            asked.set()
            done.wait(1)
        super().__setattr__(name, value)

class Colour(Enum, metaclass=Slow):
    RED = "red"

@dataclass
class Thing:
    id: str
    colour: Colour

first = threading.Thread(target=lambda: written.reader(Thing))
first.start()
assert asked.wait(10)
print(written.reader(Thing)(b'{"id": "a", "colour": "red"}').colour.value)
done.set()
first.join()
"""


def test_a_kind_that_two_threads_read_for_the_first_time_is_read_by_both() -> None:
    # In a process of its own: where it goes wrong, it takes the whole process down.
    run = subprocess.run(
        [sys.executable, "-c", MEANWHILE], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (0, "red\n"), run.stderr
