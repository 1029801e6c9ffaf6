"""What is said without being asked: why now, what there is to do, and how to put it off."""

from __future__ import annotations

from handlers.words.speech import Plural

# Days.
TODAY = "today"
TOMORROW = "tomorrow"
ON_DAY = "on {day}"
WAS_DUE = "This was due {moment}. It comes late."

# Titles that anybody may read on a locked screen.
QUIET_OURS = "A promise of ours is due {when}."
QUIET_OURS_LATE = "A promise of ours is past its day."
QUIET_THEIRS = "A promise made to us is due {when}."
QUIET_THEIRS_LATE = "A promise made to us is past its day."
QUIET_ENDING = "An agreement ends {when}."
QUIET_STEP = "Something is planned {when}."
QUIET_SOON = "Something is planned in an hour."
QUIET_AFTER = "How did it go?"
QUIET_CHECKIN = "It may be time for a word with somebody."
QUIET_OCCASION = "A day that somebody you know marks is near."
QUIET_THANKS = "There is somebody to thank."
QUIET_SINCE = "It has been quiet since an agreement."
QUIET_LIFE = "A kind word may be in place."
QUIET_REMINDER = "You asked me to remind you of something."
SHOW = "Show"

# The same with names.
OURS = "Our promise to {name} is due {when}."
OURS_LATE = "Our promise to {name} was due on {day}."
THEIRS = "{name} promised something for {day}."
THEIRS_LATE = "The promise of {name} was due on {day}. Was it kept?"
ENDING = "The agreement with {name} ends {when}."
STEP = "Planned with {name} {when}."
SOON = "{name}, at {hour}."
AFTER = "How did it go with {name}?"
CHECKIN = "It may be time for a word with {name}."
OCCASION = "{occasion}: {name} marks it {when}."
THANKS = "Thank {by} for bringing you to {name}?"
SINCE = "No contact with {name} since the agreement."
REMINDER = "You asked me to remind you: {text}"
LIFE = {
    "death": "{name} lost somebody close.",
    "illness": "Illness in the house of {name}.",
    "birth": "A child was born to {name}.",
    "wedding": "A wedding in the family of {name}.",
    "success": "Good news of {name}.",
    "transfer": "{name} changes office.",
    "return": "{name} is back.",
}
SINGLE = "One contact only"
SINGLE_HOW = "If this one person leaves, so does the way in. Who could introduce you to another?"
SINGLE_LINE = "{place}: only {name}"
STRATEGIC = "No strategic contact for {n} days."
STRATEGIC_HOW = Plural(
    "{n} meeting in that time was about immediate problems. Is there somebody to see about policy?",
    "{n} meetings in that time were about immediate problems. "
    "Is there somebody to see about policy?",
)

# Parts.
WE_PROMISED = "We promised"
THEY_PROMISED = "They promised"
AGREED = "Agreed"
PLANNED = "Planned"
TOLD = "What we know"
WHY_NOW = "Why now"
LAST_TALK = "Last talk"
LAST_TALK_LINE = "{day}: {words}"
OUR_OPEN = "We still owe"
THEIR_OPEN = "They still owe"
MAY_MOVE = (
    "The moon decides: between {first} and {last}. Send it only once the day has been announced."
)
SAYS_LATE = "If it cannot be kept, it is better they hear it from you today."

# Why.
WHY_OURS = "We said this would be done by {day}."
WHY_THEIRS = "They said this would be done by {day}."
WHY_ENDING = "It was agreed until {day}."
WHY_STEP = "You fixed this for {day}."
WHY_CHECKIN = Plural(
    "The last contact was {n} day ago. You like to speak about every {ideal} days.",
    "The last contact was {n} days ago. You like to speak about every {ideal} days.",
)
WHY_NEVER_MET = "There is no contact on record yet."
WHY_OCCASION = "They told us that they mark this day."
WHY_THANKS = "Whoever vouches for us should hear soon that it was worth it."
WHY_SINCE = "Ten days after an agreement, thanks show that the person counts too."
WHY_LIFE = "You told me about it on {day}."
WHY_REMINDER = "You asked for it on {day}."
WHY_SINGLE = "Once a month I look who would leave us without any contact."
WHY_STRATEGIC = "Once a month I look whether daily problems crowd out the larger ones."
WHY_DIGEST = "Once a week, on the day and at the hour you chose."

