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
    match body.get("type"), body.get("command"):
        case "event_callback", _:
            return _event(body, me, named)
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
    match event.get("type"), event.get("subtype", ""):
        case "app_home_opened", _ if event.get("tab") == "home":
            key = f"event:{body['event_id']}"
            return _message(body, event["user"], key, _sent(body), opened=True)
        case "app_mention", _ if event.get("user") not in (None, me) and "bot_id" not in event:
            return _said(body, event, me, named)
        case "message", "message_changed" if event.get("channel_type") == "im":
            return _edited(body, event, me, named)
        case "message", subtype if event.get("channel_type") == "im" and subtype in SPOKEN:
            return _said(body, event, me, named)
    return None


def _sent(body: Body) -> datetime:
    return datetime.fromtimestamp(float(body.get("event_time", 0)), UTC)


def _moment(stamp: str, body: Body) -> datetime:
    """When something of an event happened; when the event was sent, where it bears no time."""
    at = moment(stamp, None)
    return _sent(body) if at is None else at


def _said(body: Body, event: Body, me: str, named: Named) -> Message | None:
    if "bot_id" in event or event.get("user") in (None, me):
        return None
    private = event["type"] == "message"
    channel, stamp = event["channel"], event["ts"]
    text = event.get("text", "")
    if me and f"<@{me}" in text:
        text = re.sub(rf"^\s*<@{re.escape(me)}(\|[^>]*)?>[\s,:]*", "", text)
    parent = event.get("thread_ts", stamp)
    answered = parent != stamp and event.get("parent_user_id") == me
    words, first = shared(event, named, moment) or (bare(text, named), None)
    sender = f"{PLATFORM}:{event['user']}"
    return Message(
        f"{PLATFORM}:{_team(body)}:{channel}:{stamp}",
        sender,
        Address(PLATFORM, event["user"]),
        _moment(stamp, body),
        words,
        forwarded=first,
        id=f"{channel}/{stamp}",
        card=f"{channel}/{parent}" if answered else "",
        private=private,
    )


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
