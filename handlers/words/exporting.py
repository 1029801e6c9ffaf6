"""What is said while something leaves as a file, or comes in as one."""

from __future__ import annotations

from handlers.words.speech import Plural

CMD = "Take somebody's story out as an encrypted file."
EXAMPLE = "Yusuf"

# In the files themselves.
NOTE = "Taken out of Rapport by {member} on {moment}. Not to be passed on."
IN_THEIR_LIFE = "In their life"
OURS = "ours"
THEIRS = "theirs"
OUR_PROMISE = "Our promise is due"
OUR_PROMISE_TO = "Our promise to {name} is due"
THEIR_PROMISE = "A promise to us is due"
PROMISE_OF = "Promise of {name} is due"
ENDS = "An agreement ends"
ENDS_WITH = "The agreement with {name} ends"
STEP = "Something is planned"
STEP_WITH = "Planned with {name}"

# On the cards.
WHICH_FORM = "In which form shall I put {what}?"
STORY_OF = "the story of {name}"
STORY_OF_ONE = "the story of one counterpart"
ALL_YOURS = "the stories of all your counterparts"
ALL_STORIES = Plural("the story of {n} counterpart", "the stories of {n} counterparts")
MARKDOWN = "Text to read"
TABLE = "Table"
DATA = "All data (JSON)"
CALENDAR = "Due dates for a calendar"
CONTACT = "Contact"
PDF = "PDF"
CHECK = "Shall I put {what} into an encrypted file ({form})?"
CHECK_PLAIN = "Shall I put {what} into an open file ({form})?"
LEAVES = (
    "Once it has left, I can protect it no longer: whoever has the file and its passphrase reads "
    "it all. It is written down that you took it out."
)
LEAVES_PLAIN = (
    "Anybody who gets hold of an open file reads it all. It is written down that you took it out."
)
MAKE = "Make the file"
ASK = "Ask for a yes"
OPEN_FILE = "Without encryption"
NEEDS_YES = "A mandator must say yes first."
NOBODY_TO_ASK = (
    "An open file needs a second person's yes, and nobody on the team can give it. "
    "An encrypted one can be made."
)
NOBODY_FOR_YOU = "Taking something out needs a mandator's yes, and the team has no other mandator."
ASKED = "I asked {names}. You will hear from me."
MAY_THEY = "{member} asks to take {what} out as {how} ({form})."
AN_ENCRYPTED_FILE = "an encrypted file"
AN_OPEN_FILE = "an open file"
ALLOW = "Allow"
REFUSE = "Refuse"
ALLOWED = "You allowed it. {member} can make the file within a day."
REFUSED = "You refused it, and {member} knows."
YOU_MAY = "{member} allowed you to take {what} out. The yes is good for a day and one file."
YOU_MAY_NOT = "{member} refused to have {what} taken out."
SETTLED = "That has been settled already."
MADE = "Here is {what}, in an encrypted file."
MADE_PLAIN = "Here is {what}, in an open file."
SHOWN_ONCE = "Passphrase, shown only now"
APART = (
    "Write it down and pass it on by another way than the file. Most programs that open zip files "
    "ask for it. Then delete this message."
)
NOTHING = "There is nothing to take out yet."
NO_PDF = "This installation makes no PDFs. Choose another form."
