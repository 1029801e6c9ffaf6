"""What is said where a change is shown first and made only if it is wanted."""

from __future__ import annotations

BEFORE = "Before"
AFTER = "After"
YES = "Yes, save it"
LEAVE = "Leave it"
AS_NOTE = "It is a note"
LEFT = "Left as it was."
SINCE_CHANGED = "Part of this has changed since, so I left it as it is. Please ask again."
