"""What is said about areas: who grants what there, and whom to call when it happens."""

from __future__ import annotations

MAP_TITLE = "{area}: who grants what"
MAP_NOTHING = "Nothing is on record for {area}."
MAP_NOTHING_HOW = "Note what you need there, such as: /grants {example}"
MAP_APPROVALS = "Permits, visas, routes"
MAP_PEOPLE = "Whom we know there"
GRANT_LINE = "{what}: granted by {by}"
GRANT_BY_NOBODY = "not known"
GRANT_HELD = "{line} · held by {holder}"
GRANT_UNTIL = "{line} · until {day}"
GRANT_OVER = "{line} · ended {day}"
GRANT_NOTED = "Noted for {area}. {line}."
GRANT_UNREAD = "Please write what is granted and by whom: {example}"
FOCAL_NOTED = "In {area}, {name} can be called: {topic}."
FOCAL_UNREAD = "Please write what for and where: {example}"
READY_TITLE = "{area}: whom could we call?"
READY_TOPICS = {
    "access": "If the way is closed",
    "safety": "If staff are in danger",
    "detention": "If staff are detained",
    "continuity": "If the work must stop",
}
READY_SHORT = {
    "access": "access",
    "safety": "safety",
    "detention": "detention",
    "continuity": "continuity",
}
READY_NOBODY = "nobody yet"
READY_LINE = "{name} · {facts}"
READY_HOW = "Say whom to call, such as: /focal {example}"
READY_KNOWN = "Whom we know there"
