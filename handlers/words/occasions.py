"""What is said about the days counterparts mark, when they fall, and how they are written to."""

from __future__ import annotations

from handlers.words.speech import Plural

# In the help.
MARKS = "Which days somebody marks, so that you greet them on no other."
OCCASIONS = "The days your people mark in the coming weeks."
NUMBER = "Where you write to somebody, so that a draft opens there."
EX_MARKS = "Yusuf = Eid al-Fitr, Eid al-Adha"
EX_NUMBER = "Yusuf = +249 91 234 5678"

# Which days somebody marks.
WHICH_DAYS = "Which days does {name} mark?"
ONLY_KNOWN = (
    "Press only what you know from them or have seen. I never guess from a name or a country."
)
MARKED = "Marked so far"
TICKED = "✓ {day}"
BY_NAME = "For a day that is not here, write: /marks {name} = and the day."
NO_GREETINGS = "No greetings at all"
GREETINGS_AGAIN = "Greetings are welcome again"
NONE_WANTED = "{name} gets no greetings. I will not offer any."
MARKS_SAVED = Plural("{name} marks {days}.", "{name} marks these days: {days}.")
MARKS_GONE = "No days are kept for {name} any more."
NOTHING_KEPT = "No days were kept for {name}."
WITH_WAY = "{day} ({way})"
ASK_WAY = "How does {name} keep {day}?"
WAYS = {"mourning": "In mourning", "fast": "With a fast"}
WAY_UNKNOWN = "I do not know"
WAY_SAFE = "Until you tell me, I treat it as a day of mourning and offer no greeting."
WAY_SAVED = "{name} keeps {day}: {way}."
MORE_DAYS = "More days"

# Days that are refused or deserve a second thought.
NEVER_SENT = (
    "On “{day}” a greeting would take somebody's side, so I never offer one. "
    "If a letter is due, the head of mission decides and signs."
)
NEVER = "What I never send"
NEVER_TITLE = "On these days I never offer a greeting"
NEVER_WHY = "A greeting on them would take somebody's side."
NEVER_DAYS = "Whoever asks"
UNKNOWN_DAY = "I do not know the day “{day}”."
UNKNOWN_DAY_HOW = "Choose from the list, or write another name for it."
WHICH_DAY = "Which day do you mean by “{day}”?"
LETTER = (
    "A national day is for a letter signed by the head of mission. "
    "The day stands under /occasions, and I draft nothing for it."
)
MOURNING = "It is a day of mourning: I offer no greeting, and no cheerful word around it."
CAUTIONS = {
    "nowruz_officials": (
        "Nowruz is not a holiday for these authorities, and a written greeting can harm. "
        "I draft nothing for it."
    ),
    "nowruz_afghanistan": (
        "In Afghanistan Nowruz is not official now. Send nothing in writing to officials."
    ),
    "newroz_political": "In some places Newroz is political. Decide each time whether to write.",
    "mawlid_not_marked": "These authorities do not keep the Mawlid. I draft nothing for it.",
    "mawlid_only_if": "Many do not keep the Mawlid. Greet only who has greeted you on it.",
    "diwali_by_person": "Greet only the person who keeps it, never a whole office.",
    "vesak_monks": "With monks: a respectful line, no casual tone.",
    "muharram": "No celebration in these weeks, and no meeting on the ninth and tenth of Muharram.",
    "hijri_year": "For many it opens weeks of mourning: peace, and no congratulation.",
    "ramadan_manners": (
        "No meeting at the hour of iftar, no word about fasting, "
        "and no early calls late in the month."
    ),
    "eid_offices": "Offices close for four to seven days. Move what falls due then.",
    "fasting_weeks": "The weeks before are a fast: no invitation to a meal with meat.",
}

# When days fall.
COMING = Plural("The day ahead", "The days ahead")
NOTHING_COMING = "None of the days your people mark fall in the next {n} days."
NOTHING_COMING_HOW = "To tell me whose days to remember, write /marks and a name."
ON = "{day}"
ANNOUNCED_ON = "{day}, as announced"
EXPECTED = "expected {day}, could be {first} to {last}"
EXPECTED_MOON = "expected {day}, could be {first} to {last}: it depends on the moon"
WHOSE = "{when} · {people}"
NO_GREETING = "{line} · no greeting"
AND_OTHERS = Plural("{n} other", "{n} others")
WAS_ANNOUNCED = "{day}: announced"
ASK_ANNOUNCED = "Which day was announced for {day}?"
ANNOUNCED_HOW = "Everybody in the same country sees the day you choose, and reminders move with it."
ANNOUNCED = "{occasion} is on {day}, as announced."
ANNOUNCED_FOR = "Announced for {day}"
WHICH_FEAST = "Which feast was announced for {day}?"
NOT_YET = "Not announced yet"
WAITING = "I keep the expected day of {day} and ask again."

# How somebody is written to.
HOW_WRITTEN = "How do you usually write to {name}?"
NUMBER_KEPT = "For {name} I keep {handle}."
NUMBER_CARE = (
    "Only who leads this relation and their deputies can read it. "
    "You may delete your message with the number."
)
NUMBER_GONE = "I no longer keep a number for {name}."
NO_NUMBER = "I keep no number for {name}. To add one, write: /number {name} = and the number."
NUMBER_UNREAD = (
    "I could not read that as a number or a user name. "
    "Please write the number with its country code, like +249 91 234 5678, or @name for Telegram."
)
APPS = {
    "whatsapp": "WhatsApp",
    "signal": "Signal",
    "telegram": "Telegram",
    "sms": "Text message",
    "phone": "Number",
}
WRITES_WITH = "With {name} you write by {app}."
OPEN_IN = "Open in {app}"
PASTE_IN = "Open in {app}, then paste"