# Buttons.
WROTE = "I wrote to them"
LATER = "Later"
SKIP = "Skip"
DRAFT = "Draft"
WHY = "Why?"
NEVER = "Not this one again"
DONE = "It is done"
KEPT = "They kept it"
NOT_KEPT = "They did not"
THIS_EVENING = "This evening"
NEXT_DAY = "Tomorrow"
WORKDAY = "Next working day"
NEXT_WEEK = "Next week"

# After a press.
WROTE_WORDS = "Wrote to them."
WROTE_SAVED = "Noted: you were in touch with {name} on {day}."
NEXT_TIME = "I come back about {name} around {day}."
LATER_ASK = "When shall I come back to it?"
LATER_WORDS = "Or write when, such as: Thursday 4 pm."
LATER_PAST = "That is over already. Please choose a time to come."
PUT_OFF_TO = "I come back to it {moment}."
SKIPPED_NOW = "Skipped. I leave this one be."
NEVER_SAVED = "I will not bring this up again. /again brings it back."
MARKED_KEPT = "Kept: {text}"
MARKED_BROKEN = "Not kept: {text}"
GONE = "This is settled already. There is nothing left to do."
NO_DRAFT = "There is nothing to draft for this one."
DRAFTED = "A draft for {name}"
COPY = "Copy"
DRAFT_HOW = "Change what you like and send it from your own phone. Then tell me."

# Cards that are redrawn because it was dealt with elsewhere.
SETTLED = "This is settled."
PUT_OFF = "Put off until later."
SKIPPED = "Skipped."

# Several at once.
WAITED = Plural("{n} thing waited for you", "{n} things waited for you")
AT_ONCE = Plural("{n} thing is due", "{n} things are due")
WAITED_LINE = "{what} ({moment})"
MISSED = "While I could not reach you"
MISSED_LINE = "{member} was told: {what}"

# The weekly digest.
DIGEST = "Your week from {day}"
DIGEST_PROMISES = "Our promises"
DIGEST_THEIRS = "Promised to us"
DIGEST_ENDING = "Agreements ending"
DIGEST_QUIET = "Quiet since"
DIGEST_DAYS = "Days they mark"
DIGEST_SINGLE = "Only one contact"
DIGEST_COUNT = "{what}: {n}"
DIGEST_BALANCE = "Last 30 days"
BALANCE = "{strategic} strategic, {tactical} tactical"
LINE = "{day}: {name}, {what}"
QUIET_LINE = Plural("{name}, {n} day", "{name}, {n} days")
NEVER_MET = "{name}, no contact yet"
AND_MORE = Plural("and {n} more", "and {n} more")

# What is coming.
DUE = "The next seven days"
DUE_NOTHING = "Nothing is due in the next seven days."
DUE_LINE = "{hour} · {what}"
STILL_OPEN = "Waiting for you"
QUIET = "Quiet for longer than you like"
QUIET_NOBODY = "You are in touch with everybody as often as you like to be."
WHY_ABOUT = "What I will say about {name}, and when"
WHY_NOTHING = "Nothing is planned to be said about {name}."
WHY_LINE = "{moment}: {what}"
WHY_ALL = "What I do by myself"
WHY_RULES = (
    "I speak up when a promise or an agreement is due, before something planned, when somebody has "
    "been quiet for long, and on days they told us they mark. Any contact you record starts the "
    "count anew. I keep to your hours: {hours}, {week}, at most {n} a day."
)

