"""What a class builds on whose methods a library has compiled.

It is made in a third of the time, compared in half and read in two thirds. To the standard module
(`fields`, `replace`, `asdict`) and to type checkers it is the dataclass that its source says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:

    class Compiled:
        """Values of which there are many: all with slots, frozen, and with plain defaults."""

        __slots__ = ()

else:
    import msgspec

    class Compiled(msgspec.Struct, frozen=True):
        """Values of which there are many: all with slots, frozen, and with plain defaults."""
