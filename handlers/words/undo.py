"""What is said when something saved is taken back."""

from __future__ import annotations

UNDONE = "Undone: “{what}”."
UNDONE_IT = "Undone. It is as it was before."
WHAT = "What"
SAVED_ON = "Saved on"
NOTHING = "There is nothing left to undo."
ALREADY = "That has been undone already."
SINCE_CHANGED = (
    "Part of that has changed since, so I left it as it is. Please send what is right instead."
)
GONE = "That can no longer be undone. Nothing was changed."
ASK_OLD = "That was saved some time ago. Undo it?"
LEAVE_IT = "Leave it"
LEFT = "Left as it is."
