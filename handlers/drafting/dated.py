"""What was told, without the day it names, and that day."""

from __future__ import annotations

import re
from datetime import date

from handlers.chat import Message
from handlers.desk import Desk
from handlers.drafting.days import lately
from handlers.patterns import pattern
from handlers.reading import dates

_BEFORE_DAY = pattern(
    r"(?:^|[\s,،]+)"
    r"(?:(?:on|since|from|as of|le|depuis|dès|el|desde|a partir de|في|منذ|يوم)\s*){0,2}$",
    re.IGNORECASE,
)


def dated(text: str, message: Message, desk: Desk) -> tuple[str, date | None]:
    """*text* without the day it names and the word before that, and the day; ``None`` for none."""
    here = message.at.astimezone(desk.zone)
    found = dates.find(text, here, language=desk.say.language, week=desk.member.week)
    if not found or (span := found[0].span) is None:
        return text.strip(), None
    before = _BEFORE_DAY.sub("", text[: span.start])
    return f"{before} {text[span.end :]}".strip(), lately(found[0].day, desk.today)
