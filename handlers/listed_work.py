"""The commands about the work as a whole: timeline, obstacles, plans, acts against us, roads."""

from __future__ import annotations

from handlers.command import ALONE, NAMED, Command
from handlers.rules.roles import Action
from handlers.words import against, ground, help, history, network, obstacles, plans

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
        *("ask", "demander pedir اطلب أطلب", ground.CMD_ASK, help.GROUP_RECALL, _READ),
        ground.EX_ASK,
    ),
    Command(
        *("common", "commun común comun مشترك", ground.CMD, help.GROUP_RECALL, _READ),
        ground.EX_COMMON,
    ),
    Command("road", "route carretera الطريق", ground.CMD_ROAD, _NETWORK, _READ, ground.EX_ROAD),
    Command(
        "against", "contrenous contranosotros ضدنا", against.CMD, _NETWORK, _READ, against.EXAMPLE
    ),
    Command("plan", "خطة الخطة", plans.CMD, _NETWORK, _READ, plans.EXAMPLE, ALONE),
)
