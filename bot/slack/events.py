"""What Slack sends, in our words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from bot.slack import forms
from bot.slack.shared import shared
from bot.slack.text import bare, whole
from handlers.chat import Address, Forwarded, Message

PLATFORM = "slack"
COMMAND = "/rapport"
SAVE_AGREEMENT = "save_agreement"
LOG_MEETING = "log_meeting"
SHORTCUTS = {SAVE_AGREEMENT: "shortcut:agreement", LOG_MEETING: "shortcut:log"}
"""What each shortcut of the manifest presses."""
SPOKEN = frozenset(("", "file_share", "thread_broadcast", "me_message"))
"""The subtypes of a message in which a person says something."""

Body = Mapping[str, Any]
Named = Callable[[str], str]


Otherwise = TypeVar("Otherwise", datetime, None)


def _id(user: str) -> str:
    return f"@{user}"


def to_message(body: Body, now: datetime, *, me: str = "", named: Named = _id) -> Message | None:
    """A payload of any kind as one message without its files; ``None`` where it asks nothing.

    *now* stands in where the payload bears no time, *me* is our own user id and *named* gives
    the text for a mentioned user.
    """
    kind = body.get("type")
    if kind == "event_callback":
        return _event(body, me, named)
    match kind, body.get("command"):
        case "block_actions", _:
            return _press(body, now)
        case "view_submission", _:
            return _form(body, now)
        case (("message_action" | "shortcut"), _):
            return _shortcut(body, now, named)
        case _, str():
            return _command(body, now, named)
    return None


def person(sender: str) -> Address:
    """Where the person is written to: their own conversation with us."""
    return Address(PLATFORM, sender.partition(":")[2])


def moment(stamp: str, otherwise: Otherwise) -> datetime | Otherwise:
    """The instant of one of Slack's stamps, seconds with a fraction."""
    try:
        return datetime.fromtimestamp(float(stamp), UTC)
    except (ValueError, OverflowError, OSError):
        return otherwise


def _event(body: Body, me: str, named: Named) -> Message | None:
    event = body["event"]
    kind, subtype = event.get("type"), event.get("subtype", "")
    if kind == "message" and subtype in SPOKEN:
        return _said(body, event, me, named) if event.get("channel_type") == "im" else None
    match kind, subtype:
        case "app_home_opened", _ if event.get("tab") == "home":
            key = f"event:{body['event_id']}"
            return _message(body, event["user"], key, _sent(body), opened=True)
        case "app_mention", _ if event.get("user") not in (None, me) and "bot_id" not in event:
            return _said(body, event, me, named)
        case "message", "message_changed" if event.get("channel_type") == "im":
            return _edited(body, event, me, named)
    return None


def _sent(body: Body) -> datetime:
    return datetime.fromtimestamp(float(body.get("event_time", 0)), UTC)


def _moment(stamp: str, body: Body) -> datetime:
    """When something of an event happened; when the event was sent, where it bears no time."""
    try:
        return datetime.fromtimestamp(float(stamp), UTC)
    except (ValueError, OverflowError, OSError):
        return _sent(body)


def _said(body: Body, event: Body, me: str, named: Named) -> Message | None:
    user = event.get("user")
    if user is None or user == me or "bot_id" in event:
        return None
    channel, stamp = event["channel"], event["ts"]
    text, first = _words(event, me, named)
    parent = event.get("thread_ts", stamp)
    answered = parent != stamp and event.get("parent_user_id") == me
    return Message(
        f"slack:{body.get('team_id') or _team(body)}:{channel}:{stamp}",
        f"slack:{user}",
        Address(PLATFORM, user),
        _moment(stamp, body),
        text,
        "",
        f"{channel}/{parent}" if answered else "",
        f"{channel}/{stamp}",
        forwarded=first,
        private=event["type"] == "message",
    )


def _words(event: Body, me: str, named: Named) -> tuple[str, Forwarded | None]:
    """What is said, without our name before it, and who first wrote it where it is shared."""
    text: str = event.get("text", "")
    if "attachments" not in event and text.isascii() and "<" not in text and "&" not in text:
        # As most is written.
        return text, None
    if me and f"<@{me}" in text:
        text = re.sub(rf"^\s*<@{re.escape(me)}(\|[^>]*)?>[\s,:]*", "", text)
    return shared(event, named, moment) or (bare(text, named), None)


def _edited(body: Body, event: Body, me: str, named: Named) -> Message | None:
    """A person's edit of their own words; Slack tells of our edits and of unfurled links too."""
    now, before = event["message"], event.get("previous_message") or {}
    stamp = (now.get("edited") or {}).get("ts", "")
    if not stamp or "bot_id" in now or now.get("user") in (None, me):
        return None
    if stamp == (before.get("edited") or {}).get("ts") or now.get("text") == before.get("text"):
        return None
    channel, id = event["channel"], f"{event['channel']}/{now['ts']}"
    return _message(
        body,
        now["user"],
        f"{channel}:{now['ts']}:{stamp}",
        _moment(stamp, body),
        text=bare(now.get("text", ""), named),
        id=id,
        edits=id,
    )


def _press(body: Body, now: datetime) -> Message | None:
    action = body["actions"][0]
    if not action.get("value"):
        # A button that opens a link tells of it as well, and asks nothing.
        return None
    place = body.get("container") or {}
    seen = place.get("message_ts", "")
    return _message(
        body,
        body["user"]["id"],
        f"action:{body['trigger_id']}",
        moment(action.get("action_ts", ""), now),
        press=action["value"],
        card=f"{place.get('channel_id', '')}/{seen}" if seen else "",
        trigger=body["trigger_id"],
    )


def _form(body: Body, now: datetime) -> Message | None:
    view = body["view"]
    press, card = forms.purpose(view)
    if not press:
        return None
    return _message(
        body,
        body["user"]["id"],
        f"view:{view['id']}:{view['hash']}",
        now,
        press=press,
        card=card,
        form=forms.filled(view),
    )


def _shortcut(body: Body, now: datetime, named: Named) -> Message | None:
    press = SHORTCUTS.get(body["callback_id"], "")
    if not press:
        return None
    at = moment(body.get("action_ts", ""), now)
    chosen = body.get("message")
    key, trigger = f"shortcut:{body['trigger_id']}", body["trigger_id"]
    if not chosen:
        return _message(body, body["user"]["id"], key, at, press=press, trigger=trigger)
    author = chosen.get("user") or ""
    return _message(
        body,
        body["user"]["id"],
        key,
        at,
        press=press,
        trigger=trigger,
        text=bare(chosen.get("text", ""), named),
        id=f"{body['channel']['id']}/{chosen['ts']}",
        forwarded=Forwarded(
            named(author).removeprefix("@") if author else whole(chosen.get("username", "")),
            moment(chosen["ts"], at),
        ),
    )


def _command(body: Body, now: datetime, named: Named) -> Message:
    return _message(
        body,
        body["user_id"],
        f"command:{body['trigger_id']}",
        now,
        text=bare(body.get("text", ""), named).strip() or "/help",
        trigger=body["trigger_id"],
    )


def _message(body: Body, user: str, key: str, at: datetime, **rest: Any) -> Message:
    sender = f"{PLATFORM}:{user}"
    return Message(f"{PLATFORM}:{_team(body)}:{key}", sender, person(sender), at, **rest)


def _team(body: Body) -> str:
    return str(body.get("team_id") or (body.get("team") or {}).get("id", ""))
