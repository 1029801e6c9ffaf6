"""What is said while a note is drawn up, corrected and kept."""

from __future__ import annotations

from handlers.words.speech import Plural

# The card itself.
CHECK = "Is this right?"
WITH = "With"
WITH_NEW = "{name} · new"
ALSO = "Also with"
WHEN = "When"
WHEN_AT = "{day}, {hour}"
ZONE = "{moment} ({zone})"
WHERE = "Where"
HOW = "How"
KIND = "Kind"
KIND_LEVEL = "{kind}, {level}"
ASKED = "Our ask"
URGENT = "Life-saving"
THEY_AGREED = "They agreed"
WE_PROMISED = "We promised"
THEY_PROMISED = "They promised"
THEY_REFUSED = "They refused"
WE_REFUSED = "We refused"
THEIR_RED_LINES = "Their red lines"
OUR_RED_LINES = "Our red lines"
THEY_ASK = "They ask of us"
PERSONAL = "Personal"
TRUST = "Trust"
WE_SPOKE = "We met or spoke"
NEXT_STEP = "Next step"
PRESENT = "Present"
INTRODUCED_BY = "Introduced by"
NEWS = "News of an earlier promise"
KEPT_WITH_IT = "Kept with it"
NOT_SAID = "not said"
TO_CONFIRM = "{value} (to confirm)"

# Values.
IN_PERSON = "in person"
PHONE = "by phone"
VIDEO = "by video"
MESSAGE = "by message"
EMAIL = "by email"
LETTER = "by letter"
ENGAGEMENT = "engagement"
NEGOTIATION = "negotiation"
TACTICAL = "tactical"
STRATEGIC = "strategic"
ORAL = "oral"
WRITTEN = "written"
BY_MESSAGE = "message"
US = "us"
THEM = "them"
OPEN = "open"
KEPT = "kept"
LATE = "late"
PARTLY = "partly kept"
BROKEN = "broken"
RELEASED = "released"
DISPUTED = "disputed"
BREACH = "breach"
REPAIR = "repair"
POSITIVE = "positive"
TENSION = "tension"
UNTIL = "until {day}"
BY_DAY = "by {day}"
ON_DAY = "{text}, {day}"
IF = "if: {condition}"
WITNESSED = "witnesses: {names}"
GIVE_OR_TAKE = Plural("give or take {n} day", "give or take {n} days")
UPDATE = "{text}: {status}"

# Buttons.
NOT_HIM = "Not him"
SOMEONE_NEW = "Someone new"
KEEP_AS_NOTE = "Keep as a note"
COULD_NOT_WAIT = "Yes, it could not wait"
CHANGE_IT = "Change it"
LEAVE_IT = "Leave it"
ADD = "Add something"
REMOVE = "Remove"
LEAVE_EMPTY = "Leave it empty"
CANCEL = "Cancel"

COULD_NOT_WAIT_REASON = "it could not wait"

# Questions.
WHO_WAS_IT = "Who was it? Choose, or write the name."
WHICH_ONE = "Is {name} one of these?"
WHOSE_NAME = "Write the name of the person, as you want it kept."
KNOWN_AS = "{name} · {role}"
LAST_CONTACT = "{name} · last contact {day}"
WHICH_DAY = "Which day was it?"
WHICH_DAY_FOR = "Which day is meant in “{text}”?"
WAS_IT_SAID = "Did I get this right: “{text}”?"
URGENT_ASK = "First ask in meeting {number} with {name}. Was it life-saving?"

# The two-meeting rule.
WITHOUT_ASKS = "Meeting {number} of 2 without asks"

# Masking.
MASKED_NUMBER = "Left out before keeping: a number that could lead to a person."
MASKED_NAME = "Left out before keeping: a name or detail that could put somebody at risk."
MASKED_BOTH = "Left out before keeping: names and numbers that could put somebody at risk."

