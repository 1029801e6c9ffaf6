"""What is said when somebody locks what is shown to them, or closes their access in danger."""

from __future__ import annotations

from handlers.words.speech import Plural

CMD_LOCK = "Lock what is shown to you behind a PIN; notes can still be told."
CMD_PANIC = "In danger: close your access everywhere at once; coordinators are told."
CMD_REOPEN = "Open the access of a colleague again who closed it."

# Locked.
LOCKED = "Locked"
NOTHING_SHOWN = "Nothing is shown until the PIN. What you tell me now is kept."
KEPT = "Kept. I look at it with you once it is unlocked."
NO_FILES = "It is locked, so I take no file now. Unlock it first, then send it again."
CHOOSE = "Choose a PIN of four to eight digits"
CHOOSE_HOW = "Press its keys and then OK. It stands nowhere in this chat."
ONCE_MORE = "Press the same PIN once more"
NOT_THE_SAME = "The two were not the same. Choose again."
TOO_SHORT = "A PIN has four to eight digits."
WRONG = Plural("Not this one. {n} more try.", "Not this one. {n} more tries.")
WAIT = "Too many tries. Please wait until {moment}."
ERASE = "⌫"
OK = "OK"
UNLOCKED = "Unlocked"
WAITED = Plural("You told me {n} thing meanwhile.", "You told me {n} things meanwhile.")
CHANGE_PIN = "Another PIN"

# Closed in danger.
PANIC_TOLD = "{member} closed their access at {moment}. Something may be wrong."
PANIC_TOLD_QUIET = "A colleague closed their access. Something may be wrong."
TRIED_TOLD = "Somebody tried wrong PINs at the lock of {member}. Their access is closed."
PANIC_SEE = "See"
CLOSED_TITLE = "{member}: access closed since {moment}"
CLOSED_HOW = (
    "Their cards were taken away where the platform allows it. Reach them another way first. "
    "Relations that nobody else stands in for are open to you under /people."
)
REOPEN = "Open it again"
REOPEN_ASK = "May {member} come in again"
REOPEN_HOW = "Only once you have spoken to them by another way and know that they are free."
REOPENED = "{member} can come in again. Tell them so yourself."
NOT_YOU = "You cannot open your own access. Another coordinator or mandator does."
NOBODY_CLOSED = "Nobody has closed their access."
CLOSED = "Access closed"

# Cards that leave the chat after a while.
CMD_FADE = "Take my cards out of your chats after so many hours."
EX_FADE = "24"
FADES = Plural(
    "My cards leave your chats after {n} hour.", "My cards leave your chats after {n} hours."
)
STAYS = "My cards stay in your chats."
FADE_TOLD = (
    "What is on record stays, and /history shows it again. A reminder stays until you answered it. "
    "What you wrote yourself is yours to delete."
)
FADE_HOURS = Plural("{n} hour", "{n} hours")
FADE_NEVER = "They stay"
FADE_HOW = "Please give the hours, up to {n}, or off: /fade 24"
