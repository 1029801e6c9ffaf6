"""What is said when a relation is offered to a colleague, taken over or declined."""

from __future__ import annotations

from handlers.words.speech import Plural

CMD = "Offer a relation, or all of yours, to a colleague; see what is offered to you."
EXAMPLE = "Yusuf to Claire on 1 June"
HOW = "Write it like this: {example}"

ASK = "Shall I offer {member} the relation with {name}?"
ASK_ALL = Plural("Shall I offer {member} {n} relation?", "Shall I offer {member} {n} relations?")
ASK_HOW = "They decide. If they accept, they lead at once, and you stay beside them until {day}."
ASK_HOW_NOW = "They decide. If they accept, they lead at once, and you see it no more."
BRIEF_HOW = "With the brief they read the story, open promises and manners before they decide."
WITH_BRIEF = "Offer with the brief"
NAME_ONLY = "Offer the name only"
NOT_YOURSELF = "You lead it already. Please name a colleague."
NONE_YOURS = "You lead no relation that could be handed over."
OFFERED = "Offered to {member}. I tell you what they decide."
ALREADY = "It is offered to {member} already."

TOLD = Plural("{member} offers you {n} relation.", "{member} offers you {n} relations.")
SEE = "See the offer"
TITLE = "Handing over"
NOTHING = "Nothing is being handed over."
TO_YOU = "Offered to you"
BY_YOU = "Offered by you"
INTRODUCTIONS = "Introduction still to be made"
STILL_SEEN = "You still see"
LINE_UNTIL = "{name}, until {day}"
LINE_TO = "{name}, from {member}"
LINE_BY = "{name}, to {member}"
OFFERS_YOU = "{member} offers you the relation with {name}."
UNTIL_DAY = "If you accept, you lead at once. {member} stays beside you until {day}."
UNTIL_NOW = "If you accept, you lead at once, and {member} sees it no more."
NO_BRIEF = "The brief opens once you accept."
ACCEPT = "Accept"
ACCEPT_ALL = "Accept all"
DECLINE = "Decline"
ACCEPTED = "You lead the relation with {name} now."
ACCEPTED_ALL = Plural("You lead {n} relation more now.", "You lead {n} relations more now.")
ACCEPTED_HOW = "The introduction is still to be made: {member} can make it until {day}."
ACCEPTED_NOW = "The introduction is still to be made."
DECLINED = "Declined. {member} still leads the relation."
THEY_TOOK = "{member} took over the relation with {name}."
THEY_TOOK_QUIET = "A colleague took over a relation that you offered."
THEY_DECLINED = "{member} cannot take over the relation with {name}. You still lead it."
THEY_DECLINED_QUIET = "A colleague cannot take over a relation that you offered."
SEE_STATE = "See"
INTRODUCED_BY = "Introduced by"
NOT_OPEN = "This offer is no longer open."
THEY_GAVE_BACK = "{member} gave the relation with {name} back. You lead it again."
THEY_GAVE_BACK_QUIET = "A colleague gave back a relation that you handed over. You lead it again."
BACK_PASSED_ON = "The relation has passed on since, so it cannot be given back this way."
BACK_LEFT = "{member} has left the team. Offer it to a colleague with /handover."
BACK_OVER = "{member} sees {name} no more. To give it back, offer it with /handover."
BACK_SPOKEN = (
    "You have been in touch with {name} since. To give it back, offer it to {member} with "
    "/handover, so that somebody tells {name}."
)
TAKEN_ALREADY = "{member} has accepted and leads it now. Only they can give it back."

# While somebody is away.
STANDS_IN = "{member} hears in your place"
NOBODY_STANDS_IN = "Nobody stands in"
AND_MORE = Plural("and {n} more", "and {n} more")
BRIEF_THEM = "Brief {member}"
SOMEBODY_STANDS_IN = "Somebody stands in"
SOMEBODY_ELSE = "Somebody else"
WHO_STANDS_IN = Plural(
    "Who stands in for {n} relation while you are away?",
    "Who stands in for {n} relations while you are away?",
)
COVER_ASK = Plural(
    "Shall {member} stand in for {n} relation until {day}?",
    "Shall {member} stand in for {n} relations until {day}?",
)
COVER_HOW = "{member} sees what is on record from now on, and no more once you are back."
COVER_ASKED = "{member} has the brief. I tell you what they say."
ASKED_ALREADY = "{member} has been asked already."
NO_COLLEAGUE = "There is no colleague who could stand in."
COVER_TOLD = "{member} will be away and asks whether you stand in."
SEE_BRIEF = "See what is open"
COVER_TITLE = "{member} is away until {day}. Can you stand in?"
PLANNED = "Planned: {line}"
LABELLED = "{label}: {line}"
NOTHING_OPEN = "Nothing is open with"
COVER_YES = "I stand in"
COVER_NO = "I cannot"
COVER_DONE = "Thank you. I tell {member}, and you hear what falls due."
COVER_DECLINED = "I tell {member}."
THEY_COVER = "{member} stands in while you are away."
THEY_CANNOT = "{member} cannot stand in while you are away."
BACK_AGAIN = "{member} is back and leads again. Thank you for standing in."
MET_BY = "{heading} ({member})"
NOTHING_HAPPENED = "Nothing new was noted while you were away."
