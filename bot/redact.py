"""Takes tokens out of every line before it is written to a log."""

from __future__ import annotations

import logging
import re
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

from handlers.patterns import pattern

HIDDEN = "[hidden]"

_SECRETS = pattern(
    r"""
      (?<!\d)\d+:[\w-]{30,}                               # Telegram's bot tokens, in a URL or not
    | xox[a-z](?:\.xox[a-z])?-[\w.-]+              # Slack's bot, user and rotated tokens
    | xapp-[\w.-]+                                 # Slack's app tokens
    | (?<=://)[^/\s:@]+:[^/\s@]+(?=@)                # a name and password in a URL
    | (?<=hooks\.slack\.com/)[\w/]+                  # Slack's response addresses
    """,
    re.VERBOSE,
)
_NAMED = pattern(
    r"(?i)(bearer\s+|(?:token|ticket|secret|signature|password|passphrase|code)[\"']?\s*[=:]\s*[\"']?)"
    r"(?:v0=)?[\w.~+/-]{6,}=*"
)


def redacted(text: str) -> str:
    """*text* with everything that looks like a secret hidden."""
    return _NAMED.sub(rf"\1{HIDDEN}", _SECRETS.sub(HIDDEN, text))


def where(error: BaseException) -> str:
    """The last places in the code that *error* passed through, without any of its words."""
    return _places(error.__traceback__)


def _places(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-4:]
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)


class Redaction(logging.Formatter):
    """Formats a record and hides what must not be read.

    An exception becomes its type and place: its own words may quote what people wrote.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line to write; line breaks in it cannot pass for a second entry."""
        # What another formatter wrote of the exception before us must not come back.
        record.exc_text = None
        return redacted(super().format(record)).replace("\n", "\n    ")

    def formatException(self, ei: Any) -> str:  # noqa: N802  # The name is logging's.
        """The exception's type and the places it passed through."""
        kind, _, trace = ei
        name = kind.__name__ if kind else "nothing"
        return f"{name} at {_places(trace)}"

    def formatStack(self, stack_info: str) -> str:  # noqa: N802  # The name is logging's.
        """Nothing: lines of code add nothing to the places."""
        return ""
