"""Makes what a person sent safe to keep, without changing what they said."""

from __future__ import annotations

from dataclasses import replace

from handlers.chat import TEXT_LIMIT, Attachment, Forwarded, Message
from handlers.patterns import pattern

_SURROGATE = pattern("[\ud800-\udfff]")
_UNSAFE = pattern("[\ud800-\udfff\0\r]")
"""Any sign that is changed or left out; most texts hold none."""
_NAME_LIMIT = 255


def clean_text(text: str, limit: int = TEXT_LIMIT + 1) -> str:
    """*text* with lone surrogates as U+FFFD, no NUL, ``\\n`` line ends and at most *limit* marks.

    One mark over `TEXT_LIMIT` is let through, so that a handler sees that there was too much.
    """
    if not _UNSAFE.search(text):
        return text[:limit]
    whole = _SURROGATE.sub("\ufffd", text[: 2 * limit]).replace("\0", "")
    return whole.replace("\r\n", "\n").replace("\r", "\n")[:limit]


def clean(message: Message) -> Message:
    """*message* with everything a person or a platform wrote made safe to keep."""
    if _is_clean(message):
        return message
    return replace(
        message,
        text=clean_text(message.text),
        press=clean_text(message.press, _NAME_LIMIT),
        name=clean_text(message.name, _NAME_LIMIT),
        language=clean_text(message.language, _NAME_LIMIT),
        form=tuple((clean_text(name), clean_text(value)) for name, value in message.form),
        files=tuple(_file(file) for file in message.files),
        forwarded=_forwarded(message.forwarded),
    )


def _is_clean(message: Message) -> bool:
    """Whether nothing is to be done, as with most; what more there is to it is looked into."""
    if message.form or message.files or message.forwarded:
        return False
    words = message.press, message.name, message.language
    short = len(message.text) <= TEXT_LIMIT + 1 and max(map(len, words)) <= _NAME_LIMIT
    return short and not _UNSAFE.search("".join((message.text, *words)))


def _file(file: Attachment) -> Attachment:
    return replace(
        file,
        name=clean_text(file.name, _NAME_LIMIT),
        media_type=clean_text(file.media_type, _NAME_LIMIT),
    )


def _forwarded(forwarded: Forwarded | None) -> Forwarded | None:
    if forwarded is None:
        return None
    return replace(forwarded, author=clean_text(forwarded.author, _NAME_LIMIT))
