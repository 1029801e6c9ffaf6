"""Finishes what a kill cut short of an erasing or a change of keys, at the start or later."""

from __future__ import annotations

from storage.ring import Ring
from storage.store import Unwritable
from storage.strange import together


def settle(ring: Ring) -> None:
    """Destroy the keys and the rings that are left over, and write down every field there is.

    Once it is done, it costs nothing to ask again. Raises `Unwritable`. Call it under the store's
    lock.
    """
    if ring.settled:
        return
    ring.wipe_others()
    ring.drop(ring.leftover, for_good=True)
    fields = together(ring.held.fields)
    if fields != ring.held.fields:
        ring.know(fields)
    ring.settled = True


def settled(ring: Ring) -> str:
    """The same; where the disk refuses, what the operator should hear, else empty."""
    try:
        settle(ring)
    except Unwritable as refused:
        return (
            "What was erased just before the last stop is not destroyed yet, or a change of keys "
            f"is not finished: {refused}. It is done by itself once the disk takes it."
        )
    return ""
