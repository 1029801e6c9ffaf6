"""What is said when somebody looks back: the story, promises, agreements, people around."""

from __future__ import annotations

from handlers.words.speech import Plural

CMD_TIMELINE = "The meetings with somebody, the latest first, in the words told."
TITLE = "{name}: the story so far"
NOTHING_YET = "Nothing is on record yet but the name."
WE_OWE = "We promised"
THEY_OWE = "They promised"
AGREED = "What was agreed"
MEETINGS = "Latest meetings"
NEXT = "Next"
RED_LINES = "Red lines"
ROLE = "Role"
LAST = "Last contact"

TIMELINE = "Timeline"
PROMISES = "Promises"
AGREEMENTS = "Agreements"
AROUND = "People around"
ABOUT = "About"

TIMELINE_OF = "{name}: meetings"
MEETING_ON = "{day}, {kind}"
HEARD = "news"
MEETING_AT = "{day}, {kind}, {place}"
TOLD_BY = "told by {name}"
PAGE = "{from_} to {to} of {total}"
NO_MEETINGS = "No meeting with {name} is on record yet."

PROMISES_OF = "{name}: promises"
ALL_PROMISES = "Open promises"
NO_PROMISES = "No promise between us and {name} is on record."
NO_OPEN_PROMISES = "No promise is open."
DUE = "{text}, by {day}"
DUE_PAST = "{text}, by {day}, past due"
DUE_MOON = "{what} (give or take {days})"
DAYS = Plural("{n} day", "{n} days")
IF = "{what}, if {condition}"
DONE = "{what}: {status}"
WITH = "{name}: {what}"
OUR_OPEN = "We promised, still open"
THEIR_OPEN = "They promised, still open"
SETTLED = "Settled"

AGREEMENTS_OF = "{name}: agreements"
ALL_AGREEMENTS = "Agreements that stand"
NO_AGREEMENTS = "No agreement with {name} is on record."
NO_STANDING = "No agreement stands."
AGREEMENT = "A-{number} · {text}"
UNTIL = "{what}, until {day}"
OPEN_END = "{what}, no end named"
FORM = "{what} ({form})"
ENDED = "Over"

AROUND_TITLE = "People around {name}"
INTRODUCED_BY = "Introduced by"
HAS_INTRODUCED = "Has introduced"
MET_TOGETHER = "Met together with"
SAME_PLACE = "Also at {place}"
NOBODY_AROUND = "Nobody around {name} is on record yet."
MORE_AROUND = Plural("and {n} more around them", "and {n} more around them")
