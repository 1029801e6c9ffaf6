"""What is said about one agreement: its card, what becomes of it, and what it was before."""

from __future__ import annotations

CMD = "One agreement: its terms, how it stands, what became of it."
EXAMPLE = "14"

# The card.
TITLE = "{number} · {name}"
NUMBER = "A-{number}"
STANDS = "Stands"
STANDS_SINCE = "{standing}, since {day}"
MADE = "Made"
MADE_ON = "{day} ({form})"
HOLDS = "Holds"
FROM = "from {day}"
NO_END = "no end named"
OUR_PART = "Our part"
THEIR_PART = "Their part"
SAME_MEETING = "Agreed at the same meeting"
EVIDENCE = "Kept with it"
IN_WORDS = "As it was told"
NOT_SIGNING = "{name} prefers not to sign. What they say counts as it is."
ASKED_BACK = "You wrote to them on {day} what you had understood. No answer is on record yet."
NOBODY_SAID = "Its last day has passed, and nobody has said what became of it."

SINCE = "From"
SEQUENCE = "What comes first"
GUARANTOR = "Who vouches"
AREA = "Area"
EXPOSURE = "Who may know"
EXPOSURES = {"confidential": "confidential", "public": "public"}

STANDINGS = {
    "proposed": "proposed",
    "agreed": "agreed",
    "confirmed": "confirmed back",
    "renewed": "renewed",
    "ended": "ended",
    "lapsed": "lapsed",
    "disputed": "disputed",
    "broken": "broken",
}

# What may happen next.
ACTS = {
    "agree": "They accepted",
    "confirm": "They confirmed",
    "renew": "Renewed",
    "end": "Ended",
    "lapse": "Lapsed",
    "dispute": "Disputed",
    "break": "Broken",
    "settle": "It holds again",
}
SHALL = {
    "agree": "{number}: accepted?",
    "confirm": "{number}: confirmed?",
    "renew": "{number}: renewed?",
    "end": "{number}: ended?",
    "lapse": "{number}: lapsed?",
    "dispute": "{number}: disputed?",
    "break": "{number}: broken?",
    "settle": "{number}: does it hold again?",
}
DONE = {
    "agree": "{number} with {name} is agreed.",
    "confirm": "{number} with {name} is confirmed back.",
    "renew": "{number} with {name} is renewed.",
    "end": "{number} with {name} has ended.",
    "lapse": "{number} with {name} has lapsed.",
    "dispute": "{number} with {name} is disputed.",
    "break": "{number} with {name} is broken.",
    "settle": "{number} with {name} holds again.",
}
CONFIRM_BACK = "Confirm it back"
CORRECT = "Correct"
VERSIONS = "Versions"
SHOW = "Show {number}"
UNTIL_WHEN = "Until when is {number} renewed?"
UNTIL_HOW = "Or write the day, such as 30 September."
UNTIL_DAY = "Until {day}"
UNTIL_PAST = "{day} is over already. Please choose a day to come."
NOT_POSSIBLE = "{number} is {standing}, so that cannot be. Here is how it stands."

# Which one.
WHICH = "Which agreement do you mean?"
NONE_SUCH = "No agreement is called {number}. /agreements lists all that stand."
NONE_FOUND = "I find no agreement like that. /agreements lists all that stand."
HOW = "Write /agreement and its number, for example: {example}"

# Correcting one.
CORRECT_WHAT = "What shall I correct in {number}?"
CORRECTED = "{number} is corrected."
SHALL_CORRECT = "Correct {number}?"
SAME_NOW = "It says that already."

# What it was before.
VERSIONS_OF = "{what}: versions"
NO_VERSIONS = "{what} has not been changed."
VERSION = "{moment}, {member}"
CHANGE = "{label}: {before} → {after}"
FIRST = "At first"
CHANGE_FIRST = "{label}: “{text}”"
ASKED_BACK_ON = "Written back to them on {day}"
COUNTERPART_GONE = "somebody"
