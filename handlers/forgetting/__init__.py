"""Erasing for good: a person, a subject, a fact, or the last thing saved (PRACTICE D10)."""

from __future__ import annotations

from handlers.forgetting.asking import COMMANDS, PRESSES, heard

__all__ = ["COMMANDS", "PRESSES", "heard"]
