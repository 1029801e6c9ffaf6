"""Reads an SVG and writes it as PNG: a process of its own, started by `bot.painting`.

It is run as a file, so that it loads nothing of the house and nothing of the house waits for it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import resvg_py

FONT = Path(__file__).with_name("fonts") / "DejaVuSans.ttf"


def main() -> None:
    """From standard input to standard output; only our own font, so that every machine agrees."""
    svg = sys.stdin.buffer.read().decode()
    png = resvg_py.svg_to_bytes(svg_string=svg, font_files=[str(FONT)], skip_system_fonts=True)
    sys.stdout.buffer.write(png)


if __name__ == "__main__":
    main()
