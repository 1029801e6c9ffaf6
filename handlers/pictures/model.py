"""What a picture of people holds, before it is drawn."""

from __future__ import annotations

from handlers.pictures.shapes import Bonding, Look
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One counterpart as a picture shows them."""

    id: str
    name: str
    look: Look
    caption: str = ""
    place: str = ""
    """The id of the organisation they are shown at; empty where they have none."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A line from one person to another: "*first* answers to *other*"."""

    first: str
    other: str
    kind: Bonding


@dataclass(frozen=True, slots=True)
class Group:
    """The people shown at one organisation."""

    title: str
    people: tuple[Person, ...]
    more: int = 0
    """How many there are beside them."""


@dataclass(frozen=True, slots=True)
class Network:
    """A picture's people in groups, the lines between them, and how many are left out."""

    title: str
    groups: tuple[Group, ...]
    joined: tuple[Joined, ...] = ()
    more: int = 0

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody shown, from top to bottom."""
        return tuple(one for group in self.groups for one in group.people)
