"""Words that several handlers share."""

from __future__ import annotations

SAVE = "Save"
EDIT = "Edit"
DROP = "Drop"
UNDO = "Undo"
MORE = "More"
BACK = "Back"
YES = "Yes"
NO = "No"
