"""The workspace of the double: people, conversations, views, files and short-lived rights."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.doubles.slack_rules import Block, buttons, need, plain, unescaped

if TYPE_CHECKING:
    from tests.doubles.slack_people import Person

TRIGGER_SECONDS = 3.0
RESPONSES = 5


@dataclass
class Upload:
    """A file the bot sends, in the two steps of files v2."""

    id: str
    name: str
    length: int
    content: bytes = b""


@dataclass
class Post:
    """One message in a conversation, as it stands now."""

    ts: str
    user: str
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    metadata: dict[str, Any] | None = None
    changes: int = 0
    reactions: list[str] = field(default_factory=list)
    upload: Upload | None = None
    edited: str = ""
    thread: str = ""

    @property
    def plain(self) -> str:
        """What a person reads of it, buttons left out."""
        return plain(self.blocks) if self.blocks else unescaped(self.text)

    @property
    def buttons(self) -> list[str]:
        """The labels of what can be pressed now."""
        return list(buttons(self.blocks))

    def told(self, *, metadata: bool = False) -> dict[str, Any]:
        """As the Web API and events give it."""
        told: dict[str, Any] = {"type": "message", "user": self.user, "ts": self.ts}
        told |= {"text": self.text}
        told |= {"blocks": self.blocks} if self.blocks else {}
        told |= {"metadata": self.metadata} if metadata and self.metadata else {}
        told |= {"edited": {"user": self.user, "ts": self.edited}} if self.edited else {}
        return told | ({"thread_ts": self.thread} if self.thread else {})


@dataclass
class View:
    """A modal or a home as it is shown."""

    id: str
    hash: str
    shown: dict[str, Any]

    @property
    def plain(self) -> str:
        return plain(self.shown["blocks"])

    @property
    def title(self) -> str:
        return str(self.shown["title"]["text"])

    @property
    def buttons(self) -> list[str]:
        return list(buttons(self.shown["blocks"]))

    @property
    def values(self) -> dict[str, str]:
        """Field name → what stands in it when it opens."""
        return {
            block["block_id"]: _initial(block["element"])
            for block in self.shown["blocks"]
            if block["type"] == "input"
        }

    def told(self) -> dict[str, Any]:
        return self.shown | {"id": self.id, "hash": self.hash}


def _initial(element: Block) -> str:
    chosen = element.get("initial_option") or {}
    return str(element.get("initial_value") or chosen.get("value") or "")


@dataclass
class Channel:
    """A conversation; *private* is one person's with the bot."""

    id: str
    members: set[str]
    private: bool
    posts: list[Post] = field(default_factory=list)


@dataclass
class Shared:
    """A file a person shared."""

    id: str
    name: str
    mime: str
    content: bytes
    size: int = -1
    bare: bool = False
    mode: str = "hosted"

    def told(self, root: str) -> dict[str, Any]:
        url = f"{root}/files/{self.id}/{self.name}"
        size = len(self.content) if self.size < 0 else self.size
        return {"id": self.id, "name": self.name, "mimetype": self.mime, "size": size} | {
            "url_private": url,
            "url_private_download": url,
            "mode": self.mode,
        }


@dataclass
class World:
    """Everything there is in the workspace."""

    bot: str
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    files: dict[str, Shared] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    triggers: dict[str, tuple[str, float]] = field(default_factory=dict)
    responses: dict[str, tuple[str, int]] = field(default_factory=dict)
    trigger_seconds: float = TRIGGER_SECONDS

    def talk(self, user: str) -> Channel:
        """The conversation between a person and the bot."""
        id = f"D{user}"
        return self.channels.setdefault(id, Channel(id, {user, self.bot}, private=True))

    def use(self, trigger: str, now: float) -> str:
        """Whose trigger it is; each is good once and for three seconds."""
        need(trigger in self.triggers, "trigger", "invalid_trigger_id")
        user, made = self.triggers[trigger]
        need(user != "", "used", "exchanged_trigger_id")
        need(now - made <= self.trigger_seconds, "late", "expired_trigger_id")
        self.triggers[trigger] = "", made
        return user
