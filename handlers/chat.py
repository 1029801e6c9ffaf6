"""The words every platform shares: who wrote, what they said, what we show."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from handlers.cards import (
    PRESS_LIMIT,
    Button,
    Card,
    Code,
    Field,
    Form,
    Items,
    Line,
    Part,
    Picture,
    Quote,
    Text,
)
from storage.records import Change
from storage.values import dataclass

__all__ = [
    "MEMBER",
    "PRESS_LIMIT",
    "TEXT_LIMIT",
    "Address",
    "Attachment",
    "Button",
    "Card",
    "Chat",
    "Code",
    "DeliveryError",
    "Document",
    "Field",
    "Form",
    "Forwarded",
    "Items",
    "Line",
    "Message",
    "Outcome",
    "Part",
    "Picture",
    "Quote",
    "Refusal",
    "Reply",
    "Text",
]

TEXT_LIMIT = 16_000
"""Characters of one message that are read and kept; longer ones are refused by size."""


MEMBER = "member"
"""The platform of an `Address` that names a member rather than a place."""


class Refusal(Exception):
    """Something we will not do, in words meant for the person, with what to do next.

    *buttons* go under the words; *fresh* is the card to show in place of the stale one.
    """

    def __init__(
        self, words: str, *, buttons: tuple[Button, ...] = (), fresh: Card | None = None
    ) -> None:
        super().__init__(words)
        self.buttons = buttons
        self.fresh = fresh


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person can be reached on one platform.

    With `MEMBER` as the platform, *place* is a member's id: whoever sends it finds their door, so
    that a handler can tell a colleague something without ever seeing their accounts.
    """

    platform: str
    place: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message; its bytes are sealed under *blob* once accepted."""

    kind: str
    """photo, voice, video or document."""
    name: str = ""
    media_type: str = ""
    size: int = 0
    blob: str = ""
    trouble: str = ""
    """``large``, ``empty`` or ``unreachable`` where its bytes could not be taken; else empty."""


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Who first wrote a forwarded message, and when, as far as the platform tells."""

    author: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One thing a person did: wrote, pressed a button, filled a form or opened our page."""

    key: str
    """Stable: the same event delivered twice has the same key."""
    sender: str
    """``platform:account``."""
    place: Address
    at: datetime
    """When they did it, with a zone."""
    text: str = ""
    press: str = ""
    """What the pressed button carried."""
    card: str = ""
    """The platform's id of our message that was pressed, or that this replies to."""
    id: str = ""
    """The platform's id of the person's own message."""
    edits: str = ""
    """The platform's id of their earlier message which this text replaces."""
    form: tuple[tuple[str, str], ...] = ()
    """(field, text) of a submitted form; *press* then says which form."""
    trigger: str = ""
    """A short-lived right to open a form (Slack's trigger_id)."""
    opened: bool = False
    """They opened our page (Slack's App Home) rather than said something."""
    files: tuple[Attachment, ...] = ()
    forwarded: Forwarded | None = None
    language: str = ""
    """The platform's hint, such as ``fr`` or ``fr-CA``."""
    name: str = ""
    """What the platform calls the sender."""
    private: bool = True
    addressed: bool = True
    """In a group: whether we were mentioned, commanded or replied to."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is made as it leaves, and rests nowhere."""

    name: str
    """What it is called, without an ending; never a person's name."""
    form: str
    """md, csv, json, ics, vcf, or pdf, whose content is data for the typesetter."""
    content: str
    passphrase: str = ""
    """Under which it is packed; empty for an open file."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A card for a place; where *form* can be opened with *trigger*, that instead of the card."""

    to: Address
    card: Card
    replaces: str = ""
    """The platform's id of the message of ours it is shown in place of."""
    instead_of: str = ""
    """The key of an earlier message of theirs: the card that answered it is shown anew, where the
    platform's id of that card is known; else this one is shown below."""
    quotes: str = ""
    """The platform's id of the person's message it answers, where that helps."""
    form: Form | None = None
    trigger: str = ""
    gone: bool = False
    """Take the message that it *replaces* away; the card stands there only where that cannot be."""
    page: bool = False
    """Draw it as the person's own page (Slack's App Home); other platforms send nothing."""
    tick: str = ""
    """Instead of the card, only a quiet mark on this message of theirs, where the platform can."""
    file: str = ""
    """The blob to send with it, where there is one."""
    guest: bool = False
    """It is for a counterpart: nothing of ours is added, and no other words take its place."""
    once: bool = False
    """It must never be shown twice: where it may have arrived, a person decides."""
    known_as: str = ""
    """The key its delivery is found under; empty for that of the message it answers."""
    urgent: bool = True
    """An answer somebody waits for; nudges and bulk are not."""
    file_name: str = ""
    """What the file is called where it arrives; empty where it does not matter."""
    picture: Picture | None = None
    """Shown with the card; drawn at the edge, when it leaves, and kept nowhere."""
    document: Document | None = None
    """A file to make and send with it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that handling a message comes to: cards to show and changes to make."""

    replies: tuple[Reply, ...] = ()
    changes: tuple[Change, ...] = ()


class DeliveryError(Exception):
    """A platform did not take a card.

    A *permanent* one is not tried again; *unreachable* means the person cannot be written to
    at all; *wait* is the seconds the platform asked for; *moved* is the place's new name; *lost*
    means that the answer did not reach us, so that the card may have arrived all the same.
    """

    def __init__(  # noqa: PLR0913  # Each is its own fact, named by whoever raises it.
        self,
        reason: str,
        *,
        permanent: bool = False,
        unreachable: bool = False,
        wait: float = 0.0,
        moved: str = "",
        lost: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.unreachable = unreachable
        self.wait = wait
        self.moved = moved
        self.lost = lost


class Chat(Protocol):
    """A platform we can write to."""

    async def send(self, reply: Reply, delivery: str, *, repeat: bool) -> str:
        """Show the card and return the platform's id of the message, empty where there is none.

        *delivery* names this delivery for `sent`; *repeat* says that it may have arrived
        before, so that the card says so. Raises `DeliveryError`.
        """
        ...

    async def sent(self, reply: Reply, delivery: str) -> str | None:
        """The platform's id of that delivery; empty where it surely never arrived.

        ``None`` where the platform cannot tell.
        """
        ...
