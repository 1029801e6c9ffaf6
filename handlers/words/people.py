"""What is said about people: who they are, who leads, who stands in, who is the same."""

from __future__ import annotations

from handlers.words.speech import Plural

# How somebody is called.
NAME_AND_ROLE = "{name}, {role}"
ROLE_AND_PLACE = "{role}, {place}"
NEVER_MET = "no meeting recorded yet"
LAST_CONTACT = "last contact {day}"
IN_LIST = "{who} · {last}"

# The list.
PEOPLE = Plural("You speak with {n} person", "You speak with {n} people")
NOBODY = "You have nobody here yet."
NOBODY_HOW = (
    "Tell me about a meeting and I will ask whether the person is new, "
    "or add somebody with /add and their name."
)
PAGE = "{from_} to {to} of {total}"

# The card of one person.
ALSO_KNOWN_AS = "Also known as"
ROLE = "Role"
EARLIER_ROLES = "Earlier roles"
SINCE = "{role}, since {day}"
FROM_TO = "{role}, {since} to {until}"
UNTIL = "{role}, until {day}"
LEADS = "Leads the relation"
STANDS_IN = "Deputy"
INTRODUCED_BY = "Introduced by"
KNOWN_SINCE = "Known since"
LAST = "Last contact"
KEPT = "On record"
MEETINGS = Plural("{n} meeting", "{n} meetings")
AGREEMENTS = Plural("{n} agreement", "{n} agreements")
PROMISES = Plural("{n} open promise", "{n} open promises")
YOU = "you"
SOMEBODY = "somebody"
LEFT_TEAM = "{name} (no longer on the team)"
NOBODY_LEADS = "Whoever led this relation has left the team. Name somebody to lead it with /owner."
HISTORY = "History"
CARD = "About {name}"

# Finding.
NOT_FOUND = "I know nobody called {name}."
NOT_FOUND_HOW = "Check the spelling, or add them with /add {name}."
ELSEWHERE = "{member} leads the relation with {name}. Please ask {member}."
WHICH_OF = "I am not sure whom you mean by {name}. On record: {people}. Please write the full name."
WHICH = "Whom do you mean by {name}?"
SAME_NAME_HINT = "If it is somebody else, write more of the name."

# Adding and correcting.
ADDED = "{name} is on record."
ADD_CLOSE = "I already know somebody called nearly that. Is {name} new?"
SOMEONE_NEW = "Someone new"
RENAMED = "{before} is now called {after}."
ALIASED = "{name} is also known as {alias}."
HAS_ALIAS = "{name} is already known as {alias}."
CODE_NAMED = "From now on this person is shown as {code}."
CODE_NAME_GONE = "{name} is shown by name again."
CODE_NAME_TAKEN = "Somebody else goes by {code} already. Please choose another name."
NEW_ROLE = "{name}: {role}"
ROLE_BEFORE = "Before"
OLD_ROLE_CLOSED = "{role}, until {day}"
DAY_UNCLEAR = "I could not read the day in “{text}”. Write it like 1 May 2026, please."
BELONGS_TO = "{name} belongs to {place}."
INTRODUCED = "{name} was introduced by {by}."
SAME_PERSON = "That would be the same person twice."
TOO_LONG = "A name can have up to {n} characters. Please write a shorter one."
HOW_TO_WRITE = "Please write it like this: {example}"
SPLIT_IN_TWO = "Please write both sides, with = between them."

# Who leads and who stands in.
SHARE_OWNER = "Shall {member} lead the relation with {name}?"
SHARE_OWNER_HOW = (
    "{member} will see everything on record about {name}. "
    "You stay on as deputy until you step away."
)
SHARE_OWNER_LEFT = "{member} will see everything on record about {name}."
SHARE_DEPUTY = "Shall {member} be deputy with {name}?"
SHARE_DEPUTY_HOW = "{member} will see everything on record about {name}, and may add to it."
UNSHARE = "Shall {member} no longer be deputy with {name}?"
UNSHARE_HOW = "{member} will no longer see anything on record about {name}."
NOW_OWNER = "{member} now leads the relation with {name}."
NOW_DEPUTY = "{member} is now deputy with {name}."
NO_DEPUTY = "{member} is no longer deputy with {name}."
ALREADY_OWNER = "{member} leads this relation already."
ALREADY_DEPUTY = "{member} is deputy already."
NOT_DEPUTY = "{member} is not deputy with {name}."
ONLY_OWNER = "Only {member} can change who sees {name}. Please ask {member}."
NO_MEMBER = "Nobody on your team is called {name}. See /team for the names."
WHICH_MEMBER = "Several colleagues are called {name}. Please write the full name."
CANNOT_LEAD = "{member} can look things up but not record. Please choose another colleague."
YES_SHARE = "Yes, share"
NO_SHARE = "No, leave it"
YES_STOP = "Yes, stop sharing"
LEFT_AS_IT_WAS = "Left as it was."
STEP_AWAY = "Step away"
STEPPED_AWAY = "You are no longer deputy with {name}."
STEP_AWAY_ASK = "Will you step away from {name}?"
STEP_AWAY_HOW = "You will no longer see what is on record. Only whoever leads can let you back in."
THEIRS_NOW = "If that was a mistake, ask {member} to hand it on."

# What colleagues are told about it; the quiet ones may stand on a locked screen.
TOLD_OWNER = "{member} has handed you the relation with {name}. You lead it now."
TOLD_OWNER_QUIET = "A relation has been handed to you. You lead it now."
TOLD_DEPUTY = "{member} has named you deputy with {name}."
TOLD_DEPUTY_QUIET = "You have been named deputy in a relation."
TOLD_GONE = "You are no longer part of the relation with {name}."
TOLD_GONE_QUIET = "You are no longer part of one of your relations."
TOLD_AWAY_QUIET = "A deputy has stepped away from one of your relations."
SHOW_WHO = "Show who"

# One person, two records.
MERGE_ASK = "Are {gone} and {kept} the same person?"
MERGE_HOW = "Everything about {gone} moves to {kept}, and {gone} stays on as another name."
MOVES = "What moves"
FOUND_BY = "Then found by"
NOTHING_MOVES = "nothing but the name"
ROLES = Plural("{n} role", "{n} roles")
OTHER_RECORDS = Plural("{n} other item", "{n} other items")
ALL_PROMISES = Plural("{n} promise", "{n} promises")
MERGE = "Merge"
KEEP_APART = "Keep apart"
MERGED = "{gone} and {kept} are now one person."
KEPT_APART = "They stay two people."
MERGE_NOT_YOURS = (
    "Only whoever leads both relations can merge them. Please ask {member} to hand theirs to you."
)
SEEN_BY_BOTH = "Whoever sees {kept} will also see what was on record about {gone}."
CHANGED_SINCE = "Something about them has changed since. Please ask again."
