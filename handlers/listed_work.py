"""The commands about one's work as a whole: obstacles, plans, what acts against us."""

from __future__ import annotations

from handlers.command import ALONE, Command
from handlers.rules.roles import Action
from handlers.words import network, obstacles

_READ = Action.READ
_NETWORK = network.GROUP

COMMANDS: tuple[Command, ...] = (
    Command(
        *("obstacles", "obstáculos obstaculos blocages العوائق عوائق", obstacles.CMD),
        *(_NETWORK, _READ),
        bare=ALONE,
    ),
)
