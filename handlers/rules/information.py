"""How good a piece of information is: four questions of 0 to 3 each (FM Tool 1, p. 55-61).

It weighs what was said and how it reached us, never the person who said it.
"""

from __future__ import annotations

from storage.records import Incident

QUESTIONS = ("source", "chain", "clarity", "others")
"""What is asked, in this order."""
MOST = 3
WHOLE = MOST * len(QUESTIONS)
ENOUGH = 6
"""It takes more than this to bring it up at the table."""


def weight(one: Incident) -> int | None:
    """The sum of the four, 0 to 12; ``None`` as long as one of them was not answered."""
    told = [int(getattr(one, name)) for name in QUESTIONS]
    return sum(told) if min(told) >= 0 else None


def is_enough(one: Incident) -> bool:
    """Whether it is good enough to be brought up at the table."""
    told = weight(one)
    return told is not None and told > ENOUGH
