"""One-line pieces of advice, each said once, and how to be spared them."""

from __future__ import annotations

CMD = "The one-line advice I may give: see it again, or switch it off."

NOT_AGAIN = "Not again"
OFF = "I will not say that again."
ALL_OFF = "I will give no more advice. /hints brings it back."
ALL_ON = "I may give advice again: one line, once for each occasion."
TITLE = "Advice"
STATE_ON = "I may add one line of advice to a card, once for each occasion. It never holds you up."
STATE_OFF = "I give no advice."
SWITCHED_OFF = "Switched off"
SWITCH_OFF = "No advice"
SWITCH_ON = "Advice again"

LEGAL = "This touches fees, tax, immunity or a signature. Has your legal focal point seen it?"
AUTHORITY = "A friendly yes ({role}) is not yet an authorisation. Who above can confirm it?"
IMPLEMENTERS = "Those who have to carry it out were not there. Do they know?"
COLD = "The first contact began with a request. A visit without one may open the door first."
COLD_WARM = (
    "The first contact began with a request. {names} could put in a word, or come along next time."
)
FAMILIAR = (
    "Gifts, favours, family: this comes close. Is a second opinion, or a second person, wise?"
)
IMPRESSION = "“{word}” reads like an impression. Change your message if you saw more than that."
ANNOYED = (
    "They seem annoyed. For 30 days I leave more room: ten days between two reminders about them."
)
WHO_FIRST = "Both sides have a part in this. Was it said who goes first?"

NAMES = {
    "legal": "Legal focal point",
    "authority": "Who can authorise a yes",
    "implementers": "Who carries it out",
    "repair": "When trust is hurt",
    "cold": "A request at the first contact",
    "familiar": "When it comes close",
    "impression": "Impressions",
    "first": "Who goes first",
    "threat": "When somebody is threatened",
    "goes": "Who goes to somebody new",
    "newcomer": "Help for whoever is new in office",
    "annoyed": "When somebody is annoyed",
    "thrice": "The same refusal again and again",
}
