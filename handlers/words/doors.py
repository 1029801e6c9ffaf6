"""Words of the platforms' own: what an adapter says where no handler could."""

from __future__ import annotations

REPEATED = "You may have had this already."
ANSWERED_IN_PRIVATE = "I answer you in our private chat."
PROMPTS_TITLE = "What would you like to do?"
PROMPT_HELP = "What can you do for me?"
PROMPT_PEOPLE = "Whom do I know?"
PROMPTS = {"help": PROMPT_HELP, "people": PROMPT_PEOPLE}
"""What is said for a person who taps one of Slack's suggestions, and what it shows."""
FILE_GONE = "The file itself is no longer kept."
NOT_DRAWN = "The picture could not be drawn. Please press the button once more in a while."
PICTURE_AT = "The picture is in {path}. It is not encrypted there: delete it when you have seen it."
