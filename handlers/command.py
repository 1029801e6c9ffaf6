"""What a command is: its names, what it is for, who may use it, how it may be written."""

from __future__ import annotations

from handlers.rules.roles import Action
from storage.values import dataclass

ALONE = "alone"
"""May be written without a slash where nothing else is."""
NAMED = "named"
"""May be written without a slash before a few words, such as a name."""
CODED = "coded"
"""May be written without a slash before a code."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be asked for by name."""

    name: str
    also: str
    """What people who speak French, Spanish or Arabic type, and other habits; spaces between."""
    sentence: str
    """What it is for, in one line."""
    group: str
    action: Action
    usage: str = ""
    """What comes after the name, as an example to be said in the person's language."""
    bare: str = ""
    """How it can be written without its slash: `ALONE`, `NAMED`, `CODED` or, empty, not at all."""
    many_lines: bool = False
    """Whether the lines below the first belong to it."""
