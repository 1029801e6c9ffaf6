"""A small team that talks with the handlers on a store in memory, without any platform."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from bot.drawing import plain
from handlers.answer import answer, welcome
from handlers.chat import MEMBER, Address, Button, Card, Message, Outcome
from handlers.desk import Desk, Porch
from handlers.rules.rights import Visible
from handlers.words.speech import Speech, language_of
from storage.memory import MemoryStore
from storage.records import Change, Identity, Member, Record, Role, added
from tests.fakes import NOON, ids, said

AMAL = Member("amal", "Amal", Role.NEGOTIATOR, zone="Africa/Nairobi")
BORIS = Member("boris", "Boris", Role.NEGOTIATOR)
CLAIRE = Member("claire", "Claire", Role.COORDINATOR)
MONA = Member("mona", "Mona", Role.MANDATOR)
OMAR = Member("omar", "Omar", Role.OBSERVER)
EVERYBODY = (AMAL, BORIS, CLAIRE, MONA, OMAR)


@dataclass
class Team:
    """Five members with an account each, and whoever else writes."""

    store: MemoryStore = field(default_factory=MemoryStore)
    now: datetime = NOON

    def __post_init__(self) -> None:
        self._new_id = ids("n")
        self._secrets = count(1)
        self.shown: list[Card] = []
        """Every card that was shown, oldest first."""
        self.told: dict[str, Card] = {}
        """By member: the last thing they were told of what somebody else did."""
        self.outcome = Outcome()
        self.files: dict[str, bytes] = {}
        for member in EVERYBODY:
            account = Identity(f"fake:{member.id}", member.id, member.id)
            self.store.apply([added(member), added(account)])

    def keep(self, *records: Record) -> None:
        """Put *records* on record as they are."""
        self.store.apply([added(record) for record in records])

    def change(self, before: Record, after: Record) -> None:
        """Let *after* stand in place of *before*."""
        self.store.apply([Change(before, after)])

    def desk(self, member_id: str) -> Desk:
        """The desk of a member, as it is now."""
        member = self.member(member_id)
        book = Visible(self.store, member)
        say = Speech(member.language, member.zone)
        return Desk(
            *(book, self.now, self._new_id, member, say, self._new_secret),
            file=self.files.__getitem__,
        )

    def member(self, id: str) -> Member:
        """The member of that id; fails where there is none."""
        found = self.store.get(Member, id)
        assert found is not None
        return found

    def tell(self, message: Message) -> str:
        """Let the handlers deal with *message* as the inbox would; the text of what is shown."""
        self.now += timedelta(seconds=1)
        identity = self.store.get(Identity, message.sender)
        member = self.store.get(Member, identity.member) if identity else None
        if member is not None and member.active:
            self.outcome = answer(message, self.desk(member.id))
        else:
            say = Speech(language_of(message.language))
            self.outcome = welcome(message, Porch(self.store, self.now, self._new_id, say))
        self.store.apply(self.outcome.changes)
        told = {one.to.place: one.card for one in self.outcome.replies if one.to.platform == MEMBER}
        self.told |= told
        cards = [one.card for one in self.outcome.replies if one.to.platform != MEMBER]
        self.shown.extend(cards)
        return "\n\n".join(map(plain, cards))

    def says(self, who: str, text: str, *, group: bool = False, language: str = "") -> str:
        """*who* writes *text*; what is shown in return."""
        message = said(text, sender=f"fake:{who}", id=f"{who}-{len(self.shown)}", language=language)
        if group:
            group_place = Address("fake", "group")
            message = replace(message, private=False, place=group_place)
        return self.tell(message)

    def presses(self, who: str, label: str) -> str:
        """*who* presses the button of that label on the last card that has it."""
        return self.sends(who, self.button(label).press)

    def sends(self, who: str, press: str) -> str:
        """*who* sends what a button would carry."""
        return self.tell(said(sender=f"fake:{who}", press=press, card="card"))

    def button(self, label: str) -> Button:
        """The button of that label on the last card that has it."""
        for card in reversed(self.shown):
            for button in card.buttons:
                if button.label == label:
                    return button
        raise AssertionError(f"no button {label!r} among {self.labels()}")

    def labels(self) -> list[str]:
        """The labels on the last card."""
        return [button.label for button in self.shown[-1].buttons] if self.shown else []

    def _new_secret(self) -> str:
        return f"secret-of-this-test-{next(self._secrets):04}"


def titles(outcome: Outcome) -> list[str]:
    """The titles of the cards of an outcome."""
    return [reply.card.title for reply in outcome.replies]


def records_of(changes: Iterable[Change]) -> list[type[Record]]:
    """The kinds that *changes* are about."""
    return [type(change.subject) for change in changes]
