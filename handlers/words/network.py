"""What is said about who stands how to whom, who can lead to whom, and who grants what."""

from __future__ import annotations

from handlers.words.speech import Plural

# What the commands are for.
GROUP = "The network"
CMD_TIE = "Say what joins two people: kin, school, unit, trust."
EX_TIE = "Hajj Musa is the governor's uncle"
CMD_UNTIE = "Take away what joins two people."
EX_UNTIE = "Hajj Musa = Governor"
CMD_ANSWERS = "Say who answers to whom, people or offices."
EX_ANSWERS = "Samer = Col Idris"
CMD_KEEPFROM = "Say who must not learn of our contact with somebody."
EX_KEEPFROM = "Governor = Hajj Musa"
CMD_STANCE = "Note how somebody stands: warm, reserved, high influence."
EX_STANCE = "Yusuf = warm, from Hana"
CMD_KIND = "Say what sort of actor an organisation is."
EX_KIND = "North Brigade = armed group"
CMD_PARTOF = "Say that a department is part of an organisation."
EX_PARTOF = "Labour dept = Ministry of Labour"
CMD_AREA = "Say where a person or an organisation decides."
EX_AREA = "Yusuf = Hajjah"
CMD_OFFICE = "Show an office: who holds it, who held it, what is above."
EX_OFFICE = "Governor"
CMD_PATH = "Find who can lead us to somebody."
EX_PATH = "Governor"
CMD_NETWORK = "Show whom we know, by organisation."
EX_NETWORK = "Ministry of Labour"
CMD_ABOVE = "Show whom we know above or beside an office."
EX_ABOVE = "Labour dept"
CMD_COVERAGE = "Show where one contact is all we have, and who is missing."
CMD_BALANCE = "Show daily problems and policy talks, month by month."
CMD_GRANTS = "Note who grants a permit, a visa or a route in an area."
EX_GRANTS = "Hajjah = travel permit, Labour dept until 30 June"
CMD_MAP = "Show an area: who grants what, and whom we know there."
EX_MAP = "Hajjah"
CMD_FOCAL = "Say whom to call in an area when something happens."
EX_FOCAL = "Yusuf = detention, Zalingei"
CMD_READY = "Show whom we could call in an area if something happened."
EX_READY = "Zalingei"

# Ties are told, corrected, taken away.
TIED = "Noted: {what}."
TIED_BEFORE = "Before"
UNTIED = "No longer: {what}."
NO_TIE = "Nothing on record joins {first} and {other}."
TIE_UNREAD = "I could not read what joins them. Write it like this, please: {example}"
IS_PLACE = "{name} is an organisation. Which person do you mean?"
WHO_IS = "{name}: who is that?"
WHO_IS_HOW = "I am noting: {what}."
NEW_PERSON = "{name} is new"
LEAVE_IT = "Leave it"
LEFT = "Nothing was noted."
CIRCLE = "{first} stands above {other} already. Take that away first, with /untie."
NO_ROLE = "I do not know the role of {name}. Tell me with /role first, please."
PART_OF = "{first} is part of {other}"
SAME_END = "That names the same one twice."
ANSWERED = "{first} answers to {other}"

# How somebody stands.
ASPECTS = {
    "attitude": "Towards us",
    "influence": "Influence",
    "outlook": "Outlook",
    "reach": "Reach",
}
VALUES = {
    "warm": "warm",
    "open": "open to talk",
    "reserved": "reserved",
    "hostile": "hostile",
    "high": "high",
    "some": "some",
    "low": "low",
    "transformative": "open to change",
    "conservative": "keeps to what is",
    "global": "looks beyond the region",
    "local": "looks to the region",
}
STANCE = "{value} ({source}, {day})"
STANCE_NOTED = "Noted for {name}. {aspect}: {value}."
STANCE_UNREAD = (
    "I could not read that. Towards us: warm, open to talk, reserved, hostile. "
    "Influence: high, some, low. Outlook: open to change, keeps to what is. Reach: global, local."
)
TIES = "Joined to"

