"""Tells the story to the real assistant, message by message, pressing what a person would press."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

from bot.console import PLATFORM
from bot.demo.cast import TEAM
from bot.demo.plot import Turn
from bot.drawing import plain
from bot.handling import Handling
from bot.minds import MINDS
from bot.residents import account_of
from handlers.chat import Address, Button, Card, Forwarded, Message, Reply
from handlers.nearby import BELOW
from handlers.rules.direct import TEAM as POLICY
from handlers.words.speech import Speech
from storage.codec import to_text
from storage.records import Change, Delivery, Identity, Member, Policy, Received, added
from storage.store import Store

PRESSES = 6
"""The most buttons anybody presses for one message."""

_SETTLED = ("kept", "late", "broken")


class Teller:
    """Members of the made-up team at one store, on a clock that goes where the story goes."""

    def __init__(self, store: Store, now: datetime) -> None:
        self.store, self.now = store, now
        self.pressed = 0
        """Buttons pressed so far."""
        self._numbers = count(1)
        self._owed: list[Reply] = []
        self._handling = Handling(
            store, MINDS, self._owe, lambda: self.now, lambda: f"demo-{next(self._numbers):06}"
        )

    def gather(self) -> None:
        """Put the team on record, each with a seat in the console, and that all is made up."""
        self.store.apply([added(Policy(POLICY, made_up=True))])
        for member in TEAM:
            one = replace(member, enrolled_at=self.now, told_privacy=True)
            seat = Identity(sender_of(member), member.id, account_of(member.name), self.now)
            self.store.apply([added(one), added(seat)])

    def tell(self, turns: Iterable[Turn]) -> Iterator[Turn]:
        """Tell each of *turns* at its time, and yield it when it is told."""
        for turn in turns:
            self.now = max(self.now + timedelta(seconds=1), turn.at)
            self._told(turn)
            yield turn

    def ask(self, member: Member, text: str) -> str:
        """The text of all the cards that answer *text*, and of the buttons under them."""
        cards = [reply.card for reply in self._hear(member, text=text)]
        labels = [f"[{button.label}]" for card in cards for button in card.buttons]
        return "\n".join((*map(plain, cards), *labels))

    def act(self, member: Member, text: str, *presses: str, author: str = "") -> None:
        """Let *member* say *text* and press, one after the other, the buttons that begin so.

        A press that no card offers is left out, as a person would.
        """
        first = Forwarded(author, self.now) if author else None
        replies = self._hear(member, text=text, forwarded=first)
        for wanted_press in presses:
            buttons = (one.press for reply in replies for one in reply.card.buttons)
            press = next((each for each in buttons if _begins(each, wanted_press)), "")
            if press:
                self.pressed += 1
                replies = self._hear(member, press=press)

    def press(self, member: Member, press: str) -> None:
        """Press a button that *member* was shown."""
        self._hear(member, press=press)

    def _told(self, turn: Turn) -> None:
        member = turn.person.owner
        first = Forwarded(turn.author, turn.at) if turn.author else None
        replies = self._hear(member, text=turn.text, forwarded=first)
        for _ in range(PRESSES):
            button = wanted(turn, [reply.card for reply in replies], Speech(member.language))
            if button is not None:
                self.pressed += 1
                replies = self._hear(member, press=button.press)
            elif asks_a_name(replies):
                replies = self._hear(member, text=turn.person.called)
            else:
                return

    def _hear(
        self,
        member: Member,
        *,
        text: str = "",
        press: str = "",
        forwarded: Forwarded | None = None,
    ) -> list[Reply]:
        id = f"m{next(self._numbers)}"
        sender, place = sender_of(member), Address(PLATFORM, account_of(member.name))
        self.now += timedelta(seconds=1)
        message = Message(
            *(f"{sender}:{id}", sender, place, self.now, text, press),
            card="c" if press else "",
            id=id,
            forwarded=forwarded,
        )
        received = Received(message.key, sender, self.now, to_text(message))
        self.store.apply([added(received)])
        self._owed = []
        self._handling.handle(received)
        done = self.store.get(Received, received.id)
        if done is not None:
            self.store.apply([Change(done, None)])
        return [reply for reply in self._owed if reply.to == place]

    def _owe(self, replies: Sequence[Reply], key: str) -> list[Delivery]:
        """Nobody sits at the consoles: cards are looked at here, and none is kept to be sent."""
        self._owed = list(replies)
        return []


def _begins(press: str, wanted: str) -> bool:
    """Whether a button does what *wanted* names, on its card or below it."""
    return press.removeprefix(f"{BELOW}:").startswith(wanted)


def sender_of(member: Member) -> str:
    """The seat of *member* in the console."""
    return f"{PLATFORM}:{account_of(member.name)}"


def folded(text: str) -> str:
    """*text* as it is compared: no accents, no case, no marks of direction."""
    marks = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in marks if unicodedata.category(one) not in ("Mn", "Cf"))


def asks_a_name(replies: Sequence[Reply]) -> bool:
    """Whether a card can be corrected but not saved: then it waits for the name to be written."""
    verbs = {one.press.partition(":")[0] for reply in replies for one in reply.card.buttons}
    return "edit" in verbs and "save" not in verbs


def wanted(turn: Turn, cards: Sequence[Card], say: Speech) -> Button | None:
    """The button that whoever told *turn* would press next; ``None`` where they are done."""
    buttons = [button for card in cards for button in card.buttons if button.press]
    for verb, choose in _CHOICES.items():
        offered = [one for one in buttons if one.press.partition(":")[0] == verb]
        if offered and (chosen := choose(turn, offered, say)) is not None:
            return chosen
    return None


Choose = Callable[[Turn, list[Button], Speech], Button | None]


def _status(turn: Turn, offered: list[Button], say: Speech) -> Button | None:
    """How a promise went, as the story has it."""
    status = turn.beat.rpartition("_")[2]
    if status not in _SETTLED:
        return None
    return next((one for one in offered if f":{status}" in one.press), None)


def _promise(turn: Turn, offered: list[Button], say: Speech) -> Button | None:
    """The promise that is meant, by its word."""
    word = folded(turn.word)
    return next((one for one in offered if word and word in folded(one.label)), None)


def _who(turn: Turn, offered: list[Button], say: Speech) -> Button | None:
    """The person that is meant; they know who it is, and that somebody is new."""
    name = folded(turn.person.name)
    return next((one for one in offered if name in folded(one.label)), offered[-1])


def _day(turn: Turn, offered: list[Button], say: Speech) -> Button | None:
    """The day that is meant."""
    label = say.day(turn.day) if turn.day else ""
    return next((one for one in offered if one.label == label), offered[0])


def _first(turn: Turn, offered: list[Button], say: Speech) -> Button | None:
    return offered[0]


_CHOICES: dict[str, Choose] = {
    "news": _status,
    "newsof": _promise,
    "asnote": _first,
    "who": _who,
    "day": _day,
    "tied": _first,
    "save": _first,
    "yes": _first,
    "meet": _first,
    "keep": _first,
}
"""By the verb of a button, which one is pressed; the first verb that finds one decides."""
