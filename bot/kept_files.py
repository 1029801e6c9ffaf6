"""Whether every photo and file that a record refers to is there, as it was kept."""

from __future__ import annotations

import asyncio

from bot.finding import Finding
from storage.records import Evidence
from storage.tiny import TinyStore
from storage.trouble import Trouble

NAMED = 5
"""Files that are named at most."""


async def looked_at(store: TinyStore) -> tuple[int, list[str]]:
    """How many files records refer to, and the names of those that are missing or damaged."""
    kept = [one.blob for one in store.all(Evidence) if one.blob]
    wrong: list[str] = []
    for blob in kept:
        try:
            await asyncio.to_thread(store.blobs.fetch, blob)
        except (KeyError, OSError, Trouble):
            # It may have been erased while the others were looked at.
            if any(one.blob == blob for one in store.all(Evidence)):
                wrong.append(blob.partition(".")[0])
    return len(kept), wrong


def told(count: int, wrong: list[str]) -> Finding:
    """What was found, in words for the operator."""
    if not wrong:
        return Finding("photos", f"{count} photos and files, each as it was kept")
    names = ", ".join(wrong[:NAMED]) + ("" if len(wrong) <= NAMED else ", …")
    words = (
        f"{len(wrong)} of {count} photos and files are missing or damaged: {names}. Put those "
        "files back into blobs, from the last backup that has them, and have the disk checked"
    )
    return Finding("photos", words, hurts=True)
