"""What is said at the door: to strangers, to who is invited, about the team and its accounts."""

from __future__ import annotations

STRANGER = (
    "This is a private assistant. You need an invitation from somebody who uses it. "
    "If you have one, send it here: start, a space, and the code."
)
BAD_INVITATION = (
    "This invitation does not work here. Please ask the person who gave it to you for a new one."
)
BAD_CODE = (
    "This code does not work. Codes last ten minutes and work once. "
    "Get a new one with /link where you are known, and try again in a minute."
)

WELCOME = "Welcome, {name}."
FIRST_THING = (
    "I keep the memory of your team's talks with counterparts: what was said, agreed and promised. "
    "Tell me about a meeting in your own words and I show you what I understood before I keep it."
)
ASK_ZONE = "Which city's time do you live by?"
ASK_ZONE_HOW = "Choose one, or write the name of a city or country near you."
READY = "All set. Tell me about a meeting whenever you like."
ALREADY_IN = "You are in already, {name}."

INVITATION = "An invitation for {name}, {role}"
INVITATION_HOW = (
    "Send it to {name} by a way you trust. They write it to me in their chat app, as it is. "
    "It works once, until {moment}."
)
COPY = "Copy"
WITHDRAW = "Withdraw"
NAME_FIRST = "Please write who it is for, and their role: {example}"
CANNOT_ADMIT = "Only a mandator can invite or remove a mandator. Please ask one."

REMOVE_ASK = "Shall {name} leave the team?"
REMOVE_HOW = "From then on {name} can neither read nor write here. What they recorded stays."
REMOVE = "Yes, remove"
KEEP = "No, keep"
REMOVED = "{name} is no longer on the team."
STAYS_ON_RECORD = (
    "What they recorded stays. Relations they led are listed for you under /people: "
    "name somebody to lead them with /owner."
)
LAST_MANDATOR = (
    "{name} is the only mandator, and a team needs one. Invite another mandator before you do this."
)
NOT_YOURSELF = "You cannot remove yourself. Please ask a colleague to do it."
STAYS = "{name} stays on the team."

TEAM = "Your team"
ROLE_YOU = "{role} · you"
MANDATOR = "mandator"
COORDINATOR = "coordinator"
NEGOTIATOR = "negotiator"
OBSERVER = "observer"

WHOAMI = "You are {name}"
ROLE = "Role"
ACCOUNTS = "Accounts"
SINCE = "On the team since"
THIS_ONE = "Writing from"

LINK_TITLE = "Use me from another app"
LINK_HOW = (
    "Write this to me there, as it is. It works once, for ten minutes. "
    "Then both accounts are you, with one memory."
)
LINKED = "This account is now yours too, {name}."
LINK_NOTICE = (
    "A {platform} account is now yours as well. If that was not you, tell a coordinator at once."
)
LINK_SELF = "This account is yours already."
LINK_ASK = "Shall this account become {name}'s?"
LINK_ASK_HOW = (
    "Everything you lead here goes to {name}, and you use their settings and role from then on. "
    "Only do this if {name} is you."
)
LINK_YES = "Yes, that is me"
LINK_NO = "No"
LINK_LEFT = "Both accounts stay as they were."
NEW_CODE_FIRST = "This code no longer works. Please get a new one with /link and try again."
MADE_UP = "All of this is made up: the team, the people, what was said. Keep nothing real here."
