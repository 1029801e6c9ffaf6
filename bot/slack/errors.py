"""Slack's refusals and silences, translated once."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from handlers.chat import DeliveryError

PASSING = frozenset(
    (
        *("internal_error", "fatal_error", "service_unavailable", "request_timeout"),
        *("ratelimited", "rate_limited", "team_added_to_org", "org_login_required"),
    )
)
"""What Slack says when trying again later may do."""
SHUT = frozenset(
    (
        *("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"),
        *("not_allowed_token_type", "no_permission", "missing_scope"),
    )
)
"""What Slack says of a token that will not do, however often it is tried."""
REVOKED = frozenset(("invalid_auth", "not_authed", "token_revoked", "token_expired"))
"""What Slack says of our token alone, whatever was asked."""
SHUT_PAUSE = 300.0
"""Seconds until Slack is written to again after it has refused our token."""
UNREACHABLE = frozenset(
    ("account_inactive", "user_disabled", "cannot_dm_bot", "user_not_found", "user_not_visible")
)
"""What Slack says of a person who cannot be written to."""
UNCHANGEABLE = frozenset(
    ("message_not_found", "edit_window_closed", "cant_update_message", "channel_not_found")
)
"""What Slack says of a message of ours that can no longer be changed."""

UNDELETABLE = frozenset(
    (
        "message_not_found",
        "cant_delete_message",
        "channel_not_found",
        "compliance_exports_prevent_deletion",
    )
)
"""What Slack says of a message of ours that cannot be deleted, or is gone already."""

FAILURES = (SlackClientError, aiohttp.ClientError, asyncio.TimeoutError, ValueError)
"""All that a call may raise; the SDK says ValueError of an answer that is not JSON."""

_TOO_MANY, _OURS = 429, 500


def reason(error: BaseException) -> str:
    """Slack's own code for what went wrong; ``network`` where it said nothing we can read."""
    response = error.response if isinstance(error, SlackApiError) else None
    if response is None:
        return "network"
    if getattr(response, "status_code", 0) == _TOO_MANY:
        return "ratelimited"
    data: Any = getattr(response, "data", response)
    return str(data.get("error") or "network") if isinstance(data, dict) else "network"


def passing(error: BaseException) -> bool:
    """Whether the same call may well succeed later."""
    told = reason(error)
    return told in PASSING or told == "network" or _status(error) >= _OURS


def delivery(error: BaseException) -> DeliveryError:
    """The same in our words."""
    told = reason(error)
    if passing(error):
        if told == "ratelimited":
            return DeliveryError(told, wait=_wait(error))
        return DeliveryError(told, lost=told == "network" or _status(error) >= _OURS)
    if told in REVOKED:
        # Our own token will not do: everything waits until somebody has put that right.
        return DeliveryError(told, wait=SHUT_PAUSE)
    return DeliveryError(told, permanent=True, unreachable=told in UNREACHABLE)


def _status(error: BaseException) -> int:
    response = error.response if isinstance(error, SlackApiError) else None
    return int(getattr(response, "status_code", 0) or 0)


def _wait(error: BaseException) -> float:
    response = getattr(error, "response", None)
    headers = getattr(response, "headers", None) or {}
    asked = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    try:
        return float(asked)
    except ValueError:
        return 1.0
