"""What is said about promises: how each went, what both sides kept, which one is meant."""

from __future__ import annotations

from handlers.words.speech import Plural

# The card of one.
OURS = "Our promise to {name}"
THEIRS = "What {name} promised"
DUE = "Due"
NO_DAY = "no day named"
PROMISED = "Promised on"
OFTEN = "Comes again"
STANDS = "Stands"
STANDS_SINCE = "{status}, {day}"
EACH_TIME = "How it went each time"
TIME = "{day}: {status}"
NEXT_TIME = "Next time: {day}"
SETTLE = {
    "kept": "Kept",
    "late": "Kept late",
    "partly": "Partly kept",
    "broken": "Not kept",
    "released": "No longer needed",
    "disputed": "We differ on it",
    "open": "Still open",
}
NEW_DAY = "Another day"
VERSIONS = "Versions"
TELL_THEM = "Tell them"
REPAIR = "When trust is hurt"
WRITE_DAY = "Write the new day, such as next Sunday."
MOVED = "{text}: now due {day}."
NOW = "{text}: {status}."
SHALL_MOVE = "Is this now due on another day?"
TOLD_LATE = "To tell {name} that it is late"

# How it went, asked.
HOW_OURS = "We promised this to {name}. How did it go?"
HOW_THEIRS = "{name} promised this. How did it go?"
WHICH = "Which promise do you mean?"
OTHER = "Another promise"

# Both sides, as facts.
TALLY = "Kept so far"
WE = "We: {counts}, since {day}"
THEY = "{name}: {counts}, since {day}"
COUNTS = {
    "kept": Plural("{n} kept", "{n} kept"),
    "late": Plural("{n} kept late", "{n} kept late"),
    "partly": Plural("{n} partly kept", "{n} partly kept"),
    "broken": Plural("{n} not kept", "{n} not kept"),
    "released": Plural("{n} no longer needed", "{n} no longer needed"),
    "disputed": Plural("{n} disputed", "{n} disputed"),
}

# Questions.
MET_LAST = "I took it for {name}, whom you met last. For somebody else, add a name."
RHYTHMS = {
    "daily": "every day",
    "weekly": "every week",
    "monthly": "every month",
    "each time": "each time",
}
WEEKDAYS = {
    "mon": "every Monday",
    "tue": "every Tuesday",
    "wed": "every Wednesday",
    "thu": "every Thursday",
    "fri": "every Friday",
    "sat": "every Saturday",
    "sun": "every Sunday",
}