# Reminders.
REMIND_HOW = "What shall I remind you of, and when? For example: {example}"
REMIND_WHEN = "When shall I remind you? For example: {example}"
REMIND_EXAMPLE = "call Haroun on Thursday at 4 pm"
REMIND_SET = "I will remind you {moment}."
REMIND_ZONE = "That is {hour} in {zone}."
REMIND_EVERY = {
    "day": "I come back to it every day.",
    "week": "I come back to it every week.",
    "month": "I come back to it every month.",
    "year": "I come back to it every year.",
}
REMIND_SHORT_MONTH = "Where a month has no such day, I take its last one."
REMIND_PAST = "That day is over already: {day}. Please choose one to come."
REMIND_FAR = "I cannot look that far ahead. Please choose a day within ten years."
REMIND_WHICH_DAY = "Which day do you mean?"
REMIND_BAD_ZONE = "I do not know a time zone called {zone}. Perhaps one of these: {close}"
REMIND_BAD_ZONE_NONE = "I do not know a time zone called {zone}. Write a city, such as Kabul."
REMIND_GONE = "The reminder is gone."
REMIND_STOP = "Stop reminding me"
REMIND_TEXT = "get in touch with {name}"
REMIND_LONG = "Please keep it to {n} characters."

# How somebody wants to hear from us.
HOURS = "When I write to you"
HOURS_HOUR = "Usual hour"
HOURS_QUIET = "Quiet"
HOURS_CAP = "At most a day"
HOURS_DIGEST = "Your week"
HOURS_AWAY = "Away"
HOURS_FROM_TO = "{start} to {end}"
HOURS_ON_AT = "{day}, {hour}"
HOURS_NOT_AWAY = "no"
HOURS_HOW = "For example: {example}"
HOURS_NONE_LEFT = (
    "That would leave me less than an hour a day in which to write to you. Please leave me a "
    "little more."
)
HOURS_UNCLEAR = "I could not read that. For example: {example}"
AWAY_SET = "You are away until {day}. Colleagues who stand in will hear in your place."
AWAY_BACK = "Welcome back. I write to you again."
CARE_TIER = Plural(
    "I bring {name} up after about {n} day without contact.",
    "I bring {name} up after about {n} days without contact.",
)
CARE_HOW = "How closely: close, steady or slow; or a number of days. For example: {example}"
SILENCE_SET = "Nothing cheerful about {name} until {day}."
EVENT_SAVED = {
    "death": "Noted. I stay silent with cheerful things for 40 days, and come back then.",
    "illness": "Noted. I ask again after five days.",
    "birth": "Noted. I bring up congratulations.",
    "wedding": "Noted. I bring up congratulations.",
    "success": "Noted. I bring up congratulations.",
    "transfer": "Noted. I bring up a word of thanks.",
    "return": "Noted. I bring up a word of welcome.",
}
EVENT_HOW = "What happened? For example: {example}"
EVENT_ABOUT = "{name}: {text}"
AWAY_EXAMPLE = "until 3 April"
HOURS_EXAMPLE = "8:30"
CARE_EXAMPLE = "Yusuf = close"
SILENCE_EXAMPLE = "Yusuf until 3 May"
EVENT_EXAMPLE = "Yusuf = his father died yesterday"

# What the commands are for.
CMD_DUE = "What is due in the next seven days."
CMD_QUIET = "Who has been quiet for long."
CMD_WHY = "What I will say about somebody, when, and why."
CMD_REMIND = "Be reminded of anything, once or again and again."
CMD_TIER = "How closely you keep in touch with somebody."
CMD_EVENT = "Something in somebody's life: a death, an illness, a birth."
CMD_SILENCE = "Nothing cheerful about somebody for a time."
CMD_HOURS = "When I may write to you by myself."
CMD_AWAY = "You are away; colleagues who stand in hear meanwhile."
