"""What is said about a member's plan for each level, and what a strategic one is for."""

from __future__ import annotations

CMD = "Your plan for each level: objective, whom to reach, next contact."
EXAMPLE = "strategic = visas for all nurses by June"

TITLE = "Your plans"
TITLES = {"strategic": "Strategic plan", "tactical": "Tactical plan"}
LEVELS = {
    "strategic": "Policy, and those who make it.",
    "tactical": "Daily problems, and those who can clear them.",
}
EMPTY = "Nothing is set yet."
OBJECTIVE = "Objective"
PURPOSE = "Purpose"
WHOM = "Whom to reach"
NOBODY = "nobody yet"
SET_ON = "{text} ({day})"
WHO_LINE = "{who} · {last} · next: {next}"
MET = "last contact {day}"
NOT_MET = "not met yet"
NEXT_WORD = "a word around {day}"
NEXT_STEP = "planned for {day}"
NEXT_MET = "next: {name}, {day}"
NEXT_NOTHING = "nothing planned"
HOW_NEXT = "To plan a contact, write it: we meet {name} on Thursday at 10."

SET_OBJECTIVE = "Objective"
SET_WHOM = "Whom to reach"
SET_PURPOSE = "Purpose"
LET_GO = "End this plan"
ASK_OBJECTIVE = "What do you want to reach, in one line? Such as: visas for all nurses by June."
ASK_WHOM = "Whom do you want to reach for it? Write up to {n} names, with commas between."
ASK_PURPOSE = (
    "In one line: what should those who decide do, and for whom among the vulnerable? Such as: let "
    "midwives reach every mother, on whichever side she lives."
)
NOT_NOW = "Not now"
LEFT = "Good. /plan brings it back."
SAVED = {
    "objective": "Your objective is set.",
    "purpose": "The purpose is set.",
    "whom": "Whom to reach is set.",
}
GONE = {
    "strategic": "The strategic plan is ended.",
    "tactical": "The tactical plan is ended.",
}
TOO_MANY = "Please name at most {n} people."
LONG = "Please keep it to one line of {n} characters."
NOTHING_YET = "Say the objective first, please."
HOW = "Write it like this: {example}"

# Where else it is shown.
IN_PLAN = "In your plan"
IN_PLAN_LINE = {"strategic": "strategic: {text}", "tactical": "tactical: {text}"}
IN_PLAN_FOR = "purpose: {text}"
"""Under what a brief says of a plan."""
LOOK = "Your strategic plan"
