"""What is said about somebody's own settings."""

from __future__ import annotations

TITLE = "Your settings"
LANGUAGE = "Language"
ZONE = "Clock"
WEEK = "Working days"
NOW_THERE = "{zone}, now {hour}"
COLLEAGUES = "Colleagues who ask for somebody by name learn"
LEARN_NOTHING = "nothing of whom you speak with"
LEARN_EXISTS = "that you lead that relation, and no more"
LOCK_SCREEN = "On a locked screen"
NO_NAMES = "no names or places"
NAMES = "names and places may show"
TELL_EXISTS = "Let colleagues know"
TELL_NOTHING = "Tell colleagues nothing"
SHOW_NAMES = "Show names on a locked screen"
HIDE_NAMES = "Hide names on a locked screen"
CHANGE_LANGUAGE = "Language"
CHANGE_ZONE = "Clock"
CHANGE_WEEK = "Working days"

WHICH_LANGUAGE = "Which language shall I speak with you?"
# Each catalogue names its own language here.
SPEAKING = "From now on I speak English with you."
NO_LANGUAGE = "I speak English, French, Spanish and Arabic. Which one would you like?"

WHICH_ZONE = "Which city's clock do you live by?"
WRITE_CITY = "Choose one, or write the name of a city or country near you."
ZONE_SET = "Your clock is now that of {zone}: it is {moment}."
NO_ZONE = "I know no clock called “{text}”."
NO_ZONE_CLOSE = "Is it one of these? Or write the name of a larger city near you."

WHICH_WEEK = "Which days do you work?"
WRITE_WEEK = "Choose, or write the first and the last day, such as Sunday to Thursday."
WEEK_SET = "Your working days are {days}."
NO_WEEK = "I could not read working days in “{text}”."
FIRST_TO_LAST = "{first} to {last}"
