"""What is said of the mandate: what we can, must ask and cannot agree to; and questions."""

from __future__ import annotations

from storage.records import Bound

CMD = "See what you can agree to, must ask first or cannot agree to; mandators set it."
CMD_RED = "See the red lines; mandators set them."
CMD_BOTTOM = "Set your own bottom line with somebody; you and the mandators alone see it."
EXAMPLE = "Amal = ask: more than 10 trucks until 30 June; about fuel; tell Claire the same day"
EX_RED = "no armed escort on our trucks"
EX_BOTTOM = "Yusuf = fewer than 3 trucks a week"

TITLE = "Your mandate"
TITLE_WITH = "Your mandate with {name}"
TITLE_ALL = "The mandates"
NONE = "Nothing is set yet."
CAN = "Can agree"
ASK = "Must ask first"
RED = "Cannot agree (red lines)"
BOTTOM = "Bottom line"
BOUNDS = {Bound.CAN: CAN, Bound.ASK: ASK, Bound.RED: RED, Bound.BOTTOM: BOTTOM}
FOR = "{text} ({name})"
UNTIL = "{text}, until {day}"
WITH_OBJECT = "{text}; about {about}"
WITH_REPORT = "{text}; to be told: {report}"
OBJECT = "About"
TO_BE_TOLD = "To be told"
SHALL_SET = "Shall I set this?"
SET_IT = "Set it"
REPORTS_TO = "Whom to ask"
BOTTOM_LINE = "bottom line: {text}"
HOW = "A mandator writes it like this: {example}"
ONLY_MANDATOR = "Only a mandator sets this. Please ask {names}."
NO_MANDATOR = "There is no mandator on the team to ask."
SET = "Set. It shows in every brief it concerns."
LIFT = "Lift: {text}"
LIFTED = "Lifted: {text}"
EARLIER = "Earlier"
EARLIER_TITLE = "What held before"
EARLIER_LINE = "{text}: {since} to {until}"

TOUCHES = {
    Bound.RED: "This touches a red line: {text}",
    Bound.ASK: "The mandator is to be asked about this: {text}",
    Bound.BOTTOM: "This touches your bottom line: {text}",
}
ASK_MANDATOR = "Ask mandator"
ASKED = "I asked {names}. I tell you what they say."
QUESTION = "{member} asks before agreeing"
QUESTION_QUIET = "A colleague asks about a limit of the mandate."
RAISE_QUESTION = "{member} asks to take this one level up"
RAISE_QUIET = "A colleague asks to take something one level up."
RAISE_YES = "Yes, take it up"
SEE_QUESTION = "See the question"
THE_LIMIT = "The line it touches"
YES = "Yes, agree"
NO = "No"
TALK = "Let us talk first"
ANSWERED = "Answered. {member} is told."
ANSWERED_ALREADY = "This was answered already."
ANSWERS = {
    "yes": "{member} says yes: {text}",
    "no": "{member} says no: {text}",
    "talk": "{member} wants to talk first: {text}",
}
ANSWER_QUIET = "Your question about the mandate is answered."
TAKE_BACK = "Take the question back"
TAKEN_BACK = "The question is taken back. Nobody waits for an answer."
TAKEN_BACK_ALREADY = "Whoever asked has taken the question back."
STANDS_SO = "Now"
OPEN_QUESTIONS = "Waiting for an answer"
