"""What stops the store from opening, in sentences an operator can act on."""

from __future__ import annotations

import os
from pathlib import Path


class Trouble(Exception):
    """Why the store cannot be used and what to do; the words are meant to be printed.

    They may name files and frames, never keys, names or anything people wrote.
    """


class Busy(Trouble):
    """Another process holds the store; a command line ends with status 75 here."""


def damaged(path: Path, sequence: int, offset: int) -> Trouble:
    """The words for a journal whose frame after *sequence*, at *offset*, is damaged."""
    return Trouble(
        f"{path} is damaged: the record group after number {sequence}, at byte {offset}, is not "
        "what was written. Nothing was changed. Put the data folder back from your last backup, "
        "keep this one aside, and have the disk checked."
    )


def reason(error: OSError) -> str:
    """The system's own name for a failure; its full message could hold more than that."""
    return os.strerror(error.errno) if error.errno else "the disk failed"
