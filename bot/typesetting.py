"""A dossier as a PDF, where the typesetter is installed (``pip install rapport[pdf]``)."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
_SHEET = _HERE / "dossier.typ"
_FONTS = _HERE / "fonts"


class Missing(Exception):
    """The typesetter is not installed."""


def pdf(content: str) -> bytes:
    """The PDF of `handlers.exporting.written.typeset`'s data; raises `Missing`.

    The data goes in beside the sheet, never into it: a person's words are never markup.
    """
    try:
        import typst  # noqa: PLC0415  # An extra that few installations have.
    except ImportError:
        raise Missing from None
    made = typst.compile(
        str(_SHEET),
        root=str(_HERE),
        font_paths=[str(_FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"content": content},
        format="pdf",
    )
    if not isinstance(made, bytes):
        raise TypeError("one sheet makes one file")
    return made
