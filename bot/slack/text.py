"""Slack's text: what it sends us made plain, what we send it made harmless, cut between letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex  # type: ignore[import-untyped]  # It ships no types.

_TOKEN = regex.compile(r"<([^<>\n]+)>")
_LINK = regex.compile(r"(?:https?|mailto|tel|ftp|slack|[a-z][a-z0-9+.-]{1,20}):", regex.IGNORECASE)
_LETTER = regex.compile(r"\X")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def escape(text: str) -> str:
    """*text* with nothing in it that Slack would read as a mention, a link or an entity."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """The three entities Slack sends, turned back once."""
    if "&" in text:
        for entity, mark in _ENTITIES:
            text = text.replace(entity, mark)
    return text


def bare(text: str, named: Callable[[str], str] = lambda user: f"@{user}") -> str:
    """What a person typed, from what Slack makes of it.

    Mentions become ``@name`` and links show where they really lead; *named* gives the text for
    a user id. Half characters, which no disk or socket takes, become U+FFFD.
    """
    if "<" not in text:
        return whole(unescape(text))
    parts, end = [], 0
    for token in _TOKEN.finditer(text):
        parts += [unescape(text[end : token.start()]), _told(token[1], named)]
        end = token.end()
    return whole("".join((*parts, unescape(text[end:]))))


def mentioned(text: str) -> frozenset[str]:
    """The ids of the users whom *text*, as Slack sent it, mentions without their name."""
    return frozenset(user[1] for user in regex.finditer(r"<@([UW][A-Z0-9]+)>", text))


def whole(text: str) -> str:
    """*text* without half surrogate pairs."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _told(token: str, named: Callable[[str], str]) -> str:
    head, bar, label = token.partition("|")
    label = unescape(label)
    if head.startswith("@"):
        return f"@{label}" if label else named(head[1:])
    if head.startswith("#"):
        return f"#{label or head[1:]}"
    if head.startswith("!"):
        name = label or head[1:].partition("^")[0]
        return name if name.startswith("@") or head.startswith("!date") else f"@{name}"
    if _LINK.match(head):
        return _link(unescape(head), label)
    return f"<{unescape(head)}{bar}{label}>"


def _link(target: str, label: str) -> str:
    address = target.partition(":")[2].removeprefix("//")
    if not label or label in (target, address):
        return label or target
    return f"{label} ({target})"


def letters(text: str) -> Iterator[str]:
    """The characters as a reader counts them, accents and joined emoji kept whole."""
    return (letter[0] for letter in _LETTER.finditer(text))


def cut(text: str, limit: int, measure: Callable[[str], int] = len) -> str:
    """*text* in at most *limit* units, ending in an ellipsis where something is left out."""
    if measure(text) <= limit:
        return text
    kept, room = [], limit - 1
    for letter in letters(text):
        room -= measure(letter)
        if room < 0:
            break
        kept.append(letter)
    return "".join(kept) + "…"


def pieces(text: str, limit: int) -> Iterator[str]:
    """*text* in runs of at most *limit* characters, cut at line ends where there are any."""
    while len(text) > limit:
        at = text.rfind("\n", limit // 2, limit) + 1 or _border(text, limit)
        yield text[:at]
        text = text[at:]
    if text:
        yield text


def _border(text: str, limit: int) -> int:
    """The last place before *limit* that is between two letters; *limit* where none is."""
    end = 0
    for letter in _LETTER.finditer(text, 0, limit + 40):
        if letter.end() > limit:
            break
        end = letter.end()
    return end or limit
