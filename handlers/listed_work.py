"""The commands about one's work as a whole: what came one after the other, obstacles, plans."""

from __future__ import annotations

from handlers.command import ALONE, NAMED, Command
from handlers.rules.roles import Action
from handlers.words import help, history, network, obstacles

_READ = Action.READ
_NETWORK = network.GROUP

COMMANDS: tuple[Command, ...] = (
    Command(
        *(
            "timeline",
            "chronologie cronología cronologia تسلسل",
            history.CMD_TIMELINE,
            help.GROUP_RECALL,
        ),
        *(_READ, help.EX_NAME, NAMED),
    ),
    Command(
        *("obstacles", "obstáculos obstaculos blocages العوائق عوائق", obstacles.CMD),
        *(_NETWORK, _READ),
        bare=ALONE,
    ),
)