# Saved, dropped, stale.
WHAT_WITH = "{what} with {name}"
SAVED_WITH = "Saved: {what} with {name}."
AGREEMENTS = Plural("{n} agreement", "{n} agreements")
PROMISES = Plural("{n} promise", "{n} promises")
MEETINGS = Plural("{n} meeting", "{n} meetings")
KNOWN = Plural("{n} note", "{n} notes")
REFUSALS = Plural("{n} refusal", "{n} refusals")
RED_LINES = Plural("{n} red line", "{n} red lines")
ASKS = Plural("{n} wish of theirs", "{n} wishes of theirs")
FACTS = Plural("{n} personal fact", "{n} personal facts")
TRUST_EVENTS = Plural("{n} moment of trust", "{n} moments of trust")
NEXT_STEPS = Plural("{n} next step", "{n} next steps")
PIECES = Plural("{n} piece of evidence", "{n} pieces of evidence")
CHANGED = Plural("{n} change", "{n} changes")
DROPPED = "Dropped. Nothing was kept."
STALE = "That card is out of date, so nothing was changed. Here is how it stands now."
GONE = "That card is out of date, so nothing was changed. Please write to me again."
NOT_YOURS = "That card belongs to a colleague. Only they can answer it."
SINCE_CHANGED = "Part of this has changed since. Please send the note again."

# What cannot be taken.
EMPTY = "There was nothing to read in that message. Tell me whom you met and what was said."
TOO_LONG = (
    "That is longer than I can keep in one piece: I take up to {limit} characters. "
    "Nothing was kept. Send it in parts, please."
)
NOT_UNDERSTOOD = "I am not sure what to do with this."

# What cannot be done yet; the words are kept until the person decides.
NOT_YET_HANDOVER = "To hand somebody over, write /owner, the name, = and your colleague."
NOT_YET_RESCHEDULE = (
    "I cannot move a date for you yet. Edit your earlier message, or press Edit on its card."
)
NOT_YET_REMINDER = (
    "For a reminder one line is enough, such as: remind me to call Haroun on Thursday at 4 pm."
)
NOT_YET_CONTEXT = "This reads like background rather than a meeting."
NOT_YET_CORRECTION = (
    "This reads like a correction. Edit your earlier message, or press Edit on its card."
)
NOT_YET_ERASE = "To erase something for good, write /forget and the name."
NOT_YET_QUERY = "To look somebody up, send /history and their name."
KEEP_ASK = "Shall I keep your words as a note?"

# Correcting by hand.
EDIT_WHAT = "What shall I correct?"
EDIT_PART = "What about it?"
ADD_WHAT = "What shall I add?"
WRITE_IT = "Write what it should say."
WRITE_NAMES = "Write the names, separated by commas."
WRITE_DAY = "Write the day, such as 30 June or next Sunday."
WRITE_WHEN = "Write the day, and the hour if you like, such as Tuesday 14:30."
CHOOSE = "Choose one."
NOW_IT_SAYS = "Now it says"
NO_DAY = "I could not find a day in that. Write it like 30 June 2026, please."
NO_DAY_IN = "I could not find a day in “{text}”, so that was left as it was."
SUBMIT = "Show the card"
FORM_TITLE = "Correct the note"
PART = "{label}: {value}"
WHO_SAID = "Who said it"
SOMEONE_ELSE = "Someone else who was there"
WHO_TITLE = "Who"
AGREEMENT_TITLE = "Agreement: {text}"
PROMISE_TITLE = "Promise: {text}"
REFUSAL_TITLE = "Refusal: {text}"
RED_LINE_TITLE = "Red line: {text}"
FACT_TITLE = "Personal: {text}"
TRUST_TITLE = "Trust: {text}"
STEP_TITLE = "Next step: {text}"
EVIDENCE_TITLE = "Evidence: {text}"
AGREEMENT = "Agreement"
PROMISE_OURS = "Our promise"
PROMISE_THEIRS = "Their promise"
REFUSAL = "Refusal"
RED_LINE = "Red line"
PERSONAL_FACT = "Personal fact"
MOMENT_OF_TRUST = "Moment of trust"
WORDS = "Words"
FORM = "Form"
UNTIL_WHEN = "Until"
CONDITION = "Condition"
WITNESSES = "Witnesses"
SIDE = "Whose"
WHO_DOES = "Who does it"
DUE = "Due"
RECURRING = "How often"
STATUS = "Status"
SORT = "Sort"
LEVEL = "Level"
NAME = "Name"
ROLE = "Role"
ORGANISATION = "Organisation"

# Correcting what was saved already.
CORRECTION = "You changed your message. Shall I change what was saved?"
BEFORE = "Before"
AFTER = "After"
ONLY_WORDS = "The words change; what was understood stays the same."
SAME_NOW = "You changed your message, and what is saved still fits it. Nothing was changed."
CORRECTED = "Corrected: {what} with {name}."
LEFT = "Left as it was saved."
WHAT_HAPPENED = "Tell me what happened: whom you met, where, what was agreed and who promised what."
