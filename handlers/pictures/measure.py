"""How wide words are in the font that ships with us, near enough to lay them out."""

from __future__ import annotations

import unicodedata

# Advance widths of DejaVu Sans in hundredths of the type size, from the space to the tilde.
_ASCII = (
    *(32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64),
    *(64, 64, 64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66),
    *(56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61),
    *(63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82),
    *(59, 59, 52, 64, 34, 64, 84),
)
_ARABIC, _OTHER = 57, 70
_ELLIPSIS = "…"
_WORDS = 60
"""Words of a text that are looked at: no line of a picture has room for more."""


def width(text: str, size: float) -> float:
    """The width of *text* at that type size, a little too wide rather than too narrow."""
    return sum(map(_advance, unicodedata.normalize("NFD", text))) * size / 100


def _advance(sign: str) -> int:
    at = ord(sign) - ord(" ")
    if 0 <= at < len(_ASCII):
        return _ASCII[at]
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Mn"):
        return 0
    return _ARABIC if "\u0600" <= sign <= "\u06ff" else _OTHER


def fitted(text: str, size: float, room: float) -> str:
    """*text* cut to *room*, with a sign that it was cut."""
    text = " ".join(text.split())
    if width(text, size) <= room:
        return text
    left, kept = room - width(_ELLIPSIS, size), 0
    for sign in text:
        left -= width(sign, size)
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip(" ,،·") + _ELLIPSIS


def wrapped(text: str, size: float, room: float, lines: int) -> list[str]:
    """*text* in at most *lines* lines of *room*; the last is cut where it does not fit."""
    words, made = text.split()[:_WORDS], [""]
    for at, word in enumerate(words):
        longer = f"{made[-1]} {word}".strip()
        if not made[-1] or width(longer, size) <= room:
            made[-1] = longer
        elif len(made) < lines:
            made.append(word)
        else:
            made[-1] = " ".join((made[-1], *words[at:]))
            break
    return [fitted(line, size, room) for line in made if line]
