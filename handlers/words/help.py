"""What the help says: one line a command, and what to do when we did not understand."""

from __future__ import annotations

TITLE = "What I can do for you"
LEAD = (
    "Tell me about a meeting in your own words, in one message: who, what was said, "
    "what was agreed and until when. I show you what I understood before I keep it."
)
EXAMPLE = (
    "Met Colonel Yusuf at the north checkpoint today, tea, his son sits exams in June. "
    "Agreed: trucks Monday and Thursday until 30 June. We send the plates the day before."
)
ALL_TITLE = "Everything you can ask for"
ALL = "All commands"
LINE = "{command} · {what}"
HINT = "Write any of these as a message."

DAILY = "Every day"
GROUP_RECORD = "Record"
GROUP_RECALL = "Look back"
GROUP_PEOPLE = "People"
GROUP_TEAM = "Your team"
GROUP_SETTINGS = "Your settings"

LOG = "Record what happened in a meeting."
UNDO = "Take back the last thing you saved."
HISTORY = "The story with somebody: who they are, promises, agreements, meetings."
PROMISES = "Open promises of both sides, ours first."
AGREEMENTS = "What was agreed, and until when."
PEOPLE = "The people you speak with."
WHO = "What I know about one person."
ADD = "Add somebody new, with role and organisation if you like."
RENAME = "Correct somebody's name."
ALIAS = "Add another spelling or name somebody is known by."
CODENAME = "Show a code name in place of somebody's name."
ROLE = "Somebody's new role; the one before is closed."
ORGANISATION = "Where somebody belongs."
OWNER = "Say who on the team leads the relation."
DEPUTY = "Name a colleague who stands in, or end that."
INTRODUCED = "Say who introduced somebody."
MERGE = "Two records of one person become one; you see first what moves."
INVITE = "Invite a colleague into the team."
REMOVE = "Take somebody out of the team."
TEAM = "Who is on the team."
WHOAMI = "How I know you, and on which accounts."
LINK = "Use me from another chat app as well."
SETTINGS = "Your language, clock and working days in one place."
LANGUAGE = "The language I speak with you."
ZONE = "The clock you live by."
WEEK = "Your working days."
PRIVACY = "Who can read this, what is kept, and where."
HELP = "What you can ask me for."
START = "Come in with an invitation."

UNCLEAR = "I am not sure what to do with this."
UNCLEAR_HOW = (
    "To record a meeting, write who you spoke with and what was said. "
    "To look back, write history and a name."
)
UNKNOWN_COMMAND = "I do not know that command."
UNKNOWN_CLOSE = "Did you mean one of these?"
EMPTY = "There was nothing to read in this message."
TOO_LONG = (
    "This is longer than I can take in one message. "
    "Please send it in parts of at most {n} characters."
)
STALE = "This button belongs to something that has moved on. Nothing was changed."
READ_ONLY = (
    "You can look here, and leave the record to others. "
    "Ask a coordinator of your team if that should change."
)
LOOK_HOW = "To look back, write history and a name."
NOT_YOURS_TO_DO = "That is for a coordinator or the mandator of your team. Please ask one of them."

GIVE_NAME = "Please add a name, for example: {example}"
MY_PEOPLE = "My people"
WHAT_I_CAN_DO = "What can you do?"
HISTORY_OF = "History of {name}"
IN_GROUP = "I keep to private conversation. Please write to me there."
