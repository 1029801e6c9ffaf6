"""What is said while an agreement is confirmed back: the draft, and what they answered."""

from __future__ import annotations

# Inside the message to the counterpart, in their language.
TERM_UNTIL = "{text} (until {day})"
TERM_BY = "{text} (by {day})"
TERM_IF = "{text}, if {condition}"
OUR_SIDE = "On our side: {text}"
YOUR_SIDE = "On your side: {text}"

# The card around it.
TITLE = "{number}: to confirm with {name}"
HOW = "Change what you like and send it from your own phone. Then press “I sent it”."
NAME_YOURSELF = "Put the name in yourself: it is kept behind a code name. Then press “I sent it”."
OWN_WORDS = (
    "What was agreed stands in your own words, in {language}. I do not translate it: "
    "press “Change the words” to put it otherwise."
)
LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish", "ar": "Arabic"}
SOFTER = "Softer"
SHORTER = "Shorter"
FORMAL = "More formal"
CHANGE_WORDS = "Change the words"
AS_AGREED = "As it was agreed"
SENT = "I sent it"
WRITE_WORDS = "Write what was agreed, as they should read it."
SENT_SAVED = "{name} has in writing what you understood of {number}."
TELL_ME = "When the answer comes, forward it to me or tell me: “he replied ok”."
NOTHING_TO_CONFIRM = "There is nothing left to confirm in this."

# What they answered.
SHALL_CONFIRM = "{number}: was this their yes?"
WHICH_CONFIRMED = "Which one did they say yes to?"
ALL_OF_THEM = "All of them"
YES_CONFIRMED = "Yes, confirmed"
CONFIRMED = "{number} with {name} is confirmed back."
CONFIRMED_ALL = "Confirmed back with {name}: {numbers}."
THEY_ANSWERED = "Their answer"
THEY_DIFFER = "{number}: they see it otherwise. What shall I do?"
WHICH_DIFFERS = "Which one do they see otherwise?"
IS_DISPUTED = "It is disputed"
CORRECT_IT = "Correct what is written"
