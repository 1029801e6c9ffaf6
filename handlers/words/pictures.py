"""What stands on pictures, and what is said with them."""

from __future__ import annotations

from handlers.words.speech import Plural

LINES = {
    "kin": "family",
    "orders": "answers to",
    "close": "close to each other",
    "introduced": "introduced us",
    "apart": "at odds, or keep apart",
    "met": "met together",
}
CONTACTS = {
    "lately": "spoken with in the last 60 days",
    "long_ago": "longer ago",
    "never": "not met yet",
}
NO_KIND = "sort of actor not known"
NO_PLACE = "No organisation on record"
MORE = Plural("and {n} more person", "and {n} more people")
WHOLE = "Whom we know"
AT = "Whom we know at {place}"
AROUND = "Around {name}"
TIME = "{name}, over time"
NOBODY = "There is nobody to draw yet."
ALONE = "Nothing on record joins them to anybody, so there is nothing to draw."
CARE = "A picture can be copied on. Delete it when you no longer need it."
CMD_PICTURE = "Draw whom we know, or who is around one person."

# On the timeline.
TODAY = "today"
EARLIER = Plural("and {n} earlier entry", "and {n} earlier entries")
AGREED = "agreed"
WE_PROMISED = "we promised"
THEY_PROMISED = "they promised"
MARKS = "day they mark"
LIFE = "in their life"
NEW_ROLE = "new role"
STATES = {
    "open": "open",
    "kept": "kept",
    "late": "kept late",
    "partly": "kept in part",
    "broken": "not kept",
    "released": "released",
    "disputed": "disputed",
}
NOTHING_IN_TIME = "Nothing is on record yet."
