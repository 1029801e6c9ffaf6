"""Fresh names and secrets, none of which can be guessed."""

from __future__ import annotations

import secrets


def new_id() -> str:
    """Twelve url-safe characters, 72 random bits: enough to name a record."""
    return secrets.token_urlsafe(9)


def new_secret() -> str:
    """Twenty-two url-safe characters, 128 random bits: enough to let somebody in."""
    return secrets.token_urlsafe(16)


def new_reference() -> str:
    """Six characters that a tired person can read out over the telephone."""
    return "".join(secrets.choice("23456789ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(6))
