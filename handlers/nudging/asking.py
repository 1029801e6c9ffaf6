"""What a person can do about nudges: the commands, the buttons, the answers that are waited for."""

from __future__ import annotations

from handlers.nudging import caring, habits, listing, pressing, putting, reminders
from handlers.nudging.reminders import asked, remind

__all__ = ["COMMANDS", "EDITS", "PRESSES", "TOPICS", "asked", "remind"]

COMMANDS = {
    **listing.COMMANDS,
    **reminders.COMMANDS,
    **habits.COMMANDS,
    **caring.COMMANDS,
}
PRESSES = {**pressing.PRESSES, **listing.PRESSES, **reminders.PRESSES}
EDITS = caring.EDITS
TOPICS = {putting.TOPIC: putting.said}
