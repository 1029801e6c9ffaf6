"""What is said about files and forwarded messages that are kept beside a note."""

from __future__ import annotations

MESSAGE = "message"
TOLD = "as told"
PHOTO = "photo"
VOICE = "voice note"
VIDEO = "video"
DOCUMENT = "document"

KEEP = "Shall I keep this?"
WHOSE = "Whose is it? Choose, or write the name."
TOO_LARGE = (
    "That file is larger than 20 MB, so it was not kept. "
    "Send a smaller copy, or write what it shows."
)
EMPTY_FILE = "That file arrived empty, so it was not kept. Send it once more, please."
NOT_FETCHED = "I could not fetch that file, so it was not kept. Send it once more in a while."
NOT_TAKEN = "I cannot keep that sort of thing. Write it in words, please."
SOME_LEFT_OUT = "Not everything could be kept. {why}"
