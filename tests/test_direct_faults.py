"""Whatever goes wrong on our side, a counterpart reads not one word of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.handling import Handled, Handling, Minds
from handlers.chat import Message, Outcome, Reply
from handlers.desk import Desk, Porch
from storage.codec import to_text
from storage.memory import MemoryStore
from storage.records import Consent, Correspondent, Delivery, Received, Stranger, Waiting
from storage.store import Conflict
from tests.fakes import NOON, ids, said

HIS = Correspondent("fake:his", "ali", "his", "en", "amal", NOON, Consent.AGREED)


def broken(message: Message, porch: Porch) -> Outcome:
    raise RuntimeError("a fault of ours")


def stale(message: Message, porch: Porch) -> Outcome:
    raise Conflict


def never(message: Message, desk: Desk) -> Outcome:
    raise AssertionError("nobody here is a member")


def handled(store: MemoryStore, welcome: object, sender: str) -> tuple[Handled, list[Reply]]:
    """What comes of one message of *sender*, and the cards that are owed for it."""
    owed: list[Reply] = []

    def owe(replies: Sequence[Reply], key: str) -> list[Delivery]:
        owed.extend(replies)
        return []

    message = said("Peace", sender=sender)
    received = Received(message.key, sender, NOON, to_text(message))
    store.put(received)
    minds = Minds(never, welcome, lambda book, member: book)  # type: ignore[arg-type]  # Either of the two.
    handling = Handling(store, minds, owe, lambda: NOON, ids())
    return handling.handle(received), owed


@pytest.mark.parametrize("welcome", [broken, stale])
def test_a_fault_or_a_conflict_is_silence_for_a_counterpart(welcome: object) -> None:
    _, owed = handled(MemoryStore([HIS]), welcome, "fake:his")
    assert owed == []
    _, told = handled(MemoryStore([Stranger("fake:x", NOON)]), welcome, "fake:x")
    assert len(told) == 1


def test_what_is_set_aside_is_kept_and_not_told_to_a_counterpart() -> None:
    store, owed = MemoryStore([HIS]), list[Reply]()
    message = said("Peace", sender="fake:his")
    received = Received(message.key, "fake:his", NOON, to_text(message), tries=3)
    store.put(received)

    def owe(replies: Sequence[Reply], key: str) -> list[Delivery]:
        owed.extend(replies)
        return []

    minds = Minds(never, broken, lambda book, member: book)
    Handling(store, minds, owe, lambda: NOON, ids()).set_aside(received)
    kept = store.get(Received, message.key)
    assert owed == []
    assert kept is not None
    assert (kept.state, kept.body) == (Waiting.ASIDE, received.body)
