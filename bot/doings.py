"""What the command line may ask of a running service; loaded when it first asks."""

from __future__ import annotations

from bot import acts, checks, inviting, rotating, saving, taking
from bot.operating import Do

DOINGS: dict[str, Do] = {
    "audit": acts.looked_through,
    "backup": saving.made,
    "export": taking.taken_out,
    "health": checks.health,
    "import": taking.brought_in,
    "invite": inviting.invited_to,
    "mend": checks.mend,
    "rotate": rotating.turned,
}
