"""A message of somebody else's that a person shares with us: whose it is, when, and its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.slack.text import bare, whole
from handlers.chat import Forwarded

Named = Callable[[str], str]


def shared(
    event: Mapping[str, Any], named: Named, moment: Callable[[str, None], datetime | None]
) -> tuple[str, Forwarded] | None:
    """The shared words and who first wrote them; ``None`` where nothing is shared.

    What the person says about it stands above the words they share.
    """
    for attachment in event.get("attachments") or ():
        if attachment.get("is_share") and attachment.get("text"):
            said = bare(event.get("text", ""), named).strip()
            words = bare(attachment["text"], named)
            at = moment(str(attachment.get("ts", "")), None)
            text = f"{said}\n{words}" if said else words
            return text, Forwarded(whole(attachment.get("author_name", "")), at)
    return None
