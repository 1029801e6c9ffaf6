"""What is said when people come, go, rise, fall or die, and when one entry turns out to be two."""

from __future__ import annotations

from handlers.words.speech import Plural

CMD_REPLACED = "Say who took somebody's place; you see first what changes."
CMD_LEFT = "Say that somebody was moved, or lost their post."
CMD_DIED = "Say that somebody has died, so that nothing is written to them."
CMD_SPLIT = "Part one entry that holds two people; you see first what moves."
CMD_REGIME = "An authority fell: close its roles at once, and see who is left."
EX_REPLACED = "Yusuf = Lt Col Samer since 1 March"
EX_LEFT = "Yusuf = Port Sudan"
EX_SPLIT = "Yusuf = Yusuf Salim"
EX_REGIME = "Governorate since 1 March"

# What happened.
SHALL_I = "Shall I note this?"
REPLACED = "{successor} has taken the place of {name}."
MOVED = "{name} was moved to {place}."
MOVED_AWAY = "{name} was moved away."
ROSE = "{name} is now {role}."
LEFT = "{name} holds no office any more."
DIED = "{name} has died."
ENDS = "Ends"
BEGINS = "Begins"
PERSON_ROLE = "{name}: {role}"
NEW_PERSON = "{name} is new here. You will lead the relation."
CAME_AND_WENT = "Who came and went"
NEWS_ONLY = "Kept as news: it does not count as contact with {name}."
RECONFIRM = "To be agreed anew with whoever follows"
NO_WORD = "I say nothing more about {name} by myself, and write no greeting."
FAMILY = "Their family, for a word of condolence"
FAMILY_DIED = "{name} has died"
DIED_ON = "Died"
IS_DEAD = "{name} has died, so there is nobody to write to."

# Who is meant.
WHO_IS = "Who is {name}?"
WHOSE_PLACE = "Whose place?"
NEW = "Someone new: {name}"
UNREAD = "I did not find whom you mean. Please write it like this: {example}"
NO_ROLE = "{name} holds no role on record, so there is nothing to close."

# What may be done next.
WHO_FOLLOWS = "Who replaces them?"
WHO_FOLLOWS_ASK = "Who takes the place of {name}? Write a name."
WHO_INTRODUCES = "Who introduces us?"
INTRODUCES_ASK = "Who could bring us together with {name}?"
INTRODUCES_NOBODY = "I know nobody near {name} yet. Ask whoever held the place before."
INTRODUCE_TEXT = "ask {by} to introduce us to {name}"
CLOSER = "Keep closer contact"
AGAIN = "Agree {number} anew"
CARRIED = "{number} is proposed to {name}, in the words of {old}."
CARRIED_HOW = "{old} stays as it was agreed. Confirm {number} back once you have spoken."

# One entry, two people.
SPLIT_ASK = "What belongs to {other}?"
SPLIT_HOW = "Press what was with {other}; all else stays with {name}."
SPLIT_LINE = "{day}: {text}"
SPLIT_PICKED = "✓ {line}"
SPLIT_NONE = "There is nothing on record with {name} that could be parted."
SPLIT_YES = "Part them"
SPLIT_NO = "Keep as one"
SPLIT_MOVES = "Moves to {other}"
SPLIT_DONE = "{name} and {other} are now two people."
SPLIT_KEPT = "They stay one person."
SPLIT_NOT_YOURS = "Only whoever leads the relation can part it. Please ask {member}."
SPLIT_NOTHING = "Nothing is picked yet. Press what was with {other} first."
PROMISE = "promise: {text}"
AGREEMENT = "{number}: {text}"

# When an authority falls.
REGIME_WHICH = "Which authority fell?"
REGIME_NONE = "I know no authority with anybody of yours in it. Write it like this: {example}"
REGIME_NOBODY = "Nobody of yours is touched by it."
REGIME_ALL = "All of them"
REGIME_ASK = "Shall I close what ended on {day}?"
REGIME_ROLES = Plural("{n} role ends", "{n} roles end")
REGIME_PEOPLE = Plural("{n} person of yours is affected", "{n} people of yours are affected")
REGIME_IN_TOUCH = "Still in touch"
REGIME_QUIET = "Quiet for three months or more"
IN_TOUCH_LINE = "{name} · {last}"
REGIME_RECONFIRM = "Agreements to confirm again"
REGIME_MORE = Plural("and {n} more", "and {n} more")
REGIME_HOW = "People, stories and agreements stay. Only roles and offices end."
REGIME_YES = "Close them"
REGIME_DONE = "{place}: closed on {day}."
REGIME_TOLD = "{member} noted that {place} fell on {day}. See whom of yours that touches."
REGIME_TOLD_QUIET = "An authority fell. See whom of yours that touches."
REGIME_SEE = "See who"
GONE_SINCE = "{name} (gone since {day})"
