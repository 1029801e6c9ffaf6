"""Common ground with a counterpart, who of us goes, who bears the risk, and closed roads."""

from __future__ import annotations

from handlers.words.speech import Plural

CMD = "Common ground with somebody: facts, rules and options, apart from one another."
EX_COMMON = "Yusuf = fact: the bridge carries no trucks"

AGREED_FACTS = "Facts both sides accept"
NORMS = "Rules both sides hold to"
OPTIONS = "Options talked about"
BEARS_RISK = "Who bears the risk of this contact"
GOES_FIRST = "Who of us goes first"

KINDS = {
    "agreed_fact": AGREED_FACTS,
    "norm": NORMS,
    "option": OPTIONS,
    "bears_risk": BEARS_RISK,
    "goes_first": GOES_FIRST,
}
"""What is known about how we and they stand to the matter, by kind of fact, as read."""

POINTS = Plural("{n} thing about where you both stand", "{n} things about where you both stand")

FOUND = "{label}: {text}"

# Common ground.
COMMON_TITLE = "{name}: common ground"
COMMON_NOTHING = "nothing on record yet"
COMMON_HOW = "Tell me more like this: {example}"
EX_COMMON_TOLD = "agreed fact with Yusuf: the bridge carries no trucks"
ADD_FACT = "Add a fact"
ADD_NORM = "Add a rule"
ADD_OPTION = "Add an option"

# Who bears the risk, and threats.
THREAT = (
    "Somebody was threatened. Who bears the risk of the next contact, and should somebody else go?"
)
THREAT_KNOWN = "Somebody was threatened. The risk is on record ({people}). Should somebody else go?"
THREATENED_ON = "Threatened on {day}: should somebody else go?"
RISK_BUTTON = "Who bears the risk"

# Before an ask: who opens the door, and who goes first.
CMD_ASK = "Before you ask for something: who can open the door, what a yes costs them."
EX_ASK = "Yusuf for two permits"
ASK_TITLE = "Before you ask {name}"
ASK_COST = "What may a yes cost them?"
ASK_WHAT = "Your ask"
WARM_FIRST = "Ask these first: they know them, and know us"
WHO_GOES = (
    "Who goes first? Best somebody who knows the programme and can listen, not security alone."
)
WHO_GOES_KNOWN = "Who goes first, not security alone? Those who know the programme: {people}."
WHO_GOES_BUTTON = "Say who goes"

# Whoever is new in office.
NEW_IN_OFFICE_LABEL = "New in office since"
HELP_ASK = "{name} is new in office. What help could we offer, within our mandate?"
HELP_REGIME = "Whoever follows may be new to the work. What help could we offer them?"
HELP_BEFORE = "What helped those before them"
HELP_BEFORE_LINE = "{text} ({name})"
HELP_BUTTON = "How we can help"

# Closed roads, and a call instead.
CMD_ROAD = "Say that a road is closed or open again; see which are."
EX_ROAD = "Zalingei = closed"
ROAD_CLOSED = "Noted: the road to {place} has been closed since {day}."
ROAD_OPEN = "Noted: the road to {place} has been open again since {day}."
ROAD_NOT_CLOSED = "No road to {place} is on record as closed."
ROAD_ALREADY = "The road to {place} is on record as closed since {day}."
ROADS_TITLE = "Roads that are closed"
ROADS_NONE = "No road is on record as closed."
ROADS_HOW = "Tell me when one closes or opens: {example}"
ROAD_LINE = "{place}, since {day} ({member})"
ROAD_UNREAD = "Please say whether it is closed or open, for example: {example}"
ROAD_OPENED = "{place} is open"
ROAD_HERE = "The road is closed"
ROAD_HERE_LINE = "{place}, since {day}"
OFFER_CALL = "Offer a call? The hour can be theirs, and others can join from where they are."

# What we say of ourselves, so that a look at who goes can be just.
CMD_STAFF = "Say whether you are national or international staff, and what your work is."
EX_STAFF = "national, programme"
STAFF_TITLE = "What you said of yourself"
STAFF_ORIGIN = "Staff"
STAFF_WORK = "Work"
STAFF_UNSAID = "not said"
STAFF_WHY = "Used only to say when always the same go. Nobody is counted who did not say."
STAFF_UNREAD = "Please choose, or write for example: {example}"
STAFF_NOTED = "Noted: {what}."
STAFF_TAKEN_BACK = "Noted: I keep nothing of that."
ORIGINS = {"national": "national staff", "international": "international staff"}
WORKS = {"programme": "knows the programme", "security": "works on security"}
NOT_SAY = "Rather not say"

ONLY = {
    "international": "The last {n} meetings: only international colleagues",
    "national": "The last {n} meetings: only national colleagues",
    "security": "The last {n} meetings: only colleagues of security",
}
"""Where only one sort of us went, by what each of them said of themselves."""
