"""Forms drawn as Slack modals, and read back from what a modal submits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.slack.text import cut, whole
from handlers.chat import Field, Form

# Slack's limits, in characters, and of options and fields in number.
_TITLE, _LABEL, _NAME, _VALUE = 24, 2_000, 255, 3_000
_OPTION, _OPTION_VALUE, _OPTIONS, _FIELDS = 75, 150, 100, 100
CALLBACK = "form"


def drawable(form: Form) -> bool:
    """Whether Slack can show every field and what already stands in it."""
    names = {field.name for field in form.fields}
    return 0 < len(names) == len(form.fields) <= _FIELDS and all(map(_fits, form.fields))


def _fits(field: Field) -> bool:
    if not 0 < len(field.name) <= _NAME:
        return False
    if field.options:
        values = [value for value, _ in field.options]
        return len(values) <= _OPTIONS and all(0 < len(value) <= _OPTION_VALUE for value in values)
    return len(field.value) <= _VALUE


def to_view(form: Form, card: str) -> dict[str, Any]:
    """The modal; it carries which form it is and the *card* it was opened from."""
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps({"press": form.press, "card": card}),
        "title": _plain(form.title, _TITLE),
        "submit": _plain(form.submit, _TITLE),
        "close": _plain(form.cancel, _TITLE),
        "blocks": [_input(field) for field in form.fields],
    }


def _input(field: Field) -> dict[str, Any]:
    element: dict[str, Any] = {"action_id": "value"}
    if field.options:
        options = [
            {"text": _plain(label, _OPTION), "value": value} for value, label in field.options
        ]
        chosen = [option for option in options if option["value"] == field.value]
        element |= {"type": "static_select", "options": options}
        element |= {"initial_option": chosen[0]} if chosen else {}
    else:
        element |= {"type": "plain_text_input", "multiline": field.many_lines}
        element |= {"initial_value": field.value} if field.value else {}
    return {
        "type": "input",
        "block_id": field.name,
        "label": _plain(field.label, _LABEL),
        "element": element,
        "optional": True,
    }


def _plain(text: str, limit: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": cut(text, limit) or "…", "emoji": False}


def purpose(view: Mapping[str, Any]) -> tuple[str, str]:
    """(press, card) that the modal carries; both empty where it is none of ours."""
    try:
        carried = json.loads(view.get("private_metadata") or "{}")
        return str(carried["press"]), str(carried["card"])
    except (ValueError, KeyError, TypeError):
        return "", ""


def filled(view: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """(field, text) of all that was filled in."""
    return tuple(
        (name, whole(_value(next(iter(inputs.values()), {}))))
        for name, inputs in view["state"]["values"].items()
    )


def _value(given: Mapping[str, Any]) -> str:
    chosen = given.get("selected_option") or {}
    return str(given.get("value") or chosen.get("value") or "")
