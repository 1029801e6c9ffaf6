"""Words of the terminal's own."""

from __future__ import annotations

HELLO = (
    "This is Rapport in your terminal. Write what happened in your own words, or help to see "
    "what you can say."
)
HOW = (
    "Type a number to press a button. End a line with \\ to go on in the next. /send and a path "
    "sends a file. Ctrl-D ends, and everything stays kept."
)
NO_FILE = "There is no such file. Write /send and its path, in quotes where it has spaces."
LAID = "The file is in {path}"
