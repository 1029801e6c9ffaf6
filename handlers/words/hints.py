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

NAMES = {
    "legal": "Legal focal point",
    "authority": "Who can authorise a yes",
    "implementers": "Who carries it out",
    "repair": "When trust is hurt",
}
