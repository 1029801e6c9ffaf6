"""What holds for every test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

import handlers.answer  # noqa: F401  # A service loads it beside its doors; no test has to wait for that.

# How long an example takes tells of the machine, not of us; what is claimed of speed is measured
# in benchmarks/.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture
def memory_path() -> Iterator[Path]:
    """A folder in memory, where there is one: for what is about bytes, and not about a disk."""
    shared = Path("/dev/shm")  # noqa: S108  # What is made there has a random name and our mode.
    with TemporaryDirectory(
        prefix="rapport-", dir=shared if os.access(shared, os.W_OK) else None
    ) as folder:
        yield Path(folder)
