"""What is said when something on our side went wrong."""

from __future__ import annotations

FAULT = (
    "Something went wrong on my side and nothing was changed. Please try once more; "
    "if it happens again, tell the person who runs Rapport this reference: {ref}"
)
ASIDE = (
    "I could not answer one of your earlier messages and have put it aside. "
    "Please send it again in other words, or tell the person who runs Rapport "
    "this reference: {ref}"
)
STALE = "This changed while you were writing, so I left it as it is. Please look again."
NOT_KEPT = (
    "I could not keep your last message: my disk does not accept it. "
    "Please send it again in a few minutes."
)
REFUSING = (
    "Nothing can be kept at the moment: the disk I rest on does not accept it. Reminders still "
    "come. Please tell whoever looks after the machine."
)
NOT_YET_KEPT = (
    "I cannot keep what you wrote: the disk I rest on does not accept it at the moment. If I have "
    "not answered within an hour, please send it again."
)
LOCKED_OUT = (
    "{platform} does not let me in any more: it refuses my token. What I owe there waits, and "
    "nothing written there reaches me. Please tell whoever looks after the machine."
)
GAP = (
    "I could not be reached here from {since} until {until}. "
    "What you wrote in that time may be lost. Please look back and send it again."
)
NOT_SHOWN = "I have an answer for you but could not show it here. Please ask me once more."
SENSELESS_OF = (
    "Some reminders about {name} may be missing: something I keep about them makes no sense to "
    "me, perhaps a date. Please look through it, and tell the person who runs Rapport this "
    "reference: {ref}"
)
SENSELESS_OF_ONE = (
    "Some reminders about somebody you look after may be missing: something I keep about them "
    "makes no sense to me, perhaps a date. Please look through it, and tell the person who runs "
    "Rapport this reference: {ref}"
)
SENSELESS_OWN = (
    "Some of your reminders may be missing or come at another hour: something I keep for you "
    "makes no sense to me, perhaps your time zone or your hours. Please look at /zone and "
    "/hours, and tell the person who runs Rapport this reference: {ref}"
)
SENSELESS_TEAM = (
    "Some reminders of the team may be missing: something I keep makes no sense to me. Please "
    "tell the person who runs Rapport this reference: {ref}"
)
SOMETHING_DUE = "Something is due"
BARE = (
    "I cannot show more of it here: something I keep about it makes no sense to me. Please look "
    "it up yourself."
)
REMINDERS_STOPPED = (
    "Something went wrong on my side when I looked what is due, so reminders may be missing. "
    "Please tell whoever looks after the machine. /due shows what is coming."
)
