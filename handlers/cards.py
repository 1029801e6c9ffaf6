"""What we show: a card, its parts, its buttons and the forms behind them."""

from __future__ import annotations

from storage.values import dataclass

PRESS_LIMIT = 64
"""Bytes a button may carry: Telegram's limit, the smallest of ours."""


@dataclass(frozen=True, slots=True)
class Button:
    """A label and what pressing it does: sends *press*, copies *copy* or opens *url*."""

    label: str
    press: str = ""
    style: str = ""
    """``primary`` or ``danger`` where the platform can show it; at most one primary a card."""
    copy: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        if len(self.press.encode()) > PRESS_LIMIT:
            raise ValueError(f"a button carries more than {PRESS_LIMIT} bytes")


@dataclass(frozen=True, slots=True)
class Line:
    """One fact: what it is, and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Items:
    """A heading and the things under it."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of ours."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, exactly as they were."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A text to copy as it is, such as a draft or an invitation."""

    text: str


Part = Line | Items | Text | Quote | Code


@dataclass(frozen=True, slots=True)
class Card:
    """A title, parts under it, a hint below and buttons; each platform draws it its own way."""

    title: str
    parts: tuple[Part, ...] = ()
    buttons: tuple[Button, ...] = ()
    hint: str = ""
    """One quiet line at the foot."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form asks for."""

    name: str
    label: str
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """(value, label) pairs where only these will do; free text where empty."""
    many_lines: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Fields to fill at once, where the platform can; what is sent back carries *press*."""

    press: str
    title: str
    fields: tuple[Field, ...]
    submit: str
    cancel: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Something to look at, as SVG: a value like any other, turned into pixels where it is sent."""

    svg: str
    name: str
    """What its file is called, without an ending: plain small letters, no names of people."""
    as_file: bool = False
    """Send the SVG itself, to be kept or printed, rather than pixels."""
    about: tuple[str, ...] = ()
    """The ids of the counterparts on it, so that the audit knows whom it showed."""
