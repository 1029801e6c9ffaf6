"""What is said about writing to a counterpart directly, and all that a counterpart ever reads."""

from __future__ import annotations

# What a counterpart reads: the notice, and constant words; nothing else of ours, ever.
NOTICE = "{member} would like to write to you here."
NOTICE_WHAT = (
    "If you agree, you receive only messages that {member}, or a colleague in their place, "
    "sends you one by one. Nothing comes by itself."
)
NOTICE_ANSWERS = "What you write here goes to them and is kept on their team's own machine."
NOTICE_LEAVE = "To leave at any time, write one word: stop"
NOTICE_UNTIL = "Until you agree, nothing is sent to you and nothing you write is kept."
AGREE = "I agree"
DECLINE = "No, thank you"
AGREED = "Thank you. You can now be written to here. To leave at any time, write one word: stop"
LEFT = (
    "You have left, and nothing more is sent to you here. "
    "What you write here reaches nobody. To come back, write: start"
)
CLOSED = "Nothing is sent to you here any more, and what you write here reaches nobody."
REMIND = "What you write here goes to the person who invited you. To leave, write one word: stop"
MENU_STOP = "Leave: nothing more is sent to you here"

# The team's switch.
CMD_DIRECT = "See whether counterparts can be sent messages from here."
TITLE = "Direct delivery"
IS_ON = "It is on for your team."
IS_OFF = "It is off for your team: I write to no counterpart."
WHAT = (
    "With direct delivery a counterpart who was invited, and agreed, can be sent a message through "
    "Telegram or Slack: one at a time, each by your own press on Send now."
)
RISK = (
    "The platform can read such messages, and they show on the counterpart's phone that you are in "
    "touch. Where that could hurt somebody, do not invite them."
)
WHO_MAY = "Only a mandator can switch it on or off."
SWITCH_ON = "Switch it on"
SWITCH_OFF = "Switch it off"
ASK_ON = "Shall direct delivery be on for the whole team?"
ASK_ON_HOW = "Everybody on the team is told, and can see it under /direct and /privacy."
YES_ON = "Yes, switch it on"
NO_ON = "No, leave it off"
NOW_ON = "Direct delivery is on for the team."
NOW_OFF = "Direct delivery is off for the team. Nothing more goes to any counterpart."
LEFT_OFF = "It stays off."
TOLD_ON = (
    "{member} has switched direct delivery on for the team. "
    "A counterpart who agreed can be sent a message by your own press."
)
TOLD_OFF = "{member} has switched direct delivery off. Nothing more goes to any counterpart."
SEE = "See what it means"
SETTING_LABEL = "Direct delivery, for the whole team"
ON = "on"
OFF = "off"
PRIVACY = (
    "Direct delivery is on for your team: a counterpart who agreed can be sent a message by a "
    "person's own press, and the platform can read it. See /direct."
)

# Inviting a counterpart.
CMD_RECEIVE = "Invite a counterpart to receive your messages."
CMD_SPEAKS = "Say in which language a counterpart is written to."
EX_SPEAKS = "Yusuf = Arabic"
INVITE = "Invite to receive messages"
OFF_NOW = "Direct delivery is off for your team. A mandator can switch it on with /direct."
NOT_YOURS = "Only whoever leads the relation with {name}, or a deputy, can do this."
INVITATION = "An invitation for {name} to receive your messages"
INVITATION_HOW = (
    "Pass it on to {name} yourself, by a way you both trust. "
    "It works once, for one account, until {moment}."
)
ON_TELEGRAM = "On Telegram, they open this link:"
ON_SLACK = "On Slack, in your workspace, they write:"
ANYWHERE = "They write this to me, as it is:"
INVITATION_NOTICE = (
    "They read that {member} invites them, what will come and who can read it, and must agree "
    "before anything can be sent. They see nothing else of what you keep."
)
NOTICE_LANGUAGE = "The notice is in"
THEIR_APP = "the language of their app"
ALREADY = "{name} has agreed to receive messages here ({platform})."
FOR_THEM = (
    "This invitation is for {name}, to be opened from their own account. "
    "Yours belongs to a member of the team."
)
SPEAKS = "{name} is written to in {language}."
SPEAKS_WHICH = "I know these languages: {languages}."
STATE = "Direct delivery"
STATE_AGREED = "agreed on {day} ({account})"
STATE_ASKED = "invited, no answer yet"
STATE_LEFT = "left on {day}"
END = "End direct delivery"
END_ASK = "Shall {name} no longer be written to from here?"
END_HOW = "They are told nothing. To begin again, they need a new invitation."
YES_END = "Yes, end it"
NO_END = "No, keep it"
ENDED = "{name} is no longer written to from here."
KEPT = "It stays as it is."

