"""What is remembered of a counterpart leaves as a file: by whose yes, in which form."""

from handlers.exporting.asking import COMMANDS, EVERYBODY, GIVING, PRESSES
from handlers.exporting.files import FORMS

__all__ = ["COMMANDS", "EVERYBODY", "FORMS", "GIVING", "PRESSES"]
