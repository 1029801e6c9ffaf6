"""Slack's limits as we know them, what pings whom, and what a person reads of blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Block = dict[str, Any]

SPECIAL = re.compile(r"<(![^>]+|[@#][A-Z0-9][^>]*)>")
MASKED = re.compile(r"<(\w+:[^>|]*\|[^>]*)>")
LINKED_NAME = re.compile(r"(?<!\w)@(?:channel|here|everyone|U[A-Z0-9]+)\b")
SURFACES = {
    "message": frozenset(("actions", "context", "divider", "header", "rich_text", "section")),
    "modal": frozenset(("context", "divider", "header", "input", "rich_text", "section")),
    "home": frozenset(("actions", "context", "divider", "header", "rich_text", "section")),
}
MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MESSAGE_TEXT = 13_200


class SlackError(Exception):
    """What the Web API answers instead of ``ok``."""

    def __init__(self, error: str, *details: str, status: int = 200, wait: float = 0.0) -> None:
        super().__init__(error, *details)
        self.error = error
        self.details = details
        self.status = status
        self.wait = wait


def need(right: bool, what: str, code: str = "invalid_blocks") -> None:
    if not right:
        raise SlackError(code, what)


def escaped(text: str) -> str:
    """What Slack makes of what a person types."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def check_blocks(blocks: Sequence[Block], surface: str = "message") -> None:
    """Raises ``invalid_blocks`` where Slack would refuse them."""
    need(isinstance(blocks, list) and len(blocks) <= MOST_BLOCKS[surface], "too many blocks")
    names = [block["block_id"] for block in blocks if "block_id" in block]
    need(len(names) == len(set(names)), "block_id twice")
    need(all(0 < len(name) <= 255 for name in names), "block_id length")
    for block in blocks:
        kind = block.get("type")
        need(kind in SURFACES[surface], f"no {kind} in a {surface}")
        CHECKS[str(kind)](block)
    if surface == "message":
        length = sum(len(text) for block in blocks for text in texts(block))
        need(length <= MESSAGE_TEXT, "all texts together", "msg_blocks_too_long")


def _object(text: Any, limit: int, kinds: Sequence[str] = ("plain_text",)) -> None:
    need(isinstance(text, dict) and text.get("type") in kinds, "kind of text object")
    need(isinstance(text.get("text"), str) and 0 < len(text["text"]) <= limit, "text length")
    need(text["type"] == "plain_text" or "emoji" not in text, "emoji in mrkdwn")


def _section(block: Block) -> None:
    need("text" in block or "fields" in block, "an empty section")
    if "text" in block:
        _object(block["text"], 3000, ("plain_text", "mrkdwn"))
    need(len(block.get("fields", ())) <= 10, "fields")
    for field in block.get("fields", ()):
        _object(field, 2000, ("plain_text", "mrkdwn"))


def _actions(block: Block) -> None:
    elements = block.get("elements", ())
    need(0 < len(elements) <= 25, "buttons in a row")
    ids = [element.get("action_id") for element in elements]
    need(len(set(ids)) == len(ids), "action_id twice")
    for element in elements:
        need(element.get("type") == "button", "only buttons are known here")
        _object(element["text"], 75)
        need(0 < len(element.get("action_id", "x")) <= 255, "action_id length")
        need(0 < len(element.get("value", "x")) <= 2000, "value length")
        need(element.get("style", "primary") in ("primary", "danger"), "style")
        need(len(element.get("url", "")) <= 3000, "url length")
        need(re.match(r"https?://", element.get("url", "http://")) is not None, "url")


def _context(block: Block) -> None:
    need(0 < len(block.get("elements", ())) <= 10, "context elements")
    for element in block["elements"]:
        _object(element, 3000, ("plain_text", "mrkdwn"))


def _rich(block: Block) -> None:
    need(bool(block.get("elements")), "an empty rich_text")
    need(sum(map(len, texts(block))) <= 3000, "rich_text length")
    for element in block["elements"]:
        need(element.get("type") in RICH and bool(element.get("elements")), "rich_text element")
        for leaf in element["elements"]:
            need(leaf.get("type") in ("text", "link", "user", "broadcast", "usergroup"), "leaf")
            if leaf["type"] == "text":
                need(isinstance(leaf.get("text"), str) and leaf["text"] != "", "an empty text")
                need(set(leaf.get("style", ())) <= {"bold", "italic", "strike", "code"}, "style")


