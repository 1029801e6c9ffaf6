"""What is said while the lines of a chat are picked."""

from __future__ import annotations

from handlers.words.speech import Plural

MESSAGES = Plural("A chat of {n} message", "A chat of {n} messages")
FROM = "Between"
WHEN = "When"
SPAN = "{first} to {last}"
AT = "{day}, {hour}"
PAGE = "Messages {from_} to {to} of {total}"
LINE = "{number} · {at} · {author}: {text}"
PICKED_LINE = "{number} · picked · {at} · {author}: {text}"
FILE = "file {name}"
A_FILE = "a file"
HINT = "Press the numbers to keep, write them (3-5, 8), or write a word to find."
PICKED = Plural("{n} message picked", "{n} messages picked")
FOUND = "With “{word}”"
FIND_ALL = "All messages"
EARLIER = "Earlier"
LATER = "Later"
KEEP = "Keep as evidence"
AGREE = "They are an agreement"
DAY_OR_MONTH = "In this chat a day is written {written}. Which day is that?"
HOURS = "I do not know this phone's mark for morning and afternoon, so hours may be off by twelve."
TOO_MANY = "At most {n} messages can be kept at once. Keep these first, then pick again."
NONE_PICKED = "Pick the messages to keep first: press their numbers."
GONE = "That chat is no longer here. Send it once more to pick from it."
ALONE = "Please send the chat by itself, without other files."
DROPPED = "Dropped. Nothing of the chat was kept."
