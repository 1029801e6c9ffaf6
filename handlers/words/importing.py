"""What is said while people come in as a file."""

from __future__ import annotations

from handlers.words.speech import Plural

FOUND = Plural("{n} person in this file", "{n} people in this file")
NEW = "New"
KNOWN = "Known already"
ALIKE = "Perhaps known already"
IS_LIKE = "{name} · like {known}"
AND_MORE = Plural("and {n} more", "and {n} more")
ADD_NEW = Plural("Add the {n} new one", "Add the {n} new ones")
ADD_ALIKE = Plural("Add {n} perhaps known too", "Add {n} perhaps known too")
AS_EVIDENCE = "Keep the file as evidence"
ADDED = Plural("Added {n} person.", "Added {n} people.")
NOBODY_NEW = "Nobody in it is new."
YOURS = "You lead these relations. Rename, give a code name or hand on each as you like."
UNREADABLE = (
    "I could not read the letters in that file, so nothing was taken. Save it as CSV in UTF-8 and "
    "send it again."
)
GONE = "That file is no longer here. Send it once more, please."
DROPPED = "Dropped. Nobody was added."
