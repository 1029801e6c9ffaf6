"""What is said of the things that somebody asked not to be told again."""

from __future__ import annotations

CMD = "What you asked me not to bring up again, and the way back."
TITLE = "What I do not bring up"
NOTHING = "There is nothing that I was asked not to bring up."
ADVICE = "One-line advice has a list of its own: /hints."
LOOKS = "Once a month or a quarter"
BACK = "Again: {what}"
ALL_BACK = "All of it again"
BROUGHT_BACK = "I bring this up again: {what}."
ALL_BROUGHT_BACK = "I bring all of it up again."
WITH = "{what} ({name})"

REASONS = {
    "ours": "a promise of ours",
    "theirs": "a promise made to us",
    "ending": "the end of an agreement",
    "step": "something planned",
    "soon": "something planned, an hour before",
    "after": "how something planned went",
    "checkin": "a word from time to time",
    "occasion": "a day they mark",
    "thanks": "thanks for an introduction",
    "since": "thanks after an agreement",
    "life": "news of their life",
    "confirm": "whether an agreement stands",
    "review": "what has grown old",
    "legal": "a word with whoever knows the law",
    "farewell": "a word of farewell",
    "introduce": "introducing yourself",
    "single": "where there is one contact only",
    "strategic": "no strategic contact for long",
    "network": "contacts that sit in one place",
    "unmet": "people without any contact",
    "faces": "always the same of us",
    "gaps": "places with nobody to call",
    "obstacles": "what was refused in a month",
}
"""A reason as it is named in the list, by its key."""
OTHER = "something else"
