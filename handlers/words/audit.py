"""What is said of who saw or changed what."""

from __future__ import annotations

CMD_AUDIT = "Who saw or changed what is kept of somebody; for the mandator."
TITLE = "Who saw or changed what"
TITLE_OF = "Who saw or changed what is kept of {name}"
SAW = "{when} · {member}: looked at {people}"
CHANGED = "{when} · {member}: changed {people}"
ERASED = "{when} · {member}: erased {people}"
TOOK = "{when} · {member}: took out {people}"
OPERATOR = "the operator"
HIDDEN = "somebody you do not see"
GONE = "somebody erased since"
AND_MORE = "{n} more"
NOTHING = "Nothing was written down yet."
HINT = "The latest ten. What was read or written is not kept here."