def _input(block: Block) -> None:
    _object(block["label"], 2000)
    element = block["element"]
    need(0 < len(element.get("action_id", "x")) <= 255, "action_id length")
    if element.get("type") == "plain_text_input":
        need(len(element.get("initial_value", "")) <= 3000, "initial_value length")
        need(isinstance(element.get("multiline", False), bool), "multiline")
        return
    need(element.get("type") == "static_select", "only inputs and selects are known here")
    options = element.get("options", ())
    need(0 < len(options) <= 100, "options")
    for option in options:
        _object(option["text"], 75)
        need(0 < len(option["value"]) <= 150, "option value length")
    need(element.get("initial_option", options[0]) in options, "initial_option")


RICH = ("rich_text_section", "rich_text_quote", "rich_text_preformatted")
CHECKS: dict[str, Callable[[Block], None]] = {
    "actions": _actions,
    "context": _context,
    "divider": lambda block: None,
    "header": lambda block: _object(block["text"], 150),
    "input": _input,
    "rich_text": _rich,
    "section": _section,
}


def check_view(view: Block) -> None:
    """Raises where ``views.open``, ``views.update`` or ``views.publish`` would refuse it."""
    kind = view.get("type")
    need(kind in ("modal", "home"), "kind of view", "invalid_arguments")
    check_blocks(view["blocks"], str(kind))
    need(len(view.get("private_metadata", "")) <= 3000, "private_metadata", "invalid_arguments")
    need(len(view.get("callback_id", "")) <= 255, "callback_id", "invalid_arguments")
    if kind == "modal":
        _object(view["title"], 24)
        for part in ("submit", "close"):
            if part in view:
                _object(view[part], 24)
        has_input = any(block["type"] == "input" for block in view["blocks"])
        need("submit" in view or not has_input, "inputs without submit", "invalid_arguments")


def texts(block: Block) -> Iterator[str]:
    """Every text of a block, buttons left out."""
    if block["type"] == "actions":
        return
    for part in (block.get("text"), block.get("label"), *block.get("fields", ())):
        if part:
            yield part["text"]
    for element in block.get("elements", ()):
        for leaf in element.get("elements", (element,)):
            yield leaf.get("text", "")


def plain(blocks: Sequence[Block]) -> str:
    """What a person reads: a line a row, an empty line between blocks, no buttons."""
    return "\n\n".join(_told(block) for block in blocks if block["type"] != "actions")


def _told(block: Block) -> str:
    if block["type"] == "rich_text":
        return "\n".join(
            "".join(leaf.get("text", "") for leaf in element["elements"])
            for element in block["elements"]
        )
    return "\n".join(texts(block))


def buttons(blocks: Sequence[Block]) -> dict[str, tuple[Block, Block]]:
    """Label → (block, button) of what can be pressed."""
    return {
        element["text"]["text"]: (block, element)
        for block in blocks
        if block["type"] == "actions"
        for element in block["elements"]
    }


def live(params: dict[str, Any]) -> list[str]:
    """Every mention and every link with a mask that a post would bring to life."""
    found = _tokens(params.get("text") or "") if params.get("mrkdwn", True) else []
    for block in params.get("blocks") or ():
        for leaf in _leaves(block):
            if leaf.get("type") in ("user", "broadcast", "usergroup"):
                found.append(str(leaf))
            if leaf.get("type") == "mrkdwn":
                found += _tokens(leaf["text"])
    if params.get("link_names") or params.get("parse") == "full":
        found += LINKED_NAME.findall(params.get("text") or "")
    return found


def _tokens(text: str) -> list[str]:
    return SPECIAL.findall(text) + MASKED.findall(text)


def _leaves(block: Block) -> Iterator[Block]:
    for part in (block.get("text"), *block.get("fields", ())):
        if part:
            yield part
    for element in block.get("elements", ()):
        yield element
        yield from element.get("elements", ())
