"""What is said of acts against us: where they probably come from, how good the information is."""

from __future__ import annotations

CMD = "Acts against us: where they probably come from, how sure that is."
EXAMPLE = "Labour dept: letter against Ana"

TITLE = "Acts against us"
NONE = "No act against us is on record."
NONE_HOW = "Tell me, such as: letter from Labour dept against Ana."
UNREAD = "Write it like this: {example}"
TOO_LONG = "Please keep it to {n} characters."
ACTING = "{name} is acting against us."
KEEP = "Keep it"
KEPT = "Kept: an act against us, {name}."
LINE = "{day}, {by}: {text}"
ORIGIN = "Probable origin"
ORIGIN_UNKNOWN = "not known yet"
ORIGIN_SAID = "{who} ({source}, {day})"
ORIGIN_GUESS = "{who} (own guess, {day})"
INFORMATION = "Information"
NOT_WEIGHED = "not looked at yet"
WEIGHED = "{n} of {whole}: {enough} ({day})"
ENOUGH = "good enough to bring up at the table"
NOT_ENOUGH = "not good enough to bring up yet; another source would help"
WEIGHT = "information {n} of {whole}"
AGAINST = "Acts against us"
ERASE_ASK = "Erase this act for good?"
ERASE_HOW = "It is taken from the record and from what can be undone, and cannot be brought back."
ERASED = "Erased."

# Where it comes from.
WHERE_FROM = "Where does it come from?"
ASK_ORIGIN = (
    "Who is probably behind it? Whoever says so goes in brackets: the governor's office (Hana)."
)
ORIGIN_KEPT = "Noted where it probably comes from."
WHICH = "Which act do you mean?"
OPEN = "{day}, {by}"

# How good the information is.
HOW_GOOD = "How good is that?"
HOW_GOOD_HOW = "This looks at what was said and how it reached us, not at who said it."
QUESTION = "Question {n} of {whole}: {text}"
QUESTIONS = {
    "source": "How well placed is the source to know?",
    "chain": "Through how many hands did it come?",
    "clarity": "How clear is it?",
    "others": "Does anybody else say the same, by themselves?",
}
ANSWERS = {
    "source": ("Not known", "From hearsay", "They are close to it", "They saw it themselves"),
    "chain": ("Not known", "Several", "One in between", "Straight to us"),
    "clarity": ("A rumour", "Vague", "Mostly clear", "Clear, with details"),
    "others": ("Nobody", "One, from the same source", "One more", "Several"),
}
"""What may be answered, from 0 to 3."""
WEIGHED_SAVED = "Noted how good the information is."
NO_SOURCE_NAMED = "Never say at the table who told us."