# What the owner is told.
JOINED = "{name} has agreed to receive messages here ({account})."
JOINED_HOW = "If that is not the person you invited, end it at once."
JOINED_QUIET = "Somebody has agreed to receive messages here."
NOT_THEM = "That is not them"
GONE = "{name} does not want to receive messages here. Please write another way."
GONE_QUIET = "Somebody does not want to receive messages here."
UNLED = "{name} has written, and nobody leads the relation. Name somebody with /owner."
UNLED_QUIET = "A counterpart has written whose relation nobody leads."
SHOW = "Show"
REPLY_QUIET = "A counterpart has written to you."
REPLY = "{name} wrote"
REPLY_CHANGED = "{name} changed what they wrote"
REPLY_LATE = "Written"
REPLY_FORWARDED = "Forwarded from"
REPLY_FILE = "File"
REPLY_NO_FILE = "A file came with it that I could not keep."
REPLY_MASKED = "I have left out what looked like a number or a name that must not be kept."
REPLY_TOO_MANY = "{name} has written a great deal today. I keep no more of it until tomorrow."
REPLY_ON_FILE = "It is kept beside {name} as evidence."
EXCHANGED = "Messages"
EXCHANGED_WITH = "Messages with {name}"
EXCHANGED_LINE = "{day} · {who}: {text}"
EXCHANGED_FIRST = "The newest first"
EXCHANGED_NONE = "No messages were exchanged with {name} from here."
A_FILE = "a file"

# Sending.
SEND_NOW = "Send now"
SEND_ASK = "Send this to {name} now, through {platform}?"
SEND_HOW = "It goes exactly as it stands, once."
YES_SEND = "Yes, send"
CHANGE_WORDS = "Change the words"
NO_SEND = "No"
CHANGE_HOW = "Write the message as it is to go, in at most {n} characters."
TOO_LONG = "Please keep it to {n} characters, so that it goes as one message."
MASKED = "I have left out what looked like a number or a name that must not be sent. Please look."
NOT_SENT = "Nothing was sent."
ON_ITS_WAY = "On its way to {name}."
ARRIVED = "Sent to {name}. The contact is noted."
FAILED = "It did not reach {name}."
WHY_CLOSED = "They have closed this chat, so direct delivery to them has ended."
WHY_LATE = "The platform could not be reached for an hour, and by now it might come too late."
WHY_REFUSED = "The platform did not take it."
WHY_LEFT = "They have left meanwhile."
WHY_OFF = "Direct delivery was switched off meanwhile."
BY_HAND = "The text is still here, to be sent by hand."
DOUBTFUL = "It may have reached {name}, or not."
DOUBTFUL_HOW = (
    "The platform did not say. I do not send it twice by myself: "
    "look whether they answer, or ask them, and then tell me."
)
IT_ARRIVED = "It arrived"
SEND_AGAIN = "Send it again"
NO_MORE = "Leave it"
LEFT_ALONE = "I leave it at that."
SENT_ALREADY = "This has been sent already."
UNDER_WAY = "It is on its way already."
CANNOT = "{name} cannot be written to from here now. The draft can be sent by hand."
SILENT = "Nothing cheerful goes to {name} until {day}. If you must write, do it by hand."
