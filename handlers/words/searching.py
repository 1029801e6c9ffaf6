"""What is said when something is looked for in words."""

from __future__ import annotations

from handlers.words.speech import Plural

SEARCH = "Find what was said: words in any language, since when and with whom."
EX_SEARCH = "fuel since March"

FOUND = Plural("“{words}”: found once", "“{words}”: found {n} times")
FOUND_DAYS = Plural("{n} meeting", "{n} meetings")
WHO_FOUND = Plural("“{words}”: {n} person", "“{words}”: {n} people")
NOT_FOUND = "Nothing on record speaks of “{words}”."
NOT_FOUND_HOW = "Try other words or a longer time. I look only at what you may see."
NOTHING_THEN = "Nothing is on record for those days."
WHAT = "What shall I look for? For example: {example}"

HIT = "{n} · {name} · {day}"
HIT_NO_DAY = "{n} · {name}"
TIMES = Plural("{line}", "{line} ({n} times)")
OPEN = "Open {n}"
WE_PROMISED = "We promised: {text}"
THEY_PROMISED = "They promised: {text}"
THEY_REFUSED = "They refused: {text}"
WE_REFUSED = "We refused: {text}"
RED_LINE = "Red line: {text}"
PERSONAL = "Personal: {text}"
AGAINST = "Against us: {text}"
TRUST = "Trust: {text}"
NEXT = "Next step: {text}"
EVIDENCE = "Evidence: {text}"

OPENED = "{name}, {day}"
CAME_OF_IT = "What came of it"
HISTORY = "History"
ORGANISATION = "Organisation"
