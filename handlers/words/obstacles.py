"""What is said about what stands in our way, and of what is refused again and again."""

from __future__ import annotations

from handlers.words.speech import Plural

CMD = "What stands in our way, month by month, by sort."
TITLE = "What stood in our way"
NONE = "No obstacle is on record."
NONE_HOW = "What somebody says no to counts as one, as you tell it: he refused the visas again."
SORTS = {
    "customs": "customs",
    "visas": "visas",
    "roads": "roads and checkpoints",
    "lists": "lists and data",
    "money": "fees and taxes",
    "staff": "staff",
    "permits": "permits",
    "work": "access and activities",
    "other": "other",
}
SORT = "{sort} {n}"
MONTH = "{n} ({sorts})"
NO_MONTH = "none"
AGAIN = "Refused again and again"
AGAIN_LINE = Plural("{name}, {sort}: {n} time", "{name}, {sort}: {n} times")
SHOW = "Show them"
LIST = "What was refused"
LATEST = "The latest first"
LINE = "{day}, {name}: {text} ({sort})"
SORT_WRONG = "Another sort"
WHICH = "Which one is of another sort?"
WHICH_SORT = "What is it about? {text}"
SORTED = "Noted: {sort}."

# Once a month.
LOOK = Plural("{month}: {n} obstacle", "{month}: {n} obstacles")
LOOK_BEFORE = "The month before: {n}"
LOOK_HOW = "Is there one that somebody higher up could clear for all of us?"
WHY_LOOK = "Once a month I count what was refused in the month that ended."

# The same thing for the third time.
THRICE = Plural(
    "{name} has now refused this {n} time: {sort}. Is it worth raising one level?",
    "{name} has now refused this {n} times: {sort}. Is it worth raising one level?",
)
RAISE = "Note to the mandator"
NOTE_TITLE = "A note to copy: raise it one level?"
NOTE_HOW = (
    "Copy it and change what you like, or put it to the mandator here, without the names. Nothing "
    "is sent yet."
)
NOTE_FIRST = Plural(
    "{name} has refused the same thing {n} time: {sort}.",
    "{name} has refused the same thing {n} times: {sort}.",
)
NOTE_SOMEBODY = "Somebody"
NOTE_ROLE = "{name} ({role})"
NOTE_LINE = "- {day}: {text}"
NOTE_ABOVE = "Above and beside, we know: {people}."
NOTE_NOBODY = "We know nobody above or beside yet."
NOTE_ASK = "May I take it one level up, and with whom?"
