"""What somebody's own page says: what is due, what was lately."""

from __future__ import annotations

TITLE = "Your desk, {day}"
DUE = "Promises due soonest"
STEPS = "Next steps"
RECENT = "Latest meetings"
DRAFTS = "Waiting for your answer"
NOTHING = "Nothing is waiting. Write to me after your next meeting."
WE_OWE = "{day}: we promised {name}: {text}"
THEY_OWE = "{day}: {name} promised: {text}"
OVERDUE = "{what} (past due)"
STEP = "{day}: {text}, with {name}"
MET = "{day}: {name}"
DRAFT = "{day}: {words}"
