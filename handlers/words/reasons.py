"""What is said for the rarer reasons, about drafts, and on what is decided under a card."""

from __future__ import annotations

from handlers.words.speech import Plural

# Titles that anybody may read on a locked screen, then the same with names.
QUIET_ENDED = "An agreement has ended."
ENDED = "The agreement with {name} ended on {day}."
QUIET_CONFIRM = "An agreement may need a word to confirm it."
QUIET_REVIEW = "Something has been kept for long. Keep it or erase it?"
QUIET_LEGAL = "Something may need a word with whoever knows the law."
QUIET_FAREWELL = "There is somebody to take leave of."
QUIET_INTRODUCE = "There is somebody to be introduced to."
QUIET_OFFERED = "A relation that was offered to you waits for your answer."
QUIET_LEAVING = "The end of a handover is near."
QUIET_UNANSWERED = "Your question about the mandate is still open."
OFFERED = "{member} offers you the relation with {name} and waits for your answer."
LEAVING = "You soon see the relation with {name} no more."
BACK = "Welcome back. See what happened while you were away?"
SEE_MEANWHILE = "See what happened"
UNANSWERED = "Nobody has answered your question about the mandate yet."
ASKED = "{member} waits for your answer."
CONFIRM = "Does the agreement with {name} still stand?"
REVIEW = "What is kept about {name} has grown old. Keep it or erase it?"
LEGAL = "With {name}, the law may be touched."
FAREWELL = "You handed {name} over. A word of farewell?"
INTRODUCE = "You took over the relation with {name}. Introduce yourself?"
# Looks at many relations at once.
NETWORK = "Most of your contacts sit in one place"
NETWORK_LINE = "{place}: {n} of your {all} contacts"
NETWORK_HOW = "If that place closes to us, little is left. Who elsewhere has a say?"
UNMET = Plural("{n} person without any contact yet", "{n} people without any contact yet")
UNMET_HOW = "They are on record, and nobody has spoken to them. A short first word is enough."
FACES = "Always the same of us"
FACES_LINE = "The last {n} meetings: always {people}"
FACES_HOW = "Another face may open another door. Who could come along next time?"
GAPS = "If something happens there, who would you call?"
GAPS_LINE = Plural(
    "{place}: nobody you spoke to in the last {n} day",
    "{place}: nobody you spoke to in the last {n} days",
)
GAPS_NOBODY = "{place}: if staff are detained, nobody"
GAPS_HOW = "If one of our people were detained there, whom would you ring first?"

# Parts of a card.
WHO_THEY_ARE = "Who"
STANDS = "Agreed and standing"
OPENERS = "To begin with"
OBJECTIVE = "What we want from it"
ASK_OBJECTIVE = "What do you want from it, in one line?"
FIRST_TALK = (
    "It is the first talk. Three minutes for other things first: the way here, the family, the "
    "weather. No request yet."
)
HOW_IT_WENT = "Tell me as you would tell a colleague: who was there, what was said and agreed."
ONLY_CONTACT = "At {place}, {name} is your only contact. Who could be the next?"
OLD_FACTS = "Personal facts, older than a year"
OLD_NOTES = "Notes, older than two years"
OLD_AGREEMENTS = "Agreements that ended over a year ago"
LEGAL_WORD = "Word in your note"
LEGAL_HOW = "A word with the focal point for legal matters may save trouble later."
HANDED_TO = "Leads it now"
HANDED_BY = "Led it before"
SEEN_UNTIL = "You see it until"

# Why.
WHY_OFFERED = "The relation was offered on {day}."
WHY_BACK = "You were away until {day}."
WHY_ASKED = "It was asked on {day}, before anything is agreed."
WHY_CONFIRM = "It was agreed on {day}, without an end. Every three months I ask."
WHY_CONFIRM_CHANGED = "The other side changed office. What was agreed may have to be said anew."
WHY_REVIEW = "Nothing is kept for ever, and nothing is erased unasked."
WHY_LEGAL = "Your note speaks of something on which the law has a say."
WHY_HANDOVER = "The relation changed hands on {day}. Whoever is left without a word feels dropped."
WHY_NETWORK = "Once a month I look whether your contacts stand on more than one leg."
WHY_UNMET = "Once in three months I look who was put on record and never spoken to."
WHY_FACES = "Once a month I look whether others of us are seen as well."
WHY_GAPS = "Once a month I look where nobody could be called in need."

# Buttons, and what is said after a press.
STILL_STANDS = "It still stands"
HAS_ENDED = "It has ended"
KEEP = "Keep"
ERASE = "Erase"
ERASE_YES = "Yes, erase it"
ERASE_NO = "No, keep it"
ASK_THEM = "Remind me to ask them"
NO_NEED = "No need"
SET_OBJECTIVE = "Objective"
OUTCOMES = {"met": "Objective met", "part": "In part", "no": "Not met"}
NOT_HELD = "It did not take place"
SPOKE_WORDS = "Spoke with them."
STANDS_SAVED = "Good. I ask again in three months."
ENDED_SAVED = "Noted: it has ended. {text}"
KEPT_SAVED = "Kept. I ask again in a year."
ERASE_ASK = "Erase what has grown old about {name}?"
ERASE_HOW = (
    "It is taken from every record and from what can be undone, and cannot be brought back. That "
    "you met, and when, stays."
)
ERASED = "Erased. What is left about {name}: who they are, and when you met."
NOT_YOURS_TO_ERASE = "Only {member}, who leads this relation, decides what is erased."
LEGAL_REMINDER = "ask the legal focal point about {name}: {word}"
LEGAL_ASKED = "I will remind you {moment} to ask the focal point for legal matters."
OBJECTIVE_SAVED = "Noted. I ask afterwards how far it was reached."
OBJECTIVE_HOW = "Write it in one line, such as: trucks pass on Mondays."
OUTCOME_SAVED = {
    "met": "Noted: the objective was met.",
    "part": "Noted: the objective was met in part.",
    "no": "Noted: the objective was not met.",
}

# Drafts.
MORE_FORMAL = "More formal"
WARMER = "Warmer"
SHORTER = "Shorter"
ANOTHER = "Another wording"
FAITHS = {
    "muslim": "Muslim words",
    "christian": "Christian words",
    "neutral": "Neutral words",
}
OTHER_LANGUAGE = "Another language"
WHICH_CARD = "Which one do you mean?"
WHICH_LANGUAGE = "In which language?"
NAME_YOURSELF = "Put the name in yourself: it is kept behind a code name. Then tell me."
NAME_OPEN = "The name is kept behind a code name. Change the words first, and put it in."
NOT_NOW = "It is a time of silence until {day}. A cheerful word can wait."
NO_GREETING_NOW = "They are to get no greeting on this day."
QUIET_ONLY = "{line}, the only contact at {place}"

# News of somebody's life that nothing in the words explains.
EVENT_WHICH = "What kind of news is it?"
EVENT_KINDS = {
    "death": "A death",
    "illness": "An illness",
    "birth": "A birth",
    "wedding": "A wedding",
    "success": "A success",
    "transfer": "A change of office",
    "return": "Back or released",
}
EVENT_NONE = "None of these"
EVENT_LEFT = "Nothing was noted."
