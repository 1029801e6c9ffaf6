"""What is said in answer to a question in words."""

from __future__ import annotations

from handlers.words.speech import Plural

WHOM = "Whom do you mean?"
NOTHING_OF_WORDS = "Nothing there speaks of “{words}”. Here is all of it."
LAST_MET = "{name}: last contact {day}"
NEVER_MET = "No contact with {name} is on record."
DAYS_AGO = Plural("That was {n} day ago.", "That was {n} days ago.")
TODAY = "That was today."
HOW = "How"
WHERE = "Where"
WHO_WENT = "Who went"
NEXT_WITH = "{name}: what comes next"
NO_NEXT = "Nothing is planned with {name}."
OPEN_WITH = "{name}: still open"
NOTHING_OPEN = "Nothing is open with {name}."
ENDING = "Agreements that end"
REFUSED = "{name}: what was refused"
NO_REFUSAL = "No refusal by {name} is on record."
RED_LINES = "{name}: red lines"
NO_RED_LINES = "No red line of {name} is on record."
THEIRS = "Theirs"
OURS = "Ours"
QUIET_FOR = Plural("Quiet for more than {n} day", "Quiet for more than {n} days")
NOBODY_QUIET = "You have been in touch with everybody since then."
ASK_AGAIN = "Brief me"
MEETING = "Your meeting: {day}"
MEETING_KEPT = "It is on record, so I will come back to it before and after."
KEEP_MEETING = "Keep this meeting"
MEETING_TEXT = "meeting with {name}"
WHICH_MEETING = "Which day do you meet {name}?"
NEW_MEETING = "{name} is not on record yet. Add them and keep the meeting on {day}?"
NEW_WHICH = "{name} is not on record yet. Add them and keep the meeting, on which day?"
ADD_AND_KEEP = "Add {name} and keep it"
KEPT_MEETING = "Kept: {name}, {day}. I will come back to it before and after."
PAST_MEETING = "That hour is past, so nothing was kept."
