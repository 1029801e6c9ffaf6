"""The simplest stage: the handlers on a store in memory, with no platform between."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count

from handlers.answer import answer
from handlers.chat import Address, Attachment, Card, Forwarded, Message, Outcome
from handlers.desk import Desk
from handlers.rules.rights import Visible
from handlers.words.speech import Speech
from storage.memory import MemoryStore
from storage.records import Member
from tests.drawing import drawn
from tests.fakes import ids
from tests.scene import scene as scene_of


class PlainStage:
    """Members who talk with the assistant, each in their own private chat."""

    def __init__(self, scene: dict[str, str] | None = None) -> None:
        set_ = scene_of(scene or {})
        self.now = set_.now
        self.store = MemoryStore(set_.members)
        self.cards: dict[str, Card] = {}
        """By the id of the message of ours: the card as it is now, the latest shown last."""
        self.past: list[tuple[str, Card]] = []
        """Every card ever shown: somebody may press a button a moment after it has changed."""
        self.last: dict[str, Message] = {}
        self.outcomes: list[Outcome] = []
        self.trigger = ""
        """Where set, presses can open a form, as on Slack."""
        self._new_id = ids()
        self._numbers = count(1)
        self._answers: dict[str, str] = {}

    async def says(self, person: str, text: str) -> list[str]:
        return self._tell(person, replace(self._blank(person), text=text))

    async def presses(self, person: str, label: str) -> list[str]:
        id, press = self._button(label)
        pressed = replace(self._blank(person), press=press, card=id, id="")
        return self.play(replace(pressed, trigger=self.trigger))

    def _button(self, label: str) -> tuple[str, str]:
        """The card and what its button carries: cards as they are now first, then as they were."""
        for id, card in (*reversed(self.cards.items()), *reversed(self.past)):
            for button in card.buttons:
                if button.label == label and button.press:
                    return id, button.press
        raise LookupError(f"no card has a button {label}")

    async def edits(self, person: str, text: str) -> list[str]:
        before = self.last[person]
        changed = replace(self._blank(person), text=text, edits=before.id)
        return self.play(replace(changed, id=before.id))

    async def sends(self, person: str, kind: str, trouble: str, caption: str) -> list[str]:
        blob = "" if trouble else f"blob{next(self._numbers)}"
        file = Attachment(kind, f"{kind}.bin", size=1000, blob=blob, trouble=trouble)
        return self._tell(person, replace(self._blank(person), text=caption, files=(file,)))

    async def forwards(self, person: str, author: str, text: str) -> list[str]:
        first = Forwarded(author, self.now - timedelta(hours=1))
        return self._tell(person, replace(self._blank(person), text=text, forwarded=first))

    async def passes(self, time: timedelta) -> list[str]:
        self.now += time
        return []

    def _blank(self, person: str) -> Message:
        n = next(self._numbers)
        self.now += timedelta(seconds=1)
        return Message(
            f"{person}/{n}", f"fake:{person}", Address("fake", person), self.now, id=f"u{n}"
        )

    def _tell(self, person: str, message: Message) -> list[str]:
        self.last[person] = message
        return self.play(message)

    def play(self, message: Message) -> list[str]:
        """Hand *message* to the handlers, apply what comes of it, and show what there is."""
        member = self.store.get(Member, message.place.place)
        if member is None:
            raise LookupError(message.sender)
        book = Visible(self.store, member)
        say = Speech(member.language, member.zone)
        outcome = answer(message, Desk(book, self.now, self._new_id, member, say))
        self.outcomes.append(outcome)
        self.store.apply(outcome.changes)
        shown = []
        for reply in outcome.replies:
            place = self._place(reply.replaces, reply.instead_of)
            # A card that is shown again just as it stands changes nothing that anybody sees.
            if self.cards.get(place) != reply.card:
                shown.append(self._shown(message, reply.card, place))
        return shown

    def _place(self, replaces: str, instead_of: str) -> str:
        wanted = replaces or self._answers.get(instead_of, "")
        return wanted if wanted in self.cards else ""

    def _shown(self, message: Message, card: Card, place: str) -> str:
        id = place or f"m{next(self._numbers)}"
        self.cards.pop(id, None)
        self.cards[id] = card
        self.past.append((id, card))
        self._answers[message.key] = id
        return drawn(card, changed=bool(place))
