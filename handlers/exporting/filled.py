"""What goes into a file of each form."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handlers.desk import Desk
from handlers.exporting.contacts import contacts
from handlers.exporting.dated import calendar
from handlers.exporting.dossier import dossier
from handlers.exporting.rows import plain, table
from handlers.exporting.written import markdown, typeset
from storage.records import Counterpart

Maker = Callable[[Sequence[Counterpart], Desk, str], str]


def _markdown(people: Sequence[Counterpart], desk: Desk, note: str) -> str:
    return markdown((dossier(one, desk) for one in people), note)


def _typeset(people: Sequence[Counterpart], desk: Desk, note: str) -> str:
    told = [dossier(one, desk) for one in people]
    return typeset(told, note, right_to_left=desk.say.right_to_left)


MAKERS: dict[str, Maker] = {
    "md": _markdown,
    "pdf": _typeset,
    "csv": table,
    "ics": calendar,
    "vcf": contacts,
    "json": plain,
}
