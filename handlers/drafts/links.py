"""Links that open a chat with a counterpart in the app they use, with the draft where it can."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from urllib.parse import quote

from handlers.patterns import pattern
from storage.values import dataclass

KINDS = ("whatsapp", "signal", "telegram", "sms", "phone")
"""What a `Channel` can be; ``phone`` is a number of which we do not know what it is used for."""

SHORTEST, LONGEST = 8, 15
"""Digits of a telephone number with its country code (ITU E.164)."""

LONGEST_URL = 2000
"""Characters that browsers and both chat platforms take in a link; Arabic needs six a letter."""

_USERNAME = pattern(r"[A-Za-z][A-Za-z0-9_]{3,31}")
_SEPARATORS = pattern(r"[\s().\-/\u00a0\u2010-\u2015\u202a-\u202e\u2066-\u2069\u200e\u200f]+")


@dataclass(frozen=True, slots=True)
class Link:
    """One way to open the chat."""

    app: str
    """whatsapp, signal, telegram or sms."""
    url: str
    carries_text: bool
    """Whether the text, if there is one, is already in it; where not, it must be pasted."""
    pressable: bool
    """Whether a chat platform takes it behind a button: they refuse ``sms:``."""


def links(kind: str, handle: str, text: str) -> tuple[Link, ...]:
    """The links for a channel of *kind*, with *text* in those that can carry it.

    *handle* is what `normalised` gives. A plain number opens WhatsApp, Signal or a text message.
    """
    apps = ("whatsapp", "signal", "sms") if kind == "phone" else (kind,)
    return tuple(_carried(app, handle, text) for app in apps)


def _carried(app: str, handle: str, text: str) -> Link:
    """The link with the text in it, or without where that would be too long to open."""
    whole = _BUILDERS[app](handle, text)
    if len(whole.url) <= LONGEST_URL:
        return whole
    return replace(_BUILDERS[app](handle, ""), carries_text=False)


def normalised(kind: str, written: str) -> str:
    """*written* as a handle of that kind; empty where it is no number or user name.

    A number needs its country code: ``+249 91 …`` or ``00249 91 …``, in any script's digits.
    """
    text = written.strip()
    if kind == "telegram":
        name = re.sub(r"^(?:https?://)?t\.me/|^@", "", text)
        if _USERNAME.fullmatch(name):
            return name
    digits = "".join(_digit(mark) for mark in _SEPARATORS.sub("", text))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    number = digits[1:]
    if not digits.startswith("+") or not number.isdecimal() or number.startswith("0"):
        return ""
    return digits if SHORTEST <= len(number) <= LONGEST else ""


def masked(handle: str) -> str:
    """A handle as cards show it: enough to tell two apart, too little to call."""
    if not handle.startswith("+"):
        return f"@{handle[:2]}…"
    return f"{handle[:4]}…{handle[-2:]}"


def _digit(mark: str) -> str:
    return str(unicodedata.decimal(mark)) if mark.isdecimal() else mark


def _asking(name: str, text: str) -> str:
    """The query that hands *text* over; none where there is no text."""
    return f"?{name}={quote(text, safe='')}" if text else ""


def _whatsapp(handle: str, text: str) -> Link:
    url = f"https://wa.me/{handle.removeprefix('+')}{_asking('text', text)}"
    return Link("whatsapp", url, carries_text=True, pressable=True)


def _signal(handle: str, text: str) -> Link:
    """Signal opens the chat of a number and takes no text with it."""
    return Link("signal", f"https://signal.me/#p/{handle}", carries_text=not text, pressable=True)


def _telegram(handle: str, text: str) -> Link:
    # A text that began with @ would be read as the name of a bot.
    said = f" {text}" if text.startswith("@") else text
    url = f"https://t.me/{handle}{_asking('text', said)}"
    return Link("telegram", url, carries_text=True, pressable=True)


def _sms(handle: str, text: str) -> Link:
    url = f"sms:{handle}{_asking('body', text)}"
    return Link("sms", url, carries_text=True, pressable=False)


_BUILDERS = {"whatsapp": _whatsapp, "signal": _signal, "telegram": _telegram, "sms": _sms}
