"""What is remembered of a counterpart leaves as a file: by whose yes, in which form."""

from handlers.exporting.asking import COMMANDS, GIVING, PRESSES

__all__ = ["COMMANDS", "GIVING", "PRESSES"]