# What sort of actor.
KINDS = {
    "authority": "authority",
    "security": "army or police",
    "armed_group": "armed group",
    "community": "community",
    "company": "company",
    "religious": "religious leaders",
    "media": "media",
    "humanitarian": "humanitarian organisation",
}
KIND_NOTED = "{place}: {kind}."
KIND_UNREAD = "I do not know that sort of actor. There are: {kinds}."
NO_PLACE = "I know no organisation called {name}. Name one with /organisation first, please."
AREA_NOTED = "{name}: {area}."
AREAS = "Decides in"

# An office.
OFFICE_NONE = "I know no office called {name}. Say whom it answers to, with /answers."
HELD_BY = "Held by"
HELD_BEFORE = "Before"
HELD_BY_NOBODY = "nobody whom you know"
OFFICE_ABOVE = "Above"
OFFICE_BELOW = "Below"
BESIDE = "Beside"

# Ways to somebody.
PATH_TITLE = "Ways to {name}"
PATH_NONE = "I see no way to {name} yet."
PATH_NONE_HOW = "Tell me who knows them, such as: {example}"
PATH_DIRECT = "You are in touch with {name} yourself."
PATH_MORE = Plural("{n} more way", "{n} more ways")
STEP = "{first} → {next}"
FACTS_OF = "{name}: {facts}"
CLOSE_TO_US = "kept close"
KEPT_ONES = Plural("kept {n} promise to us", "kept {n} promises to us")
BROKE = Plural("broke {n} promise to us", "broke {n} promises to us")
NOT_MET = "not met yet"
LEFT_IN_PEACE = "Not named here: people in mourning, in repair, at odds, or who must not know."

# The network.
NETWORK_TITLE = "Whom we know"
NETWORK_NOBODY = "Nobody you know has a role at an organisation yet."
NETWORK_NOBODY_HOW = "Tell me with /role, such as: /role {example}"
AT_PLACE = "{place}: {people}"
AT_PLACE_ONE = "{place}: {people} · one contact only"
NETWORK_MORE = Plural("{n} more organisation", "{n} more organisations")
NETWORK_PLACE = "{place}: whom we know"
NETWORK_PLACE_NOBODY = "You know nobody at {place}."
PLACE_KIND = "Sort of actor"
ONE_ONLY = "One contact only. If they leave, so does the way in."
NETWORK_PERSON = "Who is around {name}"
NETWORK_PERSON_NOBODY = "Nothing on record joins {name} to anybody."
OTHERS = Plural("and {n} other", "and {n} others")
PICTURE = "Picture"
PICTURE_FILE = "As a file"

# Above and beside.
ABOVE_TITLE = "Whom we know above or beside {name}"
ABOVE_LINE = "{unit}: {people}"
ABOVE_KNOWN = "{name} · {facts}"
ABOVE_NOBODY = "nobody whom you know"
ABOVE_NONE = "I do not know yet what stands above {name}."
ABOVE_NONE_HOW = "Tell me, such as: {example}"
ABOVE_SUGGEST = "{name} is acting against us. Whom we know above or beside them:"
ABOVE_HINT = "Only a look at what is on record. You decide."
EX_ROLE_TOLD = "Yusuf = clerk, Labour dept"
EX_ABOVE_TOLD = "DG MoFA is above the Labour dept"

# Coverage.
COVERAGE_TITLE = "Where much hangs on little"
COVERAGE_FINE = "Nothing stands out."
COVERAGE_SINGLE = "One contact only"
COVERAGE_ONE_DEPT = "All contacts in one department"
ONE_DEPT_LINE = Plural(
    "{whole}: {n} contact, in {department}", "{whole}: all {n} contacts in {department}"
)
COVERAGE_KINDS = "No contact among"
COVERAGE_NEVER = "On record, never contacted"
COVERAGE_WARM = "Small, and not forgotten"
WARM_LINE = "{name}, last contact {day}"
COVERAGE_HINT = "Sorts of actor are read from names. Correct one with /kind."

# Balance.
BALANCE_TITLE = "Daily problems and policy talks"
BALANCE_LINE = "{tactical} tactical, {strategic} strategic"
BALANCE_LAST = "Last strategic contact"
BALANCE_LAST_LINE = "{name}, {day}"
BALANCE_NEVER = "none on record"
BALANCE_WARN = Plural(
    "{n} contact in the last two months, none of them strategic. Plan one?",
    "{n} contacts in the last two months, none of them strategic. Plan one?",
)
