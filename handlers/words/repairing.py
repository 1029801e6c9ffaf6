"""What is said where trust was hurt: four lines to begin with, then what there is to build on."""

from __future__ import annotations

CMD = "When trust is hurt: what to do first, what to build on, small promises."

TITLE = "When trust is hurt: {name}"
LISTEN = "Listen first, and let the anger come out. Explain nothing yet."
NO_BLAME = "Blame no colleague and no other organisation, whoever it was."
WAIT = "Ask for nothing now. Give it some days."
THEN = "Then recall what went well between you, and who vouched for you."
SINCE = "Hurt on {day}"
HELD = "I say nothing cheerful about {name} until {day}."
NOTED = "Trust was hurt with {name}."
HURT_TODAY = "It was hurt"
WHAT_HAPPENED = "What happened, in a few words?"
WHO = "With whom?"

# What there is to build on.
BUILD_ON = "What to build on"
BUILD_TITLE = "{name}: what to build on"
WE_KEPT = "We kept"
THEY_KEPT = "They kept"
WENT_WELL = "Went well"
VOUCHED = "Trusted by both"
INTRODUCED_BY = "{name} brought you together"
WAS_INTRODUCED = "{name}, whom they brought to you"
LIMITS = "Our limits, whatever is asked to make good"
NOTHING = "Nothing is on record yet on which to build."
APOLOGY = (
    "Apologise for what went wrong where that is fitting, not for what we stand for. "
    "Ask what would put it right, and begin with something small."
)

# Small promises.
SMALL_PROMISE = "A small promise"
WRITE_PROMISE = "What can you surely keep, and by when? Such as: call on Thursday."
PROMISE_KEPT = "A small promise to {name}: {text}"
STEPS = "Small promises since"

# The end of it.
NORMAL = "Back to normal"
BACK = "With {name} things are back to normal."
NOTHING_OPEN = "Nothing hurt is on record with {name}."
KEPT_STEPS = "Kept on the way"
