"""What everybody is told about who can read what is written here (PRACTICE D1)."""

from __future__ import annotations

TITLE = "Before you write: who can read this"
TELEGRAM = (
    "Telegram carries this chat, and chats with assistants have no end-to-end encryption: "
    "the company can read them, and so can whoever it must obey."
)
SLACK = (
    "Slack carries this chat. The company can read it, and the owners of your workspace "
    "may export it."
)
OTHER = "Whoever runs this machine, or looks over your shoulder, can read this chat."
OURS = (
    "What you record is kept encrypted on your team's own machine. "
    "No other company and no outside service reads it."
)
WHO_SEES = (
    "On your team, only whoever leads a relation, and the deputies they name, can see it. "
    "Red lines are also seen by the mandator."
)
DO_NOT_WRITE = "Please do not write here"
BENEFICIARIES = "names, phones or health of people you help"
PLACES = "exact places, or routes before the journey"
SOURCES = "anything that could put a source or a colleague at risk"
CODE_NAMES = "Where a name alone is a danger, use a code name: /codename"
AGAIN = "Read this again any time with /privacy."
