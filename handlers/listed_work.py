"""The commands about one's work as a whole: timeline, obstacles, plans, acts against us."""

from __future__ import annotations

from handlers.command import ALONE, NAMED, Command
from handlers.rules.roles import Action
from handlers.words import against, help, history, network, obstacles, plans

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
        "against", "contrenous contranosotros ضدنا", against.CMD, _NETWORK, _READ, against.EXAMPLE
    ),
    Command("plan", "خطة الخطة", plans.CMD, _NETWORK, _READ, plans.EXAMPLE, ALONE),
)
