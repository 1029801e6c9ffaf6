"""The routing tables: what answers a command, a press, our question, or words about a record."""

from __future__ import annotations

from collections.abc import Callable

from handlers import (
    against,
    agreeing,
    audit,
    briefing,
    changing,
    choosing,
    confirming,
    direct,
    enrol,
    exporting,
    forgetting,
    guarding,
    handing,
    help,
    hints,
    history,
    ledger,
    link,
    mandating,
    merge,
    network,
    note,
    observing,
    organisations,
    ownership,
    people,
    picturing,
    plans,
    preferences,
    privacy,
    promises,
    proposing,
    repairing,
    settings,
    staff,
    team,
    undo,
    wishing,
)
from handlers.chat import Message, Outcome
from handlers.desk import Desk
from handlers.nearby import BELOW
from handlers.nudging import asking
from handlers.questions import answering as questions
from handlers.rules.roles import Action
from handlers.searching import asking as searching
from storage.records import Dialogue

Handler = Callable[[Message, Desk, str], Outcome]
Topic = Callable[[Message, Desk, Dialogue], Outcome | None]
Hearer = Callable[[Message, Desk], Outcome | None]

COMMANDS: dict[str, Handler] = {
    **note.COMMANDS,
    **undo.COMMANDS,
    **forgetting.COMMANDS,
    **history.COMMANDS,
    **promises.COMMANDS,
    **searching.COMMANDS,
    **briefing.COMMANDS,
    **agreeing.COMMANDS,
    **repairing.COMMANDS,
    **people.COMMANDS,
    **organisations.COMMANDS,
    **ownership.COMMANDS,
    **merge.COMMANDS,
    **changing.COMMANDS,
    **handing.COMMANDS,
    **mandating.COMMANDS,
    **network.COMMANDS,
    **picturing.COMMANDS,
    **plans.COMMANDS,
    **against.COMMANDS,
    **observing.COMMANDS,
    **asking.COMMANDS,
    **team.COMMANDS,
    **guarding.COMMANDS,
    **audit.COMMANDS,
    **enrol.COMMANDS,
    **direct.COMMANDS,
    **exporting.COMMANDS,
    **link.COMMANDS,
    **preferences.COMMANDS,
    **settings.COMMANDS,
    **staff.COMMANDS,
    **hints.COMMANDS,
    **privacy.COMMANDS,
    **help.COMMANDS,
}
"""A command's name, as `handlers.commands` lists it → what deals with it."""

PRESSES: dict[str, Handler] = {
    **note.PRESSES,
    **undo.PRESSES,
    **forgetting.PRESSES,
    **history.PRESSES,
    **promises.PRESSES,
    **searching.PRESSES,
    **questions.PRESSES,
    **briefing.PRESSES,
    **proposing.PRESSES,
    **agreeing.PRESSES,
    **confirming.PRESSES,
    **ledger.PRESSES,
    **repairing.PRESSES,
    **people.PRESSES,
    **ownership.PRESSES,
    **merge.PRESSES,
    **changing.PRESSES,
    **handing.PRESSES,
    **mandating.PRESSES,
    **network.PRESSES,
    **picturing.PRESSES,
    **plans.PRESSES,
    **against.PRESSES,
    **observing.PRESSES,
    **asking.PRESSES,
    **team.PRESSES,
    **guarding.PRESSES,
    **audit.PRESSES,
    **direct.PRESSES,
    **exporting.PRESSES,
    **link.PRESSES,
    **preferences.PRESSES,
    **settings.PRESSES,
    **staff.PRESSES,
    **hints.PRESSES,
}
"""The verb a button carries before its colon → what deals with the press, beside `answer`'s own."""

EDITS: dict[str, choosing.Edit] = {
    **people.EDITS,
    **organisations.EDITS,
    **ownership.EDITS,
    **merge.EDITS,
    **briefing.EDITS,
    **changing.EDITS,
    **handing.EDITS,
    **mandating.EDITS,
    **network.EDITS,
    **observing.EDITS,
    **asking.EDITS,
    **direct.EDITS,
}
"""Commands that change one person → what they do once it is known whom they mean."""

TOPICS: dict[str, Topic] = {
    **note.TOPICS,
    **preferences.TOPICS,
    **asking.TOPICS,
    **agreeing.TOPICS,
    **briefing.TOPICS,
    **changing.TOPICS,
    **confirming.TOPICS,
    **direct.TOPICS,
    **ledger.TOPICS,
    **plans.TOPICS,
    **against.TOPICS,
    **repairing.TOPICS,
}
"""What we asked about → what takes the words that come next."""

ACTIONS: dict[str, Action] = {
    **dict.fromkeys((BELOW, "do", "join", "unjoin", "language", "zone", "week"), Action.OWN),
    **dict.fromkeys((*settings.PRESSES, *staff.PRESSES, *hints.PRESSES), Action.OWN),
    **dict.fromkeys(handing.OWN, Action.OWN),
    **dict.fromkeys((*history.PRESSES, *promises.PRESSES, *people.READING), Action.READ),
    **dict.fromkeys(
        (
            *observing.READING,
            *agreeing.READING,
            *ledger.READING,
            *network.READING,
            *picturing.PRESSES,
            *plans.READING,
            *against.READING,
        ),
        Action.READ,
    ),
    **dict.fromkeys((*repairing.READING, *searching.PRESSES), Action.READ),
    **dict.fromkeys((*briefing.READING, *questions.READING), Action.READ),
    **dict.fromkeys((*changing.READING, *mandating.READING), Action.READ),
    "ruled": Action.DECIDE,
    **dict.fromkeys(asking.PRESSES, Action.OWN),
    **dict.fromkeys(audit.PRESSES, Action.AUDIT),
    **dict.fromkeys(exporting.GIVING, Action.APPROVE),
    **dict.fromkeys((*ownership.PRESSES, *handing.SHARING), Action.SHARE),
    **dict.fromkeys(team.PRESSES, Action.REMOVE),
    **dict.fromkeys(guarding.PRESSES, Action.REMOVE),
    **dict.fromkeys(guarding.OWN, Action.OWN),
    **dict.fromkeys(direct.READING, Action.READ),
    **dict.fromkeys(direct.DECIDING, Action.DECIDE),
}
"""What a press asks to do; one that is not here asks to write."""

HEARERS: tuple[Hearer, ...] = (
    wishing.heard,
    forgetting.heard,
    asking.said,
    observing.said,
    agreeing.heard,
    confirming.heard,
    changing.heard,
    handing.heard,
    mandating.heard,
    repairing.heard,
    ledger.wondered,
    against.asked,
    questions.asked_plainly,
    ledger.heard,
    plans.heard,
    against.heard,
    network.roads_heard,
    staff.heard,
    briefing.heard,
    network.asked,
    questions.heard,
    network.told,
)
"""Who listens, in this order, before a message is taken for a note; ``None``: not for them."""
