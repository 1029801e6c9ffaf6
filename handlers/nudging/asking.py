"""What a person can do about nudges: the commands, the buttons, the answers that are waited for."""

from __future__ import annotations

from handlers.nudging import (
    caring,
    deciding,
    habits,
    listing,
    pressing,
    putting,
    reminders,
    silenced,
)
from handlers.nudging.reminders import asked, remind
from handlers.nudging.replying import said

__all__ = ["COMMANDS", "EDITS", "PRESSES", "TOPICS", "asked", "remind", "said"]

COMMANDS = {
    **listing.COMMANDS,
    **reminders.COMMANDS,
    **habits.COMMANDS,
    **caring.COMMANDS,
    **silenced.COMMANDS,
}
PRESSES = {
    **pressing.PRESSES,
    **listing.PRESSES,
    **reminders.PRESSES,
    **caring.PRESSES,
    **silenced.PRESSES,
}
EDITS = caring.EDITS
TOPICS = {putting.TOPIC: putting.said, **deciding.TOPICS}
