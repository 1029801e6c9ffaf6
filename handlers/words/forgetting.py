"""What is said before and after something is erased for good (PRACTICE D10)."""

from __future__ import annotations

from handlers.words.speech import Plural

CMD_FORGET = "Erase somebody, a fact, or the last thing you saved, for good."
EX_FORGET = "Yusuf"

HOW = (
    "Tell me what to erase: a name, a name and a subject such as “Yusuf children”, "
    "“fact 2 Yusuf”, or “last”."
)
ASK_PERSON = "Erase {name} for good?"
ASK_PART = "Erase this about {name} for good?"
ASK_LAST = "Erase the last thing you saved for good?"
WHAT_GOES = "What goes"
MEETINGS = Plural("{n} meeting", "{n} meetings")
AGREEMENTS = Plural("{n} agreement", "{n} agreements")
PROMISES = Plural("{n} promise", "{n} promises")
FACTS = Plural("{n} personal fact", "{n} personal facts")
FILES = Plural("{n} file or message kept", "{n} files or messages kept")
OTHERS = Plural("{n} other record", "{n} other records")
SHARED = Plural(
    "The words of {n} meeting with others; for them it stays, without its words",
    "The words of {n} meetings with others; for them they stay, without their words",
)
NAMED = Plural(
    "The name in {n} other record; the rest of it stays",
    "The name in {n} other records; the rest of them stays",
)
FROM_NOTE = "From the note of {day}: “{words}”"
AND_MORE = Plural("and {n} more", "and {n} more")
EVERYWHERE = (
    "It goes from history, search, reminders, drafts and what can be undone, "
    "and from the backups within reach. This cannot be taken back."
)
STAYS = (
    "Only this stays: that you erased something, and when. "
    "Messages in this chat stay until you delete them here."
)
ERASE = "Erase for good"
KEEP = "Keep"
KEPT = "Nothing was erased."
ERASED = "Erased for good."
NOBODY = "I found nobody on record in that. Nothing was erased."
NOTHING = "I found nothing of that on record about {name}. Nothing was erased."
NO_FACT = "There is no fact of that number. Write /forget facts {name} to see them."
FACTS_OF = "Facts about {name}"
FACT_HOW = "Write /forget fact, the number and the name to erase one."
NO_FACTS = "No personal facts are on record about {name}."
NOT_YOURS = "Only whoever leads the relation can erase {name}. Please ask {member}."
CHANGED = "This has changed since. Please look again before it is erased."
CUT = "[…]"
