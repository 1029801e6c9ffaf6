"""Sets up logging once: to standard error, without secrets and without libraries' chatter."""

from __future__ import annotations

import logging
import sys
import time
from typing import TextIO

from bot.redact import Redaction

TALKATIVE = (
    *("httpx", "httpcore", "telegram", "slack_bolt", "slack_sdk", "aiohttp", "apscheduler"),
    *("asyncio", "tinydb", "tzlocal", "environs"),
)
"""Libraries that at lower levels log addresses with tokens in them, or what people wrote."""


def set_up(level: str, stream: TextIO | None = None) -> logging.Handler:
    """Log from *level* up to *stream* (standard error), redacted; returns the handler."""
    handler = logging.StreamHandler(stream or sys.stderr)
    line = Redaction("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ")
    line.converter = time.gmtime
    handler.setFormatter(line)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    return handler
