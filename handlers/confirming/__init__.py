"""Confirming back: the message that says what we understood, and the answer that settles it.

Counterparts who will not sign anything answer a message (PRACTICE rows 70-73). The person sends it
from their own phone; what comes back makes the agreement one by *message*, with its evidence.
"""

from __future__ import annotations

from handlers.confirming import recap, replied

PRESSES = {**recap.PRESSES, **replied.PRESSES}
TOPICS = {recap.TOPIC: recap.rewritten}
heard = replied.heard
