"""The commands about the work as a whole: its order, obstacles, common ground, roads."""

from __future__ import annotations

from handlers.command import ALONE, NAMED, Command
from handlers.rules.roles import Action
from handlers.words import ground, help, history, network, obstacles

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
    Command(
        *("common", "commun común comun مشترك", ground.CMD, help.GROUP_RECALL, _READ),
        ground.EX_COMMON,
    ),
    Command("road", "route carretera الطريق", ground.CMD_ROAD, _NETWORK, _READ, ground.EX_ROAD),
)
