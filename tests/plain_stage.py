"""The simplest stage: the handlers on a store in memory, with no platform between.

Everybody is a member whom the scene names, or a stranger; ``slack_sara`` is an account of Sara's on
another platform. What is shown to others waits until they look.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import chain, count
from zoneinfo import ZoneInfo

from bot.chats import chat_in
from bot.minds import with_stopped
from bot.routes import routed
from handlers.answer import answer, welcome
from handlers.chat import Address, Attachment, Card, Forwarded, Message, Outcome, Reply
from handlers.desk import Desk, Porch
from handlers.direct.following import followed
from handlers.forgetting import reach
from handlers.nudging import presence
from handlers.nudging.due import due
from handlers.nudging.planning import looked_over, replanned
from handlers.rules.rights import Visible
from handlers.words.speech import Speech, language_of
from storage.memory import MemoryStore
from storage.records import Counterpart, Delivery, Identity, Member, Nudge, Passage
from tests.door_stages import SUFFIXES
from tests.drawing import SARA, drawn, picture_mark
from tests.fakes import ids, secrets
from tests.scene import NAMES
from tests.scene import scene as scene_of

DOORS = {one.id.partition(":")[0]: one.value for one in NAMES}

TURNS = 3
"""How often a tick is asked whether there is more to say."""


class PlainStage:
    """Members who talk with the assistant, each in their own private chat."""

    def __init__(self, scene: dict[str, str] | None = None) -> None:
        set_ = scene_of(scene or {})
        self.now = set_.now
        self.scene = set_
        self.platform = set_.platform or "fake"
        self.store = MemoryStore((*set_.members, *NAMES))
        for member in set_.members:
            self.store.put(Identity(f"{self.platform}:{member.id}", member.id, member.id))
        self.cards: dict[str, Card] = {}
        """By the id of the message of ours: the card as it is now, the latest shown last."""
        self.past: list[tuple[str, Card]] = []
        """Every card ever shown: somebody may press a button a moment after it has changed."""
        self.places: dict[str, Address] = {}
        """By the id of the message of ours: whose chat it is in."""
        self.unseen: dict[Address, list[str]] = {}
        self.last: dict[str, Message] = {}
        self.outcomes: list[Outcome] = []
        self.files: dict[str, bytes] = {}
        self.trigger = ""
        """Where set, presses can open a form, as on Slack."""
        self._new_id, self._new_secret = ids(), secrets()
        self._numbers = count(1)
        self._answers: dict[str, str] = {}

    async def says(self, person: str, text: str) -> list[str]:
        return self._tell(person, replace(self._blank(person), text=text))

    async def presses(self, person: str, label: str) -> list[str]:
        id, press = self._button(label, self._home(person))
        pressed = replace(self._blank(person), press=press, card=id, id="")
        return self.play(replace(pressed, trigger=self.trigger))

    def _button(self, label: str, home: Address) -> tuple[str, str]:
        """The card and what its button carries: cards as they are now first, then as they were."""
        for id, card in (*reversed(self.cards.items()), *reversed(self.past)):
            for button in card.buttons:
                if button.label == label and button.press and self.places[id] == home:
                    return id, button.press
        raise LookupError(f"no card has a button {label}")

    async def edits(self, person: str, text: str) -> list[str]:
        before = self.last[person]
        changed = replace(self._blank(person), text=text, edits=before.id)
        return self.play(replace(changed, id=before.id))

    async def sends(self, person: str, kind: str, trouble: str, caption: str) -> list[str]:
        blob = "" if trouble else f"blob{next(self._numbers)}"
        if kind == "chat":
            here = self.now.astimezone(ZoneInfo(self.scene.members[0].zone))
            self.files[blob], caption = chat_in(caption.encode(), here).encode(), ""
        if kind == "table":
            self.files[blob], caption = caption.encode(), ""
        name = f"{kind}{SUFFIXES.get(kind, '')}"
        kind = "document" if kind == "table" else kind
        file = Attachment(kind, name, size=1000, blob=blob, trouble=trouble)
        return self._tell(person, replace(self._blank(person), text=caption, files=(file,)))

    async def forwards(self, person: str, author: str, text: str) -> list[str]:
        first = Forwarded(author, self.now - timedelta(hours=1))
        return self._tell(person, replace(self._blank(person), text=text, forwarded=first))

    async def looks(self, person: str) -> list[str]:
        return self.unseen.pop(self._home(person), [])

    async def opens(self, person: str) -> list[str]:
        return self._tell(person, replace(self._blank(person), opened=True))

    async def calls(self, person: str, text: str) -> list[str]:
        group = Address(self.platform, "group")
        return self.play(replace(self._blank(person), text=text, place=group, private=False))

    async def passes(self, time: timedelta) -> list[str]:
        shown: list[str] = []
        for to, text in passing(self, time):
            mine = to == self._home(SARA)
            (shown if mine else self.unseen.setdefault(to, [])).append(text)
        return shown

    def tick(self) -> list[tuple[Address, str]]:
        """Say what is due now, as the house does; whose chat it is in, and what is seen there."""
        people = [one.id for kind in (Member, Counterpart) for one in self.store.all(kind)]
        self.store.apply(looked_over(self.store, people, self.now).changes)
        shown = []
        for _ in range(TURNS):
            told = due(self.store, self.now)
            self.store.apply(told.changes)
            cards = [*told.cards, *(("", reply) for reply in told.replies)]
            shown += [(reply.to, self._shown(key, reply, reply.replaces)) for key, reply in cards]
        return shown

    def _followed(self, outcome: Outcome, message: Message) -> Outcome:
        """What the house adds to an outcome: who was heard of, and what is planned now."""
        known = self.store.get(Identity, message.sender)
        member = self.store.get(Member, known.member) if known else None
        seen = presence.seen(self.store, member, message.sender, self.now) if member else ()
        changes = (*outcome.changes, *seen)
        pressed = f"{message.place.platform}:{message.card}" if message.press else ""
        planned = replanned(self.store, changes, self.now, pressed=pressed)
        planned = with_stopped(planned, self.store, changes, self.now)
        return Outcome((*outcome.replies, *planned.replies), (*changes, *planned.changes))

    def _home(self, person: str) -> Address:
        elsewhere, _, account = person.rpartition("_")
        return Address(elsewhere or self.platform, account)

    def _blank(self, person: str) -> Message:
        n, home = next(self._numbers), self._home(person)
        self.now += timedelta(seconds=1)
        sender, language = f"{home.platform}:{home.place}", self.scene.language
        name = person.title() if self.platform in DOORS else ""
        blank = Message(f"{person}/{n}", sender, home, self.now, id=f"u{n}", language=language)
        return replace(blank, name=name)

    def _tell(self, person: str, message: Message) -> list[str]:
        self.last[person] = message
        return self.play(message)

    def play(self, message: Message) -> list[str]:
        """Hand *message* to the handlers, apply what comes of it, and show what there is."""
        outcome = self._outcome(message)
        outcome = replace(outcome, changes=reach.reached(self.store, outcome.changes))
        self.outcomes.append(outcome)
        outcome = self._followed(outcome, message)
        replies = list(routed(outcome.replies, self.store))
        self.store.apply(outcome.changes)
        platform, _, account = message.sender.partition(":")
        seen_by = (message.place, Address(platform, account))
        shown: dict[str, str] = {}
        followed_by = ((reply, "") for reply in self._carried())
        for reply, key in chain(((reply, message.key) for reply in replies), followed_by):
            if reply.gone or (reply.page and not message.opened):
                self.cards.pop(reply.replaces, None)
                continue
            place = self._place(reply.replaces, reply.instead_of)
            # A card that is shown again just as it stands changes nothing that anybody sees.
            if self.cards.get(place) != reply.card:
                told = "(a tick)" if reply.tick else self._shown(key, reply, place)
                if reply.to in seen_by:
                    shown.pop(place, None)
                    shown[place or str(len(shown))] = told
                else:
                    self.unseen.setdefault(reply.to, []).append(told)
        return list(shown.values())

    def _carried(self) -> Iterator[Reply]:
        """What follows once all that is shown: here every message to a counterpart arrives."""
        ended = followed(self.store, self.now, self._new_id)
        if ended.changes:
            planned = replanned(self.store, ended.changes, self.now)
            self.store.apply((*ended.changes, *planned.changes))
            yield from routed((*planned.replies, *ended.replies), self.store)

    def _outcome(self, message: Message) -> Outcome:
        known = self.store.get(Identity, message.sender)
        member = self.store.get(Member, known.member) if known else None
        if member is None or not member.active:
            say = Speech(language_of(message.language))
            return welcome(message, Porch(self.store, self.now, self._new_id, say))
        book = Visible(self.store, member)
        say = Speech(member.language, member.zone)
        desk = Desk(
            *(book, self.now, self._new_id, member, say, self._new_secret),
            file=self.files.__getitem__,
            doors=DOORS,
        )
        return answer(message, desk)

    def _place(self, replaces: str, instead_of: str) -> str:
        wanted = replaces or self._answers.get(instead_of, "")
        return wanted if wanted in self.cards else ""

    def _shown(self, key: str, reply: Reply, place: str) -> str:
        id = place or f"m{next(self._numbers)}"
        self.cards.pop(id, None)
        self.cards[id] = reply.card
        self.places[id] = reply.to
        self.past.append((id, reply.card))
        key = reply.known_as or key
        if key:
            self._answers[key] = id
        if not place:
            number = self.store.count(Delivery) + 1
            sent = Delivery(f"d{number}", reply.to.platform, reply.to.place, self.now, "", number)
            self.store.put(replace(sent, state=Passage.SENT, sent_id=id, answers=key))
        shown = drawn(self._as_there(reply.card), changed=bool(place))
        return "\n".join(filter(None, (picture_mark(reply.picture), shown)))

    def _as_there(self, card: Card) -> Card:
        """Slack has no buttons that copy: its people copy what stands in the box."""
        if self.platform != "slack":
            return card
        return replace(card, buttons=tuple(button for button in card.buttons if not button.copy))


def passing(stage: PlainStage, time: timedelta) -> Iterator[tuple[Address, str]]:
    """Let *time* pass, with a tick whenever something is due meanwhile."""
    end = stage.now + time
    yield from stage.tick()
    while waiting := stage.store.due(Nudge, end):
        before, stage.now = stage.now, max(stage.now, waiting[0].due_at)
        shown = stage.tick()
        yield from shown
        if not shown and stage.now == before:
            break
    stage.now = end
    yield from stage.tick()
